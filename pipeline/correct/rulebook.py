"""The correction rules (`rules.toml`) with their measured precision (`precision.toml`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pipeline.correct.precision import PRECISION, Measured, load_precision
from pipeline.correct.wording.thresholds import Threshold, load_thresholds
from pipeline.errors import RuleError
from pipeline.model import EditKind, Rule
from pipeline.rules import load_entries

RULES = Path(__file__).with_name("rules.toml")
MINIMUM_PRECISION = 0.98
"""A rule flags only where its precision, or the lower bound of that of its family, is less."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*")
"""A word as `pipeline.correct.tokens` tells it by arrays, whose package whoever lists rules does without."""


@dataclass(frozen=True, slots=True)
class CorrectionRule:
    """One `[[rule]]` of rules.toml and what was measured of it."""

    rule_id: str
    kind: EditKind
    description: str
    action: str
    reason: str
    examples: tuple[str, ...]
    """`before => after`, on whole texts."""
    keeps: tuple[str, ...]
    pattern: re.Pattern[str] | None
    """For pattern rules: group `span` (else the whole match) is replaced; every group whose name starts
    with `known` must be a word of the language."""
    replacement: str
    """Template of the replacement, as for `re.Match.expand`."""
    measured: Measured | None
    """None: never measured."""

    kin: Measured
    """That of all rules of its family: those of one mechanism are trusted together."""
    words: tuple[str, ...] = ()
    """Runs of one or two words in lower case: each match holds, or touches, one of them or of `gate`."""
    gate: tuple[str, ...] = ()
    """Short patterns of neighbouring characters, see `Gates`."""
    echo: bool = False
    """Whether in each match a longer word stands again, next to itself or next but one."""
    apply_from: float | None = None
    """For rules whose candidates are judged one by one: the probability from which they may apply."""

    @property
    def belief(self) -> float:
        """Chance that a candidate is right of which nothing else is known."""
        return (self.measured or Measured(0, 0)).belief

    def may_apply(self, belief: float | None = None) -> bool:
        """Whether the rule may change text unattended: meant to, and measured to be right.

        Args:
            belief: the probability that the candidate is right, where it was judged for itself.
        """
        if self.action != "apply" or self.measured is None:
            return False
        if self.apply_from is not None:
            return belief is not None and belief >= self.apply_from
        return min(self.measured.precision, self.kin.lower_bound) >= MINIMUM_PRECISION


@cache
def load_rulebook(rules: Path = RULES, precision: Path = PRECISION) -> Mapping[str, CorrectionRule]:
    """All correction rules by id, in file order.

    Raises:
        RuleError: one of the two files is broken; names file and entry.
    """
    entries = load_entries(
        rules, optional=("kind", "pattern", "replacement", "words", "gate", "echo", "family")
    )
    measured, thresholds = load_precision(precision), load_thresholds()
    kin = _kin(entries, measured)
    return {
        entry["id"]: _rule(
            entry, measured.get(entry["id"]), kin[_family(entry)], rules, thresholds.get(entry["id"])
        )
        for entry in entries
    }


def _kin(entries: Sequence[Mapping[str, Any]], measured: Mapping[str, Measured]) -> Mapping[str, Measured]:
    """What was measured of the rules of each family together."""
    found: defaultdict[str, Measured] = defaultdict(lambda: Measured(0, 0))
    for entry in entries:
        one, other = found[_family(entry)], measured.get(entry["id"], Measured(0, 0))
        found[_family(entry)] = Measured(one.proposals + other.proposals, one.right + other.right)
    return found


def _family(entry: Mapping[str, Any]) -> str:
    """The family of a rule: its own id where it names none."""
    return str(entry.get("family", entry["id"]))


def stage_rules() -> tuple[Rule, ...]:
    """The correction rules as `rules.csv` lists them.

    Raises:
        RuleError: as `load_rulebook`.
    """
    return tuple(
        Rule(
            rule_id=rule.rule_id,
            stage="correct",
            description=rule.description,
            action="apply" if rule.may_apply(1.0) else "flag",
            measured_precision=rule.measured.precision if rule.measured else None,
        )
        for rule in load_rulebook().values()
    )


def _rule(
    entry: dict[str, Any], measured: Measured | None, kin: Measured, path: Path, threshold: Threshold | None
) -> CorrectionRule:
    where = f"{path}, rule {entry['id']}"
    if entry["action"] not in ("apply", "flag") or entry.get("kind") not in get_args(EditKind):
        raise RuleError("`action` is apply or flag, `kind` a kind of edit.", where=where,
                        remedy=f"Kinds: {', '.join(get_args(EditKind))}.")  # fmt: skip
    if not all(" => " in example for example in entry["examples"]):
        raise RuleError("An example of a correction reads `before => after`.", where=where,
                        remedy="Write both texts, parted by ` => `.")  # fmt: skip
    try:
        pattern = re.compile(entry["pattern"]) if "pattern" in entry else None
    except re.error as error:
        raise RuleError(f"The pattern is no regular expression: {error}.", where=where,
                        remedy="Mend `pattern`.") from error  # fmt: skip
    if pattern is not None:
        _check_examples(entry, pattern, where)
    if threshold is not None:
        measured = Measured(threshold.proposals, threshold.right)
    return CorrectionRule(
        entry["id"], entry["kind"], entry["description"], entry["action"], entry["reason"],
        tuple(entry["examples"]), tuple(entry["keeps"]), pattern, entry.get("replacement", ""), measured,
        kin, tuple(entry.get("words", ())), tuple(entry.get("gate", ())), entry.get("echo", False),
        threshold.apply_from if threshold else None,
    )  # fmt: skip


def _check_examples(entry: dict[str, Any], pattern: re.Pattern[str], where: str) -> None:
    """A pattern must be found in each of its examples, and its replacement must fit it."""
    for example in entry["examples"]:
        before = example.split(" => ")[0]
        match = pattern.search(before)
        if match is None:
            raise RuleError(f"The pattern is not found in its example {example!r}.", where=where,
                            remedy="Mend `pattern` or the example.")  # fmt: skip
        try:
            match.expand(entry.get("replacement", ""))
        except (re.error, IndexError) as error:
            raise RuleError(f"The replacement does not fit the pattern: {error}.", where=where,
                            remedy="Mend `replacement`.") from error  # fmt: skip
        if not _may_match(entry, before):
            raise RuleError(f"Nothing of `words` and `gate` is in its example {example!r}.", where=where,
                            remedy="Name what every match holds.")  # fmt: skip


def _may_match(entry: dict[str, Any], text: str) -> bool:
    words, gate = entry.get("words", ()), entry.get("gate", ())
    plain = " ".join(["", *_WORD.findall(text.lower().replace("’", "'")), ""])
    is_there = any(f" {run} " in plain for run in words) or any(re.search(its, text + "\n") for its in gate)
    return is_there or not (words or gate)
