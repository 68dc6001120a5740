"""clean/ is replaced as a whole: a reader sees the old build or the new one, never half of one.

A new build is written to the side folder, flushed to disk, and exchanged with the target in one step.
Where the system has no such step, the target is first renamed to the old folder; a run that is killed
just then leaves no target, and `recover`, with which every run starts, finishes what was begun.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.publish.exchange import exchange
from pipeline.publish.package import is_built, is_package

_NAMED = 3  # of the files that are in the way


def side_folder(target: Path) -> Path:
    """Where the next build of `target` is to be written: beside it, on the same file system."""
    return _beside(target, "new")


def check_target(target: Path) -> None:
    """Make sure that `target` may be replaced: it is not there, is empty, or holds a build and no more.

    Raises:
        ConfigurationError: it holds what a run must not delete, or may not be written to.
    """
    if target.exists() or target.is_symlink():
        _check_content(target)
    _check_writable(target.resolve())
    _check_writable(target.resolve().parent)


def _check_content(target: Path) -> None:
    if not target.is_dir() or (any(target.iterdir()) and not is_package(target)):
        raise ConfigurationError(
            "The folder for the tables holds something else than tables, and would be deleted.",
            where=str(target),
            remedy="Name a new or empty folder with --clean, or empty this one by hand.",
        )
    foreign = sorted(path.name for path in target.iterdir() if not is_built(path))
    if foreign:
        more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
        raise ConfigurationError(
            f"The folder holds what is no table and would be deleted: {', '.join(foreign[:_NAMED])}{more}.",
            where=str(target),
            remedy="Move it elsewhere, or name another folder with --clean.",
        )


def _check_writable(folder: Path) -> None:
    """Check the folder, or, where it is yet to be made, the nearest one above it that is there."""
    place = next(path for path in (folder, *folder.parents) if path.exists())
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise ConfigurationError(
            "The folder cannot be written to.",
            where=str(place),
            remedy="Make it writable, or name another folder with --clean.",
        )


def recover(target: Path) -> None:
    """Finish or clear away what a killed run left beside `target`; every run starts with it.

    Afterwards `target` is the old build or the new one, whole, and nothing lies beside it.

    Raises:
        ConfigurationError: `target` may not be replaced, or what lies beside it cannot be removed.
    """
    check_target(target)
    new, old = _beside(target, "new"), _beside(target, "old")
    if old.exists() and not target.exists():
        # Killed between the two renames; the new build was complete and on disk before the first.
        (new if is_package(new) else old).rename(target.resolve())
        _flush(target.resolve().parent)
    for left_over in (new, old):
        if left_over.exists():
            _clear_away(left_over)


def replace_folder(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target`; what stood there is deleted.

    Args:
        new: a complete build, best at `side_folder(target)`, where `recover` finds it.
        target: the folder to replace; where it is a link, the folder it leads to.

    Raises:
        ConfigurationError: `target` may not be replaced, or the system refused to replace it. `target`
            is as it was, after `recover` at the latest.
    """
    check_target(target)
    try:
        _flush_tree(new)
        _swap(new, target.resolve())
    except OSError as error:
        raise ConfigurationError(
            f"The folder cannot be replaced: {error}.",
            where=str(target),
            remedy="Choose a folder that you may write to and that is no mount point.",
        ) from error


def _swap(new: Path, place: Path) -> None:
    if not place.exists():
        new.rename(place)
        _flush(place.parent)
    elif exchange(new, place):
        _flush(place.parent)
        _delete_replaced(new)
    else:
        old = _beside(place, "old")
        place.rename(old)
        _flush(place.parent)
        new.rename(place)
        _flush(place.parent)
        _delete_replaced(old)


def _delete_replaced(build: Path) -> None:
    """Delete the build that was replaced; where that fails, the new one stands and `recover` tries again."""
    with suppress(OSError):
        _delete(build)


def _clear_away(left_over: Path) -> None:
    try:
        _delete(left_over)
    except OSError as error:
        raise ConfigurationError(
            f"What an earlier run left cannot be removed: {error.strerror}.",
            where=str(left_over),
            remedy="Remove this folder by hand; clean/ does not need it.",
        ) from error


def _delete(build: Path) -> None:
    with suppress(OSError):  # not the owner's: then the folder's own permissions decide
        build.chmod(0o700)
    shutil.rmtree(build)


def _beside(target: Path, role: str) -> Path:
    place = target.resolve()
    return place.with_name(f".{place.name}.winnow-{role}")


def _flush_tree(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            _flush(Path(parent, name))
        _flush(Path(parent))


def _flush(path: Path) -> None:
    """Make the system write a file or folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
