"""Where pages come from: one `source.toml` in every source folder, or what its WARCs say of their crawls."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.model import Source

if TYPE_CHECKING:
    from pipeline.read.containers.listed import Crawl

FILE_NAME = "source.toml"
UNKNOWN = "unknown"
_KEYS = ("title", "publisher", "url", "licence", "accessed")


def load_source(folder: Path, source_id: str, where: str) -> Source:
    """The source that `folder` holds pages of.

    Args:
        folder: the source's folder.
        source_id: its id.
        where: its `source.toml` as messages name it.

    Raises:
        SourceError: `source.toml` is missing, unreadable, no TOML, or has a missing, unknown or unusable key.
    """
    entries = _entries(folder / FILE_NAME, where)
    for key in sorted(entries.keys() - set(_KEYS)):
        raise SourceError(f"Unknown key `{key}`.", where=where, remedy=f"Use only: {', '.join(_KEYS)}.")
    if type(entries.get("accessed")) is datetime.date:  # a TOML date, not a date with a time
        entries["accessed"] = entries["accessed"].isoformat()
    values = {key: _text(entries.get(key), key, where) for key in _KEYS}
    _check_date(values["accessed"], where)
    return Source(source_id=source_id, **values)


def crawled_source(source_id: str, crawls: Sequence[Crawl]) -> Source:
    """What WARCs say of their crawls, the first word on each field counting; no licence is among it."""
    accessed = min((crawl.accessed for crawl in crawls if crawl.accessed), default=UNKNOWN)
    return Source(
        source_id=source_id,
        title=next((crawl.title for crawl in crawls if crawl.title), UNKNOWN),
        publisher=next((crawl.publisher for crawl in crawls if crawl.publisher), UNKNOWN),
        url=UNKNOWN,
        licence=UNKNOWN,
        accessed=accessed,
    )


def _entries(path: Path, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError("The source folder has no source.toml.", where=where,
                          remedy=f"Create it with the keys {', '.join(_KEYS)}.") from error  # fmt: skip
    except OSError as error:
        raise SourceError(f"The system refused to read the file: {error.strerror or type(error).__name__}.",
                          where=where,
                          remedy="Make it a plain file that you may read.") from error  # fmt: skip
    except UnicodeDecodeError as error:
        raise SourceError("The file is no UTF-8 text.", where=where,
                          remedy="Save it with the encoding UTF-8.") from error  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"The file is no TOML: {error}.", where=where,
                          remedy="Mend the TOML syntax.") from error  # fmt: skip


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
