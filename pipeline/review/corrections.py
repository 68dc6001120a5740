"""The corrections under review, read from clean/ with nothing but the csv module."""

from __future__ import annotations

import csv
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from pipeline.errors import ArgumentError
from pipeline.model import EditStatus
from pipeline.review.context import Passage, surroundings

_FILES = ("corrections.csv", "documents.csv", "blocks.csv")
REMEDY = "Run `make all` first."
_FIRST: tuple[EditStatus, ...] = ("flagged", "applied", "accepted", "rejected")
assert set(_FIRST) == set(get_args(EditStatus))


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of corrections.csv with its page's title and the text around it. Null is an empty string."""

    key: str
    path: str
    source_id: str
    title: str
    before: str
    after: str
    rule_id: str
    kind: str
    confidence: float
    status: str
    context_before: str
    context_after: str
    reason: str
    evidence: str
    reviewer: str


def load_corrections(clean: Path) -> tuple[Correction, ...]:
    """Read all corrections in the order of review: flagged, applied, decided; the least sure first.

    The files are read again only when they have changed.

    Args:
        clean: the folder of tables.

    Raises:
        ArgumentError: a table is missing, or is not one that this version wrote.
    """
    try:
        versions = tuple(_version(clean / name) for name in _FILES)
        return _read(clean, versions)
    except OSError as error:
        raise ArgumentError("There are no tables to review.", where=str(clean), remedy=REMEDY) from error
    except (KeyError, ValueError, csv.Error) as error:
        raise ArgumentError("The tables are broken or of another version.", where=str(clean),
                            remedy=REMEDY) from error  # fmt: skip


@lru_cache(maxsize=1)
def _read(clean: Path, _versions: tuple[object, ...]) -> tuple[Correction, ...]:
    documents = {row["document_id"]: row for row in _rows(clean / "documents.csv")}
    corrections = tuple(_rows(clean / "corrections.csv"))
    passages = _passages(clean / "blocks.csv", {_place(row) for row in corrections})
    return _in_order(_correction(row, documents, passages.get(_place(row))) for row in corrections)


def _place(row: Mapping[str, str]) -> tuple[str, str]:
    return row["document_id"], row["block_index"]


def _passages(path: Path, places: Container[tuple[str, str]]) -> dict[tuple[str, str], Passage]:
    """The blocks at these places, and no others: the table may be far larger than what is shown of it."""
    return {
        _place(row): Passage(int(row["start"]), row["text"]) for row in _rows(path) if _place(row) in places
    }


def _version(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)  # a page's text is one cell
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _correction(
    row: Mapping[str, str], documents: Mapping[str, Mapping[str, str]], passage: Passage | None
) -> Correction:
    document = documents[row["document_id"]]
    context_before, context_after = surroundings(row, passage)
    return Correction(
        key=row["correction_id"],
        path=document["path"],
        source_id=document["source_id"],
        title=document["title"] or document["path"],
        before=row["before"],
        after=row["after"],
        rule_id=row["rule_id"],
        kind=row["kind"],
        confidence=float(row["confidence"]),
        status=row["status"],
        context_before=context_before,
        context_after=context_after,
        reason=row["reason"],
        evidence=row["evidence"],
        reviewer=row["reviewer"],
    )


def _in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    rank: Mapping[str, int] = {status: place for place, status in enumerate(_FIRST)}
    return tuple(sorted(corrections, key=lambda each: (rank[each.status], each.confidence, each.key)))
