"""Where pages come from: one `source.toml` in every source folder."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model import Source

FILE_NAME = "source.toml"
UNKNOWN = "unknown"
_KEYS = ("title", "publisher", "url", "licence", "accessed")


def load_source(folder: Path, source_id: str) -> Source:
    """The source that `folder` holds pages of.

    Raises:
        SourceError: `source.toml` is missing, no TOML, or has a missing, unknown or unusable key.
    """
    where = f"{source_id}/{FILE_NAME}"
    try:
        entries = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError("The source folder has no source.toml.", where=where,
                          remedy=f"Create it with the keys {', '.join(_KEYS)}.") from error  # fmt: skip
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"The file cannot be read: {error}.", where=where,
                          remedy="Mend the TOML syntax or restore the file.") from error  # fmt: skip
    for key in sorted(entries.keys() - set(_KEYS)):
        raise SourceError(f"Unknown key `{key}`.", where=where, remedy=f"Use only: {', '.join(_KEYS)}.")
    values = {key: _text(entries.get(key), key, where) for key in _KEYS}
    _check_date(values["accessed"], where)
    return Source(source_id=source_id, **values)


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SourceError(f"The key `{key}` is missing, empty or no string.", where=where,
                          remedy=f'Write {key} = "{UNKNOWN}" if it is not known.')  # fmt: skip
    if any(ord(character) < 0x20 for character in value):
        raise SourceError(f"The key `{key}` holds a control character.", where=where,
                          remedy="Write it on one line of plain text.")  # fmt: skip
    return value.strip()


def _check_date(accessed: str, where: str) -> None:
    if accessed == UNKNOWN:
        return
    try:
        is_iso = datetime.date.fromisoformat(accessed).isoformat() == accessed
    except ValueError:
        is_iso = False
    if not is_iso:
        raise SourceError(f"The key `accessed` is no ISO date: {accessed}.", where=where,
                          remedy=f'Write a date such as 2024-05-31, or "{UNKNOWN}".')  # fmt: skip
