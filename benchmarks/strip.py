"""`python -m benchmarks.strip --mode html|text IN OUT`: the main content of single pages, as JSON lines.

In: {"id", "html"} or {"id", "text"}. Out: {"id", "text"}, the kept blocks joined by line feeds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.model import Document, Facts, content_id
from pipeline.read.html import flatten
from pipeline.strip import Boilerplate, load_boilerplate, segment, strip


def html_document(page_id: str, html: str) -> Document:
    """One page of markup, already decoded."""
    page = flatten(html)
    return Document(
        id=content_id(page_id), source_id="bench", path=page_id, title=None, url=None, media_type="text/html",
        language="und", encoding="utf-8", raw_sha256="", text=page.text, markup=page.markup,
    )  # fmt: skip


def text_document(page_id: str, text: str) -> Document:
    """One page flattened to text."""
    return Document(
        id=content_id(page_id), source_id="bench", path=page_id, title=None, url=None,
        media_type="text/plain",
        language="und", encoding="utf-8", raw_sha256="", text=text,
    )  # fmt: skip


def main_content(document: Document, boilerplate: Boilerplate) -> str:
    """The kept blocks, one a line."""
    blocks = strip(document, segment(document), boilerplate, Facts())
    return "\n".join(block.text for block in blocks if block.is_kept)


def main() -> None:
    """Strip every page of a JSON-lines file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.strip", description=__doc__)
    parser.add_argument("--mode", choices=("html", "text"), default="html")
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    document_of = html_document if arguments.mode == "html" else text_document
    boilerplate = load_boilerplate()
    with (
        arguments.input.open(encoding="utf-8") as pages,
        arguments.output.open("w", encoding="utf-8", newline="\n") as contents,
    ):
        for line in pages:
            page = json.loads(line)
            text = main_content(document_of(page["id"], page[arguments.mode]), boilerplate)
            contents.write(json.dumps({"id": page["id"], "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
