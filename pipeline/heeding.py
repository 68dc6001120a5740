"""Which verdicts of the reviewers concern a page, and the keys by which they are found there.

A verdict holds for one place, for one change all over a source, or for all that a rule does. Where several
speak of the same thing, the narrower one is heeded. Keys are content hashes: text that has changed is no
longer what the verdict was made for, and the verdict is then stale.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model import Block, Decision, Decisions, EntryKind, content_id


def block_key(path: str, text: str, occurrence: int) -> str:
    """Key of a block.

    Args:
        path: the document's, under raw/.
        text: the block's raw text.
        occurrence: how many blocks of the same text stand above it on the page.
    """
    return content_id("block", path, text, occurrence)


def block_keys(path: str, blocks: Iterable[Block]) -> Iterator[str]:
    """Keys of a document's blocks, in order; see `block_key`."""
    blocks = tuple(blocks)
    for block, above in zip(blocks, alike_above(blocks), strict=True):
        yield block_key(path, block.text, above)


def alike_above(blocks: Iterable[Block]) -> Iterator[int]:
    """How many blocks of the same text stand above each."""
    seen: Counter[str] = Counter()
    for block in blocks:
        yield seen[block.text]
        seen[block.text] += 1


def mention_key(block: str, label: str, surface: str, start: int) -> str:
    """Key of a mention. Mentions alike inside one replaced text share theirs.

    Args:
        block: key of its block, see `block_key`.
        label: CONDITION, SYMPTOM or TREATMENT.
        surface: what the clean text says there.
        start: where it starts in the block's raw text, in code points.
    """
    return content_id("mention", block, label, surface, start)


def mention_rule(match: str) -> str:
    """What stands for the rule in a verdict on a mention: the way by which it was linked."""
    return f"mention.{match}"


def duplicate_key(path: str, original_id: str) -> str:
    """Key of a page's being a near-duplicate of the document with that id."""
    return content_id("duplicate", path, original_id)


def change_key(kind: EntryKind, source_id: str, rule_id: str, before: str, after: str) -> str:
    """Key of a change wherever it is met in a source.

    Args:
        kind: what is changed.
        source_id: the source.
        rule_id: the rule that proposes it.
        before: the text of the edit, the whole text of the block, or the surface of the mention.
        after: what the edit puts there, nothing for a block, or the label of the mention.
    """
    return content_id("change", kind, source_id, rule_id, before, after)


def rule_key(kind: EntryKind, rule_id: str) -> str:
    """Key of all that a rule does."""
    return content_id("rule", kind, rule_id)


DUPLICATE_RULE = "duplicate"
"""What stands for the rule in a verdict on a near-duplicate page."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something on a page on which a reviewer may have decided."""

    kind: EntryKind
    key: str
    """Of this place, see `block_key` and the like; of an edit its id."""
    rule_id: str
    before: str
    after: str = ""
    needs_person: bool = False
    """Whether an accepting verdict on the rule as a whole is not enough."""


@dataclass(slots=True)
class Heeding:
    """The verdicts that concern one page; remembers which of them met what they were made for."""

    source_id: str
    decisions: Decisions
    met: set[str] = field(default_factory=set)
    """Keys of the decisions that met theirs, those included to which a narrower one is preferred."""

    def __bool__(self) -> bool:
        """Whether any verdict concerns the page: else no question need be asked."""
        return bool(self.decisions)

    def verdict(self, question: Question) -> Decision | None:
        """The narrowest verdict on a question; None if nobody has decided, or people have not agreed."""
        if not self.decisions:
            return None
        asked = (
            question.key,
            change_key(question.kind, self.source_id, question.rule_id, question.before, question.after),
            rule_key(question.kind, question.rule_id),
        )
        known = (self.decisions[key] for key in asked if key in self.decisions)
        found = [decision for decision in known if _reaches(decision, question)]
        self.met.update(decision.key for decision in found)
        return found[0] if found and found[0].action != "skip" else None


def unheeding() -> Heeding:
    """Nobody has decided on anything."""
    return Heeding("", {})


def _reaches(decision: Decision, question: Question) -> bool:
    if decision.scope == "rule":
        return not (question.needs_person and decision.action == "accept")
    # A line that was changed by hand may bear the key of another text.
    return decision.kind != "correction" or decision.before == question.before


@dataclass(frozen=True, slots=True)
class DecisionIndex:
    """Settled decisions by what they may concern."""

    by_path: Mapping[str, Mapping[str, Decision]]
    by_source: Mapping[str, Mapping[str, Decision]]
    by_rule: Mapping[str, Mapping[str, Decision]]

    def concerning(self, path: str, source_id: str, rules: Iterable[str]) -> dict[str, Decision]:
        """The decisions that may concern a page on which these rules act, by key."""
        found = {**self.by_path.get(path, {}), **self.by_source.get(source_id, {})}
        for rule_id in rules:
            found.update(self.by_rule.get(rule_id, {}))
        return found

    def heeding(self, path: str, source_id: str) -> Heeding:
        """What concerns a page of which not more is known yet."""
        return Heeding(source_id, self.concerning(path, source_id, self.by_rule))


def index_decisions(decisions: Decisions) -> DecisionIndex:
    """Sort decisions by path, source and rule."""
    by_path, by_source, by_rule = (defaultdict[str, dict[str, Decision]](dict) for _ in range(3))
    for key, decision in decisions.items():
        match decision.scope:
            case "place":
                by_path[decision.path or ""][key] = decision
            case "source":
                by_source[decision.source_id or ""][key] = decision
            case "rule":
                by_rule[decision.rule_id][key] = decision
    return DecisionIndex(by_path, by_source, by_rule)
