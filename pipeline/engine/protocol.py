"""What an engine is: it maps a worker, built once a process, over jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.corpus import Observation
from pipeline.engine.packing import PackedPage
from pipeline.model import Facts, Page, Quarantined, RawFile


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file: to be observed (`facts` is None) or to be processed with what the corpus says."""

    file: RawFile
    facts: Facts | None = None


Answer = Observation | PackedPage | Quarantined
"""What comes of a job: an observation, a page, or why there is neither."""


class Worker(Protocol):
    """Turns raw files into observations and pages; holds the resources."""

    def observe(self, file: RawFile) -> Observation:
        """Read one file for the corpus facts."""

    def process(self, file: RawFile, facts: Facts) -> Page:
        """Read one file and take it through all steps."""

    def process_all(self, asked: Sequence[tuple[RawFile, Facts]]) -> Sequence[Page]:
        """As `process`, several files: together they take less time."""


BuildWorker = Callable[[], Worker]
"""Builds a worker; picklable, its module cheap to import. May raise ConfigurationError."""


class Engine(Protocol):
    """Maps a worker over jobs. The answers depend on the jobs alone, never on where or when they ran."""

    batch_bytes: int
    """Bytes of raw files that had best be observed, then processed, before the next are."""

    def start(self) -> None:
        """Begin to set up workers, for jobs are to come; returns at once."""

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer every job exactly once, in any order.

        Raises:
            ConfigurationError: a worker cannot be built.
        """

    def close(self) -> None:
        """Let the workers go."""
