"""`make schemas`: publishes the contract anew under `schemas/json/`, if its version says what has changed."""

from __future__ import annotations

import json
import sys

from schemas.release import CONTRACT, FOLDER, Step, contract, files, needed_step, taken_step
from schemas.version import VERSION


def main() -> int:
    """Write the files; 2 if the version lags behind the change."""
    published = FOLDER / CONTRACT
    if published.exists():
        old = json.loads(published.read_text(encoding="utf-8"))
        needed, taken = needed_step(old, contract()), taken_step(old["version"], VERSION)
        if taken < needed:
            print(f"error: the tables have changed since version {old['version']}: this is a "
                  f"{needed.name.lower()} step. Set it in schemas/version.py.", file=sys.stderr)  # fmt: skip
            return 2
        said = "nothing has changed" if needed is Step.NONE else f"a {needed.name.lower()} change"
        print(f"Version {VERSION}, after {old['version']}: {said}.")
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
