"""One worker process and the pipe to it.

A pipe for each process, not `ProcessPoolExecutor`: when a process dies, the document it had is known at
once; a time limit can be kept by killing one process alone; and when the parent is killed, its workers leave,
where a pool's workers would wait for ever.

The limit is on processor time, which the system itself keeps (ITIMER_PROF): what becomes of a page must not
depend on what else the machine has to do. Only a worker that stalls is told by the clock.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread

from pipeline.engine.protocol import Answer, BuildWorker, Job
from pipeline.engine.worker import answer
from pipeline.errors import ConfigurationError

STALL = 10.0
"""Times its processor time that a document may take by the clock."""
START_LIMIT = 300.0
"""Seconds a worker may take to load its resources."""
MEMORY_LIMIT = 4 << 30
"""Bytes of address space of a worker. One that needs more leaves; a fresh one tries its document again."""
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_SPAWN = get_context("spawn")


class LaneBrokenError(Exception):
    """The worker process is gone."""


class Lane:
    """A worker process that answers one job at a time. `job` is the one it has, if any."""

    def __init__(self, build: BuildWorker, time_limit: float) -> None:
        """Start the process.

        Args:
            build: builds its worker.
            time_limit: seconds of processor time that a document may take.
        """
        self.connection, remote = _SPAWN.Pipe()
        self.job: Job | None = None
        self.is_ready = False
        self.deadline = time.monotonic() + START_LIMIT
        self.is_out_of_time = False
        """Of a lane that is closed: whether its process ended because a document took too long."""
        self._time_limit = time_limit
        self._process = _SPAWN.Process(target=_serve, args=(remote, build, time_limit), daemon=True)
        self._process.start()
        remote.close()

    def give(self, job: Job) -> None:
        """Hand over a job; if the worker is gone, `take` will say so."""
        self.job = job
        self.deadline = time.monotonic() + STALL * self._time_limit
        try:
            self.connection.send(job)
        except OSError:
            self._process.kill()

    def take(self) -> Answer | None:
        """What the worker sent: the answer to `job`, or None when it has become ready.

        Raises:
            LaneBrokenError: the worker died.
            ConfigurationError: the worker could not be built, or cannot work.
        """
        try:
            message = self.connection.recv()
        except (EOFError, OSError) as error:
            raise LaneBrokenError from error
        if isinstance(message, ConfigurationError):
            raise message
        if message is None:
            self.is_ready = True
            return None
        self.job = None
        found: Answer = message
        return found

    def close(self) -> None:
        """Kill the worker: it holds nothing that needs saving."""
        self._process.kill()
        self._process.join()
        self.is_out_of_time = self._process.exitcode == -signal.SIGPROF
        self.connection.close()
        self._process.close()


def _serve(connection: Connection, build: BuildWorker, time_limit: float) -> None:
    """Answer jobs until the parent is gone, the memory is full or the configuration turns out broken."""
    _settle_in()
    with suppress(EOFError, OSError, MemoryError):  # EOFError: the parent has gone between two documents
        try:
            worker = build()
            connection.send(None)
            while True:
                job = connection.recv()
                signal.setitimer(
                    signal.ITIMER_PROF, time_limit
                )  # whose signal, unless caught, ends the process
                found = answer(worker, job)
                signal.setitimer(signal.ITIMER_PROF, 0)
                connection.send(found)
        except ConfigurationError as error:
            connection.send(error)


def _settle_in() -> None:
    Thread(target=_leave_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is the parent's to handle.
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")  # Documents run side by side; threads below them only compete.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _leave_with_parent() -> None:
    """End this process when the parent is gone, even in the midst of a document."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
