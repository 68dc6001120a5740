import csv
import hashlib
import json
import re
from pathlib import Path
from types import MappingProxyType

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_pages import plain_page, sample_page, sample_tables, text_tables

from pipeline.errors import ArgumentError
from pipeline.publish import Tables, build_tables, find_failures, read_table, write_tables
from pipeline.publish.columns import typed
from pipeline.publish.package import BUILD_NAMES
from schemas import TABLES

TRICKY = (
    "a,b", 'say "no"', '"', '""', "one\ntwo", "\n", "\r", "one\r\ntwo", "a\rb", "=1+1", "+1", "-1", "@x",
    "true", "false", "1", "0.50", "null", "NULL", "NaN", " ", " lead", "trail ", "\t", "#comment", "שלום",
    "a\u200bb", "\u202eabc", "\ufeff", "\u2028", "\x00", "\x1a",
    "'", "\\", "\\n", ";", "|", "\U0001f9b4", "e\u0301",
)  # fmt: skip
CELLS = (
    st.sampled_from(TRICKY)
    | st.text('a,"\r\n ', min_size=1, max_size=6)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
)
VALUES = {
    "string": CELLS,
    "integer": st.integers(0, 2**62),
    "number": st.floats(0, 1),
    "boolean": st.booleans(),
}


def row_of(table):
    cells = [VALUES[f.type] | st.none() if f.nullable else VALUES[f.type] for f in table.fields.values()]
    return st.tuples(*cells)


@st.composite
def any_tables(draw):
    frames = {name: typed(table, draw(st.lists(row_of(table), max_size=3))) for name, table in TABLES.items()}
    return Tables(MappingProxyType(frames))


