"""The examples of docs/using-the-tables.md run as they stand, and agree."""

from __future__ import annotations

import csv
import os
import re
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.publish import Tables, read_table, write_tables
from schemas import TABLES

PAGE = Path("docs/using-the-tables.md")
EXAMPLES = dict(
    re.findall(r"^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
)
QUESTION = ("Plain Python", "pandas", "polars", "DuckDB", "Whole pages")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped tables, in both formats, and with the page files of an export."""
    place = tmp_path_factory.mktemp("user")
    tables = Tables({name: read_table(table, Path("clean")) for name, table in TABLES.items()})
    write_tables(tables, place / "clean")
    return place


@pytest.fixture
def there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return folder


def run(name: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    exec(compile(EXAMPLES[name], f"{PAGE}: {name}", "exec"), namespace)
    return namespace


def expected(folder: Path) -> dict[str, int]:
    """The answer by another way: from the counts that the tables hold of themselves."""
    with (folder / "clean" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        denied = {row["concept_id"] for row in csv.DictReader(file) if row["is_negated"] == "true"}
    with (folder / "clean" / "symptoms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["n_mentions"] != "0"]
    assert not denied & {row["concept_id"] for row in rows}
    return {row["preferred_name"]: int(row["n_documents"]) for row in rows}


def test_every_tool_named_has_an_example():
    assert set(QUESTION) | {"spaCy", "spaCy, on text of your own", "What a change of a text was"} == set(
        EXAMPLES
    )


@pytest.mark.parametrize("name", QUESTION)
def test_tools_agree_on_the_answer(there: Path, name: str):
    assert run(name)["answer"] == expected(there)


def test_docbin_holds_the_mentions_as_entities(there: Path):
    run("Whole pages")
    run("spaCy")
    docs = list(DocBin().from_disk("pages.spacy").get_docs(spacy.blank("en").vocab))
    mentions = pl.read_parquet("clean/mentions.parquet").height
    assert len(docs) == 2
    assert sum(len(doc.ents) for doc in docs) == mentions


def test_spacy_names_what_the_text_names():
    assert run("spaCy, on text of your own")["named"] == [("Hip pain", "SYMPTOM"), ("ibuprofen", "TREATMENT")]


def test_replaying_the_corrections_gives_the_clean_text(there: Path):
    run("What a change of a text was")


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_csv_and_parquet_to_the_same_values(there: Path, table: str):
    columns = ", ".join(
        f"'{name}': '{kind}'"
        for name, (kind, *_) in zip(
            TABLES[table].fields,
            duckdb.sql(
                f"SELECT column_type FROM (DESCRIBE SELECT * FROM 'clean/{table}.parquet')"
            ).fetchall(),
            strict=True,
        )
    )
    reading = "header=true, nullstr='', delim=',', quote='\"', escape='\"', strict_mode=true"
    text = duckdb.sql(
        f"SELECT * FROM read_csv('clean/{table}.csv', columns={{{columns}}}, {reading})"
    ).fetchall()
    assert text == duckdb.sql(f"SELECT * FROM 'clean/{table}.parquet'").fetchall()
