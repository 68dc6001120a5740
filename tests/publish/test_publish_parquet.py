"""Parquet in one file or, of many rows, in parts: the same table for whoever reads it."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from publish_pages import sample_page, sample_tables

from pipeline.errors import ConfigurationError
from pipeline.publish import (
    check_target,
    inspect_folder,
    parquet,
    read_table,
    replace_folder,
    side_folder,
    write_tables,
)
from schemas import TABLES

TABLES_OF_MANY = sample_tables([sample_page(f"clinic/{n}.txt") for n in range(20)])


def write(folder: Path, *, in_parts: bool) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        if in_parts:
            patch.setattr(parquet, "ROW_GROUP", 2)
            patch.setattr(parquet, "TEXTS_IN_GROUP", 1)
            patch.setattr(parquet, "GROUPS_IN_PART", 3)
        write_tables(TABLES_OF_MANY, folder)
    return folder


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "clean", in_parts=True)


def test_table_of_few_rows_is_one_file(tmp_path: Path):
    write_tables(TABLES_OF_MANY, tmp_path)
    assert all((tmp_path / f"{name}.parquet").is_file() for name in TABLES)


def test_table_of_many_rows_is_a_folder_of_parts_in_its_order(clean: Path):
    parts = sorted((clean / "blocks.parquet").iterdir())
    assert [part.name for part in parts] == [f"part-{number:05}.parquet" for number in range(10)]
    assert pl.concat(map(pl.read_parquet, parts)).equals(TABLES_OF_MANY["blocks"])
    assert (clean / "rules.parquet").is_file()


@pytest.mark.parametrize("name", TABLES)
def test_readers_of_data_sets_take_the_folder_as_they_take_the_file(clean: Path, name: str):
    path = clean / f"{name}.parquet"
    assert pl.read_parquet(path).equals(TABLES_OF_MANY[name])
    assert pl.scan_parquet(path).collect().equals(TABLES_OF_MANY[name])
    assert pl.from_pandas(pd.read_parquet(path)[TABLES[name].primary_key[0]]).to_list() == (
        TABLES_OF_MANY[name][TABLES[name].primary_key[0]].to_list()
    )


def test_duckdb_takes_the_parts_as_one_table(clean: Path):
    found = duckdb.sql(f"SELECT * FROM '{clean}/blocks.parquet/*.parquet'").fetchall()
    assert found == TABLES_OF_MANY["blocks"].rows()


def test_folder_of_tables_in_parts_is_sound(clean: Path):
    assert inspect_folder(clean) == ()
    assert read_table(TABLES["blocks"], clean).equals(TABLES_OF_MANY["blocks"])


def test_part_that_says_something_else_is_found(clean: Path):
    part = clean / "blocks.parquet" / "part-00001.parquet"
    pl.read_parquet(part).with_columns(text=pl.lit("other")).write_parquet(part)
    assert [(one.table, one.rule) for one in inspect_folder(clean)] == [("blocks", "parquet")]


@pytest.mark.parametrize("in_parts", [True, False])
def test_folder_with_parts_replaces_one_without_and_the_other_way_round(tmp_path: Path, *, in_parts: bool):
    target = write(tmp_path / "clean", in_parts=not in_parts)
    replace_folder(write(side_folder(target), in_parts=in_parts), target)
    assert (target / "blocks.parquet").is_dir() == in_parts
    assert inspect_folder(target) == ()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["notes.txt", "part-1.parquet", "part-00001.parquet.bak"])
def test_what_else_lies_among_the_parts_keeps_a_run_from_deleting_them(clean: Path, name: str):
    (clean / "blocks.parquet" / name).write_text("mine")
    with pytest.raises(ConfigurationError, match=r"blocks\.parquet"):
        check_target(clean)
