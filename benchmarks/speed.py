"""Speed of the stages: CPU seconds to load, then words per CPU second on one core."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.correct import apply, decide, propose
from pipeline.extract import extract, relate
from pipeline.heeding import unheeding
from pipeline.model import Facts
from pipeline.read import inventory, read_document
from pipeline.resources import Resources, load_resources
from pipeline.strip import segment, strip

Result = TypeVar("Result")
SECONDS_PER_MEASUREMENT = 5.0


class Clock:
    """CPU seconds by stage, of this process."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def time(self, stage: str, function: Callable[..., Result], *arguments: object) -> Result:
        """Call the function and add its CPU time to the stage."""
        begin = time.process_time()
        result = function(*arguments)
        self.seconds[stage] += time.process_time() - begin
        return result


def table(raw: Path, *, label: str | None = None) -> str:
    """A Markdown table of CPU time and throughput of each stage on the pages under `raw`."""
    clock = Clock()
    resources = clock.time("load resources", load_resources, {})
    loaded = clock.seconds.pop("load resources")
    words = rounds = 0
    while not rounds or sum(clock.seconds.values()) < SECONDS_PER_MEASUREMENT:
        words += _round(raw, resources, clock)
        rounds += 1
    rows = [f"| {stage} | {seconds / rounds:.4f} | {words / max(seconds, 1e-9):,.0f} |"
            for stage, seconds in clock.seconds.items()]  # fmt: skip
    total = sum(clock.seconds.values())
    rows.append(f"| all | {total / rounds:.4f} | {words / total:,.0f} |")
    where = f"{label or raw}, one core, {rounds} rounds"
    head = f"Speed on {where}; resources load in {loaded:.2f} CPU seconds.\n"
    columns = ["| stage | CPU seconds a round | words per CPU second |", "|---|---|---|"]
    return "\n".join([head, *columns, *rows, ""])


def _round(raw: Path, resources: Resources, clock: Clock) -> int:
    """Every page once through the five steps; returns the words read."""
    words = 0
    for file in inventory(raw).files:
        document = clock.time("read", read_document, raw, file)
        blocks = clock.time("segment", segment, document)
        blocks = clock.time("strip", strip, document, blocks, resources.boilerplate, Facts())
        proposals = clock.time("correct", propose, document, blocks, resources.language)
        clean = apply(document, blocks, decide(proposals, unheeding()))
        found = clock.time("extract", extract, clean, resources.recogniser)
        clock.time("relate", relate, clean, found)
        words += len(document.text.split())
    return words
