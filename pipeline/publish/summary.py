"""What a build holds, in figures, for `winnow report`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars import col

from pipeline.publish.read import read_table
from schemas import TABLES

_EXAMPLES = 3
_CONDITIONS = 10


@dataclass(frozen=True, slots=True)
class Drops:
    """Blocks dropped by one rule for one reason."""

    reason: str
    rule_id: str | None
    blocks: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one rule with one status."""

    rule_id: str
    status: str
    corrections: int
    examples: tuple[tuple[str, str], ...]
    """Some of them, before and after, commonest first."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and how many symptoms and treatments the relations give it."""

    concept_id: str
    name: str
    documents: int
    mentions: int
    symptoms: int
    treatments: int


@dataclass(frozen=True, slots=True)
class QuarantinedFile:
    """A raw file that yielded no page."""

    path: str
    error_code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """A build in figures."""

    rows: Mapping[str, int]
    """Rows of each table, by name."""
    drops: tuple[Drops, ...]
    """Most blocks first."""
    corrections: tuple[Corrections, ...]
    """By rule and status, most corrections first."""
    conditions: tuple[Condition, ...]
    """The commonest, most documents first."""
    quarantine: tuple[QuarantinedFile, ...]


def report(clean: Path) -> Report:
    """Sum up a folder that `winnow run` wrote.

    Raises:
        ArgumentError: the folder holds no build.
    """
    tables = {name: read_table(table, clean) for name, table in TABLES.items()}
    return Report(
        rows={name: frame.height for name, frame in tables.items()},
        drops=_drops(tables["blocks"]),
        corrections=_corrections(tables["corrections"]),
        conditions=_conditions(tables["conditions"], tables["relations"]),
        quarantine=tuple(
            QuarantinedFile(*row)
            for row in tables["quarantine"].select("path", "error_code", "message").iter_rows()
        ),
    )


def _drops(blocks: pl.DataFrame) -> tuple[Drops, ...]:
    dropped = blocks.filter(~col("is_kept")).group_by("reason", "rule_id").agg(blocks=pl.len())
    ordered = dropped.sort("blocks", "reason", "rule_id", descending=[True, False, False])
    return tuple(Drops(*row) for row in ordered.iter_rows())


def _corrections(corrections: pl.DataFrame) -> tuple[Corrections, ...]:
    pairs = corrections.select("rule_id", "status", col("before", "after").fill_null(""))
    counted = pairs.group_by(pairs.columns).agg(times=pl.len())
    ranked = counted.sort("times", *pairs.columns, descending=[True, False, False, False, False])
    groups = ranked.group_by("rule_id", "status", maintain_order=True).agg(
        col("times").sum(), col("before").head(_EXAMPLES), col("after").head(_EXAMPLES)
    )
    ordered = groups.sort("times", "rule_id", "status", descending=[True, False, False])
    return tuple(
        Corrections(rule_id, status, times, tuple(zip(before, after, strict=True)))
        for rule_id, status, times, before, after in ordered.iter_rows()
    )


def _conditions(conditions: pl.DataFrame, relations: pl.DataFrame) -> tuple[Condition, ...]:
    stated = relations.filter(~col("is_negated")).group_by(concept_id=col("subject_concept_id")).agg(
        symptoms=_objects("has_symptom"), treatments=_objects("treated_by")
    )  # fmt: skip
    commonest = conditions.sort(
        "n_documents", "n_mentions", "concept_id", descending=[True, True, False]
    ).head(_CONDITIONS)
    joined = commonest.join(stated, on="concept_id", how="left", maintain_order="left")
    rows = joined.select(
        "concept_id", "preferred_name", "n_documents", "n_mentions",
        col("symptoms", "treatments").fill_null(0),
    )  # fmt: skip
    return tuple(Condition(*row) for row in rows.iter_rows())


def _objects(relation: str) -> pl.Expr:
    """Distinct objects of a relation; those without a concept count by name."""
    objects = pl.coalesce("object_concept_id", "object_name")
    return objects.filter(col("relation") == relation).n_unique()
