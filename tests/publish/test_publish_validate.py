from types import MappingProxyType

import polars as pl
import pytest
from polars import col, lit
from publish_pages import document, edit, page, plain_page, sample_page, sample_tables

from pipeline.errors import ValidationError
from pipeline.publish import Tables, build_tables, find_failures, report_failures


def damaged(table, frame_of):
    tables = sample_tables()
    return Tables(MappingProxyType({**tables, table: frame_of(tables[table])}))


def cell(column, value, where=None):
    """Set a cell: in the rows where `where` holds, else in the first one."""

    def change(frame):
        chosen = where if where is not None else pl.int_range(pl.len()) == 0
        new = value if isinstance(value, pl.Expr) else lit(value)
        return frame.with_columns(pl.when(chosen).then(new).otherwise(col(column)).alias(column))

    return change


IS_APPLIED = col("status") == "applied"
IS_FLAGGED = col("status") == "flagged"
IS_LONG = col("text").str.starts_with("Stress")
ID = "0" * 20

DAMAGES = {
    "null": ("sources", cell("publisher", None), "publisher", "not_null"),
    "empty": ("sources", cell("licence", ""), "licence", "not_empty"),
    "pattern": ("sources", cell("accessed", "yesterday"), "accessed", "pattern"),
    "pattern with line feed": ("sources", cell("accessed", "unknown\n"), "accessed", "pattern"),
    "enum": ("documents", cell("media_type", "text/rtf"), "media_type", "enum"),
    "minimum": ("blocks", cell("heading_level", 0), "heading_level", "minimum"),
    "maximum": ("mentions", cell("score", 1.5), "score", "maximum"),
    "not a number": ("mentions", cell("score", float("nan")), "score", "maximum"),
    "same key twice": ("rules", lambda f: pl.concat([f, f[:1]]).sort("rule_id"), "rule_id", "primary_key"),
    "composite key twice": (
        "blocks",
        lambda f: pl.concat([f[:1], f]),
        "document_id, block_index",
        "primary_key",
    ),
    "order": ("rules", lambda f: f.reverse(), "rule_id", "sorted"),
    "missing column": ("rules", lambda f: f.drop("action"), "action", "missing_column"),
    "unknown column": ("rules", lambda f: f.with_columns(more=1), "more", "unknown_column"),
    "column order": ("quarantine", lambda f: f.select(f.columns[::-1]), "message", "column_order"),
    "type": ("rules", lambda f: f.with_columns(col("n_hits").cast(pl.String)), "n_hits", "type"),
    "no such source": ("documents", cell("source_id", "gone"), "source_id", "foreign_key"),
    "no such original": ("documents", cell("duplicate_of", ID), "duplicate_of", "foreign_key"),
    "no such topic": ("documents", cell("topic_concept_id", "local:gone"), "topic_concept_id", "foreign_key"),
    "no such block": ("corrections", cell("block_index", 99), "block_index", "foreign_key"),
    "no such rule": ("corrections", cell("rule_id", "gone"), "rule_id", "foreign_key"),
    "no such block rule": ("blocks", cell("rule_id", "gone"), "rule_id", "foreign_key"),
    "concept of another label": (
        "mentions",
        cell("label", "TREATMENT", col("surface") == "hip"),
        "concept_id",
        "foreign_key",
    ),
    "no such object": (
        "relations",
        cell("object_concept_id", "local:gone"),
        "object_concept_id",
        "foreign_key",
    ),
    "own duplicate": ("documents", cell("duplicate_of", col("document_id")), "duplicate_of", "not_itself"),
    "block count": ("documents", cell("n_blocks", 7), "n_blocks", "count"),
    "kept count": ("documents", cell("n_kept_blocks", 0), "n_kept_blocks", "count"),
    "mention count": ("symptoms", cell("n_mentions", 3), "n_mentions", "count"),
    "document count": ("treatments", cell("n_documents", 1), "n_documents", "count"),
    "hit count": ("rules", cell("n_hits", 0), "n_hits", "count"),
    "span too long": ("blocks", cell("end", col("end") + 1, IS_LONG), "text", "span_length"),
    "blocks overlap": ("blocks", cell("start", 0, IS_LONG), "start", "span_order"),
    "drop without reason": ("blocks", cell("reason", None, ~col("is_kept")), "reason", "drop_has_reason"),
    "dropped but clean": (
        "blocks",
        cell("clean_text", "text", ~col("is_kept")),
        "clean_text",
        "drop_has_no_clean_text",
    ),
    "raw text": ("blocks", cell("text", "Hip pans", col("text") == "Hip pain"), "clean_text", "replay"),
    "clean text of a block": ("blocks", cell("clean_text", "x", IS_LONG), "clean_text", "replay"),
    "clean text of a document": ("documents", cell("clean_text", "x"), "clean_text", "replay"),
    "silent change": ("corrections", cell("after", "Stress balls", IS_APPLIED), "clean_text", "replay"),
    "before": ("corrections", cell("before", "Stress actors", IS_APPLIED), "before", "text_at_offset"),
    "context before": (
        "corrections",
        cell("context_before", None, IS_FLAGGED),
        "context_before",
        "text_at_offset",
    ),
    "context after": (
        "corrections",
        cell("context_after", "x", IS_FLAGGED),
        "context_after",
        "text_at_offset",
    ),
    "edit backwards": ("corrections", cell("end", col("start") - 1, IS_FLAGGED), "start", "span_order"),
    "edit outside": ("corrections", cell("start", 0, IS_FLAGGED), "start", "inside_block"),
    "unmeasured": (
        "rules",
        cell("measured_precision", None, col("rule_id") == "near-miss"),
        "rule_id",
        "measured_precision",
    ),
    "nameless decision": (
        "corrections",
        cell("status", "rejected", IS_FLAGGED),
        "reviewer",
        "decision_has_reviewer",
    ),
    "empty mention": ("mentions", cell("end", col("start")), "start", "span_order"),
    "mention outside": ("mentions", cell("start", 0, col("surface") == "hip"), "start", "inside_block"),
    "mention in a dropped block": ("mentions", cell("block_index", 1), "block_index", "kept_block"),
    "raw surface": ("mentions", cell("raw_surface", "x"), "raw_surface", "text_at_offset"),
    "surface": ("mentions", cell("surface", "x"), "surface", "text_at_offset"),
    "read and quarantined": ("quarantine", cell("path", "clinic/one.txt"), "path", "yields_no_page"),
}


