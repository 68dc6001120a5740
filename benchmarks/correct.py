"""`python -m benchmarks.correct < IN > OUT`: the corrections of single texts, as JSON lines.

In: {"id", "text"}. Out: {"id", "text", "edits": [{"start", "end", "replacement", "confidence", "status"}]};
offsets count in the text given, status is `applied` or `flagged`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.correct import Language, decide, load_language, propose
from pipeline.model import Block, Document, content_id
from pipeline.vocabulary import load_vocabulary


def document_of(lines: Iterable[str], *, path: str) -> tuple[Document, tuple[Block, ...]]:
    """A page all of whose lines are kept, each a paragraph."""
    text = "\n".join(lines)
    document = Document(
        id=content_id(path), source_id="bench", path=path, title=None, url=None, media_type="text/plain",
        language="en", encoding="utf-8", raw_sha256="", text=text,
    )  # fmt: skip
    return document, tuple(_blocks(document))


def _blocks(document: Document) -> Iterator[Block]:
    start = 0
    for index, line in enumerate(document.text.split("\n")):
        yield Block(
            document_id=document.id, index=index, start=start, end=start + len(line), text=line,
            kind="paragraph", heading_level=None, heading=None, section_type="other",
            locator=f"line[{index + 1}]",
        )  # fmt: skip
        start += len(line) + 1


def corrected(entry: dict[str, Any], language: Language) -> dict[str, Any]:
    """One output line for one input line."""
    document, blocks = document_of(entry["text"].split("\n"), path=entry["id"])
    edits = decide(propose(document, blocks, language), {})
    return {
        "id": entry["id"],
        "text": entry["text"],
        "edits": [
            {"start": edit.start, "end": edit.end, "replacement": edit.after,
             "confidence": edit.confidence, "status": edit.status}
            for edit in edits
        ],
    }  # fmt: skip


def main() -> None:
    """Correct standard input to standard output."""
    language = load_language(load_vocabulary())
    for line in sys.stdin:
        print(json.dumps(corrected(json.loads(line), language), ensure_ascii=False))


if __name__ == "__main__":
    main()
