"""What the pages say of conditions and complaints, and in which words."""

from __future__ import annotations

from typing import get_args

import polars as pl
from polars import col

from pipeline.model import RelationKind
from pipeline.publish.report.figures import Stated, Statement, Subject, Tie
from pipeline.publish.tables import Tables

ROW = "row"
"""Column with the number of a relation's row: it takes less memory than its id, and is in the same order."""
_SUBJECTS = 10
_TIES = 4
_EXAMPLES = 4
_EVIDENCE = 600
_IS_TOLD = col("relation").is_in(["has_symptom", "treated_by"])


def said_once(tables: Tables) -> pl.DataFrame:
    """The relations, each with its `object` by concept or name; without those of pages that copy another."""
    copies = tables["documents"].filter(col("duplicate_of").is_not_null())
    said = tables["relations"].join(copies, on="document_id", how="anti")
    return said.with_columns(object=pl.coalesce("object_concept_id", "object_name"))


def subjects(tables: Tables, said: pl.DataFrame) -> tuple[Subject, ...]:
    """The conditions and complaints with symptoms or treatments on most pages, with their commonest ties.

    Args:
        tables: the build.
        said: its relations, as `said_once` gives them.
    """
    stated = said.filter(~col("is_negated"))
    ranked = _ranked(tables, stated)
    ties = _ties(stated.join(ranked, left_on="subject_concept_id", right_on="concept_id", how="semi"))
    return tuple(
        Subject(concept_id, name, documents, mentions, symptoms, treatments, ties.get(concept_id, ()))
        for concept_id, name, documents, mentions, symptoms, treatments in ranked.iter_rows()
    )


def _ranked(tables: Tables, stated: pl.DataFrame) -> pl.DataFrame:
    """The first of the conditions, and of the symptoms of which the pages say something."""
    said = stated.group_by(concept_id=col("subject_concept_id")).agg(
        pages=col("document_id").filter(_IS_TOLD).n_unique(),
        objects=col("object").filter(_IS_TOLD).n_unique(),
        symptoms=_objects("has_symptom"), treatments=_objects("treated_by"),
    )  # fmt: skip
    columns = "concept_id", "preferred_name", "n_documents", "n_mentions"
    complaints = tables["symptoms"].join(said, on="concept_id", how="semi")
    named = pl.concat([tables["conditions"].select(columns), complaints.select(columns)])
    single = named.group_by("concept_id").agg(
        col("preferred_name").min(), col("n_documents", "n_mentions").sum()
    )
    counts = "pages", "objects", "symptoms", "treatments"
    joined = single.join(said, on="concept_id", how="left").with_columns(col(counts).fill_null(0))
    order = "pages", "objects", "n_documents", "n_mentions", "concept_id"
    ranked = joined.sort(order, descending=[True, True, True, True, False]).head(_SUBJECTS)
    return ranked.select(*columns, "symptoms", "treatments")


def _ties(stated: pl.DataFrame) -> dict[str, tuple[Tie, ...]]:
    key = "subject_concept_id", "relation"
    counted = stated.group_by(*key, "object").agg(
        col("object_name").min(), pages=col("document_id").n_unique()
    )
    ranked = counted.sort("pages", *key, "object", descending=[True, False, False, False])
    bounded = ranked.group_by(*key, maintain_order=True).head(_TIES)
    ties: dict[str, tuple[Tie, ...]] = {}
    for subject, *tie in bounded.select("subject_concept_id", "relation", "object_name", "pages").iter_rows():
        ties[subject] = (*ties.get(subject, ()), Tie(*tie))
    return ties


def _objects(relation: str) -> pl.Expr:
    """Distinct objects of a relation."""
    return col("object").filter(col("relation") == relation).n_unique()


def relations(tables: Tables, said: pl.DataFrame, worded: pl.LazyFrame) -> tuple[Stated, ...]:
    """Each kind of relation that is stated, with the statements that most pages make.

    Args:
        tables: the build.
        said: its relations, as `said_once` gives them.
        worded: all columns of its relations and their rows' numbers; the statements' rows alone are held.
    """
    counts = {
        relation: (statements, negated)
        for relation, statements, negated in tables["relations"]
        .group_by("relation")
        .agg(pl.len(), col("is_negated").sum())
        .iter_rows()
    }
    commonest = _commonest(said)
    shown = worded.join(commonest.lazy(), on=ROW, how="semi").collect(engine="streaming")
    chosen = commonest.join(shown, on=ROW, how="left", maintain_order="left")
    paths = tables["documents"].select("document_id", "path")
    columns = (
        "relation_id", "relation", "subject_name", "object_name", "subject_surface", "object_surface",
        "is_negated", "score", col("evidence").str.slice(0, _EVIDENCE), "path", "pages",
    )  # fmt: skip
    located = chosen.join(paths, on="document_id", how="left", maintain_order="left")
    statements = [Statement(*row) for row in located.select(columns).iter_rows()]
    return tuple(
        Stated(relation, *counts[relation], tuple(one for one in statements if one.relation == relation))
        for relation in get_args(RelationKind)
        if relation in counts
    )


def _commonest(said: pl.DataFrame) -> pl.DataFrame:
    """For each kind some statements by their rows, with the number of pages that make them.

    Of each the surest place is chosen, and one statement a subject: the commonest would fill the list.
    """
    surest = col(ROW).filter(col("score") == col("score").max()).min()
    triples = said.group_by("relation", "subject_concept_id", "object").agg(
        surest, col("score").max(), pages=col("document_id").n_unique()
    )
    ranked = triples.sort("pages", "score", ROW, descending=[True, True, False])
    varied = ranked.unique(["relation", "subject_concept_id"], maintain_order=True, keep="first")
    return varied.group_by("relation", maintain_order=True).head(_EXAMPLES).select(ROW, "pages")
