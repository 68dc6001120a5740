"""The folder of one's own terms, in git beside raw/: one CSV file a vocabulary, read in order of name."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.vocabulary.own.bringing import Brought
from pipeline.vocabulary.own.sheet import read_sheet, write_sheet
from pipeline.vocabulary.own.term import OwnTerm

ENDING = ".csv"


def load_own(folder: Path) -> tuple[OwnTerm, ...]:
    """The terms of all files of the folder; none where there is no such folder.

    Raises:
        VocabularyError: a file is broken; names the line.
    """
    if not folder.exists():
        return ()
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ENDING)
    except OSError as error:
        raise VocabularyError(f"The folder cannot be read: {error.strerror}.", where=str(folder),
                              remedy="Name a folder of CSV files, or take it away.") from error  # fmt: skip
    return tuple(term for path in paths for term in read_sheet(path, path.stem))


def keep(brought: Brought, folder: Path) -> Path:
    """Write the terms into the folder, in place of an earlier file of that name.

    A file of ours never stands there half written: it is put in place by renaming.

    Returns:
        The file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{brought.name}{ENDING}"
    aside = path.with_suffix(".new")
    with aside.open("w", encoding="utf-8", newline="") as file:
        file.write(write_sheet(brought.terms))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return path
