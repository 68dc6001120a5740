from pathlib import Path

import pytest

from benchmarks.linking import Linked, draw, summary

FOUND = [Linked(f"pain {n}", "SYMPTOM", "HP:0012531", "pain", "exact", "") for n in range(50)]


def test_the_same_seed_draws_the_same() -> None:
    assert draw(FOUND, 1, 10) == draw(FOUND, 1, 10)
    assert draw(FOUND, 1, 10) != draw(FOUND, 2, 10)


def test_no_mention_is_drawn_twice() -> None:
    assert sorted(linked.surface for linked in draw(FOUND, 1, 99)) == sorted(
        linked.surface for linked in FOUND
    )


def test_verdicts_are_counted(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("surface,verdict\na,right\nb,wrong\nc,right\nd,right\n")
    assert summary(sheet) == "3 of 4 right: 75.0%"


def test_a_row_without_a_verdict_is_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("surface,verdict\na,\n")
    with pytest.raises(ValueError, match="verdicts are"):
        summary(sheet)


def test_the_audit_in_the_docs_meets_its_bar() -> None:
    right, total = (
        summary(Path(__file__).parents[2] / "docs" / "linking.csv").split(" right")[0].split(" of ")
    )
    assert int(total) == 200
    assert int(right) >= 0.95 * int(total)
