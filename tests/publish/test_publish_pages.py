"""Whole pages as JSON lines say what the tables say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from publish_pages import plain_page, sample_page, sample_tables

from pipeline.errors import ArgumentError
from pipeline.publish import page_lines, write_tables


@pytest.fixture
def found(tmp_path: Path) -> dict[str, dict]:
    write_tables(sample_tables(), tmp_path)
    return {page["path"]: page for page in map(json.loads, page_lines(tmp_path))}


def test_every_document_is_one_line(tmp_path: Path):
    write_tables(sample_tables(), tmp_path)
    lines = list(page_lines(tmp_path))
    assert [line.count(b"\n") for line in lines] == [1, 1]


def test_page_says_where_it_comes_from(found: dict[str, dict]):
    page = found["clinic/two.txt"]
    assert (page["title"], page["source_id"], page["licence"]) == ("Quiet", "clinic", "CC-BY-4.0")


def test_mentions_stand_in_the_text_and_name_their_concept(found: dict[str, dict]):
    page = found["clinic/one.txt"]
    assert [one["surface"] for one in page["mentions"]] == ["Hip pain", "Stress fractures", "hip"]
    assert all(
        page["text"][one["clean_start"] : one["clean_end"]] == one["surface"] for one in page["mentions"]
    )
    assert page["mentions"][1]["preferred_name"] == "Stress fracture"


def test_relations_come_with_their_evidence(found: dict[str, dict]):
    [relation] = found["clinic/one.txt"]["relations"]
    assert (relation["relation"], relation["evidence"]) == ("treated_by", "“rest” helps")


def test_sections_join_to_the_text_without_what_was_dropped(found: dict[str, dict]):
    for page in found.values():
        assert "\n".join(section["text"] for section in page["sections"]) == page["text"]
    assert "Share" not in found["clinic/one.txt"]["text"]


def test_heading_starts_the_section_that_it_heads():
    shipped = [json.loads(line) for line in page_lines(Path("clean"))]
    headed = [section for page in shipped for section in page["sections"] if section["heading"]]
    assert headed
    assert all(section["text"].startswith(section["heading"]) for section in headed)


def test_folder_without_tables_is_refused(tmp_path: Path):
    with pytest.raises(ArgumentError, match="sources"):
        list(page_lines(tmp_path))


def test_tables_that_do_not_belong_together_are_refused(tmp_path: Path):
    write_tables(sample_tables(), tmp_path)
    header = (tmp_path / "sources.csv").read_text(encoding="utf-8").split("\n")[0]
    (tmp_path / "sources.csv").write_text(header + "\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match="belong together"):
        list(page_lines(tmp_path))


def test_page_without_mentions_has_empty_lists(tmp_path: Path):
    write_tables(sample_tables([sample_page(), plain_page("clinic/bare.txt")]), tmp_path)
    bare = next(page for page in map(json.loads, page_lines(tmp_path)) if page["path"] == "clinic/bare.txt")
    assert (bare["mentions"], bare["relations"]) == ([], [])
