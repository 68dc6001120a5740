"""One run at a time on one clean folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import ConfigurationError
from pipeline.run.settings import Settings


@contextmanager
def sole_run(settings: Settings) -> Iterator[None]:
    """Hold the lock of the clean folder; the system frees it even if the process is killed.

    Raises:
        ConfigurationError: another run holds it, or what runs keep cannot be written.
    """
    with _open_lock(settings) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigurationError(
                "Another run is at work on this folder.",
                where=str(settings.clean),
                remedy="Wait until it is done, or give another --clean.",
            ) from error
        yield


def _open_lock(settings: Settings) -> IO[str]:
    check_workshop(settings)
    try:
        settings.workshop.mkdir(parents=True, exist_ok=True)
        return (settings.workshop / "lock").open("w")
    except OSError as error:
        raise _unwritable(settings.workshop, error.strerror) from error


def check_workshop(settings: Settings) -> None:
    """Make sure that the cache and the state can be written, as far as their folders are there.

    Raises:
        ConfigurationError: they cannot.
    """
    for folder in (settings.workshop.parent, settings.workshop, settings.cache):
        if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise _unwritable(folder, "Permission denied")


def _unwritable(folder: Path, reason: str | None) -> ConfigurationError:
    return ConfigurationError(
        f"What a run keeps for the next one cannot be written here: {reason}.",
        where=str(folder),
        remedy="Make the folder writable, or name another place with --clean.",
    )
