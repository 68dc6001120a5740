"""What the pages say of conditions and complaints, and in which words."""

from __future__ import annotations

from typing import get_args

import polars as pl
from polars import col

from pipeline.model import RelationKind
from pipeline.publish.report.figures import Stated, Statement, Subject, Tie
from pipeline.publish.tables import Tables

_SUBJECTS = 10
_TIES = 4
_EXAMPLES = 4
_EVIDENCE = 600
_OBJECT = pl.coalesce("object_concept_id", "object_name")
"""Objects without a concept count by name."""
_IS_TOLD = col("relation").is_in(["has_symptom", "treated_by"])


def subjects(tables: Tables) -> tuple[Subject, ...]:
    """The conditions and complaints with symptoms or treatments on most pages, with their commonest ties."""
    stated = _said_once(tables).filter(~col("is_negated")).with_columns(object=_OBJECT)
    ranked = _ranked(tables, stated)
    ties = _ties(stated.join(ranked, left_on="subject_concept_id", right_on="concept_id", how="semi"))
    return tuple(
        Subject(concept_id, name, documents, mentions, symptoms, treatments, ties.get(concept_id, ()))
        for concept_id, name, documents, mentions, symptoms, treatments in ranked.iter_rows()
    )


def _said_once(tables: Tables) -> pl.DataFrame:
    """The relations, without those of pages that say what another one says."""
    originals = tables["documents"].filter(col("duplicate_of").is_null())
    return tables["relations"].join(originals, on="document_id", how="semi")


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
    single = named.group_by("concept_id", "preferred_name").agg(col("n_documents", "n_mentions").sum())
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


def relations(tables: Tables) -> tuple[Stated, ...]:
    """Each kind of relation that is stated, with the statements that most pages make."""
    table = tables["relations"]
    counts = {
        relation: (statements, negated)
        for relation, statements, negated in table.group_by("relation")
        .agg(pl.len(), col("is_negated").sum())
        .iter_rows()
    }
    said = _said_once(tables)
    paths = tables["documents"].select("document_id", "path")
    return tuple(
        Stated(relation, *counts[relation], _examples(said.filter(col("relation") == relation), paths))
        for relation in get_args(RelationKind)
        if relation in counts
    )


def _examples(table: pl.DataFrame, paths: pl.DataFrame) -> tuple[Statement, ...]:
    surest = table.sort("score", "relation_id", descending=[True, False])
    triples = surest.group_by("subject_concept_id", _OBJECT.alias("object"), maintain_order=True).agg(
        col("*").first(), pages=col("document_id").n_unique()
    )
    ranked = triples.sort("pages", "score", "relation_id", descending=[True, True, False])
    # One statement a subject: the commonest subject would fill the list.
    varied = ranked.unique("subject_concept_id", maintain_order=True, keep="first").head(_EXAMPLES)
    columns = (
        "relation_id", "relation", "subject_name", "object_name", "subject_surface", "object_surface",
        "is_negated", "score", col("evidence").str.slice(0, _EVIDENCE), "path", "pages",
    )  # fmt: skip
    rows = varied.join(paths, on="document_id", how="left", maintain_order="left").select(columns)
    return tuple(Statement(*row) for row in rows.iter_rows())
