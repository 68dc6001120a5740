"""Jobs that wait for a worker, each for the one that has read its file if any has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from pipeline.engine.lane import Lane
from pipeline.engine.protocol import Job


class Waiting:
    """A queue a worker and one for all; no worker is idle while jobs wait."""

    def __init__(self, jobs: Iterable[Job], readers: dict[str, Lane]) -> None:
        """Queue jobs, each queue in their order.

        Args:
            jobs: all that are to be done.
            readers: by path the worker that observed the file; those of jobs to be processed are taken out.
        """
        self._for_all: deque[Job] = deque()
        self._own: dict[Lane, deque[Job]] = {}
        for job in jobs:
            lane = readers.pop(job.file.path, None) if job.facts else None
            (self._own.setdefault(lane, deque()) if lane else self._for_all).append(job)

    def __len__(self) -> int:
        return len(self._for_all) + sum(map(len, self._own.values()))

    def take(self, lane: Lane) -> Job:
        """The next job for a worker: of its own, of those for all, or of whoever has most.

        Raises:
            IndexError: no job waits.
        """
        queue = self._own.get(lane) or self._for_all or max(self._own.values(), key=len)
        return queue.popleft()

    def put_back(self, job: Job) -> None:
        """A job is to be done again, before the others for all."""
        self._for_all.appendleft(job)
