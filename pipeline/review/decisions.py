"""What the reviewers decided: `review/decisions/<reviewer>.jsonl`, one file a reviewer, kept in git.

Within one file a later line replaces an earlier one on the same key, and an `undo` line takes one back: what
it had replaced stands again. Between files nobody wins: a key on which two reviewers disagree is disputed and
stays undecided until they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import DecisionError
from pipeline.model import Action, Decision, content_id
from pipeline.review.ledger import append_to_ledger, read_ledger

REVIEWER = re.compile(r"[a-z0-9._-]{1,40}")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A key on which reviewers disagree, with what each of them says, by reviewer."""

    key: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class LoadedDecisions:
    """All decision files, settled.

    `decisions` holds what may be applied, by `Decision.key`, in key order; where several reviewers
    agree, the first to decide stands for them. `torn` names the files whose last line was ignored
    because it was never written to its end. `by_reviewer` holds what each of them says, by key, with the keys
    that they skipped.
    """

    decisions: Mapping[str, Decision]
    disputed: tuple[Dispute, ...]
    torn: tuple[str, ...]
    by_reviewer: Mapping[str, Mapping[str, Decision]]

    @property
    def in_force(self) -> Mapping[str, Decision]:
        """What a run heeds, by key: the settled ones, and on what is disputed one that leaves it open.

        Else a verdict that reaches further would answer what people have not agreed on.
        """
        open_ = {each.key: replace(each.decisions[0], action="skip") for each in self.disputed}
        return {**self.decisions, **open_}


def load_decisions(folder: Path) -> LoadedDecisions:
    """Read and settle every decision file of a folder; a missing folder holds none.

    Args:
        folder: `review/decisions`.

    Raises:
        DecisionError: a file is misnamed, unreadable or holds a broken line. Names file and line.
    """
    ledgers = {path: read_ledger(path, path.stem) for path in ledger_paths(folder)}
    by_reviewer = {path.stem: standing(ledger.decisions, where=str(path)) for path, ledger in ledgers.items()}
    by_key: dict[str, list[Decision]] = {}
    for own in by_reviewer.values():
        for key, decision in own.items():
            if decision.action != "skip":
                by_key.setdefault(key, []).append(decision)
    settled = {key: settle(by_key[key]) for key in sorted(by_key)}
    return LoadedDecisions(
        decisions={key: decision for key, decision in settled.items() if decision},
        disputed=tuple(Dispute(key, tuple(by_key[key])) for key, agreed in settled.items() if agreed is None),
        torn=tuple(path.name for path, ledger in ledgers.items() if ledger.is_torn),
        by_reviewer=by_reviewer,
    )


def settle(said: Sequence[Decision]) -> Decision | None:
    """Of the verdicts of several reviewers on one key, the first given; None where they disagree.

    Args:
        said: one a reviewer, at least one, none of them a skip.
    """
    return min(said, key=_seniority) if len(set(map(_outcome, said))) == 1 else None


def append_decisions(folder: Path, decisions: Sequence[Decision]) -> None:
    """Write decisions of one reviewer to their file; when this returns, they are on disk for good.

    Raises:
        DecisionError: the reviewer's name cannot be a file name, or the text cannot be written.
        OSError: the disk refused; nothing was written.
    """
    [reviewer] = {check_reviewer(decision.reviewer) for decision in decisions}
    folder.mkdir(parents=True, exist_ok=True)
    append_to_ledger(folder / f"{reviewer}.jsonl", decisions)


def history(folder: Path, reviewer: str) -> tuple[Decision, ...]:
    """What a reviewer said and did not take back, the last said last; empty if there is no file yet.

    Raises:
        DecisionError: the file is broken.
    """
    path = folder / f"{check_reviewer(reviewer)}.jsonl"
    return _alive(read_ledger(path, reviewer).decisions) if path.exists() else ()


def decision_id(reviewer: str, key: str, action: Action, after: str, time: str) -> str:
    """The `Decision.id` of a verdict: a content hash, so that a copied line stays the same line."""
    return content_id(reviewer, key, action, after, time)


def check_reviewer(name: str) -> str:
    """Return the name if it can head a decision file.

    Raises:
        DecisionError: it cannot.
    """
    if not REVIEWER.fullmatch(name):
        raise DecisionError("A reviewer's name is 1 to 40 of a-z, 0-9, dot, hyphen and underscore.",
                            where=repr(name), remedy="Choose another name.")  # fmt: skip
    return name


def standing(decisions: Iterable[Decision], *, where: str) -> dict[str, Decision]:
    """The decision that counts on each key, of one reviewer's decisions in file order.

    It is the last line that no other line supersedes, of those that were not taken back: a merge in git may
    put an old line behind the one that replaced it.

    Raises:
        DecisionError: the lines on a key supersede each other in a circle.
    """
    lines = _alive(decisions)
    superseded = {(line.key, line.supersedes) for line in lines}
    found = {line.key: line for line in lines if (line.key, line.id) not in superseded}
    if lost := sorted({line.key for line in lines} - found.keys()):
        raise DecisionError(f"The decisions on {lost[0]} supersede each other.", where=where,
                            remedy="Remove `supersedes` from the one that counts.")  # fmt: skip
    return found


def _alive(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The lines that were not taken back, without those that took back."""
    lines = tuple(decisions)
    undone = {(line.key, line.supersedes) for line in lines if line.action == "undo"}
    return tuple(line for line in lines if line.action != "undo" and (line.key, line.id) not in undone)


def ledger_paths(folder: Path) -> list[Path]:
    """The decision files of a folder, by name; none if it is missing.

    Raises:
        DecisionError: it is no folder, or a file cannot be a reviewer's.
    """
    if folder.exists() and not folder.is_dir():
        raise DecisionError("This is no folder.", where=str(folder), remedy="Name the decisions' folder.")
    paths = sorted(folder.glob("*.jsonl"))
    for path in paths:
        check_reviewer(path.stem)
    return paths


def _outcome(decision: Decision) -> str | None:
    """What the text becomes: accepting a change and typing the same change oneself agree."""
    return None if decision.action == "reject" else decision.after


def _seniority(decision: Decision) -> tuple[str, str]:
    return decision.time, decision.reviewer
