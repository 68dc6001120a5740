"""The `winnow` command. Each command imports what it needs when it runs, so that `--help` is fast."""

from __future__ import annotations

import sys

from pipeline.collector import collect_seldom, leave_at_once
from pipeline.errors import ConfigurationError, WinnowError


def main() -> None:
    """Run the command line: errors become one line on stderr and exit code 2, never a traceback."""
    from pipeline.terminal import shown  # noqa: PLC0415

    collect_seldom()
    leave_at_once()
    try:
        from pipeline.cli.commands import app  # noqa: PLC0415

        app(prog_name="winnow")
    except KeyboardInterrupt:  # before there was a command to be told of it
        sys.exit(130)
    except WinnowError as error:
        message = "\n".join(map(shown, str(error).splitlines()))
    except OSError as error:
        refused = ConfigurationError(
            f"The system refused: {error.strerror or error}.",
            where=str(error.filename or ""),
            remedy="Check that the place is there, that you may use it, and that the disk has room.",
        )
        message = shown(str(refused))
    else:
        return
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)
