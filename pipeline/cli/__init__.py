"""The `winnow` command. Each command imports what it needs when it runs, so that `--help` is fast."""

from __future__ import annotations

import sys

from pipeline.errors import WinnowError


def main() -> None:
    """Run the command line: errors become one line on stderr and exit code 2, never a traceback."""
    from pipeline.cli.commands import app  # noqa: PLC0415
    from pipeline.terminal import shown  # noqa: PLC0415

    try:
        app(prog_name="winnow")
    except WinnowError as error:
        message = "\n".join(map(shown, str(error).splitlines()))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        message = f"{shown(place)}{error.strerror or error}"
    else:
        return
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)
