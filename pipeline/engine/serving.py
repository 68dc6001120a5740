"""A worker process from the inside.

The limit is on processor time, which the system itself keeps (ITIMER_PROF): what becomes of a page must not
depend on what else the machine has to do.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import NoReturn

from pipeline.engine.protocol import Answer, Job, Worker
from pipeline.engine.worker import answer_all
from pipeline.errors import ConfigurationError

MEMORY_LIMIT = 4 << 30
"""Bytes of address space of a worker. One that needs more leaves; a fresh one tries its document again."""


def serve(connection: Connection, worker: Worker, time_limit: float) -> NoReturn:
    """Answer jobs until the parent is gone, the memory is full or the configuration turns out broken.

    Ends the process. Jobs given at once that take `time_limit` seconds of processor time end it too, by
    SIGPROF: a document that takes as much by itself is one of them.
    """
    try:
        Thread(target=_leave_with_parent, daemon=True).start()
        _limit_memory()
        with suppress(EOFError, OSError, MemoryError):  # EOFError: the parent has gone between two documents
            _answer_all(connection, worker, time_limit)
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)  # never back to the code that forked


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _answer_all(connection: Connection, worker: Worker, time_limit: float) -> None:
    try:
        while True:
            connection.send(_answered(worker, connection.recv(), time_limit))
    except ConfigurationError as error:
        connection.send(error)


def _answered(worker: Worker, jobs: Sequence[Job], time_limit: float) -> list[Answer]:
    signal.setitimer(signal.ITIMER_PROF, time_limit)  # whose signal, unless caught, ends the process
    found = answer_all(worker, jobs)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return found


def _leave_with_parent() -> None:
    """End this process when the run is gone, even in the midst of a document."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
