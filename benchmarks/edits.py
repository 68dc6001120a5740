"""What the adapters of the correct bench share: texts in, edits out, as JSON lines.

In: {"id", "text"}. Out: {"id", "text", "edits": [{"start", "end", "replacement", "confidence", "status",
"rule"}]}; offsets are code points of the text given, status is `applied` or `flagged`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import timed


class Proposed(NamedTuple):
    """An edit of a text: half-open span in code points, and what is to stand there."""

    start: int
    end: int
    replacement: str
    confidence: float = 1.0
    status: str = "applied"
    """`applied` or `flagged`."""
    rule: str = ""


class Entry(NamedTuple):
    """A text to correct."""

    id: str
    text: str


Corrector = Callable[[Sequence[Entry]], Iterable[Sequence[Proposed]]]
"""The edits of each text, in the order of the texts."""


def serve(load: Callable[[], Corrector], timing: Path | None) -> None:
    """Answer standard input on standard output; see `benchmarks.timed.serve`."""
    timed.serve(lambda: _answering(load()), timing)


def _answering(correct: Corrector) -> timed.Answering:
    def answer(lines: Sequence[timed.Line]) -> Iterator[timed.Line]:
        entries = [Entry(line["id"], line["text"]) for line in lines]
        for entry, edits in zip(entries, correct(entries), strict=True):
            yield entry._asdict() | {"edits": [edit._asdict() for edit in edits]}

    return answer
