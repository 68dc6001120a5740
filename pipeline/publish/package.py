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

from pipeline.publish.compare import file_digest
from pipeline.publish.croissant import CROISSANT
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
"""Every file that a build writes; a run may delete these in clean/, and nothing else."""
_NAME = "winnow"
_DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def descriptor(folder: Path, sources: Iterable[Mapping[str, str]]) -> str:
    """The descriptor of a folder whose CSV files are written.

    Args:
        folder: where the CSV files lie; their sizes and hashes go into the descriptor.
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
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in TABLES.values()],
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


def _resource(table: Table, path: Path) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": path.name,
        "description": f"{table.description} {table.usage}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
        "dialect": _DIALECT,
        "schema": table_schema(table),
    }
