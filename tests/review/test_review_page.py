"""The queue page: what it shows, and what it tells when it cannot."""

import re

import pytest
from review_browser import Browser
from review_tables import TEXT, block, correction, document, dropped, mention, write_clean, write_table

from pipeline.review.session import Desk


def page_of(folder, *corrections, **tables):
    clean = write_clean(folder / "clean", corrections, **tables)
    return Browser(Desk(clean, folder / "decisions", "ana")).get().text


@pytest.mark.parametrize("address", ["/nowhere", "/queue/1", "/static/none.js", "/alike", "/pages/"])
def test_address_that_nothing_has_gives_a_page_with_the_way_on(browser, address):
    answer = browser.get(address)
    assert (answer.status_code, "Nothing has this address" in answer.text) == (404, True)
    assert 'href="/"' in answer.text


def test_script_is_told_in_its_own_way_that_nothing_has_the_address(browser):
    answer = browser.post("/nowhere")
    assert (answer.status_code, "Nothing has this address" in answer.json()["error"]) == (404, True)


def test_accepting_what_changes_nothing_is_to_leave_it_as_it_is(tmp_path):
    asked = correction("k1", after="Stress factors", rule_id="replacement_character")
    browser = Browser(Desk(write_clean(tmp_path / "c", [asked]), tmp_path / "d", "ana"))
    assert "Accept: leave as it is" in browser.get().text
    assert (
        browser.post(key="k1", action="accept").json()["note"]
        == "ana accepted as it stands · applies at the next make all"
    )
    assert "accepted as it stands" in browser.get("/decisions").text
    assert "as it stands" not in browser.post(key="k1", action="reject").json()["note"]


def test_accepting_a_change_does_not_say_that_it_leaves_anything(browser):
    browser.post(key="k1", action="accept")
    assert "leave as it is" not in browser.get().text
    assert "as it stands" not in browser.get("/decisions").text


def test_correction_is_shown_as_words_that_go_and_words_that_come(browser):
    text = browser.get().text
    assert (marked(text, "del"), marked(text, "ins")) == (["factors"] * 2, ["fractures"] * 2)
    for part in (
        "Hip pain",
        "are small cracks",
        "near-miss",
        "real word",
        "0.60",
        "One word away",
        "flagged",
    ):
        assert part in text


def test_untitled_page_is_named_by_its_path(tmp_path):
    assert "hips/page1.txt" in page_of(tmp_path, correction("k1"), documents=[document(title="")])


def test_deletion_and_insertion_show_one_side_only(tmp_path):
    text = page_of(tmp_path, correction("k1", after=""))
    assert (marked(text, "del"), marked(text, "ins")) == (["Stress factors"], [])


def test_dropped_block_is_shown_with_its_reason_and_its_neighbours(tmp_path):
    text = page_of(tmp_path, blocks=[block(), dropped(1, "Read more here"), block(2, "And rest.")])
    for part in ("Read more here", "navigation: a pointer", "Rest helps.", "And rest.", "dropped"):
        assert part in text


def test_mention_is_shown_with_its_concept_and_its_sentence(tmp_path):
    text = page_of(tmp_path, mentions=[mention(1, is_negated="true")])
    for part in ("cracks", "HP:1 fissure, negated", "Stress factors are small"):
        assert part in text


def test_near_duplicate_is_shown_with_the_page_that_it_repeats(tmp_path):
    text = page_of(tmp_path, documents=[document(1), document(2, duplicate_of="d1")])
    assert "hips/page1.txt" in text


def test_one_queue_serves_all_kinds(tmp_path):
    text = page_of(
        tmp_path, correction("k1"), documents=[document(1), document(2, duplicate_of="d1")],
        blocks=[block(), dropped(1, "Read more")], mentions=[mention(1)],
    )  # fmt: skip
    assert text.count('class="entry"') == 4


