"""`python -m benchmarks.correct < IN > OUT`: the corrections of single texts; see `benchmarks.edits`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.edits import Corrector, Entry, Proposed, serve
from benchmarks.timed import arguments_of
from pipeline.collector import loading_for_good
from pipeline.correct import Language, decide, load_language, propose
from pipeline.heeding import unheeding
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


def edits_of(entry: Entry, language: Language) -> tuple[Proposed, ...]:
    """What Winnow makes or flags in one text."""
    document, blocks = document_of(entry.text.split("\n"), path=entry.id)
    return tuple(
        Proposed(edit.start, edit.end, edit.after, edit.confidence, edit.status, edit.rule_id)
        for edit in decide(propose(document, blocks, language), unheeding())
    )


def load() -> Corrector:
    """Winnow with all that it knows."""
    with loading_for_good():  # as a worker does
        language = load_language(load_vocabulary())

    def correct(entries: Sequence[Entry]) -> Iterator[tuple[Proposed, ...]]:
        return (edits_of(entry, language) for entry in entries)

    return correct


def main() -> None:
    """Correct standard input to standard output."""
    serve(load, arguments_of("benchmarks.correct", __doc__).parse_args().timing)


if __name__ == "__main__":
    main()
