"""Rules are data: reads a stage's TOML file of `[[rule]]` entries and checks it.

Every entry has `id`, `description`, `action`, `reason`, `examples` (texts on which the rule acts) and
`keeps` (texts it must leave alone); a stage adds its own keys (`pattern`, `kind`, ...).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError

REQUIRED: Mapping[str, type] = {
    "id": str, "description": str, "action": str, "reason": str, "examples": list, "keeps": list,
}  # fmt: skip


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
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"The rule file cannot be read: {error}.", where=str(path),
                        remedy="Mend the TOML syntax or restore the file.") from error  # fmt: skip
    entries = tables.get("rule")
    if not isinstance(entries, list) or set(tables) != {"rule"}:
        raise RuleError("A rule file holds [[rule]] entries and nothing else.", where=str(path),
                        remedy="Start each rule with [[rule]].")  # fmt: skip
    needed = {*REQUIRED, *required}
    allowed = {*needed, *optional}
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise RuleError("A rule is no table.", where=f"{path}, rule number {number}",
                            remedy="Start each rule with [[rule]].")  # fmt: skip
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
