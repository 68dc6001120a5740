"""What a run did, in figures."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.engine import Progress
from pipeline.model import Page


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run."""

    documents: int
    processed: int
    """Files that this run worked on; the results of the others were known."""
    cached: int
    blocks: int
    dropped: int
    applied: int
    """Corrections made by a rule alone."""
    accepted: int
    """Corrections made because a reviewer said so."""
    flagged: int
    rejected: int
    mentions: int
    relations: int
    quarantined: int
    skipped: tuple[tuple[str, int], ...]
    """Records of containers that are no pages, by kind, the most first."""
    stale: int
    """Decisions of which no page has what they were made for."""
    disputed: int
    """Keys on which reviewers disagree."""
    torn: tuple[str, ...]
    """Decision files whose last line was never written to its end, and does not count."""
    seconds: tuple[tuple[str, float], ...]
    """By stage, in order."""
    is_unchanged: bool = False
    """Nothing had changed since the run that these figures are of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do, by path."""

    to_process: tuple[str, ...]
    cached: tuple[str, ...]
    quarantined: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts pages as they pass."""

    counts: Counter[str] = field(default_factory=Counter)
    heeded: set[str] = field(default_factory=set)
    """Keys of the decisions that met what they were made for."""

    def over(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass the pages on, each counted."""
        for page in pages:
            self._count(page)
            yield page

    def _count(self, page: Page) -> None:
        self.heeded.update(page.heeded)
        self.counts.update(edit.status for edit in page.edits)
        self.counts["documents"] += 1
        self.counts["blocks"] += len(page.blocks)
        self.counts["dropped"] += sum(not block.is_kept for block in page.blocks)
        self.counts["mentions"] += len(page.mentions)
        self.counts["relations"] += len(page.relations)


class Stopwatch:
    """Passes progress on and notes how long each stage took."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: list[tuple[str, float]] = []
        self._progress = progress
        self._stage: tuple[str, float] | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins, and the one before ends."""
        self._note()
        self._stage = (stage, time.perf_counter())
        self._progress.begin(stage, total)

    def advance(self, steps: float = 1) -> None:
        """So many documents of the stage are done."""
        self._progress.advance(steps)

    def over(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass the pages on, each a step of the stage."""
        for page in pages:
            yield page
            self.advance()

    def end(self) -> None:
        """The last stage has ended."""
        self._note()
        self._stage = None
        self._progress.end()

    def _note(self) -> None:
        if self._stage:
            stage, started = self._stage
            self.seconds.append((stage, time.perf_counter() - started))
