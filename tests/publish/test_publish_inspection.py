"""A folder of tables that was damaged after it was written: every harm is found, and its place named."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from publish_pages import sample_tables

from pipeline.errors import ValidationError
from pipeline.publish import find_failures, inspect_folder, report_failures, write_tables


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write_tables(sample_tables(), tmp_path / "clean")
    return tmp_path / "clean"


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def harm(clean: Path) -> None:
        content = (clean / name).read_bytes()
        assert old in content
        (clean / name).write_bytes(content.replace(old, new, 1))

    return harm


def other_package(clean: Path) -> None:
    (clean / "datapackage.json").write_text('{"name": "other"}')


def other_parquet(clean: Path) -> None:
    frame = pl.read_parquet(clean / "mentions.parquet")
    frame.with_columns(score=pl.lit(0.5)).write_parquet(clean / "mentions.parquet")


HARMS = {
    "lost file": (lambda clean: (clean / "rules.csv").unlink(), "rules", "readable"),
    "no descriptor": (lambda clean: (clean / "datapackage.json").unlink(), "datapackage.json", "descriptor"),
    "descriptor of another": (other_package, "datapackage.json", "descriptor"),
    "byte of another encoding": (replaced("documents.csv", b"Quiet", b"Qu\xefet"), "documents", "utf8"),
    "mark in front": (replaced("rules.csv", b"rule_id", b"\xef\xbb\xbfrule_id"), "rules", "no_mark"),
    "renamed column": (replaced("rules.csv", b"n_hits", b"hits"), "rules", "header"),
    "text in a number": (replaced("rules.csv", b",drop,1,", b",drop,one,"), "rules", "type"),
    "truth in words": (replaced("mentions.csv", b"false", b"no"), "mentions", "type"),
    "row cut in two": (replaced("rules.csv", b",drop,1,", b"\n,drop,1,"), "rules", "not_null"),
    "changed word": (replaced("mentions.csv", b"Hip pain", b"Hip pane"), "mentions", "text_at_offset"),
    "changed description": (replaced("rules.csv", b"share", b"other"), "rules", "as_described"),
    "emptied file": (lambda clean: (clean / "rules.csv").write_bytes(b""), "rules", "header"),
    "other Parquet": (other_parquet, "mentions", "parquet"),
    "broken Parquet": (lambda clean: (clean / "blocks.parquet").write_bytes(b"PAR1"), "blocks", "parquet"),
}  # fmt: skip


def test_folder_as_it_was_written_is_sound(clean: Path):
    assert inspect_folder(clean) == ()


def test_folder_without_parquet_is_sound(clean: Path):
    for path in clean.glob("*.parquet"):
        path.unlink()
    assert inspect_folder(clean) == ()


@pytest.mark.parametrize(("harm", "table", "rule"), HARMS.values(), ids=HARMS.keys())
def test_harm_to_a_file_is_found(clean: Path, harm: Callable[[Path], None], table: str, rule: str):
    harm(clean)
    found = {(failure.table, failure.rule) for failure in inspect_folder(clean)}
    assert (table, rule) in found


def test_byte_that_is_no_text_is_named_with_its_line(clean: Path):
    replaced("documents.csv", b"Quiet", b"Qu\xefet")(clean)
    assert any("byte 0xef in line" in str(failure) for failure in inspect_folder(clean))


def test_cell_of_another_type_is_named_with_its_row(clean: Path):
    replaced("rules.csv", b",drop,1,", b",drop,one,")(clean)
    assert str(inspect_folder(clean)[0]).startswith(
        "rules.n_hits row share-line: The cell is of type integer."
    )


def test_all_failures_are_listed_in_a_file(clean: Path, tmp_path: Path):
    replaced("rules.csv", b",drop,1,", b",drop,one,")(clean)
    listing = tmp_path / "build" / "failures.csv"
    with pytest.raises(ValidationError, match=r"failures\.csv"):
        report_failures(inspect_folder(clean), listing)
    with listing.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert list(first.values()) == [
        "rules", "n_hits", "share-line", "type", "'one'", "The cell is of type integer.",
    ]  # fmt: skip


def test_listing_of_an_earlier_failure_goes_when_the_tables_are_sound(tmp_path: Path):
    listing = tmp_path / "failures.csv"
    listing.write_text("old")
    report_failures(find_failures(sample_tables()), listing)
    assert not listing.exists()


def test_descriptor_with_hostile_content_is_no_trace(clean: Path):
    package = json.loads((clean / "datapackage.json").read_text())
    (clean / "datapackage.json").write_text(json.dumps(package | {"resources": []}))
    assert {failure.rule for failure in inspect_folder(clean)} == {"as_described"}
    for content in (
        "[" * 100_000,
        '{"name":"winnow","resources":null}',
        '{"name":"winnow","resources":["x"]}',
    ):
        (clean / "datapackage.json").write_text(content)
        assert {failure.rule for failure in inspect_folder(clean)} == {"descriptor"}
