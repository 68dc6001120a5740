"""One run at a time on one clean folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import ConfigurationError
from pipeline.run.settings import Settings


@contextmanager
def sole_run(settings: Settings) -> Iterator[None]:
    """Hold the lock of the clean folder; the system frees it even if the process is killed.

    Raises:
        ConfigurationError: another run holds it.
    """
    settings.workshop.mkdir(parents=True, exist_ok=True)
    with (settings.workshop / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigurationError(
                "Another run is at work on this folder.",
                where=str(settings.clean),
                remedy="Wait until it is done, or give another --clean.",
            ) from error
        yield
