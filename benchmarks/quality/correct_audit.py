"""Tables of single edits: is a confidence what it says, and what became of the edits that count as wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from benchmarks.quality.judged import Judged
from benchmarks.quality.section import Section

_BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
"""Of the bins of confidence: the lower one belongs to a bin."""
RELIABILITY_CAVEAT = """Each shown edit, applied or flagged, of all sets. Right is what the reference has or
the audit below calls right. Flags are not audited: the repair of an error that the reference keeps counts as
wrong."""
AUDIT_CAVEAT = """Each applied edit that is not the reference's: `false` where the reference changes nothing,
`other` where it changes the place in another way. The verdicts stand in `benchmarks/audit/correct.tsv`; an
edit that nobody has read yet is `open`."""
_BETA = 0.5
"""Precision counts for so much more than recall, as in the scorer."""


def reliability(judged: Sequence[Judged]) -> Section:
    """Share of right edits by confidence."""
    rows = [_bin(low, high, [edit for edit in judged if low <= edit.confidence < high])
            for low, high in pairwise(_BOUNDS)]  # fmt: skip
    header = ("confidence", "edits", "applied", "mean confidence", "share right")
    return Section("Correct: is a confidence what it says", header, tuple(rows), {}, RELIABILITY_CAVEAT)


def _bin(low: float, high: float, edits: Sequence[Judged]) -> tuple[object, ...]:
    applied = sum(edit.is_applied for edit in edits)
    label = f"{low:.2f} to {min(high, 1.0):.2f}"
    if not edits:
        return (label, 0, 0, None, None)
    confidence = fmean(edit.confidence for edit in edits)
    return (label, len(edits), applied, f"{confidence:.3f}", f"{fmean(e.is_right for e in edits):.3f}")


def audit(judged: Sequence[Judged], words: Mapping[str, int], planted: Mapping[str, int]) -> Section:
    """The applied edits that count as wrong, with their verdicts; guarded are the false ones that remain.

    Args:
        judged: the edits of all sets.
        words: how many words each set has.
        planted: how many errors were planted into each set that has such.
    """
    applied = [edit for edit in judged if edit.is_applied]
    suspects = [edit for edit in applied if not edit.is_reference]
    figures = {
        f"correct.{name}.applied.false-after-audit": 1e4 * sum(
            edit.set_name == name and not edit.touches_error and not edit.is_right for edit in suspects
        ) / count
        for name, count in words.items()
    }  # fmt: skip
    rates = ", ".join(f"{name} {figures[f'correct.{name}.applied.false-after-audit']:.2f}" for name in words)
    caveat = f"{AUDIT_CAVEAT} False applied edits in 10,000 words that are left after the audit: {rates}."
    for name, errors in planted.items():
        precision, measure = _repairs([edit for edit in applied if edit.set_name == name], errors)
        figures[f"correct.{name}.applied.f-after-audit"] = measure
        caveat += f"""
Repairs of the errors planted into {name}, those that mend the texts' own not counted: P {precision:.4f}, F0.5
{measure:.4f}."""
    header = ("set", "text", "before", "after", "rule", "count", "verdict", "why")
    return Section("Correct: audit of the applied edits that count as wrong", header,
                   tuple(map(_row, suspects)), figures, caveat)  # fmt: skip


def _repairs(applied: Sequence[Judged], errors: int) -> tuple[float, float]:
    """Precision and F0.5 of what mends an error that was planted, or is wrong by the audit too."""
    right = sum(edit.is_reference for edit in applied)
    wrong = sum(not edit.is_right for edit in applied)
    measure = (1 + _BETA**2) * right / max(1, _BETA**2 * errors + right + wrong)
    return round(right / max(1, right + wrong), 4), round(measure, 4)


def _row(edit: Judged) -> tuple[object, ...]:
    shown = (_cell(edit.change.id), _cell(edit.change.before), _cell(edit.change.after))
    counts_as = "other" if edit.touches_error else "false"
    return (edit.set_name, *shown, edit.rule, counts_as, *edit.verdict)


def _cell(text: str) -> str:
    """Text as it is, in a cell of a Markdown table."""
    return f"`{text}`".replace("|", "\\|") if text else ""
