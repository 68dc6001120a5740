"""What the adapters of the correct bench share: texts in, edits out, as JSON lines, and the time that took.

In: {"id", "text"}. Out: {"id", "text", "edits": [{"start", "end", "replacement", "confidence", "status",
"rule"}]}; offsets are code points of the text given, status is `applied` or `flagged`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


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


def arguments_of(module: str, description: str | None) -> argparse.ArgumentParser:
    """The command line of an adapter."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--timing", type=Path, help="write the words, and the CPU seconds, to this file")
    return parser


def serve(load: Callable[[], Corrector], timing: Path | None) -> None:
    """Answer standard input on standard output.

    Args:
        load: makes the corrector ready; its CPU time, start-up of the process included, is `load_seconds`.
        timing: where to write {"words", "load_seconds", "seconds"}, CPU time of this process and of those it
            started; words are runs of anything but white space.
    """
    correct = load()
    loaded = _cpu_seconds()
    entries = [Entry(line["id"], line["text"]) for line in map(json.loads, sys.stdin)]
    begin = _cpu_seconds()
    answers = list(correct(entries))
    seconds = _cpu_seconds() - begin
    for entry, edits in zip(entries, answers, strict=True):
        answer = entry._asdict() | {"edits": [edit._asdict() for edit in edits]}
        print(json.dumps(answer, ensure_ascii=False))
    if timing is not None:
        words = sum(len(entry.text.split()) for entry in entries)
        measured = {"words": words, "load_seconds": loaded, "seconds": seconds}
        timing.write_text(json.dumps(measured) + "\n", encoding="utf-8")


def _cpu_seconds() -> float:
    return sum(os.times()[:4])
