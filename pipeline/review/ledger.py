"""One reviewer's file of decisions: append-only JSON lines, whole or not at all.

A line is written under an exclusive lock and synced to disk before the writer is answered. Whoever dies
while writing leaves at most one torn line at the end: a last line without line feed that is no complete
JSON. No answered decision can stand there, so readers skip it and report it, and the next writer cuts it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import ArgumentError, DecisionError
from pipeline.model import Decision, Scope
from pipeline.review.replacement import check_replacement

_FIELDS = frozenset(field.name for field in fields(Decision))
_PLACE: Mapping[Scope, tuple[str, ...]] = {
    "place": ("path", "source_id"),
    "source": ("source_id", "rule_id"),
    "rule": ("rule_id",),
}
"""What a verdict must name, by how far it reaches."""
_NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one file holds: its decisions in file order, and whether its last line is torn."""

    decisions: tuple[Decision, ...]
    is_torn: bool


def read_ledger(path: Path, reviewer: str) -> Ledger:
    """Read one reviewer's file under a shared lock. Blank lines are skipped.

    Args:
        path: the file, which must exist.
        reviewer: whose file it is; every line must say so too.

    Raises:
        DecisionError: the file cannot be read, or a line is no valid decision. Names file and line.
    """
    try:
        with path.open("rb") as file, _lock(file.fileno(), fcntl.LOCK_SH):
            content = file.read()
    except OSError as error:
        raise DecisionError(f"The decision file cannot be read: {error.strerror}.", where=str(path),
                            remedy="Make it a readable file, or restore it from git.") from error  # fmt: skip
    torn = _torn_length(content)
    whole = content[: len(content) - torn]
    decisions = tuple(
        _parse(line, f"{path}, line {number}", reviewer)
        for number, line in enumerate(whole.split(b"\n"), 1)
        if line.strip()
    )
    return Ledger(decisions, is_torn=torn > 0)


def append_to_ledger(path: Path, decisions: Iterable[Decision]) -> None:
    """Add lines in one write, and return only when they are on disk; the file is made if it is missing.

    Raises:
        DecisionError: a decision cannot be written as UTF-8. The file is untouched.
        OSError: the disk refused. The file is as before.
    """
    try:
        lines = b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions)
    except UnicodeEncodeError as error:
        raise DecisionError("The replacement holds a half character (a lone surrogate).", where=str(path),
                            remedy="Type it again.") from error  # fmt: skip
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        with _lock(descriptor, fcntl.LOCK_EX):
            _append(descriptor, lines)
    finally:
        os.close(descriptor)
    _sync_folder(path.parent)


def _append(descriptor: int, lines: bytes) -> None:
    size = _mend_end(descriptor)
    try:
        _write(descriptor, lines)
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _mend_end(descriptor: int) -> int:
    """Let the file end in a whole line: cut a torn one, end one that lacks its line feed. Gives the size."""
    size = os.fstat(descriptor).st_size
    if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n":
        return size
    if torn := _torn_length(os.pread(descriptor, size, 0)):
        os.ftruncate(descriptor, size - torn)
        return size - torn
    _write(descriptor, b"\n")
    return size + 1


def _write(descriptor: int, content: bytes) -> None:
    while content:  # a write may be short: a signal, a full disk
        content = content[os.write(descriptor, content) :]


def _torn_length(content: bytes) -> int:
    """How many bytes at the end are a torn line. Complete JSON is none: only its line feed is missing."""
    tail = content[content.rfind(b"\n") + 1 :]
    if not tail.strip():
        return 0
    try:
        msgspec.json.decode(tail)
    except _NOT_JSON:
        return len(tail)
    return 0


def _parse(line: bytes, where: str, reviewer: str) -> Decision:
    try:
        entry = msgspec.json.decode(line)
        decision = msgspec.convert(entry, Decision)
    except (*_NOT_JSON, msgspec.ValidationError) as error:
        raise DecisionError(f"The line is no decision: {error}.", where=where,
                            remedy="Restore the line from git; of a merge conflict keep both sides.",
                            ) from error  # fmt: skip
    _check(entry, decision, where, reviewer)
    return decision


def _check(entry: dict[str, Any], decision: Decision, where: str, reviewer: str) -> None:
    if unknown := sorted(entry.keys() - _FIELDS):
        raise DecisionError(f"Unknown keys: {', '.join(unknown)}.", where=where,
                            remedy=f"Use only: {', '.join(sorted(_FIELDS))}.")  # fmt: skip
    if decision.reviewer != reviewer:
        raise DecisionError(f"The decision is `{decision.reviewer}`'s, the file `{reviewer}`'s.", where=where,
                            remedy=f"Move the line to {decision.reviewer}.jsonl.")  # fmt: skip
    lacking = [name for name in _PLACE[decision.scope] if not getattr(decision, name)]
    if lacking:
        raise DecisionError(f"A verdict of scope `{decision.scope}` lacks {', '.join(lacking)}.", where=where,
                            remedy="Restore the line from git.")  # fmt: skip
    if decision.action == "edit":
        _check_edit(decision, where)


def _check_edit(decision: Decision, where: str) -> None:
    """Hold a reviewer's own words to what the page takes: a line may have come by another way."""
    if (decision.scope, decision.kind) != ("place", "correction"):
        raise DecisionError("Only a correction in its place can be edited.", where=where,
                            remedy="Make it `accept` or `reject`, or restore the line from git.")  # fmt: skip
    try:
        check_replacement(decision.before, decision.after)
    except ArgumentError as error:
        raise DecisionError(error.message, where=where,
                            remedy="Change `after`, or restore the line from git.") from error  # fmt: skip


@contextmanager
def _lock(descriptor: int, mode: int) -> Iterator[None]:
    fcntl.flock(descriptor, mode)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _sync_folder(folder: Path) -> None:
    """Make a new file's name last: without this a power cut may leave the bytes without a name."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
