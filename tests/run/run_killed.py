"""Runs to be killed: `run_killed.py FOLDER`; for each line on stdin, forks a run and says its process id.

Forked, so that each run starts with everything imported: no thread has been started yet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from run_plain import PlainEngine
from run_samples import SilentProgress, settings_in

from pipeline.publish import Spool, assemble, write_tables  # noqa: F401 - loaded before the runs
from pipeline.run import run
from pipeline.run.inputs import load_rules

load_rules()
for _ in sys.stdin:
    process = os.fork()
    if not process:
        run(settings_in(Path(sys.argv[1])), SilentProgress(), engine=PlainEngine())
        os._exit(0)
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
