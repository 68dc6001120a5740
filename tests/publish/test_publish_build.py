import random
from dataclasses import replace

import polars as pl
import pytest
from publish_pages import (
    FRACTURE,
    PAIN,
    QUARANTINED,
    REST,
    RULES,
    SOURCES,
    document,
    mention,
    page,
    plain_page,
    sample_page,
    sample_tables,
)

from pipeline.model import Quarantined
from pipeline.publish import build_tables
from pipeline.publish.columns import typed
from schemas import TABLES
from schemas.types import polars_schema


def rows(tables, name):
    return tables[name].to_dicts()


def test_every_table_has_the_columns_and_types_of_the_registry():
    tables = sample_tables()
    assert list(tables) == list(TABLES)
    assert all(tables[name].schema == polars_schema(TABLES[name]) for name in TABLES)


def test_no_pages_give_empty_tables_of_the_same_types():
    tables = build_tables((), (), (), ())
    assert all(
        tables[name].is_empty() and tables[name].schema == polars_schema(TABLES[name]) for name in TABLES
    )


@pytest.mark.parametrize("more", [-1, 1])
def test_a_row_of_another_width_than_its_table_is_refused(more):
    table = TABLES["quarantine"]
    with pytest.raises(ValueError, match="zip"):
        typed(table, [("x",) * (len(table.fields) + more)])


def test_a_document_row_counts_its_blocks_and_carries_the_clean_text():
    row = next(row for row in rows(sample_tables(), "documents") if row["path"] == "clinic/one.txt")
    assert (row["n_blocks"], row["n_kept_blocks"], row["topic_concept_id"]) == (3, 2, "local:hip-pain")
    assert row["clean_text"].startswith("Hip pain\nStress fractures hurt the the hip")


def test_the_title_is_that_of_the_clean_text():
    titled = page(document(["Hip pain"], title="Clinic"))
    titled = replace(titled, clean=replace(titled.clean, title="Hip pain"))
    untitled = page(document(["Text"], path="clinic/three.txt", title="Clinic"))
    untitled = replace(untitled, clean=replace(untitled.clean, title=None))
    titles = {row["path"]: row["title"] for row in rows(sample_tables([titled, untitled]), "documents")}
    assert titles == {"clinic/one.txt": "Hip pain", "clinic/three.txt": None}


def test_clean_text_of_a_block_is_null_where_the_block_was_dropped():
    tables = sample_tables([sample_page()])
    assert tables["blocks"]["clean_text"].is_null().to_list() == [False, True, False]


def test_empty_strings_become_null_and_numbers_are_rounded():
    row = rows(sample_tables([sample_page()]), "blocks")[1]
    assert (row["score"], row["heading"]) == (0.0123, None)
    assert rows(sample_tables(), "corrections")[0]["evidence"] is None


def test_a_concept_mentioned_under_two_labels_stands_in_both_tables():
    tables = sample_tables()
    assert {r["concept_id"]: r["n_mentions"] for r in rows(tables, "conditions")} == {
        FRACTURE.concept_id: 1,
        PAIN.concept_id: 1,
    }
    assert {r["concept_id"]: r["n_mentions"] for r in rows(tables, "symptoms")} == {PAIN.concept_id: 1}


def test_a_concept_that_only_a_relation_names_stands_in_its_own_table_unmentioned():
    [row] = rows(sample_tables(), "treatments")
    assert (row["concept_id"], row["n_documents"], row["n_mentions"]) == (REST.concept_id, 0, 0)


def test_a_concept_that_nothing_names_stands_nowhere():
    tables = sample_tables([page(document(["Text"]), concepts=(FRACTURE,))])
    assert tables["conditions"].is_empty()


def test_a_concept_counts_documents_and_mentions_apart():
    def twice(clean):
        return [mention(clean, "rest", REST), mention(clean, "resting", REST)]

    one = page(document(["We rest, resting"]), mentions=twice, concepts=(REST,))
    two = page(document(["We rest"], path="clinic/b.txt"), concepts=(REST,),
               mentions=lambda clean: [mention(clean, "rest", REST)])  # fmt: skip
    [row] = rows(sample_tables([one, two]), "treatments")
    assert (row["n_documents"], row["n_mentions"]) == (2, 3)


def test_pages_that_name_a_local_concept_differently_agree_whatever_their_order():
    other = replace(REST, preferred_name="Rest")
    pages = [
        page(document(["rest"], path=f"clinic/{n}.txt"), concepts=(concept,),
             mentions=lambda clean: [mention(clean, "rest", REST)])
        for n, concept in enumerate((REST, other))
    ]  # fmt: skip
    names = {sample_tables(order)["treatments"]["preferred_name"].item() for order in (pages, pages[::-1])}
    assert names == {"Rest"}


def test_xrefs_are_joined_with_a_bar():
    assert rows(sample_tables(), "conditions")[0]["xrefs"] == "OTHER:1|OTHER:2"


def test_rules_count_the_blocks_and_corrections_that_name_them():
    tables = sample_tables([sample_page(), sample_page("clinic/b.txt")])
    assert dict(tables["rules"].select("rule_id", "n_hits").iter_rows()) == {
        "doubled-word": 2, "near-miss": 2, "share-line": 2,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_does_not_matter(seed):
    pages = [sample_page(f"clinic/{n}.txt") for n in range(6)] + [plain_page()]
    shuffled = random.Random(seed).sample(pages, len(pages))
    expected, got = sample_tables(pages), sample_tables(shuffled)
    assert all(expected[name].equals(got[name]) for name in TABLES)


def test_tables_are_sorted_by_primary_key():
    tables = sample_tables([sample_page(f"clinic/{n}.txt") for n in range(6)])
    for name, table in TABLES.items():
        keys = tables[name].select(table.primary_key).rows()
        assert keys == sorted(keys)


def test_a_file_name_that_is_no_text_comes_out_escaped():
    gone = [Quarantined(f"clinic/a{end}.txt", None, "read", "empty_file", "Empty.") for end in "\udcfe\udcff"]
    tables = build_tables((), (), gone, ())
    assert tables["quarantine"]["path"].to_list() == ["clinic/a\\udcfe.txt", "clinic/a\\udcff.txt"]


def test_a_lone_surrogate_in_a_text_is_replaced_one_for_one():
    tables = build_tables([page(document(["a\ud800b"]))], SOURCES, QUARANTINED, RULES)
    assert tables["blocks"]["text"].item() == "a\ufffdb"
    assert isinstance(tables["blocks"], pl.DataFrame)
