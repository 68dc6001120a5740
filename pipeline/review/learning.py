"""What the reviewers' decisions teach of changes that they met again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.correct.heard import REPEATED, Change, Verdicts, as_lines, change_of, load_heard
from pipeline.correct.rulebook import load_rulebook
from pipeline.model import Decision


class Lesson(NamedTuple):
    """A change of which other things are known than before."""

    change: Change
    verdicts: Verdicts
    """By the decisions; of none, the change is forgotten."""
    belief_before: float
    """Chance that the change is right at its next place, as far as rule and verdicts can tell."""
    belief_after: float


def verdicts_of(decisions: Iterable[Decision]) -> Mapping[Change, Verdicts]:
    """How often each change was taken and refused, where that was said repeatedly.

    Args:
        decisions: settled ones; those on single corrections tell, those that reach further do not.
    """
    accepted: Counter[Change] = Counter()
    rejected: Counter[Change] = Counter()
    for decision in decisions:
        if (decision.kind, decision.scope) != ("correction", "place"):
            continue
        verdict = rejected if decision.action == "reject" else accepted
        verdict[change_of(decision.rule_id, decision.before, decision.after)] += 1
    counts = {change: Verdicts(accepted[change], rejected[change]) for change in sorted(accepted | rejected)}
    return {change: verdicts for change, verdicts in counts.items() if sum(verdicts) >= REPEATED}


def lessons(decisions: Iterable[Decision], path: Path) -> tuple[Lesson, ...]:
    """What the decisions teach that the file does not say yet, by rule and change.

    Args:
        decisions: see `verdicts_of`.
        path: the file of what was heard before.

    Raises:
        RuleError: the file or a rule file is broken.
    """
    heard, said = load_heard(path), verdicts_of(decisions)
    return tuple(
        _lesson(change, heard.get(change, _NONE), said.get(change, _NONE))
        for change in sorted({*heard, *said})
        if heard.get(change) != said.get(change)
    )


def keep(decisions: Iterable[Decision], path: Path) -> None:
    """Write what the decisions teach.

    Raises:
        OSError: the file cannot be written.
    """
    aside = path.with_name(f"{path.name}.new")
    aside.write_bytes(as_lines(verdicts_of(decisions).items()))
    aside.replace(path)


_NONE = Verdicts(0, 0)


def _lesson(change: Change, before: Verdicts, after: Verdicts) -> Lesson:
    rule = load_rulebook().get(change.rule_id)
    prior = rule.belief if rule else 0.0
    return Lesson(change, after, before.belief(prior), after.belief(prior))
