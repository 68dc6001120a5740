"""Jobs that wait for a worker, each for the one that has read its file if any has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from pipeline.engine.lane import Lane
from pipeline.engine.protocol import Job

MOST_JOBS = 32
MOST_BYTES = 1 << 21
"""A worker gets so many jobs at once, and files of so many bytes: about half a second's work. It is what is
lost when a worker dies."""


class Waiting:
    """A queue a worker and one for all; no worker is idle while jobs wait."""

    def __init__(self, jobs: Iterable[Job], readers: dict[str, Lane]) -> None:
        """Queue jobs, each queue in their order.

        Args:
            jobs: all that are to be done.
            readers: by path the worker that observed the file; those of jobs to be processed are taken out.
        """
        self._alone: deque[Job] = deque()
        """Those that a worker had, among others, when it died: any of them may be to blame."""
        self._for_all: deque[Job] = deque()
        self._own: dict[Lane, deque[Job]] = {}
        for job in jobs:
            lane = readers.pop(job.file.path, None) if job.facts else None
            (self._own.setdefault(lane, deque()) if lane else self._for_all).append(job)

    def __len__(self) -> int:
        return len(self._alone) + len(self._for_all) + sum(map(len, self._own.values()))

    def take(self, lane: Lane, workers: int) -> list[Job]:
        """The next jobs for a worker: of its own, of those for all, or of whoever has most.

        Args:
            lane: the worker.
            workers: how many there are: a share of what waits is left to the others, that all end together.

        Raises:
            IndexError: no job waits.
        """
        if self._alone:
            return [self._alone.popleft()]
        queue = self._own.get(lane) or self._for_all or max(self._own.values(), key=len)
        most = min(MOST_JOBS, -(-len(self) // (2 * workers - 1)))
        taken = [queue.popleft()]
        size = taken[0].file.size
        while queue and len(taken) < most and (size := size + queue[0].file.size) <= MOST_BYTES:
            taken.append(queue.popleft())
        return taken

    def put_back(self, jobs: Sequence[Job]) -> None:
        """Jobs are to be done again, before the others and each by itself."""
        self._alone.extend(jobs)
