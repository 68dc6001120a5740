"""The process that builds the worker, once, and forks a process from itself whenever one is wanted.

So resources are loaded once however many processes there are, their memory is shared as far as nobody writes
to it, and the successor of a worker that died is there in milliseconds. The nursery runs no threads: a fork
of a process that does may inherit a lock that nobody will release.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle

from pipeline.engine.protocol import BuildWorker
from pipeline.engine.serving import serve
from pipeline.errors import ConfigurationError

START_LIMIT = 300.0
"""Seconds the worker may take to load its resources."""
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_SPAWN = get_context("spawn")


class NurseryGoneError(Exception):
    """The nursery died, and its processes with it as far as anybody can tell."""


class Nursery:
    """Starts worker processes."""

    def __init__(self, build: BuildWorker, time_limit: float) -> None:
        """Start to load the resources; returns at once.

        Args:
            build: builds the worker.
            time_limit: seconds of processor time that a document may take.
        """
        self._connection, remote = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_tend, args=(remote, build, time_limit), daemon=True)
        with _control_c_held_back():
            self._process.start()
        remote.close()
        self._is_ready = False
        self._failure: ConfigurationError | None = None

    def wait(self) -> None:
        """Wait until processes can be had.

        Raises:
            ConfigurationError: the worker cannot be built.
        """
        if self._failure:
            raise self._failure
        if self._is_ready:
            return
        try:
            if not self._connection.poll(START_LIMIT):
                raise ConfigurationError("A worker did not start in time.",
                                         remedy="Try again; see its messages.")  # fmt: skip
            found = self._connection.recv()
        except (EOFError, OSError) as error:
            raise ConfigurationError("A worker died while it started.",
                                     remedy="See its message above.") from error  # fmt: skip
        if isinstance(found, ConfigurationError):
            self._failure = found  # for who asks again
            raise found
        self._is_ready = True

    def fork(self, connection: Connection) -> int:
        """Start a process that answers the jobs that come through the connection; returns its id.

        Raises:
            NurseryGoneError: there will be no more processes.
        """
        try:
            self._connection.send(None)
            send_handle(self._connection, connection.fileno(), self._process.pid)
            process: int = self._connection.recv()
        except (EOFError, OSError) as error:
            raise NurseryGoneError from error
        return process

    def bury(self, process: int) -> int | None:
        """Kill a process; returns its exit status, the negative of the signal if one ended it before."""
        try:
            self._connection.send(process)
            status: int = self._connection.recv()
        except (EOFError, OSError):
            return None
        return status

    def kill(self) -> None:
        """Have whoever waits for the nursery, in another thread, wait no longer."""
        self._process.kill()

    def close(self) -> None:
        """End the nursery; its processes leave when their connections are closed."""
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._process.close()


@contextmanager
def _control_c_held_back() -> Iterator[None]:
    """Keep Control-C from a process that starts meanwhile: it inherits what is blocked.

    Else a run that is stopped in its first second would show where the nursery's imports were.
    """
    resource_tracker.ensure_running()  # starting a process would start it, and unblock Control-C
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _tend(connection: Connection, build: BuildWorker, time_limit: float) -> None:
    """Build the worker, then fork and bury as the parent asks, until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is the parent's to handle.
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")  # Documents run side by side; threads below them only compete.
    with suppress(EOFError, OSError, MemoryError):
        try:
            worker = build()
        except ConfigurationError as error:
            connection.send(error)
            return
        connection.send(None)
        while True:
            process = connection.recv()
            if process is None:
                handle = recv_handle(connection)
                child = os.fork()
                if not child:
                    connection.close()
                    serve(Connection(handle), worker, time_limit)
                os.close(handle)
                connection.send(child)
            else:
                os.kill(process, signal.SIGKILL)
                connection.send(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
