"""Rules are data: reads a stage's TOML file of `[[rule]]` entries and checks it.

Every entry has `id`, `description`, `action`, `reason`, `examples` (texts on which the rule acts) and
`keeps` (texts it must leave alone); a stage adds its own keys (`pattern`, `kind`, ...).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from pipeline.errors import RuleError

REQUIRED: Mapping[str, type] = {
    "id": str, "description": str, "action": str, "reason": str, "examples": list, "keeps": list,
}  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        RuleError: the file cannot be read or parsed.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"The file cannot be read: {error}.", where=str(path),
                        remedy="Mend the TOML syntax or restore the file.") from error  # fmt: skip


def read_array(path: Path, name: str) -> list[dict[str, Any]]:
    """The `[[name]]` tables of a TOML file that holds nothing else, in file order.

    Raises:
        RuleError: the file cannot be read, or holds something else.
    """
    tables = read_toml(path)
    entries = tables.get(name)
    if (
        set(tables) != {name}
        or not isinstance(entries, list)
        or not all(isinstance(e, dict) for e in entries)
    ):
        raise RuleError(f"The file holds [[{name}]] entries and nothing else.", where=str(path),
                        remedy=f"Start each entry with [[{name}]].")  # fmt: skip
    return cast("list[dict[str, Any]]", entries)


def load_entries(
    path: Path, *, required: Iterable[str] = (), optional: Iterable[str] = ()
) -> tuple[dict[str, Any], ...]:
    """The `[[rule]]` entries of a TOML file, in file order, ids unique.

    Args:
        path: the rule file.
        required: the further keys that this stage's entries must have.
        optional: those that they may have.

    Raises:
        RuleError: the file cannot be parsed, an entry lacks a key, has an unknown one or a wrong
            type, or an id occurs twice. Names the file and the entry.
    """
    needed = {*REQUIRED, *required}
    allowed = {*needed, *optional}
    seen: set[str] = set()
    entries = read_array(path, "rule")
    for number, entry in enumerate(entries, 1):
        where = f"{path}, rule {entry.get('id', f'number {number}')}"
        _check_entry(entry, where, needed, allowed)
        if entry["id"] in seen:
            raise RuleError("Two rules have this id.", where=where, remedy="Rename one of them.")
        seen.add(entry["id"])
    return tuple(entries)


def _check_entry(entry: dict[str, Any], where: str, needed: set[str], allowed: set[str]) -> None:
    for key in sorted(needed - entry.keys()):
        raise RuleError(f"The key `{key}` is missing.", where=where, remedy=f"Give `{key}` to the rule.")
    for key, kind in REQUIRED.items():
        if not isinstance(entry[key], kind):
            raise RuleError(f"The key `{key}` is no {kind.__name__}.", where=where,
                            remedy=f"Mend `{key}`.")  # fmt: skip
    for key in entry.keys() - allowed:
        raise RuleError(f"Unknown key `{key}`.", where=where,
                        remedy=f"Use only: {', '.join(sorted(allowed))}.")  # fmt: skip
    if not entry["examples"]:
        raise RuleError("A rule needs at least one example.", where=where,
                        remedy="Add a text on which it acts to `examples`.")  # fmt: skip
