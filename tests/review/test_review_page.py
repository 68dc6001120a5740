"""The review page: what it shows, what a verdict does, and what it tells when it cannot."""

import pytest
from review_browser import Browser, correction, write_clean

from pipeline.errors import ArgumentError
from pipeline.review import append_decisions, load_decisions
from pipeline.review.app import Desk
from pipeline.review.context import REACH
from pipeline.review.corrections import load_corrections
from pipeline.review.queue import PAGE_SIZE, View, select
from pipeline.review.verdicts import LONGEST, Verdict, decide


@pytest.fixture
def first(clean):
    return load_corrections(clean)[0]


def test_flagged_come_first_then_applied_then_decided_each_least_sure_first(tmp_path):
    rows = [("r", "rejected", ".1"), ("c", "accepted", ".1"), ("a", "applied", ".1"), ("g", "flagged", ".9"),
            ("f", "flagged", ".2")]  # fmt: skip
    clean = write_clean(tmp_path, [correction(key, status=s, confidence=c) for key, s, c in rows])
    assert [each.key for each in load_corrections(clean)] == ["f", "g", "a", "c", "r"]


def test_entry_shows_change_in_its_sentence_with_its_grounds(browser):
    text = browser.get().text
    for part in ("Hip pain", "Stress factors</bdi></del>", "Stress fractures</bdi></ins>", " are small",
                 "near-miss", "real word", "0.60", "One word away", "flagged"):  # fmt: skip
        assert part in text


def test_untitled_page_is_named_by_its_path(tmp_path):
    clean = write_clean(tmp_path, [correction("k1")], title="")
    assert load_corrections(clean)[0].title == "hips/page.txt"


def with_block(folder, text, **changes):
    start = text.index("Stress factors")
    row = correction("k1", block_index="3", start=str(100 + start), end=str(114 + start), **changes)
    block = {"document_id": "d1", "block_index": "3", "start": "100", "text": text}
    return load_corrections(write_clean(folder, [row], blocks=[block]))[0]


def test_correction_stands_in_the_text_of_its_block(tmp_path):
    found = with_block(tmp_path, "Runners know them well. Stress factors of the hip heal with rest.")
    assert (found.context_before, found.context_after) == (
        "Runners know them well. ", " of the hip heal with rest.",
    )  # fmt: skip


def test_long_text_is_cut_between_words(tmp_path):
    words = " ".join(f"word{number}" for number in range(100))
    found = with_block(tmp_path, f"{words} Stress factors {words}")
    assert found.context_before[0] == found.context_after[-1] == "…"
    for shown in (found.context_before[1:], found.context_after[:-1]):
        assert set(shown.split()) <= set(words.split())
        assert REACH - 10 < len(shown) <= REACH


def test_long_word_is_cut_to_bounded_length(tmp_path):
    found = with_block(tmp_path, f"{'x' * 1000}Stress factors{'y' * 1000}")
    assert (found.context_before, found.context_after) == ("…" + "x" * REACH, "y" * REACH + "…")


def test_block_that_says_something_else_gives_way_to_the_short_context(tmp_path):
    found = with_block(tmp_path, "Some Stress factors heal.", before="Stress fakters")
    assert (found.context_before, found.context_after) == ("", " are small cracks")


def test_cut_off_context_ends_in_an_ellipsis(tmp_path):
    clean = write_clean(tmp_path / "c", [correction("k1", context_before="x" * 30, context_after="short")])
    text = Browser(Desk(clean, tmp_path / "d", "ana")).get().text
    assert "…" + "x" * 30 in text
    assert "short</bdi>" in text


def test_deletion_and_insertion_show_one_side_only(tmp_path):
    clean = write_clean(tmp_path / "c", [correction("k1", after="")])
    text = Browser(Desk(clean, tmp_path / "d", "ana")).get().text
    assert ("<del>" in text, "<ins>" in text) == (True, False)


def test_filters_by_status_and_rule(tmp_path):
    rows = [correction("k1"), correction("k2", status="applied"), correction("k3", rule_id="article")]
    corrections = load_corrections(write_clean(tmp_path, rows))
    selection = select(corrections, View(status="flagged", rule="near-miss"))
    assert [each.key for each in selection.shown] == ["k1"]
    assert selection.rules == {"article": 1, "near-miss": 1}
    assert selection.statuses == {"flagged": 1, "applied": 1}


def test_pages_cut_the_queue_without_gap_or_overlap(tmp_path):
    corrections = load_corrections(write_clean(tmp_path, [correction(f"k{n:03}") for n in range(60)]))
    pages = [select(corrections, View(page=page)).shown for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 10]
    assert sum(pages, ()) == corrections


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 50, "²", "999"])
def test_page_out_of_range_shows_something(browser, page):
    answer = browser.get(f"/?page={page}")
    assert (answer.status_code, "Stress factors" in answer.text) == (200, True)


