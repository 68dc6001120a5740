"""What is decided, as one reviewer sees it; kept in memory, in step with the decision files.

The files are the truth. One is read whole at the start and when somebody else has written to it; what this
reviewer adds is taken in line by line, so that the 50,000th verdict costs no more than the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from pipeline.heeding import rule_key
from pipeline.model import Decision, EntryKind
from pipeline.review.decisions import (
    Dispute,
    append_decisions,
    history,
    ledger_paths,
    settle,
    standing,
)
from pipeline.review.ledger import read_ledger

Version = tuple[int, int, int]
_rule_key = cache(rule_key)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys under which something may have been decided, the narrowest first."""

    place: str
    source: str
    kind: EntryKind
    rule_id: str
    needs_person: bool

    @property
    def of_scopes(self) -> tuple[str, str, str]:
        """For this place, for this change in its source, for the rule."""
        return self.place, self.source, _rule_key(self.kind, self.rule_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is decided on one entry: the reviewer's own verdict before the one that others agree on."""

    decision: Decision | None
    dispute: Dispute | None
    is_skipped: bool
    """The reviewer has put it off, and nobody has decided."""
    judges: tuple[str, ...]
    """Who has decided, by name."""


class Standing:
    """All verdicts that count.

    Args:
        folder: the decisions' folder.
        reviewer: who looks.
    """

    def __init__(self, folder: Path, reviewer: str) -> None:
        self.folder = folder
        self.reviewer = reviewer
        self.settled: dict[str, Decision] = {}
        self.disputed: dict[str, Dispute] = {}
        self.by_reviewer: dict[str, dict[str, Decision]] = {}
        self._history: list[Decision] = []
        self._lines: defaultdict[str, list[Decision]] = defaultdict(list)
        self._versions: dict[str, Version] = {}

    @property
    def own(self) -> Mapping[str, Decision]:
        """The reviewer's standing verdicts by key, skips included."""
        return self.by_reviewer.get(self.reviewer, {})

    def refresh(self) -> set[str]:
        """Read the files that have changed again; returns the keys on which something else counts now.

        Raises:
            DecisionError: a file is broken; nothing has been taken from any.
        """
        versions, known = self._seen(), self._versions
        changed = {name for name in {*versions, *known} if versions.get(name) != known.get(name)}
        loaded = {name: self._load(name) if name in versions else {} for name in changed}
        if self.reviewer in changed:
            self._remember(history(self.folder, self.reviewer))
        keys = set()
        for name, own in loaded.items():
            keys |= _differing(self.by_reviewer.get(name, {}), own)
            self.by_reviewer[name] = own
        for key in keys:
            self._settle(key)
        self._versions = versions
        return keys

    def record(self, decisions: Sequence[Decision]) -> set[str]:
        """Write verdicts of this reviewer for good; returns the keys on which something else counts now.

        Raises:
            DecisionError, OSError: they cannot be written; nothing was.
        """
        append_decisions(self.folder, decisions)
        length = sum(len(msgspec.json.encode(decision)) + 1 for decision in decisions)
        if not self._has_grown_by(length):  # somebody else has written, too
            return self.refresh()
        self._take(decisions)
        keys = {decision.key for decision in decisions}
        own = self.by_reviewer.setdefault(self.reviewer, {})
        for key in keys:
            own.pop(key, None)
            own.update(standing(self._lines[key], where=self.reviewer))
            self._settle(key)
        return keys

    def last(self) -> tuple[Decision, ...]:
        """What the reviewer said last and did not take back: one verdict, or all of its batch."""
        if not self._history:
            return ()
        last = self._history[-1]
        if last.batch is None:
            return (last,)
        return tuple(line for line in self._history if line.batch == last.batch)

    def said(self, line_id: str) -> Decision | None:
        """The verdict with this id, if it stands; a skip is none."""
        lines = (line for own in self.by_reviewer.values() for line in own.values())
        return next((line for line in lines if line.id == line_id and line.action != "skip"), None)

    def outcome(self, keys: Keys) -> Outcome:
        """What is decided on an entry."""
        asked, own = keys.of_scopes, self.own
        judges = {name for name, said in self.by_reviewer.items()
                  for key in asked if key in said and said[key].action != "skip"}  # fmt: skip
        own_skip = False
        for key in asked:
            mine = own.get(key)
            decision = mine if mine and mine.action != "skip" else self.settled.get(key)
            own_skip |= bool(mine and mine.action == "skip")
            dispute = self.disputed.get(key)
            if dispute or (decision and _reaches(decision, keys)):
                return Outcome(decision, dispute, False, tuple(sorted(judges)))
        return Outcome(None, None, own_skip, tuple(sorted(judges)))

    def _load(self, name: str) -> dict[str, Decision]:
        path = self.folder / f"{name}.jsonl"
        return standing(read_ledger(path, name).decisions, where=str(path))

    def _remember(self, lines: Iterable[Decision]) -> None:
        self._history = list(lines)
        self._lines.clear()
        for line in self._history:
            self._lines[line.key].append(line)

    def _take(self, decisions: Sequence[Decision]) -> None:
        undone = {(line.key, line.supersedes) for line in decisions if line.action == "undo"}
        for key, _ in undone:
            self._lines[key] = [line for line in self._lines[key] if (key, line.id) not in undone]
        if undone:
            self._history = [line for line in self._history if (line.key, line.id) not in undone]
        for line in decisions:
            if line.action != "undo":
                self._lines[line.key].append(line)
                self._history.append(line)

    def _settle(self, key: str) -> None:
        said = [each[key] for _, each in sorted(self.by_reviewer.items())
                if key in each and each[key].action != "skip"]  # fmt: skip
        self.settled.pop(key, None)
        self.disputed.pop(key, None)
        if not said:
            return
        if agreed := settle(said):
            self.settled[key] = agreed
        else:
            self.disputed[key] = Dispute(key, tuple(said))

    def _seen(self) -> dict[str, Version]:
        found = ((path.stem, path.stat()) for path in ledger_paths(self.folder))
        return {name: (status.st_ino, status.st_mtime_ns, status.st_size) for name, status in found}

    def _has_grown_by(self, length: int) -> bool:
        """Whether nothing but so many bytes of this reviewer's has come since; if so, they count as seen."""
        name, before, after = self.reviewer, dict(self._versions), self._seen()
        grown = after.pop(name)
        former = before.pop(name, (grown[0], 0, 0))
        if before != after or (former[0], former[2] + length) != (grown[0], grown[2]):
            return False
        self._versions = {**after, name: grown}
        return True


def _reaches(decision: Decision, keys: Keys) -> bool:
    return not (decision.scope == "rule" and keys.needs_person and decision.action == "accept")


def _differing(before: Mapping[str, Decision], after: Mapping[str, Decision]) -> set[str]:
    """The keys on which a reviewer says something else."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
