"""Pages for the browser: where they lie, and opening them."""

from __future__ import annotations

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
