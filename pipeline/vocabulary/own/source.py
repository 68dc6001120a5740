"""Reads the text of a file of terms, with all that can be wrong with it named by file and line."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import VocabularyError

MOST_BYTES = 200_000_000
"""The largest public ontologies of diseases take a quarter of it."""


def read_source(path: Path) -> str:
    """The text of a file in UTF-8, line ends as they are.

    Raises:
        VocabularyError: it is no plain file, is too large, cannot be read, or is no UTF-8 text.
    """
    try:
        if not path.is_file():
            raise _refused(path, "This is no file." if path.exists() else "There is no such file.")
        if path.stat().st_size > MOST_BYTES:
            raise _refused(path, f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"The file cannot be read: {error.strerror}.") from error
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(path, "The line is no UTF-8 text.", line) from error
    if "\0" in text:
        raise _refused(path, "The line holds a null character.", text.count("\n", 0, text.index("\0")) + 1)
    return text


def _refused(path: Path, message: str, line: int | None = None) -> VocabularyError:
    where = str(path) if line is None else f"{path}, line {line}"
    return VocabularyError(message, where=where, remedy="Give an OBO or CSV file of terms in UTF-8.")
