"""`python -m benchmarks.floors check|raise`: the least quality that is accepted, in `floors.toml`.

`check` holds the figures of the last measurement against the floors: a figure past its floor, one that was
not measured, and one that has no floor are each named, and the exit status is 2. `raise` moves each floor
towards what was measured, up to the floor's tolerance; it never moves one back and never removes one, and
where `check` would fail it changes nothing.

A floor is a `[[floor]]` entry: `figure`, `least` (or `most`, where less is better), and `tolerance`, by how
much a measurement may vary without meaning anything.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import figures
from pipeline.errors import RuleError, WinnowError
from pipeline.rules import read_array

PATH = Path(__file__).with_name("floors.toml")
HEAD = """# The least quality that is accepted, by figure; `most` where less is better.
# `python -m benchmarks.floors raise` rewrites the bounds from the last `make bench SHARED=...`.
"""
STEP = 1e4
"""Bounds are written in steps of 1/STEP."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure must reach."""

    figure: str
    bound: float
    is_least: bool
    """False: the bound is the most that is accepted."""
    tolerance: float

    def shortfall(self, measured: float) -> float:
        """By how much the figure misses its bound; 0 or less where it holds."""
        return self.bound - measured if self.is_least else measured - self.bound

    def raised(self, measured: float) -> Floor:
        """The floor moved to the measured figure less the tolerance, or as it was where that is no gain."""
        if self.is_least:
            # Rounding to 6 digits first: 0.9 - 0.01 is a hair below 0.89.
            least = math.floor(round((measured - self.tolerance) * STEP, 6)) / STEP
            return replace(self, bound=max(self.bound, least))
        most = math.ceil(round((measured + self.tolerance) * STEP, 6)) / STEP
        return replace(self, bound=min(self.bound, most))


def load_floors(path: Path = PATH) -> tuple[Floor, ...]:
    """The floors in file order.

    Raises:
        RuleError: the file cannot be read, or an entry is malformed or occurs twice. Names file and entry.
    """
    floors: dict[str, Floor] = {}
    for number, entry in enumerate(read_array(path, "floor"), 1):
        where = f"{path}, floor {entry.get('figure', f'number {number}')}"
        floor = _floor(entry, where)
        if floor.figure in floors:
            raise RuleError("Two floors have this figure.", where=where, remedy="Remove one of them.")
        floors[floor.figure] = floor
    return tuple(floors.values())


def _floor(entry: Mapping[str, Any], where: str) -> Floor:
    (bound,) = sorted(entry.keys() & {"least", "most"})[:1] or ("least",)
    if entry.keys() != {"figure", bound, "tolerance"} or not isinstance(entry["figure"], str):
        raise RuleError("A floor has `figure`, `least` or `most`, and `tolerance`.", where=where,
                        remedy="Give these three keys and no other.")  # fmt: skip
    for key in (bound, "tolerance"):
        if not figures.is_number(entry[key]):
            raise RuleError(f"`{key}` is no finite number.", where=where, remedy=f"Mend `{key}`.")
    if entry["tolerance"] < 0:
        raise RuleError("`tolerance` is negative.", where=where, remedy="Give 0 or more.")
    return Floor(entry["figure"], float(entry[bound]), bound == "least", float(entry["tolerance"]))


def faults(floors: Sequence[Floor], measured: Mapping[str, float]) -> Iterator[str]:
    """One sentence for each figure that fell, was not measured, or has no floor."""
    for floor in floors:
        if floor.figure not in measured:
            yield f"{floor.figure}: not measured, though it has a floor."
        elif (miss := floor.shortfall(measured[floor.figure])) > 0:
            side = "below its floor" if floor.is_least else "above the most accepted, which is"
            yield f"{floor.figure}: {measured[floor.figure]:.4f} is {miss:.4f} {side} {floor.bound:.4f}."
    for figure in sorted(measured.keys() - {floor.figure for floor in floors}):
        yield f"{figure}: measured ({measured[figure]:.4f}), but has no floor. Add a [[floor]] entry."


def as_toml(floors: Iterable[Floor]) -> str:
    """The file that `load_floors` reads back as the same floors."""
    entries = (
        f'[[floor]]\nfigure = "{floor.figure}"\n{"least" if floor.is_least else "most"} = {floor.bound}\n'
        f"tolerance = {floor.tolerance}\n"
        for floor in floors
    )
    return "\n".join([HEAD, *entries])


def main() -> int:
    """Check or raise; exit status 2 where a floor does not hold or a file is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("action", choices=("check", "raise"))
    parser.add_argument("--floors", type=Path, default=PATH)
    parser.add_argument("--figures", type=Path, default=figures.PATH)
    arguments = parser.parse_args()
    try:
        floors, measured = load_floors(arguments.floors), figures.read_figures(arguments.figures)
    except WinnowError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if found := list(faults(floors, measured)):
        print("error: quality floors do not hold:", *found, sep="\n  ", file=sys.stderr)
        return 2
    if arguments.action == "raise":
        raised = (floor.raised(measured[floor.figure]) for floor in floors)
        arguments.floors.write_text(as_toml(raised), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