def test_view_url_keeps_filters_and_returns_to_the_first_page():
    view = View(status="flagged", rule="a&b", page=3)
    assert view.url(page=4) == "/?status=flagged&rule=a%26b&page=4"
    assert view.url(status="") == "/?rule=a%26b"


def test_no_match_says_so(browser):
    assert "No correction matches" in browser.get("/?rule=none").text


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_verdict_is_written_and_read_back(browser, action):
    answer = browser.post(key="k1", action=action)
    assert answer.status_code == 200
    decision = load_decisions(browser.desk.decisions).decisions["k1"]
    assert (decision.reviewer, decision.action, decision.rule_id) == ("ana", action, "near-miss")
    assert (decision.before, decision.after) == ("Stress factors", "Stress fractures")


def test_own_replacement_is_written(browser):
    browser.post(key="k1", action="edit", after="Stress-fractures, <b>ümlaut</b>")
    assert load_decisions(browser.desk.decisions).decisions["k1"].after == "Stress-fractures, <b>ümlaut</b>"


def test_second_verdict_supersedes_the_first(browser):
    browser.post(key="k1", action="accept")
    first = load_decisions(browser.desk.decisions).decisions["k1"]
    browser.post(key="k1", action="reject")
    second = load_decisions(browser.desk.decisions).decisions["k1"]
    assert (second.action, second.supersedes) == ("reject", first.id)


def test_decided_entry_says_that_it_applies_at_the_next_build(browser):
    browser.post(key="k1", action="accept")
    text = browser.get().text
    assert "ana accepted · applies at the next make all" in text
    assert 'id="decided">1<' in text


def test_applied_decision_is_said_to_be_in_clean(tmp_path):
    clean = write_clean(tmp_path / "c", [correction("k1", status="accepted", reviewer="ana")])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    browser.post(key="k1", action="accept")
    assert "ana accepted · in clean/" in browser.get().text


def test_verdict_of_another_reviewer_is_shown_with_the_name(browser, first):
    append_decisions(browser.desk.decisions, [decide(first, Verdict("k1", "reject"), "bo", None)])
    assert "bo rejected" in browser.get().text


def test_dispute_names_both_sides(browser, first):
    append_decisions(browser.desk.decisions, [decide(first, Verdict("k1", "reject"), "bo", None)])
    answer = browser.post(key="k1", action="accept").json()
    assert answer["dispute"].startswith("Disputed")
    assert "bo: reject" in browser.get().text


@pytest.mark.parametrize(
    "after", ["", "  ", "Stress factors", "two\nlines", "nul\0", "x" * (LONGEST + 1), "\u2028"]
)
def test_replacement_that_cannot_stand_in_a_line_is_refused(browser, after):
    answer = browser.post(key="k1", action="edit", after=after)
    assert answer.status_code == 400
    assert "replacement" in answer.json()["error"]
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"key": "k1"}', '{"key": "k1", "action": "maybe"}', '{"key": 1, "action": "accept"}',
     "[" * 60_000, b"\xff", "x" * 70_000],
)  # fmt: skip
def test_broken_verdict_is_refused_and_writes_nothing(browser, content):
    answer = browser.post(content=content)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not browser.desk.decisions.exists()


def test_verdict_on_a_correction_that_is_gone_is_refused(browser):
    assert "no longer in clean/" in browser.post(key="gone", action="accept").json()["error"]


def test_rebuilt_tables_are_read_without_a_restart(browser, clean):
    browser.get()
    write_clean(clean, [correction("k1", before="a orthopedist", after="an orthopedist")])
    assert "an orthopedist" in browser.get().text


def test_missing_tables_give_a_page_with_the_remedy(browser, clean):
    (clean / "corrections.csv").unlink()
    answer = browser.get()
    assert (answer.status_code, "make all" in answer.text) == (500, True)


@pytest.mark.parametrize(
    "content",
    [b"", b"correction_id\nk1\n", b"\xff\xfe", b'correction_id,"'],
    ids=["empty", "columns missing", "no UTF-8", "broken quotes"],
)
def test_foreign_tables_are_refused_with_the_remedy(clean, content):
    (clean / "documents.csv").write_bytes(content)
    with pytest.raises(ArgumentError, match="make all"):
        load_corrections(clean)


def test_broken_decision_file_gives_a_page_that_names_the_line(browser):
    browser.desk.decisions.mkdir()
    (browser.desk.decisions / "ana.jsonl").write_text("<script>\n")
    answer = browser.get()
    assert (answer.status_code, "ana.jsonl, line 1" in answer.text) == (500, True)
