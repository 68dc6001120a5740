"""Damage of many kinds to sound tables: each is found, and the message names table, column and row."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import polars as pl
import pytest
from polars import col, lit
from publish_pages import document, page, sample_page, sample_tables

from pipeline.publish import Tables, find_failures
from pipeline.publish.failure import Failure

Change = Callable[[pl.DataFrame], pl.DataFrame]
IS_FLAGGED = col("status") == "flagged"
IS_APPLIED = col("status") == "applied"
IS_LONG = col("text").str.starts_with("Stress")
IS_FIRST = pl.int_range(pl.len()) == 0
SHIFT = 1
OF_A_COLUMN = {"sorted", "type", "missing_column", "unknown_column", "column_order"}


def tables() -> Tables:
    """Two pages, one of them a copy of a third."""
    sample, other = sample_page(), sample_page("clinic/three.txt")
    copy = page(document(["Quiet page", "of no account"], path="clinic/copy.txt"),
                duplicate_of=sample.document.id)  # fmt: skip
    return sample_tables([sample, other, copy])


def put(column: str, value: object, where: pl.Expr = IS_FIRST) -> Change:
    """Set a cell in some rows."""
    new = value if isinstance(value, pl.Expr) else lit(value)
    return lambda frame: frame.with_columns(
        pl.when(where).then(new).otherwise(col(column)).cast(frame.schema[column]).alias(column)
    )


def lose(where: pl.Expr = IS_FIRST) -> Change:
    """Lose the first of some rows."""
    return lambda frame: (
        frame.with_row_index("i")
        .filter(col("i") != frame.with_row_index("i").filter(where)["i"][0])
        .drop("i")
    )


def double(frame: pl.DataFrame) -> pl.DataFrame:
    """Have the first row twice."""
    return pl.concat([frame[:1], frame])


def turned(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows in the opposite order."""
    return frame.reverse()


def shifted(*columns: str, where: pl.Expr = IS_FIRST) -> Change:
    """Move offsets of some rows to the right by one."""
    return lambda frame: frame.with_columns(
        pl.when(where).then(col(columns) + SHIFT).otherwise(col(columns)).name.keep()
    )


def copy_of_copy(frame: pl.DataFrame) -> pl.DataFrame:
    """The first page as a copy of the copy."""
    [copy] = frame.filter(col("duplicate_of").is_not_null())["document_id"]
    return put("duplicate_of", copy)(frame)


