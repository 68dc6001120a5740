"""Kills a swap before each of its system operations in turn; prints what is left, as JSON.

    python publish_killed_swaps.py FOLDER exchange|steps

Runs as its own process because it forks, which a process with polars' threads must not.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from pipeline.publish import folder
from pipeline.publish.folder import recover, replace_folder, side_folder


def make_build(path, version):
    path.mkdir()
    for name in ("blocks.csv", "rules.csv", "sources.csv"):
        (path / name).write_text(version)
    (path / "datapackage.json").write_text(json.dumps({"name": "winnow", "version": version}))


def content(path):
    return "".join(sorted({file.read_text() for file in path.glob("*.csv")})) + str(len(list(path.iterdir())))


def kill_before(count):
    left = iter(range(count))

    def hook(event, _):
        # The kill itself is an operation that is reported here.
        if event.startswith(("os.", "shutil.", "open")) and event != "os.kill" and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def swap_killed(target, count):
    """Whether the child was killed."""
    child = os.fork()
    if child == 0:
        kill_before(count)
        try:
            replace_folder(side_folder(target), target)
        except BaseException:
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code > 0:
        raise RuntimeError("the swap failed")
    return code < 0


def main(root, mode):
    if mode == "steps":
        folder.exchange = lambda first, second: False
    outcomes = []
    for count in range(200):
        target = root / "clean"
        shutil.rmtree(target, ignore_errors=True)
        make_build(target, "old")
        make_build(side_folder(target), "new")
        killed = swap_killed(target, count)
        seen = content(target) if target.exists() else None
        recover(target)
        outcomes.append([seen, content(target), sorted(path.name for path in root.iterdir())])
        if not killed:
            break
    print(json.dumps({"outcomes": outcomes, "ended": not killed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
