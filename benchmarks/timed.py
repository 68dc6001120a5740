"""JSON lines in and out, and the time that took: for the adapters of the correct and extract benches."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]
"""What a line of JSON holds; those that are read have a `text`."""
Answering = Callable[[Sequence[Line]], Iterable[Line]]
"""From the lines that are read to those that are written."""


def arguments_of(module: str, description: str | None) -> argparse.ArgumentParser:
    """The command line of an adapter."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--timing", type=Path, help="write the words, and the CPU seconds, to this file")
    return parser


def named_arguments(module: str, description: str | None, names: Collection[str]) -> argparse.Namespace:
    """What stands on the command line of an adapter of several systems: the `name` of one, and `timing`."""
    parser = arguments_of(module, description)
    parser.add_argument("--name", required=True, choices=names)
    return parser.parse_args()


def serve(load: Callable[[], Answering], timing: Path | None) -> None:
    """Answer standard input on standard output.

    Args:
        load: makes the system ready; its CPU time, start-up of the process included, is `load_seconds`.
        timing: where to write {"words", "load_seconds", "seconds"}, CPU time of this process and of those it
            started; words are runs of anything but white space.
    """
    answering = load()
    loaded = _cpu_seconds()
    lines = [json.loads(line) for line in sys.stdin if line.strip()]
    begin = _cpu_seconds()
    answers = list(answering(lines))
    seconds = _cpu_seconds() - begin
    for answer in answers:
        print(json.dumps(answer, ensure_ascii=False))
    if timing is not None:
        words = sum(len(line["text"].split()) for line in lines)
        measured = {"words": words, "load_seconds": loaded, "seconds": seconds}
        timing.write_text(json.dumps(measured) + "\n", encoding="utf-8")


def _cpu_seconds() -> float:
    return sum(os.times()[:4])
