"""The correction rules (`rules.toml`) with their measured precision (`precision.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pipeline.correct.wording.thresholds import Threshold, load_thresholds
from pipeline.errors import RuleError
from pipeline.interval import wilson
from pipeline.model import EditKind, Rule
from pipeline.rules import load_entries

RULES = Path(__file__).with_name("rules.toml")
PRECISION = Path(__file__).with_name("precision.toml")
MINIMUM_PRECISION = 0.98
"""A rule flags only where its precision, or the lower bound of that of its family, is less."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of a rule's proposals on development data were right."""

    proposals: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the proposals that were right; 0 where there was none."""
        return self.right / self.proposals if self.proposals else 0.0

    @property
    def belief(self) -> float:
        """Chance that the next proposal is right (Laplace's rule of succession): 0.5 where none was seen."""
        return (self.right + 1) / (self.proposals + 2)

    @property
    def lower_bound(self) -> float:
        """Lower end of the 95 % Wilson score interval (Wilson 1927) of the precision."""
        return wilson(self.right, self.proposals)[0]


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

    kin: Measured = Measured(0, 0)
    """That of all rules of its family: those of one mechanism are trusted together."""
    needs: tuple[str, ...] = ()
    """Texts of which every match of the pattern holds one, case folded; none: that cannot be told."""
    gate: re.Pattern[str] | None = None
    """A short pattern that is found in each match of the rule's own or right beside it, in a fraction of the
    time; without `$`, `^` and the like, for it is looked for in whole pages."""
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
    entries = load_entries(rules, optional=("kind", "pattern", "replacement", "needs", "gate", "family"))
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


def load_precision(path: Path = PRECISION) -> Mapping[str, Measured]:
    """The measured precisions by rule id; an absent file measures nothing.

    Raises:
        RuleError: the file is no TOML, or an entry is no pair of counts.
    """
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Measured(int(entry["n"]), int(entry["right"])) for name, entry in tables.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RuleError(
            f"The measured precisions cannot be read: {error}.",
            where=str(path),
            remedy="Measure again with `make train`, or restore the file.",
        ) from error


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
        pattern, gate = (re.compile(entry[name]) if name in entry else None for name in ("pattern", "gate"))
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
        kin, tuple(entry.get("needs", ())), gate, threshold.apply_from if threshold else None,
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
        if "needs" in entry and not any(need in before.casefold() for need in entry["needs"]):
            raise RuleError(f"None of `needs` is in its example {example!r}.", where=where,
                            remedy="Name what every match holds, case folded.")  # fmt: skip
        if "gate" in entry and not re.search(entry["gate"], before):
            raise RuleError(f"`gate` is not found in its example {example!r}.", where=where,
                            remedy="State what is in every match.")  # fmt: skip