def marked(text, tag):
    """The texts that stand in elements of this name."""
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text)
    return [words for each in found for words in re.findall(r"<bdi>(.+?)</bdi>", each)]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 50, "²", "999"])
def test_page_out_of_range_shows_something(browser, page):
    answer = browser.get(f"/?page={page}")
    assert (answer.status_code, "Stress" in answer.text) == (200, True)


def test_no_match_says_so(browser):
    assert "Nothing here matches" in browser.get("/?rule=none").text


def test_rebuilt_tables_are_read_without_a_restart(browser, clean):
    browser.get()
    write_clean(clean, [correction("k1", before="a orthopedist", after="an orthopedist")])
    assert ">an<" in browser.get().text


def test_missing_tables_give_a_page_with_the_remedy(browser, clean):
    (clean / "corrections.csv").unlink()
    answer = browser.get()
    assert (answer.status_code, "make all" in answer.text) == (500, True)


@pytest.mark.parametrize("table", ["documents", "corrections", "blocks", "mentions"])
@pytest.mark.parametrize(
    "content",
    [b"", b"correction_id\nk1\n", b"\xff\xfe", b'correction_id,"', b"\x00", b"document_id,start\nd1,x,y\n"],
    ids=["empty", "columns missing", "no UTF-8", "broken quotes", "NUL", "cells too many"],
)
def test_foreign_tables_give_a_page_with_the_remedy(browser, clean, table, content):
    (clean / f"{table}.csv").write_bytes(content)
    answer = browser.get()
    assert (answer.status_code, "make all" in answer.text) == (500, True)


@pytest.mark.parametrize(
    "changes",
    [{"start": "x"}, {"start": "9" * 30}, {"confidence": ""}, {"confidence": "nan"}, {"confidence": "-1"},
     {"document_id": "d9"}],
)  # fmt: skip
def test_row_that_cannot_be_read_gives_a_page_with_the_remedy(tmp_path, changes):
    assert "make all" in page_of(tmp_path, correction("k1", **changes))


def test_table_with_two_documents_of_one_id_gives_a_page_with_the_remedy(tmp_path):
    assert "make all" in page_of(tmp_path, documents=[document(), document()])


def test_broken_decision_file_gives_a_page_that_names_the_line(browser):
    browser.desk.decisions.mkdir()
    (browser.desk.decisions / "ana.jsonl").write_text("<script>\n")
    answer = browser.get()
    assert (answer.status_code, "ana.jsonl, line 1" in answer.text) == (500, True)


def test_mended_decision_file_is_read_at_the_next_try(browser):
    browser.post(key="k1", action="accept")
    path = browser.desk.decisions / "ana.jsonl"
    whole = path.read_text()
    path.write_text("{\n\n")
    assert browser.get().status_code == 500
    path.write_text(whole)
    assert "ana accepted" in browser.get().text


def test_correction_of_an_unknown_block_shows_its_short_context(tmp_path):
    assert "small cracks" in page_of(tmp_path, correction("k1", block_index=7))


def test_page_side_by_side_shows_raw_and_clean_text(tmp_path):
    blocks = [block(clean_text=TEXT.replace("factors", "fractures")), dropped(1, "Read more")]
    clean = write_clean(tmp_path / "clean", [correction("k1", status="applied")], blocks=blocks)
    text = Browser(Desk(clean, tmp_path / "decisions", "ana")).get("/pages/d1?key=k1").text
    assert marked(text, "del") == ["Stress factors"]
    for part in ("Stress fractures are small", "Read more", "hips/page1.txt"):
        assert part in text


def test_unknown_page_is_told_as_not_found(browser):
    assert browser.get("/pages/none").status_code == 404


def test_extra_columns_do_no_harm(browser, clean):
    write_table(
        clean / "rules.csv", ["new", "rule_id", "description"], [{"rule_id": "near-miss", "new": "x"}]
    )
    assert browser.get().status_code == 200
