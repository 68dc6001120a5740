"""Pages for the browser: where they go, and opening them."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import typer

from pipeline.errors import ArgumentError
from pipeline.terminal import shown


def browse_page(path: Path) -> None:
    """Open a page of this machine in the browser, and print where it lies.

    Raises:
        ArgumentError: there is no such page.
    """
    if not path.is_file():
        raise ArgumentError("There is no such page.", where=str(path),
                            remedy="Run `winnow run` first, or name the folder with --clean.")  # fmt: skip
    typer.echo(shown(str(path)))
    webbrowser.open(path.resolve().as_uri())


def deliver(page: str, out: Path | None, usual: Path, *, browse: bool) -> None:
    """Give a page to who asked for it: to the pipe, if output goes into one, else into a file.

    Args:
        page: the page.
        out: the file that was asked for.
        usual: the file to write if none was, which is printed.
        browse: whether to open the file, which is then written though output goes into a pipe.

    Raises:
        ArgumentError: the file cannot be written.
    """
    if out is None and not browse and not sys.stdout.isatty():
        sys.stdout.buffer.write(page.encode())
        return
    path = usual if out is None else out
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encode())
    except OSError as error:
        raise ArgumentError(f"The page cannot be written: {error.strerror}.", where=str(path),
                            remedy="Name another file with --out.") from error  # fmt: skip
    if browse:
        browse_page(path)
    else:
        typer.echo(shown(str(path)))
