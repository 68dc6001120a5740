"""The default engine: worker processes on this machine."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

from pipeline.engine.lane import Lane, LaneBrokenError
from pipeline.engine.protocol import Answer, BuildWorker, Job
from pipeline.engine.worker import quarantine
from pipeline.errors import ConfigurationError, TimeLimit, WorkerDied

TIME_LIMIT = 60.0
"""Seconds of processor time that one document may take."""
JOBS_A_WORKER = 20
"""Below so many jobs a further worker takes longer to start than it saves."""
MAX_WORKERS = 32
TRIES = 2
"""A worker may die for reasons of the machine; only a document that does it again is to blame."""


class LocalEngine:
    """Maps jobs over worker processes; a document that kills or stalls its worker is quarantined."""

    def __init__(
        self, build: BuildWorker, *, workers: int | None = None, time_limit: float = TIME_LIMIT
    ) -> None:
        """Set up; no process starts yet.

        Args:
            build: builds the worker in each process.
            workers: how many processes; by default as many as the machine and the work call for.
            time_limit: seconds of processor time that one document may take.
        """
        self._build = build
        self._workers = workers
        self._time_limit = time_limit
        self._lanes: list[Lane] = []

    def start(self, n_jobs: int) -> None:
        """Begin to start processes for so many jobs, as far as they do not run yet."""
        wanted = self._workers or min(_processors(), MAX_WORKERS, -(-n_jobs // JOBS_A_WORKER))
        while len(self._lanes) < min(wanted, n_jobs):
            self._lanes.append(Lane(self._build, self._time_limit))

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer every job once, in the order in which they finish.

        Raises:
            ConfigurationError: a worker cannot be built.
        """
        waiting, deaths = deque(jobs), Counter[str]()
        while waiting or any(lane.job for lane in self._lanes):
            self.start(len(waiting) + sum(lane.job is not None for lane in self._lanes))
            self._hand_out(waiting)
            for lane in self._stirring():
                job = lane.job
                try:
                    found = self._take(lane)
                except LaneBrokenError:
                    found = self._bury(lane, waiting, deaths)
                if job and found:
                    yield job, found

    def close(self) -> None:
        """End all processes."""
        while self._lanes:
            self._lanes.pop().close()

    def _hand_out(self, waiting: deque[Job]) -> None:
        for lane in self._lanes:
            if waiting and lane.is_ready and not lane.job:
                lane.give(waiting.popleft())

    def _stirring(self) -> list[Lane]:
        """Wait for lanes that have something to say or are over their time."""
        lanes = [lane for lane in self._lanes if lane.job or not lane.is_ready]
        timeout = min(lane.deadline for lane in lanes) - time.monotonic()
        ready = wait([lane.connection for lane in lanes], max(timeout, 0))
        now = time.monotonic()
        return [lane for lane in lanes if lane.connection in ready or lane.deadline <= now]

    def _take(self, lane: Lane) -> Answer | None:
        if lane.connection.poll():
            return lane.take()
        if not lane.job:
            raise ConfigurationError("A worker did not start in time.", remedy="Try again; see its messages.")
        self._drop(lane)
        return self._out_of_time(lane.job)

    def _bury(self, lane: Lane, waiting: deque[Job], deaths: Counter[str]) -> Answer | None:
        self._drop(lane)
        if not lane.job:
            raise ConfigurationError("A worker died while it started.", remedy="See its message above.")
        if lane.is_out_of_time:
            return self._out_of_time(lane.job)
        deaths[lane.job.file.path] += 1
        if deaths[lane.job.file.path] < TRIES:
            waiting.appendleft(lane.job)
            return None
        return quarantine(lane.job, WorkerDied("Its worker process died, twice."))

    def _out_of_time(self, job: Job) -> Answer:
        return quarantine(job, TimeLimit(f"It took longer than {self._time_limit:g} seconds."))

    def _drop(self, lane: Lane) -> None:
        self._lanes.remove(lane)
        lane.close()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
