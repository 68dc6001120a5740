"""Precision of rules by people's verdicts, and how far people agree: small examples counted by hand."""

import re

import pytest
from review_browser import Browser
from review_tables import correction, write_clean

from pipeline.interval import wilson
from pipeline.model import Decision
from pipeline.review.quality import PairRow, kappa, pair_rows, rule_rows
from pipeline.review.session import Desk, Session


def verdict(key, action="accept", *, after="b", reviewer="ana", **changes):
    parts = {
        "id": f"{reviewer}{key}{action}{after}", "time": "2025-01-01T00:00:00Z", "reviewer": reviewer,
        "key": key, "action": action, "before": "a", "after": after, "rule_id": "r1", "path": "p",
        "source_id": "s",
    }  # fmt: skip
    return Decision(**parts | changes)


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_interval_is_that_of_wilson(right, judged, low, high):
    assert wilson(right, judged) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_kappa_of_the_textbook_example():
    # 50 things: both yes 20, both no 15, 5 and 10 apart; agreement .7, by chance .5.
    labels = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(labels) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a")] * 3, None),
    ],
    ids=["agreement", "contrary", "chance", "one label"],
)
def test_kappa_at_its_ends(labels, expected):
    assert kappa(labels) == expected


def test_pair_counts_the_places_that_both_judged():
    ana = [verdict("k1"), verdict("k2", "reject"), verdict("k3"), verdict("k4")]
    bo = [verdict(key, action, reviewer="bo") for key, action in
          (("k1", "accept"), ("k2", "reject"), ("k3", "reject"), ("k9", "accept"))]  # fmt: skip
    # agreement 2 of 3; by chance 2/3 * 1/3 + 1/3 * 2/3 = 4/9; (6/9 - 4/9) / (5/9) = .4
    assert pair_rows({"bo": bo, "ana": ana}) == (PairRow("ana", "bo", 3, 2 / 3, pytest.approx(0.4)),)


def test_first_verdict_of_each_reviewer_counts():
    ana = [verdict("k1", "reject"), verdict("k1", "accept", id="later")]
    bo = [verdict("k1", "accept", reviewer="bo")]
    [pair] = pair_rows({"ana": ana, "bo": bo})
    assert pair.agreement == 0


def test_typing_what_another_accepts_agrees_and_two_replacements_do_not():
    ana = [
        verdict("k1", "accept", after="b"),
        verdict("k2", "edit", after="x"),
        verdict("k3", "edit", after="x"),
    ]
    bo = [verdict(key, "edit", after=after, reviewer="bo")
          for key, after in (("k1", "b"), ("k2", "x"), ("k3", "y"))]  # fmt: skip
    [pair] = pair_rows({"ana": ana, "bo": bo})
    assert pair.agreement == pytest.approx(2 / 3)


def test_skips_and_wide_verdicts_are_no_judgements_of_a_place():
    ana = [verdict("k1", "skip"), verdict("k2", scope="rule")]
    bo = [verdict("k1", reviewer="bo"), verdict("k2", reviewer="bo")]
    assert pair_rows({"ana": ana, "bo": bo}) == ()


def test_three_reviewers_are_three_pairs():
    histories = {name: [verdict("k1", reviewer=name)] for name in ("cy", "ana", "bo")}
    assert [(row.one, row.other) for row in pair_rows(histories)] == [
        ("ana", "bo"),
        ("ana", "cy"),
        ("bo", "cy"),
    ]


def test_precision_counts_accepted_places_of_a_rule(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction(f"k{n}", rule_id="r1") for n in range(5)])
    settled = [verdict("k0"), verdict("k1"), verdict("k2", "reject"), verdict("k3", "edit"),
               verdict("rule", scope="rule"), verdict("other", rule_id="r2")]  # fmt: skip
    with Session(Desk(clean, tmp_path / "decisions", "ana")).work() as work:
        first, second = rule_rows(work.connection, settled)
    assert (first.rule_id, first.judged, first.right, first.precision, first.left) == ("r1", 4, 2, 0.5, 5)
    assert (first.low, first.high) == wilson(2, 4)
    assert (second.rule_id, second.judged, second.left) == ("r2", 1, 0)


def test_page_shows_rules_and_pairs(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction("k1"), correction("k2", after="x")])
    for name, action in (("ana", "accept"), ("bo", "reject")):
        browser = Browser(Desk(clean, tmp_path / "decisions", name))
        browser.post(key="k1", action=action)
        browser.post(key="k2", action="accept")
    text = re.sub(r"\s+", " ", browser.get("/rules").text)
    for part in ("near-miss", "A term that is one word away", "ana", "bo"):
        assert part in text


def test_rule_that_nobody_judged_has_no_precision(browser):
    assert browser.get("/rules").status_code == 200
    with Session(browser.desk).work() as work:
        [row] = rule_rows(work.connection, ())
    assert (row.precision, row.low, row.high, row.left) == (None, 0.0, 1.0, 2)
