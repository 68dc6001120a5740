from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.model import Block, RawFile
from pipeline.read import read_document
from pipeline.strip.segments import segment

PROSE = "Pain in the hip is common among people who run, and it mostly goes away by itself with some rest."


@pytest.fixture
def page(tmp_path: Path):
    def blocks(markup: str) -> tuple[Block, ...]:
        content = markup.encode()
        (tmp_path / "a.html").write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        return segment(read_document(tmp_path, RawFile("a.html", "s", len(content), sha256)))

    return blocks


def test_one_block_a_line_with_its_markup(page) -> None:
    found = page(f"<h1>Hip pain</h1><p>{PROSE}</p><ul><li>Rest</ul>")
    assert [block.text for block in found] == ["Hip pain", PROSE, "Rest"]
    assert [block.kind for block in found] == ["title", "paragraph", "list_item"]
    assert [block.locator for block in found] == [
        "html/body/h1[1]", "html/body/p[1]", "html/body/ul[1]/li[1]",
    ]  # fmt: skip


def test_title_is_the_heading_that_says_it(page) -> None:
    found = page(f"<title>Hip pain | Site</title><li>Hip pain</li><h1>Hip Pain</h1><p>{PROSE}")
    assert [(b.kind, b.heading_level) for b in found[:2]] == [("list_item", None), ("title", 1)]


def test_sections_follow_heading_levels(page) -> None:
    found = page(
        f"<h1>Hip pain</h1><h2>Treatment</h2><h3>At the hospital</h3><p>{PROSE}</p>"
        f"<h2>Symptoms</h2><p>{PROSE}"
    )
    assert [(b.heading, b.section_type) for b in found] == [
        (None, "other"),
        ("Hip pain", "treatment"),
        ("Treatment", "treatment"),
        ("At the hospital", "treatment"),
        ("Hip pain", "symptoms"),
        ("Symptoms", "symptoms"),
    ]


def test_plain_line_that_names_a_section_is_a_heading(page) -> None:
    found = page(f"<h1>Hip pain</h1><div>Symptoms</div><p>{PROSE}</p>")
    assert [(b.kind, b.section_type) for b in found[1:]] == [
        ("heading", "symptoms"),
        ("paragraph", "symptoms"),
    ]


def test_linked_line_that_names_a_section_is_none(page) -> None:
    found = page(f"<h1>Hip pain</h1><div><a href='#s'>Symptoms</a></div><p>{PROSE}</p>")
    assert found[1].kind == "other"
