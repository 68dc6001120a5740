"""Results of earlier runs under `.build/`, found by what they depend on.

A key is a digest of the raw bytes, the code, and (for pages) the corpus facts. The decisions are no part of
it: an entry lists the rules that ever acted on its page under this key, and holds as long as the decisions on
these rules, on its source and on its places are the same. So a new decision costs only the pages that it may
concern.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.corpus import Observation
from pipeline.engine.packing import PackedPage
from pipeline.engine.protocol import Answer, Job
from pipeline.errors import TimeLimit, UnreadableFile, WorkerDied
from pipeline.heeding import index_decisions
from pipeline.model import Decisions, Quarantined, content_id

PASSING = frozenset({TimeLimit.code, WorkerDied.code, UnreadableFile.code})
"""Failures that may not come again; they are never kept."""
DIGEST_BYTES = 32


class _Entry(msgspec.Struct, frozen=True):
    """One file of the cache: an observation, a page, or why there is none."""

    observation: Observation | None = None
    page: PackedPage | None = None
    quarantined: Quarantined | None = None
    decided: str = ""
    """Digest of the decisions that the page was made under."""
    rules: tuple[str, ...] = ()
    """Ids of all rules that acted on the page, also under other decisions."""


class Cache:
    """Answers by job. A broken entry is no entry."""

    def __init__(self, folder: Path, decisions: Decisions, code: str, *, is_frozen: bool = False) -> None:
        """Open a cache; nothing is written yet.

        Args:
            folder: where the entries lie; made when the first is stored.
            decisions: the decisions of this run.
            code: digest of all that pages depend on beside their own bytes, facts and decisions.
            is_frozen: whether answers are only found, never stored.
        """
        self._is_frozen = is_frozen
        self._folder = folder
        self._decisions = index_decisions(decisions)
        self._code = code
        self._used: set[str] = set()
        self._missing: set[str] = set()
        """Keys that were looked for in vain, so that nothing need be looked up when their answers come."""
        self._folders: set[str] = set()
        """Of those in `folder`, the ones known to be there."""

    def find(self, job: Job) -> Answer | None:
        """The answer that an earlier run found for this job, if it still holds."""
        key = self._key(job)
        entry = self._read(key)
        if entry is None:
            self._missing.add(key)
            return None
        if entry.decided != self._decided(job, entry.rules):
            return None
        self._used.add(key)
        return entry.page or entry.observation or entry.quarantined

    def store(self, job: Job, answer: Answer) -> None:
        """Keep an answer, unless it is a failure that may not come again."""
        if self._is_frozen or (isinstance(answer, Quarantined) and answer.error_code in PASSING):
            return
        key = self._key(job)
        before = None if key in self._missing else self._read(key)
        self._missing.discard(key)
        rules = set(before.rules) if before else set()
        if isinstance(answer, PackedPage):
            rules.update(answer.asked_rules)
        entry = _Entry(
            observation=answer if isinstance(answer, Observation) else None,
            page=answer if isinstance(answer, PackedPage) else None,
            quarantined=answer if isinstance(answer, Quarantined) else None,
            decided=self._decided(job, rules),
            rules=tuple(sorted(rules)),
        )
        self._write(key, msgspec.msgpack.encode(entry))
        self._used.add(key)

    def prune(self) -> None:
        """Remove the entries that were neither found nor stored since the cache was opened."""
        for path in self._folder.glob("??/*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _key(self, job: Job) -> str:
        facts = ""
        if job.facts is not None:
            facts = content_id(*sorted(job.facts.repeated_lines), job.facts.duplicate_of)
        return content_id(*job.file.identity, facts, self._code)

    def _decided(self, job: Job, rules: Iterable[str]) -> str:
        if job.facts is None:
            return ""
        concerning = self._decisions.concerning(job.file.path, job.file.source_id, rules)
        return content_id(*(concerning[key] for key in sorted(concerning))) if concerning else ""

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key}"  # a `Path` takes longer to make than the file to be found

    def _read(self, key: str) -> _Entry | None:
        try:
            with open(self._path(key), "rb") as file:  # noqa: PTH123 - see `_path`
                content = file.read()
        except OSError:
            return None
        digest, payload = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
        if hashlib.sha256(payload).digest() != digest:
            return None
        return _DECODER.decode(payload)

    def _write(self, key: str, payload: bytes) -> None:
        path = self._path(key)
        if key[:2] not in self._folders:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(key[:2])
        with open(f"{path}.new", "wb") as file:  # noqa: PTH123 - see `_path`
            file.write(hashlib.sha256(payload).digest() + payload)
        os.replace(f"{path}.new", path)  # noqa: PTH105 - replaces on every system


_DECODER = msgspec.msgpack.Decoder(_Entry)
