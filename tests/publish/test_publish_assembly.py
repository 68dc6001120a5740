"""Tables that are built part by part are those that are built at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from publish_pages import (
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

from pipeline.errors import ValidationError
from pipeline.model import Page, Quarantined
from pipeline.publish import Background, Spool, assemble, assembly, build_tables, parquet, write_tables

PAGES = [sample_page(), plain_page(), *(sample_page(f"clinic/more-{n}.txt") for n in range(40))]


@pytest.fixture(params=["pages", "characters"])
def small_parts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pages":
        monkeypatch.setattr(assembly, "PART_PAGES", 3)
    else:
        monkeypatch.setattr(assembly, "PART_CHARACTERS", 200)


def assembled(
    place: Path, pages: list[Page], quarantined: tuple[Quarantined, ...] = QUARANTINED
) -> Mapping[str, pl.DataFrame]:
    background = Background(SOURCES, quarantined, RULES)
    with Spool(place / "spool") as spool:
        tables = assemble(iter(pages), background, spool=spool, listing=place / "failures.csv")
        write_tables(tables, place / "clean")
        return {name: frame.collect() for name, frame in tables.items()}


@pytest.mark.usefixtures("small_parts")
def test_parts_give_the_tables_of_the_whole(tmp_path: Path):
    whole = build_tables(PAGES, SOURCES, QUARANTINED, RULES)
    tables = assembled(tmp_path, PAGES)
    assert list(tables) == list(whole)
    assert all(tables[name].equals(whole[name]) for name in whole)


@pytest.mark.usefixtures("small_parts")
def test_parts_give_the_files_of_the_whole(tmp_path: Path):
    assembled(tmp_path, PAGES)
    write_tables(sample_tables(PAGES), tmp_path / "whole")
    for path in sorted((tmp_path / "whole").iterdir()):
        if path.suffix != ".parquet":  # which may lay out the same rows in another way
            assert (tmp_path / "clean" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.usefixtures("small_parts")
def test_spooled_tables_are_written_to_parquet_in_parts_as_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    tables = assembled(tmp_path, PAGES)
    assert len(list((tmp_path / "clean" / "blocks.parquet").iterdir())) > 1
    assert pl.read_parquet(tmp_path / "clean" / "blocks.parquet").equals(tables["blocks"])


def test_spool_leaves_nothing_behind_and_clears_what_a_killed_run_left(tmp_path: Path):
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "old.arrow").write_bytes(b"old")
    assembled(tmp_path, PAGES)
    assert not (tmp_path / "spool").exists()


def test_no_pages_give_empty_tables(tmp_path: Path):
    assert assembled(tmp_path, [])["documents"].height == 0


@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        (sample_page(), "primary_key"),
        (replace(plain_page("clinic/x.txt"), duplicate_of="0" * 20), "foreign_key"),
        (replace(plain_page("clinic/x.txt"), duplicate_of=PAGES[-1].document.id), "original_is_none"),
    ],
)
def test_what_is_wrong_between_parts_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: Page, rule: str
):
    monkeypatch.setattr(assembly, "PART_PAGES", 1)
    copy = replace(PAGES[-1], duplicate_of=PAGES[0].document.id)
    with pytest.raises(ValidationError, match=rule):
        assembled(tmp_path, [*PAGES[:-1], copy, odd])


def test_concept_that_another_part_puts_into_another_table_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(assembly, "PART_PAGES", 1)
    other = page(
        document(["Need rest"]),
        mentions=lambda clean: [mention(clean, "rest", REST, label="SYMPTOM")],
        concepts=(REST,),
    )
    with pytest.raises(ValidationError, match=r"relations.object_concept_id .*foreign_key"):
        assembled(tmp_path, [sample_page("clinic/x.txt"), other])


@pytest.mark.parametrize("pages", [PAGES, []], ids=["pages", "no pages"])
def test_what_is_wrong_with_the_quarantine_is_found(tmp_path: Path, pages: list[Page]):
    with pytest.raises(ValidationError, match=r"quarantine.error_code .*pattern"):
        assembled(tmp_path, pages, (Quarantined("clinic/x.txt", None, "read", "No Code", "Empty."),))


def test_folders_may_have_names_that_look_like_patterns(tmp_path: Path):
    assert assembled(tmp_path / "a [b] *", PAGES)["documents"].height == len(PAGES)


def test_page_that_is_in_quarantine_too_is_found(tmp_path: Path):
    with pytest.raises(ValidationError, match="yields_no_page"):
        assembled(tmp_path, PAGES, (Quarantined("clinic/one.txt", None, "read", "empty_file", "Empty."),))


def test_what_is_wrong_inside_a_part_is_found_and_listed(tmp_path: Path):
    [first, *rest] = PAGES
    broken = replace(first, edits=(replace(first.edits[0], before="x"), *first.edits[1:]))
    with pytest.raises(ValidationError, match="text_at_offset"):
        assembled(tmp_path, [*rest, broken])
    assert "text_at_offset" in (tmp_path / "failures.csv").read_text()


def test_parts_after_too_many_failures_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(assembly, "PART_PAGES", 1)
    monkeypatch.setattr(assembly, "_MOST_FAILURES", 1)
    broken = [replace(page, duplicate_of=page.document.id) for page in PAGES]
    pages = iter(broken)
    with Spool(tmp_path / "spool") as spool, pytest.raises(ValidationError):
        assemble(pages, Background(SOURCES, (), RULES), spool=spool, listing=tmp_path / "failures.csv")
    assert len(list(pages)) == len(PAGES) - 1
