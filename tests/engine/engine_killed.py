"""An engine of its own process, to be killed: says when its workers have a job that takes for ever."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from engine_fakes import FakeWorker, file

from pipeline.engine import Job, LocalEngine
from pipeline.model import Facts

if __name__ == "__main__":
    engine = LocalEngine(partial(FakeWorker, Path(sys.argv[1])), workers=2)
    for _ in engine.map([Job(file(name), Facts()) for name in ("a", "b", "process-hangs")]):
        print("answered", flush=True)
