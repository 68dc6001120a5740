"""Pages to tables: all at once, or part by part where they are too many to be held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import get_args

import polars as pl

from pipeline.model import Label, Page, Quarantined, Rule, Source
from pipeline.publish.columns import Columns, typed
from pipeline.publish.concepts import ConceptCounts
from pipeline.publish.rows import Row, block_columns, document_row, row_of
from pipeline.publish.tables import OF_PAGES, Tables
from schemas import TABLES
from schemas.tables import CONCEPT_TABLES


@dataclass(frozen=True, slots=True)
class Background:
    """What a build states beside its pages."""

    sources: Sequence[Source]
    """Every source that a page names."""
    quarantined: Sequence[Quarantined]
    """The files that yielded no page."""
    rules: Sequence[Rule]
    """Every rule that a block or an edit names."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What pages count together: concepts, and how often each rule acted."""

    concepts: ConceptCounts = field(default_factory=ConceptCounts)
    hits: Counter[object] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add the counts of other pages."""
        self.concepts.update(other.concepts)
        self.hits.update(other.hits)


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
    tables, counts = page_tables(pages)
    shared = shared_tables(counts, Background(tuple(sources), tuple(quarantined), tuple(rules)))
    return whole(tables, shared)


def whole(of_pages: Mapping[str, pl.DataFrame], shared: Mapping[str, pl.DataFrame]) -> Tables:
    """All tables, in the registry's order."""
    frames = {**of_pages, **shared}
    return Tables(MappingProxyType({name: frames[name] for name in TABLES}))


def page_tables(pages: Iterable[Page]) -> tuple[Mapping[str, pl.DataFrame], Counts]:
    """The tables of which each row is of one page (`OF_PAGES`), and what the pages count."""
    columns = {name: Columns(TABLES[name]) for name in OF_PAGES}
    counts = Counts()
    for page in pages:
        columns["documents"].add([document_row(page)])
        columns["blocks"].extend(block_columns(page))
        columns["corrections"].add(map(row_of["corrections"], page.edits))
        columns["mentions"].add(map(row_of["mentions"], page.mentions))
        columns["relations"].add(map(row_of["relations"], page.relations))
        counts.concepts.add(page)
        counts.hits.update(block.rule_id for block in page.blocks)
        counts.hits.update(edit.rule_id for edit in page.edits)
    return {name: columns.pop(name).typed() for name in OF_PAGES}, counts


def shared_tables(counts: Counts, background: Background) -> Mapping[str, pl.DataFrame]:
    """The other tables, whose rows are of all the pages that were counted."""
    rows: dict[str, Iterable[Row]] = {
        "sources": map(row_of["sources"], background.sources),
        "quarantine": map(row_of["quarantine"], background.quarantined),
        "rules": _rule_rows(background.rules, counts.hits),
        **{CONCEPT_TABLES[label]: counts.concepts.rows(label) for label in get_args(Label)},
    }
    return {name: typed(TABLES[name], of_table) for name, of_table in rows.items()}


def _rule_rows(rules: Iterable[Rule], hits: Counter[object]) -> Iterable[Row]:
    for rule in rules:
        yield (
            rule.rule_id, rule.stage, rule.description, rule.action, hits[rule.rule_id],
            rule.measured_precision,
        )  # fmt: skip
