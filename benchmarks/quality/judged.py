"""Each edit of a system held against the references, one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.verdicts import OPEN, Change, Verdict, Verdicts

_LONGEST = 50
"""Characters of an edit that are shown, and by which a verdict knows it."""
_SPACE = re.compile(r"\s+")
_TYPOGRAPHY = str.maketrans("’‘“”–—", "''\"\"--")
"""A restored quotation mark or dash is as right as the plain one of the reference."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit and what is known of it."""

    set_name: str
    change: Change
    rule: str
    confidence: float
    is_applied: bool
    is_reference: bool
    """Whether the text with this edit made is one of the references."""
    touches_error: bool
    """Whether it changes a place that the references change."""
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Whether reference or audit call it right."""
        return self.is_reference or self.verdict.verdict == "right"


def judge(gold: Path, answers: Path, verdicts: Verdicts) -> Iterator[Judged]:
    """The edits of all texts of a set, in order.

    A text holds one error at most, so an edit is right where the text with it made is a reference.

    Args:
        gold: JSON lines {"id", "text", "refs"}.
        answers: JSON lines as `benchmarks.edits` writes them, for these texts and maybe others.
        verdicts: see `load_verdicts`.
    """
    edits_of = {answer["id"]: answer["edits"] for answer in _lines(answers)}
    for entry in _lines(gold):
        places = [_place(entry["text"], reference) for reference in entry["refs"]]
        references = {_folded(reference) for reference in entry["refs"]}
        for edit in edits_of.get(entry["id"], ()):
            start, end, after = edit["start"], edit["end"], edit["replacement"]
            text = entry["text"]
            change = Change(entry["id"], _shown(text[start:end]), _shown(after))
            yield Judged(
                set_name=gold.stem,
                change=change,
                rule=edit["rule"],
                confidence=edit["confidence"],
                is_applied=edit["status"] == "applied",
                is_reference=_folded(text[:start] + after + text[end:]) in references,
                touches_error=any(place and start <= place[1] and place[0] <= end for place in places),
                verdict=verdicts.get(change, OPEN),
            )


def _place(text: str, reference: str) -> tuple[int, int] | None:
    """Where a text differs from its reference, half-open in code points; None where it does not."""
    if text == reference:
        return None
    start = _common(text, reference)
    most = min(len(text), len(reference)) - start
    return start, len(text) - min(most, _common(text[::-1], reference[::-1]))


def _common(one: str, other: str) -> int:
    """How many characters the two have in common from the first."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _folded(text: str) -> str:
    return " ".join(text.translate(_TYPOGRAPHY).split())


def _shown(text: str) -> str:
    """A span on one line, white space as single spaces, cut where it is long."""
    line = _SPACE.sub(" ", text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)