DAMAGES: dict[str, tuple[str, Change]] = {
    # keys
    **{f"{name}: row twice": (name, double) for name in sample_tables()},
    **{
        f"{name}: rows turned": (name, turned)
        for name in ("documents", "blocks", "corrections", "mentions", "rules")
    },
    "documents: broken key": ("documents", put("document_id", "xyz")),
    "documents: another key": ("documents", put("document_id", "0" * 20)),
    "corrections: broken key": ("corrections", put("correction_id", "12")),
    "mentions: null key": ("mentions", put("mention_id", None)),
    "relations: broken key": ("relations", put("relation_id", "Z" * 20)),
    "documents: source gone": ("documents", put("source_id", "nowhere")),
    "documents: original gone": ("documents", put("duplicate_of", "0" * 20)),
    "documents: original is a copy": ("documents", copy_of_copy),
    "documents: topic gone": ("documents", put("topic_concept_id", "TEST:9")),
    "documents: path of another": ("documents", lambda f: put("path", f["path"][1])(f)),
    "blocks: document gone": ("blocks", put("document_id", "0" * 20)),
    "blocks: rule gone": ("blocks", put("rule_id", "nobody", ~col("is_kept"))),
    "blocks: number skipped": ("blocks", put("block_index", 9, IS_LONG)),
    "corrections: block of another number": ("corrections", put("block_index", 0)),
    "corrections: rule gone": ("corrections", put("rule_id", "nobody")),
    "mentions: concept gone": ("mentions", put("concept_id", "TEST:9")),
    "mentions: concept of another table": (
        "mentions",
        put("label", "TREATMENT", col("surface") == "Hip pain"),
    ),
    "relations: subject gone": ("relations", put("subject_concept_id", "TEST:9")),
    "relations: subject is a treatment": ("relations", put("subject_concept_id", "local:rest")),
    "relations: object is no treatment": ("relations", put("object_concept_id", "TEST:1")),
    "relations: object is no symptom": ("relations", put("relation", "has_symptom")),
    # rows
    **{
        f"{name}: row lost": (name, lose())
        for name in (
            "sources",
            "documents",
            "blocks",
            "mentions",
            "conditions",
            "symptoms",
            "treatments",
            "relations",
        )
    },
    "blocks: last row lost": ("blocks", lose(IS_LONG)),
    "corrections: made row lost": ("corrections", lose(IS_APPLIED)),
    "corrections: flagged row lost": ("corrections", lose(IS_FLAGGED)),
    "rules: used row lost": ("rules", lose(col("n_hits") > 0)),
    "conditions: row that nothing names": (
        "conditions",
        lambda f: pl.concat(
            [
                f,
                f[:1].with_columns(
                    concept_id=lit("TEST:2"), n_mentions=lit(0, pl.Int64), n_documents=lit(0, pl.Int64)
                ),
            ]
        ),
    ),
    "quarantine: a page that was read": ("quarantine", put("path", "clinic/one.txt")),
    # columns
    "rules: column lost": ("rules", lambda f: f.drop("action")),
    "rules: column more": ("rules", lambda f: f.with_columns(more=1)),
    "blocks: columns turned": ("blocks", lambda f: f.select(f.columns[::-1])),
    "documents: number as text": ("documents", lambda f: f.with_columns(col("n_blocks").cast(pl.String))),
    # values
    "documents: unknown kind of file": ("documents", put("media_type", "text/rtf")),
    "documents: language is none": ("documents", put("language", "English!")),
    "documents: digest cut": ("documents", put("raw_sha256", "abc")),
    "blocks: unknown kind": ("blocks", put("kind", "aside")),
    "blocks: unknown section": ("blocks", put("section_type", "dosage")),
    "blocks: level of nothing": ("blocks", put("heading_level", 0)),
    "blocks: score over one": ("blocks", put("score", 1.2)),
    "blocks: null where none may be": ("blocks", put("locator", None)),
    "corrections: unknown status": ("corrections", put("status", "done")),
    "corrections: unknown kind": ("corrections", put("kind", "typo")),
    "corrections: confidence below zero": ("corrections", put("confidence", -0.1)),
    "corrections: no number": ("corrections", put("confidence", float("nan"))),
    "mentions: unknown label": ("mentions", put("label", "DISEASE")),
    "mentions: empty text": ("mentions", put("surface", "")),
    "mentions: unknown experiencer": ("mentions", put("experiencer", "pet")),
    "mentions: section of another block": ("mentions", put("section_type", "causes")),
    "relations: unknown relation": ("relations", put("relation", "cures")),
    "relations: evidence that no page has": ("relations", put("evidence", "Rest is best")),
    "sources: date in words": ("sources", put("accessed", "yesterday")),
    "quarantine: code in words": ("quarantine", put("error_code", "Went wrong")),
    # offsets
    "blocks: span moved": ("blocks", shifted("start", "end", where=IS_LONG)),
    "blocks: span too long": ("blocks", shifted("end", where=IS_LONG)),
    "corrections: span moved": ("corrections", shifted("start", "end", where=IS_FLAGGED)),
    "corrections: span turned": ("corrections", put("end", col("start") - 1, IS_FLAGGED)),
    "corrections: span outside its block": ("corrections", put("start", 0, IS_FLAGGED)),
    "mentions: raw span moved": ("mentions", shifted("start", "end")),
    "mentions: clean span moved": ("mentions", shifted("clean_start", "clean_end")),
    "mentions: empty span": ("mentions", put("end", col("start"))),
    "mentions: spans overlap": (
        "mentions",
        put("clean_end", col("clean_end") + 12, col("surface") == "Stress fractures"),
    ),
    # texts
    "blocks: text changed": ("blocks", put("text", "Hip pans", col("text") == "Hip pain")),
    "blocks: clean text changed": ("blocks", put("clean_text", "x", IS_LONG)),
    "blocks: dropped with clean text": ("blocks", put("clean_text", "x", ~col("is_kept"))),
    "blocks: dropped without reason": ("blocks", put("reason", None, ~col("is_kept"))),
    "documents: clean text cut": ("documents", put("clean_text", col("clean_text").str.head(9))),
    "corrections: silent change": ("corrections", put("after", "Stress balls", IS_APPLIED)),
    "corrections: change of nothing": ("corrections", put("after", col("before"), IS_APPLIED)),
    "corrections: before of elsewhere": ("corrections", put("before", "else", IS_FLAGGED)),
    "corrections: context of elsewhere": ("corrections", put("context_after", "else", IS_FLAGGED)),
    "corrections: made twice": ("corrections", put("status", "accepted", IS_FLAGGED)),
    "corrections: decided by nobody": ("corrections", put("status", "rejected", IS_FLAGGED)),
    "mentions: surface of elsewhere": ("mentions", put("surface", "else")),
    "mentions: raw surface of elsewhere": ("mentions", put("raw_surface", "else")),
    "mentions: in a dropped block": ("mentions", put("block_index", 1)),
    "relations: in a dropped block": ("relations", put("block_index", 1)),
    "rules: precision of an acting rule unknown": (
        "rules",
        put("measured_precision", None, col("rule_id") == "near-miss"),
    ),
    # counts
    **{
        f"documents: wrong {column}": ("documents", put(column, 77))
        for column in ("n_blocks", "n_kept_blocks", "n_corrections", "n_mentions", "n_relations")
    },
    **{
        f"{name}: wrong {column}": (name, put(column, 77))
        for name in ("conditions", "symptoms", "treatments")
        for column in ("n_documents", "n_mentions")
    },
    "rules: wrong n_hits": ("rules", put("n_hits", 77)),
}


def failures_of(table: str, change: Change) -> tuple[Failure, ...]:
    sound = tables()
    return find_failures(Tables(MappingProxyType({**sound, table: change(sound[table])})))


def test_undamaged_tables_are_sound():
    assert find_failures(tables()) == ()


def test_there_are_many_kinds_of_damage():
    assert len(DAMAGES) >= 60


@pytest.mark.parametrize(("table", "change"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_and_its_place_named(table: str, change: Change):
    failures = failures_of(table, change)
    # What is wrong with a column names no row; a lost row is felt where something leads to it or counts it.
    placed = [failure for failure in failures if failure.key or failure.rule in OF_A_COLUMN]
    assert placed
    first = placed[0]
    assert str(first).startswith(f"{first.table}.{first.column}")
    assert not first.key or f" row {'/'.join(map(str, first.key))}:" in str(first)