@settings(max_examples=30, deadline=None)
@given(tables=any_tables())
def test_every_table_reads_back_equal(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("clean")
    write_tables(tables, folder)
    for name, table in TABLES.items():
        assert read_table(table, folder).equals(tables[name]), name
        assert pl.read_parquet(folder / f"{name}.parquet").equals(tables[name]), name


@pytest.mark.parametrize("cell", TRICKY, ids=ascii)
def test_any_csv_reader_reads_a_tricky_cell_as_it_was(tmp_path, cell):
    rows = [("path", None, "read", "code", cell)]
    frames = {**sample_tables(), "quarantine": typed(TABLES["quarantine"], rows)}
    write_tables(Tables(MappingProxyType(frames)), tmp_path)
    with (tmp_path / "quarantine.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [["path", "", "read", "code", cell]]


def test_a_build_writes_the_files_that_a_run_may_delete_and_no_others(tmp_path):
    write_tables(sample_tables(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == BUILD_NAMES


def test_csv_is_plain_utf8_with_minimal_quotes(tmp_path):
    write_tables(sample_tables(), tmp_path)
    assert (tmp_path / "rules.csv").read_bytes() == (
        b"rule_id,stage,description,action,n_hits,measured_precision\n"
        b"doubled-word,correct,A word said twice.,flag,1,\n"
        b"near-miss,correct,A phrase one word from a term.,replace,1,0.9700\n"
        b"share-line,strip,Drops share buttons.,drop,1,0.9900\n"
    )
    relations = (tmp_path / "relations.csv").read_text(encoding="utf-8")
    assert "treated_by" in relations
    assert ",0.7000,false,2," in relations


def test_no_file_holds_carriage_returns_marks_or_empty_strings_of_its_own(tmp_path):
    write_tables(sample_tables(), tmp_path)
    for path in tmp_path.glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert not re.search(rb'(^|,)""(,|$)', content, re.MULTILINE)


def test_texts_that_look_like_csv_or_formulas_stay_as_they_are(tmp_path):
    tables = text_tables(["=1+1", 'a,"b",c', "<b>no</b>", "\u200f\u202eabc\u200b"])
    assert find_failures(tables) == ()
    write_tables(tables, tmp_path)
    assert read_table(TABLES["blocks"], tmp_path)["text"].to_list() == tables["blocks"]["text"].to_list()


def test_a_large_cell_full_of_line_feeds_and_quotes_reads_back(tmp_path):
    text = '"quoted"\n,' * 200_000
    rows = [(f"path{n}", None, "read", "code", f"{n}{text}") for n in range(3)]
    frames = {**sample_tables(), "quarantine": typed(TABLES["quarantine"], rows)}
    write_tables(Tables(MappingProxyType(frames)), tmp_path)
    assert read_table(TABLES["quarantine"], tmp_path).equals(frames["quarantine"])


def test_two_writes_give_the_same_bytes_whatever_the_order_of_pages(tmp_path):
    pages = [sample_page(f"clinic/{n}.txt") for n in range(20)] + [plain_page()]
    write_tables(sample_tables(pages), tmp_path / "a")
    write_tables(sample_tables(pages[::-1]), tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean")
    write_tables(sample_tables(), folder)
    return folder, json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_lists_each_csv_with_its_size_and_hash(written):
    folder, package = written
    assert {r["path"] for r in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_package_describes_the_columns_that_the_files_have(written):
    folder, package = written
    for resource in package["resources"]:
        header = (folder / resource["path"]).read_text(encoding="utf-8").split("\n", 1)[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")


def test_every_cell_keeps_the_constraints_of_the_package(written):
    folder, package = written
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for field in resource["schema"]["fields"]:
            for row in rows:
                check_cell(row[field["name"]], field)


def check_cell(cell, field):
    constraints = field["constraints"]
    if cell == "":
        assert not constraints["required"]
        return
    if field["type"] == "boolean":
        assert cell in field["trueValues"] + field["falseValues"]
    if field["type"] in ("integer", "number"):
        assert float(cell) >= constraints.get("minimum", float("-inf"))
    assert cell in constraints.get("enum", [cell])
    assert re.fullmatch(constraints.get("pattern", "(?s).*"), cell)


def test_the_keys_of_the_package_lead_to_columns_that_exist(written):
    _, package = written
    columns = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in package["resources"]}
    for resource in package["resources"]:
        schema = resource["schema"]
        assert set(schema["primaryKey"]) <= columns[resource["name"]]
        for key in schema["foreignKeys"]:
            target = key["reference"].get("resource", resource["name"])
            assert set(key["fields"]) <= columns[resource["name"]]
            assert set(key["reference"]["fields"]) <= columns[target]


def test_the_package_says_licences_and_sources_and_no_date(written):
    _, package = written
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]
    assert package["sources"] == [{"title": "A clinic", "path": "https://clinic.example/"}]
    assert "created" not in package


def test_an_empty_build_has_no_empty_lists_that_the_standard_forbids(tmp_path):
    write_tables(build_tables((), (), (), ()), tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {"licenses", "sources"}.isdisjoint(package)
    assert all(read_table(table, tmp_path).is_empty() for table in TABLES.values())


def test_the_dictionary_lies_beside_the_tables(written):
    folder, _ = written
    assert "| section_type | string |" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_missing_table_is_named_with_a_remedy(tmp_path):
    with pytest.raises(ArgumentError, match=r"rules\.csv.*cannot be read.*winnow run"):
        read_table(TABLES["rules"], tmp_path)


def test_a_file_that_is_no_table_is_named_with_a_remedy(tmp_path):
    (tmp_path / "rules.csv").write_text("x,y\n1,2\n")
    with pytest.raises(ArgumentError, match=r"rules\.csv.*key columns"):
        read_table(TABLES["rules"], tmp_path)


def test_a_cell_of_another_type_is_named_with_a_remedy(tmp_path):
    (tmp_path / "rules.csv").write_text("rule_id,n_hits\nx,many\n")
    with pytest.raises(ArgumentError, match=r"rules\.csv.*wrong type"):
        read_table(TABLES["rules"], tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_full_disk_is_an_error_of_the_system(tmp_path: Path, ending: str):
    (tmp_path / f"sources.{ending}").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        write_tables(sample_tables(), tmp_path)
