"""`datapackage.json`: what clean/ holds, for programs (Data Package version 2).

`version` is that of the table contract. `usageWarnings`, which the standard does not know but allows, say
what to know before the tables are used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from pipeline.publish.croissant import CROISSANT
from pipeline.publish.written import WrittenFile
from schemas import TABLES, Table
from schemas.descriptor import table_schema
from schemas.version import VERSION
from schemas.warnings import WARNINGS

DESCRIPTOR = "datapackage.json"
DICTIONARY = "README.md"
REPORT = "report.html"
BUILD_NAMES = frozenset(
    {
        *(DESCRIPTOR, CROISSANT, DICTIONARY, REPORT),
        *(f"{table}.{suffix}" for table in TABLES for suffix in ("csv", "parquet")),
    }
)
"""All that a build writes, see `is_built`; a run may delete these in clean/, and nothing else."""
_PART = re.compile(r"part-[0-9]{5,}\.parquet")
_NAME = "winnow"
_DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def part_name(number: int) -> str:
    """Name of a part of a Parquet file that is a folder, counted from 0."""
    return f"part-{number:05}.parquet"


def is_built(path: Path) -> bool:
    """Whether what lies in clean/ under this path is, by its name and kind, of a build."""
    if path.name not in BUILD_NAMES:
        return False
    if path.suffix == ".parquet" and path.is_dir():
        return all(_PART.fullmatch(part.name) and part.is_file() for part in path.iterdir())
    return path.is_file()


def descriptor(files: Mapping[str, WrittenFile], sources: Iterable[Mapping[str, str]]) -> str:
    """The descriptor of a folder.

    Args:
        files: its CSV files, by table.
        sources: rows of the `sources` table: their licences are the package's.
    """
    rows = list(sources)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _NAME,
        "version": VERSION,
        "title": "Cleaned consumer-health pages",
        "description": "Clean text, corrections, mentions and relations of scraped consumer-health pages.",
        **_stated("licenses", [_licence(name) for name in sorted({row["licence"] for row in rows})]),
        **_stated("sources", [_source(row) for row in rows]),
        "usageWarnings": [
            {"code": one.code, "message": one.text, "resources": list(one.tables or TABLES)}
            for one in WARNINGS
        ],
        "resources": [_resource(table, files[name]) for name, table in TABLES.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


class Described(msgspec.Struct, frozen=True):
    """What a descriptor says of one file."""

    name: str
    bytes: int
    hash: str


class _Package(msgspec.Struct, frozen=True):
    name: str
    resources: tuple[Described, ...] = ()


def described(folder: Path) -> Mapping[str, Described] | None:
    """What the descriptor in a folder says of each table, by name; None if Winnow has written none there."""
    try:
        package = msgspec.json.decode((folder / DESCRIPTOR).read_bytes(), type=_Package)
    except (OSError, ValueError, RecursionError):
        return None
    return {each.name: each for each in package.resources} if package.name == _NAME else None


def is_package(folder: Path) -> bool:
    """Whether the folder holds a descriptor that Winnow wrote."""
    return described(folder) is not None


def _stated(name: str, values: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    return {name: values} if values else {}  # the standard allows no empty lists there


def _licence(name: str) -> dict[str, str]:
    """The licence as the source states it; the standard's `name` allows no spaces."""
    return {"name": re.sub(r"[^-A-Za-z0-9._]+", "-", name), "title": name}


def _source(row: Mapping[str, str]) -> dict[str, str]:
    path = {"path": row["url"]} if row["url"].startswith(("http://", "https://")) else {}
    return {"title": row["title"], **path}


def _resource(table: Table, file: WrittenFile) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": file.name,
        "description": f"{table.description} {table.usage}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": table_schema(table),
    }
