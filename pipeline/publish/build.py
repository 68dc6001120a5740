"""Pages to tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType
from typing import get_args

import polars as pl

from pipeline.model import Label, Page, Quarantined, Rule, Source
from pipeline.publish.concepts import ConceptCounts
from pipeline.publish.rows import Row, block_rows, document_row, row_of
from pipeline.publish.tables import Tables
from schemas import TABLES, Table
from schemas.tables import CONCEPT_TABLES
from schemas.types import polars_schema


def build_tables(
    pages: Iterable[Page],
    sources: Iterable[Source],
    quarantined: Iterable[Quarantined],
    rules: Iterable[Rule],
) -> Tables:
    """All tables of a build; the same for the same arguments in any order.

    Args:
        pages: what each document yielded; consumed once.
        sources: every source that a page names.
        quarantined: the files that yielded no page.
        rules: every rule that a block or an edit names.
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    concepts = ConceptCounts()
    for page in pages:
        rows["documents"].append(document_row(page))
        rows["blocks"].extend(block_rows(page))
        rows["corrections"].extend(map(row_of["corrections"], page.edits))
        rows["mentions"].extend(map(row_of["mentions"], page.mentions))
        rows["relations"].extend(map(row_of["relations"], page.relations))
        concepts.add(page)
    for label in get_args(Label):
        rows[CONCEPT_TABLES[label]].extend(concepts.rows(label))
    rows["sources"].extend(map(row_of["sources"], sources))
    rows["quarantine"].extend(map(row_of["quarantine"], quarantined))
    rows["rules"].extend(_rule_rows(rules, _hits(rows)))
    return Tables(MappingProxyType({name: typed(TABLES[name], rows[name]) for name in TABLES}))


def _hits(rows: dict[str, list[Row]]) -> Counter[object]:
    hits: Counter[object] = Counter()
    for name in ("blocks", "corrections"):
        column = list(TABLES[name].fields).index("rule_id")
        hits.update(row[column] for row in rows[name])
    return hits


def _rule_rows(rules: Iterable[Rule], hits: Counter[object]) -> Iterable[Row]:
    for rule in rules:
        yield (
            rule.rule_id, rule.stage, rule.description, rule.action, hits[rule.rule_id],
            rule.measured_precision,
        )  # fmt: skip


def typed(table: Table, rows: list[Row]) -> pl.DataFrame:
    r"""Rows as a frame of the table's types, sorted by its primary key.

    Empty strings become null and numbers are rounded to their decimals. Lone surrogates, which UTF-8
    cannot hold, become `\udcff` in paths (bytes of a file name that are no text) and U+FFFD elsewhere,
    one for one, so that offsets stay.
    """
    schema = polars_schema(table)
    try:
        frame = pl.DataFrame(rows, schema=schema, orient="row")
    except UnicodeEncodeError:
        frame = pl.DataFrame([_encodable(table, row) for row in rows], schema=schema, orient="row")
    strings = [name for name, field in table.fields.items() if field.type == "string"]
    rounded = [
        pl.col(name).round(field.decimals)
        for name, field in table.fields.items()
        if field.decimals is not None
    ]
    tidied = frame.with_columns(pl.when(pl.col(strings) != "").then(pl.col(strings)).name.keep(), *rounded)
    return tidied.sort(table.primary_key).rechunk()


def _encodable(table: Table, row: Row) -> Row:
    return tuple(
        _replaced(value, is_path=name == "path") if isinstance(value, str) else value
        for name, value in zip(table.fields, row, strict=True)
    )


def _replaced(text: str, *, is_path: bool) -> str:
    if is_path:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