def test_sound_tables_pass():
    assert find_failures(sample_tables()) == ()


def test_empty_tables_pass():
    assert find_failures(build_tables((), (), (), ())) == ()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_at_its_place(damage):
    table, change, column, rule = damage
    failures = find_failures(damaged(table, change))
    assert (column, rule) in {(failure.column, failure.rule) for failure in failures}
    named = {failure.table for failure in failures if (failure.column, failure.rule) == (column, rule)}
    assert named & {table, "corrections", "blocks"}


def test_a_failure_names_row_value_and_message():
    [failure] = find_failures(damaged("sources", cell("accessed", "2024")))
    assert (failure.table, failure.column, failure.key, failure.value) == (
        "sources",
        "accessed",
        ("clinic",),
        "2024",
    )
    assert str(failure).startswith("sources.accessed row clinic: The value matches")


def test_made_corrections_that_overlap_are_found():
    frame = sample_tables()["corrections"]
    tables = damaged("corrections", cell("status", "applied", IS_FLAGGED))
    assert "no_overlap" not in {failure.rule for failure in find_failures(tables)}
    end = frame.filter(IS_FLAGGED)["start"].item() + 1
    overlapping = damaged(
        "corrections", lambda f: cell("end", end, IS_APPLIED)(cell("status", "applied", IS_FLAGGED)(f))
    )
    assert "no_overlap" in {failure.rule for failure in find_failures(overlapping)}


def test_two_insertions_at_one_place_overlap():
    def doubled(frame):
        inserted = frame.with_columns(
            start=col("start").first(), end=col("start").first(), status=lit("applied")
        )
        return inserted.with_columns(before=lit(None, pl.String))

    rules = [failure.rule for failure in find_failures(damaged("corrections", doubled))]
    assert rules.count("no_overlap") == 1


def test_all_failures_are_collected_and_the_first_are_listed(tmp_path):
    pages = [sample_page(f"clinic/{n}.txt") for n in range(15)]
    tables = sample_tables(pages)
    corrections = tables["corrections"].with_columns(before=lit("x"), rule_id=lit("gone"))
    broken = Tables(MappingProxyType({**tables, "corrections": corrections}))
    with pytest.raises(ValidationError) as raised:
        report_failures(find_failures(broken), tmp_path / "failures.csv")
    count = len(find_failures(broken))
    assert count >= 60
    assert f"in {count} places" in str(raised.value)
    assert f"... and {count - 20} more" in str(raised.value)
    assert "corrections.rule_id row" in str(raised.value)


def test_a_long_value_is_cut_in_the_message():
    [failure] = find_failures(damaged("sources", cell("accessed", "x" * 10_000)))
    assert len(str(failure)) < 300


def test_many_spans_in_one_long_block_take_linear_time():
    # 400 edits over a block of 2 million characters: slices from its start would read 0.4 billion.
    words = " ".join(f"w{n:07}" for n in range(200_000))
    one = page(document([words]), edits=lambda blocks: [
        edit(blocks[0], f"w{n:07}", "word", status="flagged") for n in range(0, 200_000, 500)])  # fmt: skip
    assert find_failures(sample_tables([one, plain_page()])) == ()
