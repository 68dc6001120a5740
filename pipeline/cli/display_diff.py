"""What `winnow diff` prints: for a person at a terminal, for a change log, for a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from pipeline.cli.layout import SHOWN, show_some
from pipeline.publish import MadeDifference, TableDifference
from pipeline.terminal import shown

_SIGNS: Mapping[str, str] = {"added": "+", "removed": "-", "changed": "~"}


class Differences(NamedTuple):
    """What two builds do not have alike."""

    tables: Sequence[TableDifference]
    made: MadeDifference


def show_text(differences: Differences) -> None:
    """Print rows added, removed and changed, table by table, and the corrections gained and lost."""
    if not differences.tables:
        print("The builds are alike.")
    for table in differences.tables:
        print(f"{table.table}: {_counts(table)}")
        for change, sign in _SIGNS.items():
            show_some([f"{sign} {' '.join(key)}  {table.words[key]}" for key in getattr(table, change)])
    for title, lines in _made(differences.made):
        print(f"{title}: {len(lines)}")
        show_some([f"{key}  {words}" for key, words in lines.items()])


def show_markdown(differences: Differences) -> None:
    """Print the same as Markdown, for a change log: a list of tables, then the corrections in words."""
    if not differences.tables:
        print("Nothing changed in the tables.")
    for table in differences.tables:
        print(f"- `{table.table}`: {_counts(table)}")
    for title, lines in _made(differences.made):
        print(f"\n### {title}\n")
        chosen = list(lines.values())[:SHOWN]
        print("\n".join(f"- {_escaped(shown(words))}" for words in chosen))
        if len(lines) > SHOWN:
            print(f"- … and {len(lines) - SHOWN} more")


def show_json(differences: Differences) -> None:
    """Print all of it as one JSON object: `tables` with every key, `corrections` applied and withdrawn."""
    tables = [_plain(table) for table in differences.tables]
    print(json.dumps({"tables": tables, "corrections": asdict(differences.made)}, indent=2))


FORMATS: Mapping[str, Callable[[Differences], None]] = {
    "text": show_text,
    "markdown": show_markdown,
    "json": show_json,
}


def _counts(table: TableDifference) -> str:
    columns = ", ".join(f"{name} {count}" for name, count in table.changed_columns.items())
    counts = ", ".join(f"{len(getattr(table, change))} {change}" for change in _SIGNS)
    return counts + (f" ({columns})" if columns else "")


def _made(made: MadeDifference) -> Iterator[tuple[str, Mapping[str, str]]]:
    named = {"Corrections newly applied": made.applied, "Corrections withdrawn": made.withdrawn}
    return ((title, lines) for title, lines in named.items() if lines)


def _plain(table: TableDifference) -> dict[str, Any]:
    rows = {
        change: [{"key": list(key), "words": table.words[key]} for key in getattr(table, change)]
        for change in _SIGNS
    }
    return {"table": table.table, **rows, "changed_columns": dict(table.changed_columns)}


def _escaped(words: str) -> str:
    """Scraped words that Markdown takes for words."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!&" else sign for sign in words)
