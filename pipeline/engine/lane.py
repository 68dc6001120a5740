"""One worker process and the pipe to it.

A pipe for each process, not `ProcessPoolExecutor`: when a process dies, the document it had is known at
once; a time limit can be kept by killing one process alone; and when the parent is killed, its workers leave,
where a pool's workers would wait for ever.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe

from pipeline.engine.nursery import Nursery
from pipeline.engine.protocol import Answer, Job
from pipeline.errors import ConfigurationError

STALL = 10.0
"""Times its processor time that a worker may take by the clock for its jobs, before it is thought to hang."""


class LaneBrokenError(Exception):
    """The worker process is gone, or stands still."""


class Lane:
    """A worker process that answers some jobs at a time. `jobs` are those it has, if any.

    It tells all its answers at once: to wake for each costs the other side more than what it does then.
    """

    def __init__(self, nursery: Nursery, time_limit: float) -> None:
        """Start the process.

        Args:
            nursery: forks it.
            time_limit: seconds of processor time that the jobs given at once may take.

        Raises:
            NurseryGoneError: it cannot be started.
        """
        self.connection, remote = Pipe()
        self.jobs: tuple[Job, ...] = ()
        self.deadline = 0.0
        self.is_out_of_time = False
        """Of a lane that is closed: whether its process ended because its jobs took too long."""
        self.is_stalled = False
        """Whether the worker gave no answers by the deadline."""
        self._time_limit = time_limit
        self._nursery = nursery
        self._process = nursery.fork(remote)
        remote.close()

    def give(self, jobs: Sequence[Job]) -> None:
        """Hand over jobs, when there are no others; if the worker is gone, `take` will say so."""
        self.jobs = tuple(jobs)
        self.deadline = time.monotonic() + STALL * self._time_limit
        with suppress(OSError):
            self.connection.send(self.jobs)

    def take(self) -> Sequence[Answer]:
        """The answers to `jobs` in their order, when they are there or the deadline is over.

        Raises:
            LaneBrokenError: the worker died, or gave no answers by the deadline.
            ConfigurationError: the worker cannot work.
        """
        try:
            if not self.connection.poll():
                self.is_stalled = True
                raise LaneBrokenError
            message = self.connection.recv()
        except (EOFError, OSError) as error:
            raise LaneBrokenError from error
        if isinstance(message, ConfigurationError):
            raise message
        self.jobs = ()
        found: Sequence[Answer] = message
        return found

    def close(self) -> None:
        """Kill the worker: it holds nothing that needs saving."""
        self.is_out_of_time = self._nursery.bury(self._process) == -signal.SIGPROF
        self.connection.close()
