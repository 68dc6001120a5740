"""Text at offsets: what a row says stands somewhere must stand there.

Python strings index in constant time, so that a block of a megabyte with thousands of spans stays
linear (a column expression would count code points from the start of the block for each span).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import polars as pl
from polars import col

from pipeline.publish.failure import Failure
from pipeline.publish.tables import BLOCK_KEY, Tables, cited_blocks
from schemas import TABLES

_CONTEXT = 30  # characters of the raw block on each side of a correction


@dataclass(frozen=True, slots=True)
class _Claim:
    """Column `column` of `table` is what `text` of the row's `holder` has from `start` to `end`."""

    table: str
    column: str
    holder: str
    text: str
    start: pl.Expr
    end: pl.Expr


_START, _END = col("start") - col("block_start"), col("end") - col("block_start")
_CLAIMS = (
    _Claim("corrections", "before", "blocks", "text", _START, _END),
    _Claim("corrections", "context_before", "blocks", "text", _START - _CONTEXT, _START),
    _Claim("corrections", "context_after", "blocks", "text", _END, _END + _CONTEXT),
    _Claim("mentions", "raw_surface", "blocks", "text", _START, _END),
    _Claim("mentions", "surface", "documents", "clean_text", col("clean_start"), col("clean_end")),
)


def text_failures(tables: Tables) -> Iterator[Failure]:
    """Every cell whose text does not stand at its place."""
    starts = cited_blocks(tables).select(*BLOCK_KEY, block_start=col("start"))
    for (table, holder, text), claims in groupby(_CLAIMS, key=attrgetter("table", "holder", "text")):
        claiming = tables[table].join(starts, on=BLOCK_KEY, how="left", maintain_order="left")
        key = TABLES[holder].primary_key
        cited = tables[holder].join(claiming, on=key, how="semi")
        texts = {row[:-1]: row[-1] or "" for row in cited.select(*key, text).iter_rows()}
        for claim in claims:
            yield from _claim_failures(claiming, claim, texts)


def _claim_failures(
    claiming: pl.DataFrame, claim: _Claim, texts: Mapping[tuple[object, ...], str]
) -> Iterator[Failure]:
    """Those of one claim.

    Args:
        claiming: the rows that make it, with `block_start`.
        claim: what they say.
        texts: those of the holders, by primary key.
    """
    (key,), holder_key = TABLES[claim.table].primary_key, TABLES[claim.holder].primary_key
    spans = claiming.select(
        *holder_key, key, claim.column, span_start=claim.start, span_end=claim.end
    ).drop_nulls(["span_start", "span_end"])
    for *holder, row_key, value, start, end in spans.iter_rows():
        found = texts.get(tuple(holder), "")[max(start, 0) : max(end, 0)]
        if found != (value or ""):
            message = f"The {claim.holder[:-1]}'s {claim.text} has {found[:_CONTEXT]!r} there."
            yield Failure(claim.table, claim.column, (row_key,), "text_at_offset", value, message)
