"""The default engine: worker processes on this machine."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait
from threading import Event

from pipeline.corpus import Observation
from pipeline.engine.lane import Lane, LaneBrokenError
from pipeline.engine.nursery import Nursery, NurseryGoneError
from pipeline.engine.protocol import Answer, BuildWorker, Job
from pipeline.engine.waiting import Waiting
from pipeline.engine.worker import KEPT_BYTES, quarantine
from pipeline.errors import ConfigurationError, TimeLimit, WorkerDied

TIME_LIMIT = 60.0
"""Seconds of processor time that one document may take."""
JOBS_A_WORKER = 4
"""Below so many jobs a further worker takes longer to start than it saves."""
MAX_WORKERS = 32
TRIES = 3
"""A worker may die or stand still for reasons of the machine (somebody stops it, the machine sleeps); only a
document that makes it do so again and again is to blame."""
NURSERIES = 5
"""So many may die before a run gives up: no document is to blame for one."""
_LOOK = 0.2
"""Seconds between two looks at whether to go on."""


class EngineStoppedError(Exception):
    """The jobs that are not answered never will be."""


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
        self.batch_bytes = KEPT_BYTES * (workers or min(_processors(), MAX_WORKERS))
        self._lanes: list[Lane] = []
        self._nursery: Nursery | None = None
        self._deaths = 0
        self._is_stopped = Event()
        self._readers: dict[str, Lane] = {}
        """By path of a file that was observed: the worker that may have kept what it read."""

    def start(self) -> None:
        """Begin to load the resources."""
        self._opened()

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer every job once, in the order in which they finish.

        Raises:
            ConfigurationError: a worker cannot be built, or cannot be kept alive.
            EngineStoppedError: another thread asked for it.
        """
        waiting, deaths = Waiting(jobs, self._readers), Counter[str]()
        while waiting or any(lane.jobs for lane in self._lanes):
            if self._is_stopped.is_set():
                raise EngineStoppedError
            try:
                self._staff(len(waiting) + sum(len(lane.jobs) for lane in self._lanes))
            except NurseryGoneError:
                self._begin_again(waiting)
                continue
            self._hand_out(waiting)
            for lane, given in self._stirring():
                try:
                    answers = lane.take()
                except LaneBrokenError:
                    answers = self._bury(lane, given, waiting, deaths)
                for job, answer in zip(given, answers, strict=False):  # of a broken lane there may be none
                    if isinstance(answer, Observation):
                        self._readers[job.file.path] = lane
                    yield job, answer

    def stop(self) -> None:
        """Have `map` end soon in whichever thread it runs; only then may the engine be closed."""
        self._is_stopped.set()
        if self._nursery:
            self._nursery.kill()

    def close(self) -> None:
        """End all processes."""
        while self._lanes:
            self._lanes.pop().close()
        if self._nursery:
            self._nursery.close()
            self._nursery = None

    def _opened(self) -> Nursery:
        self._nursery = self._nursery or Nursery(self._build, self._time_limit)
        return self._nursery

    def _staff(self, n_jobs: int) -> None:
        """Have as many processes as so many jobs call for."""
        nursery = self._opened()
        nursery.wait()
        wanted = self._workers or min(_processors(), MAX_WORKERS, -(-n_jobs // JOBS_A_WORKER))
        while len(self._lanes) < min(wanted, n_jobs):
            self._lanes.append(Lane(nursery, self._time_limit))

    def _begin_again(self, waiting: Waiting) -> None:
        """Let all processes go, for nobody can tell any more which of them live."""
        self._deaths += 1
        if self._deaths == NURSERIES:
            raise ConfigurationError("The process that starts the workers dies again and again.",
                                     remedy="See whether the machine is short of memory.")  # fmt: skip
        for lane in self._lanes:
            waiting.put_back(lane.jobs)
        self.close()

    def _hand_out(self, waiting: Waiting) -> None:
        for lane in self._lanes:
            if waiting and not lane.jobs:
                lane.give(waiting.take(lane, len(self._lanes)))

    def _stirring(self) -> list[tuple[Lane, tuple[Job, ...]]]:
        """Wait a while for lanes that have something to say or are over their time."""
        busy = [(lane, lane.jobs) for lane in self._lanes if lane.jobs]
        timeout = min(lane.deadline for lane, _ in busy) - time.monotonic()
        ready = wait([lane.connection for lane, _ in busy], min(max(timeout, 0), _LOOK))
        now = time.monotonic()
        return [(lane, jobs) for lane, jobs in busy if lane.connection in ready or lane.deadline <= now]

    def _bury(
        self, lane: Lane, jobs: Sequence[Job], waiting: Waiting, deaths: Counter[str]
    ) -> tuple[Answer, ...]:
        """Let a lane go; the answer to its job, unless that is to be tried again.

        Of several jobs nobody knows which is to blame: each is done again by itself.
        """
        self._lanes.remove(lane)
        lane.close()
        if len(jobs) > 1:
            waiting.put_back(jobs)
            return ()
        (job,) = jobs
        if lane.is_out_of_time:
            return (quarantine(job, TimeLimit(f"It took longer than {self._time_limit:g} seconds.")),)
        deaths[job.file.path] += 1
        if deaths[job.file.path] < TRIES:
            waiting.put_back(jobs)
            return ()
        if lane.is_stalled:
            return (quarantine(job, TimeLimit(f"Its worker process stood still, {TRIES} times.")),)
        return (quarantine(job, WorkerDied(f"Its worker process died, {TRIES} times.")),)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
