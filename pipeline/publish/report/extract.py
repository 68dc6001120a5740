"""What the pages name: mentions by label and kind, and the commonest concepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import polars as pl
from polars import col

from pipeline.model import Label
from pipeline.publish.report.figures import Entities, Kind, Named
from pipeline.publish.tables import Tables
from schemas.tables import CONCEPT_TABLES

_KINDS = 8
_COMMONEST = 8


def entities(tables: Tables, mentions: pl.LazyFrame) -> tuple[Entities, ...]:
    """Figures of each label, in the order of the labels.

    Args:
        tables: the build; of it, the concepts.
        mentions: its mentions, which are counted as they pass.
    """
    tallies = {tally["label"]: tally for tally in _tallies(mentions).iter_rows(named=True)}
    return tuple(
        _of_label(label, tables[CONCEPT_TABLES[label]], tallies.get(label, {})) for label in get_args(Label)
    )


def _tallies(mentions: pl.LazyFrame) -> pl.DataFrame:
    tallies = mentions.group_by("label").agg(
        mentions=pl.len(),
        linked=(~col("concept_id").str.starts_with("local:")).sum(),
        negated=col("is_negated").sum(),
        uncertain=col("is_uncertain").sum(),
        hypothetical=col("is_hypothetical").sum(),
        others=(col("experiencer") != "patient").sum(),
    )
    return tallies.collect(engine="streaming")


def _of_label(label: Label, concepts: pl.DataFrame, tally: Mapping[str, int]) -> Entities:
    named = concepts.filter(col("n_mentions") > 0)
    kinds = named.group_by("kind").agg(pl.len(), col("n_mentions").sum())
    ranked = kinds.sort("n_mentions", "kind", descending=[True, False]).head(_KINDS)
    commonest = named.sort("n_documents", "n_mentions", "concept_id", descending=[True, True, False])
    columns = "concept_id", "preferred_name", "n_documents", "n_mentions"
    return Entities(
        label,
        concepts=named.height,
        mentions=tally.get("mentions", 0),
        linked=tally.get("linked", 0),
        negated=tally.get("negated", 0),
        uncertain=tally.get("uncertain", 0),
        hypothetical=tally.get("hypothetical", 0),
        others=tally.get("others", 0),
        kinds=tuple(Kind(*row) for row in ranked.iter_rows()),
        commonest=tuple(Named(*row) for row in commonest.select(columns).head(_COMMONEST).iter_rows()),
    )
