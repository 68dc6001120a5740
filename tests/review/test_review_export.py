"""The queue as a CSV file: all of it, and nothing that a spreadsheet would run."""

import csv

import pytest
from review_browser import Browser
from review_tables import block, correction, document, dropped, mention, write_clean

from pipeline.errors import ArgumentError
from pipeline.review.export import safe_cell, write_queue
from pipeline.review.session import Desk


def exported(desk, path):
    number = write_queue(desk, path)
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == number
    return found


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_formula_gets_a_quote_in_front(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(("value", "cell"), [("a=1", "a=1"), (None, ""), (0.5, "0.5"), ("", ""), ("'", "'")])
def test_other_cells_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


def test_every_entry_is_a_row_in_the_order_of_review(tmp_path):
    clean = write_clean(
        tmp_path / "clean", [correction("k1")], documents=[document(1), document(2, duplicate_of="d1")],
        blocks=[block(), dropped(1, "Read more")], mentions=[mention(1)],
    )  # fmt: skip
    rows = exported(Desk(clean, tmp_path / "decisions", "ana"), tmp_path / "queue.csv")
    assert [row["kind"] for row in rows] == ["correction", "block", "mention", "duplicate"]
    assert (rows[0]["before"], rows[0]["after"]) == ("Stress factors", "Stress fractures")


def test_no_cell_of_a_hostile_page_is_a_formula(tmp_path):
    text = '=HYPERLINK("http://evil.example";"x")'
    row = correction("k1", before=text, after="+1", reason="@x", evidence="-1", rule_id="=r",
                     context_before="=c", context_after="=d", block_index=9)  # fmt: skip
    clean = write_clean(
        tmp_path / "clean", [row], documents=[document(title=text, path="=p", source_id="=s")]
    )
    [found] = exported(Desk(clean, tmp_path / "decisions", "ana"), tmp_path / "queue.csv")
    assert not [cell for cell in found.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert found["before"] == "'" + text


def test_verdicts_are_told(browser, tmp_path):
    browser.post(key="k1", action="reject")
    rows = exported(browser.desk, tmp_path / "queue.csv")
    assert [(row["key"], row["action"], row["state"]) for row in rows] == [
        ("k2", "", "open"),
        ("k1", "reject", "decided"),
    ]
    assert rows[1]["note"] == "ana rejected · applies at the next make all"


def test_file_that_cannot_be_written_is_named_and_an_earlier_one_stays(browser, tmp_path):
    (tmp_path / "queue.csv").mkdir()
    with pytest.raises(ArgumentError, match=r"queue\.csv"):
        write_queue(browser.desk, tmp_path / "queue.csv")
    with pytest.raises(ArgumentError, match="--export"):
        write_queue(browser.desk, tmp_path / "none" / "queue.csv")


def test_tables_that_are_missing_are_named(tmp_path):
    with pytest.raises(ArgumentError, match="make all"):
        write_queue(Desk(tmp_path / "none", tmp_path / "decisions", "ana"), tmp_path / "queue.csv")
    assert not (tmp_path / "queue.csv").exists()


def test_export_leaves_the_decisions_alone(browser: Browser, tmp_path):
    write_queue(browser.desk, tmp_path / "queue.csv")
    assert not browser.desk.decisions.exists()
