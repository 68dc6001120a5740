"""The engine for many machines: Daft spreads shards of jobs over them, or over this one.

Daft's own runner serves one machine, Ray a cluster; which of them is Daft's to know (`DAFT_RUNNER`, and Ray's
`RAY_ADDRESS`). On each machine a `LocalEngine` does the work, so that a page that kills or stalls its process
costs no more here than there, and Daft's process never dies of a page. A machine that is lost is Ray's to
replace: its shard is done again elsewhere.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

os.environ |= {"DO_NOT_TRACK": "true", "RAY_USAGE_STATS_ENABLED": "0"}  # nothing is told to anybody outside

import daft

from pipeline.engine.here import close_all, enrol
from pipeline.engine.local import TIME_LIMIT, LocalEngine
from pipeline.engine.protocol import Answer, BuildWorker, Job
from pipeline.errors import ConfigurationError

SHARD = 256
"""Jobs that a machine gets at once; of a lost machine, so many are done again."""


@daft.cls
class _Machine:
    """A machine's share of the work, from Daft's side."""

    def __init__(self, build: BuildWorker, workers: int | None, time_limit: float) -> None:
        self._engine = LocalEngine(build, workers=workers, time_limit=time_limit)
        self._turn = Lock()  # Ray has several threads ask one machine
        enrol(self)

    @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=SHARD)
    def answer(self, shard: daft.Series) -> list[bytes]:
        """Answers, pickled as the jobs are, in the order of the jobs."""
        jobs = [pickle.loads(job) for job in shard.to_pylist()]
        with self._turn:
            answers = dict(self._engine.map(jobs))
        return [pickle.dumps(answers[job]) for job in jobs]

    def close(self) -> None:
        """End the work, also where a thread is in the midst of it."""
        self._engine.stop()
        with self._turn:
            self._engine.close()


class DaftEngine:
    """Maps jobs over machines. Each of them must see the raw folder under the same path."""

    def __init__(
        self, build: BuildWorker, *, workers: int | None = None, time_limit: float = TIME_LIMIT
    ) -> None:
        """Set up; nothing starts yet.

        Args:
            build: builds the worker on each machine.
            workers: how many processes a machine; by default as many as it has processors.
            time_limit: seconds of processor time that one document may take.
        """
        self.batch_bytes = sys.maxsize  # a query of all jobs keeps all machines at work
        self._machine: Any = _Machine(build, workers, time_limit)

    def start(self) -> None:
        """Do nothing: Daft starts what it needs when there are jobs."""

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer every job once, shard by shard as they are done.

        Raises:
            ConfigurationError: a worker cannot be built.
        """
        if not jobs:
            return
        columns = {"number": list(range(len(jobs))), "job": [pickle.dumps(job) for job in jobs]}
        frame = daft.from_pydict(columns)
        if daft.get_or_create_runner().name == "ray":  # the other streams, and knows no partitions
            frame = frame.into_partitions(-(-len(jobs) // SHARD))
        answered = frame.select(daft.col("number"), self._machine.answer(daft.col("job")).alias("answer"))
        try:
            for row in answered.iter_rows():
                yield jobs[row["number"]], pickle.loads(row["answer"])
        except ConfigurationError as error:
            raise getattr(error, "cause", error) from None  # Ray wraps it in its own

    def close(self) -> None:
        """End what works in this process; what works elsewhere Daft ends.

        A thread of Daft's that still waited for answers when Python ends would take the process down.
        """
        close_all()
