"""Verdicts, batches and undo: what is written, what the page says of it, and what is refused."""

import json

import pytest
from review_browser import Browser
from review_tables import TEXT, block, correction, document, dropped, mention, write_clean, write_last_run

from pipeline.heeding import change_key, duplicate_key, rule_key
from pipeline.review import load_decisions
from pipeline.review.replacement import LONGEST
from pipeline.review.session import Desk


def settled(browser):
    return load_decisions(browser.desk.decisions).decisions


def lines(browser):
    path = browser.desk.decisions / f"{browser.desk.reviewer}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def many(tmp_path):
    """The same change on six pages of two sources, and another one."""
    documents = [document(n, source_id=f"s{n % 2}", path=f"s{n % 2}/{n}.txt") for n in range(1, 7)]
    corrections = [correction(f"k{n}", document_id=f"d{n}") for n in range(1, 7)]
    blocks = [block(document_id=f"d{n}") for n in range(1, 7)]
    other = correction("other", after="Stress facts")
    clean = write_clean(tmp_path / "many", [*corrections, other], documents=documents, blocks=blocks)
    return Browser(Desk(clean, tmp_path / "decisions", "ana"))


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_verdict_is_written_and_read_back(browser, action):
    answer = browser.post(key="k1", action=action)
    assert answer.status_code == 200
    decision = settled(browser)["k1"]
    assert (decision.reviewer, decision.action, decision.rule_id) == ("ana", action, "near-miss")
    assert (decision.before, decision.after) == ("Stress factors", "Stress fractures")
    assert (decision.path, decision.source_id) == ("hips/page1.txt", "hips")


@pytest.mark.parametrize("after", ["می\u200cخواهم", "क्\u200dष"])
def test_joiner_between_letters_is_part_of_a_replacement(browser, after):
    browser.post(key="k1", action="edit", after=after)
    assert settled(browser)["k1"].after == after


@pytest.mark.parametrize(
    ("before", "typed", "written"),
    [
        ("Stress", " Strain\t ", "Strain"),
        ("Stress ", "Strain ", "Strain "),
        (" Stress", " Strain ", " Strain"),
    ],
)
def test_blank_at_an_end_is_kept_only_where_the_text_has_one(tmp_path, before, typed, written):
    clean = write_clean(tmp_path / "c", [correction("k1", before=before)])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    assert browser.post(key="k1", action="edit", after=typed).status_code == 200
    assert settled(browser)["k1"].after == written


def test_own_replacement_is_written(browser):
    browser.post(key="k1", action="edit", after="Stress-fractures, <b>ümlaut</b>")
    assert settled(browser)["k1"].after == "Stress-fractures, <b>ümlaut</b>"


def test_second_verdict_supersedes_the_first(browser):
    browser.post(key="k1", action="accept")
    first = settled(browser)["k1"]
    browser.post(key="k1", action="reject")
    second = settled(browser)["k1"]
    assert (second.action, second.supersedes) == ("reject", first.id)


def test_decided_entry_says_that_it_applies_at_the_next_build(browser):
    assert (
        browser.post(key="k1", action="accept").json()["note"]
        == "ana accepted · applies at the next make all"
    )
    assert "ana accepted · applies at the next make all" in browser.get().text


def test_applied_decision_is_said_to_be_in_clean(tmp_path):
    browser = Browser(Desk(write_clean(tmp_path / "c", [correction("k1")]), tmp_path / "d", "ana"))
    browser.post(key="k1", action="accept")
    write_clean(tmp_path / "c", [correction("k1", status="accepted", reviewer="ana")])
    assert "ana accepted · in clean/" in browser.get().text
    assert browser.post(key="k1", action="accept").json()["note"] == "ana accepted · in clean/"


def test_accepting_where_own_words_stand_keeps_them(tmp_path):
    browser = Browser(Desk(write_clean(tmp_path / "c", [correction("k1")]), tmp_path / "d", "ana"))
    browser.post(key="k1", action="edit", after="Stress facts")
    write_clean(tmp_path / "c", [correction("k1", status="accepted", after="Stress facts", reviewer="ana")])
    assert (
        browser.post(key="k1", action="accept").json()["note"] == "ana edited to “Stress facts” · in clean/"
    )
    assert (settled(browser)["k1"].action, settled(browser)["k1"].after) == ("edit", "Stress facts")
    assert browser.post(key="k1", action="accept", scope="source").status_code == 400


@pytest.mark.parametrize("said_since", [(), ("reject",), ("reject", "accept", "reject")])
def test_accepting_what_clean_has_by_a_plain_accept_is_no_edit(tmp_path, said_since):
    browser = Browser(Desk(write_clean(tmp_path / "c", [correction("k1")]), tmp_path / "d", "ana"))
    browser.post(key="k1", action="accept")
    write_clean(tmp_path / "c", [correction("k1", status="accepted", reviewer="ana")])
    write_last_run(browser.desk, ("", "k1", "accept", "Stress fractures"))
    for action in (*said_since, "accept"):
        browser.post(key="k1", action=action)
    assert settled(browser)["k1"].action == "accept"


def test_accepting_own_words_keeps_them_whatever_was_said_since(tmp_path):
    clean = write_clean(tmp_path / "c", [correction("k1", status="accepted", after="Stress facts")])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    write_last_run(browser.desk, ("", "k1", "edit", "Stress facts"))
    browser.post(key="k1", action="reject")
    browser.post(key="k1", action="accept")
    assert (settled(browser)["k1"].action, settled(browser)["k1"].after) == ("edit", "Stress facts")


def test_progress_counts_what_people_were_asked_and_what_they_said_unasked(browser):
    assert browser.post(key="k1", action="skip").json()["progress"] == {"decided": 0, "total": 1}
    assert browser.post(key="k1", action="accept").json()["progress"] == {"decided": 1, "total": 1}
    assert browser.post(key="k2", action="reject").json()["progress"] == {"decided": 2, "total": 2}
    assert browser.post("/undo").json()["progress"] == {"decided": 1, "total": 1}


def test_skipped_entry_comes_last_and_is_undecided(browser):
    browser.post(key="k2", action="skip")
    text = browser.get().text
    assert text.index('data-key="k1"') < text.index('data-key="k2"')
    assert settled(browser) == {}


@pytest.mark.parametrize("scope", ["place", "source", "rule"])
def test_skipping_what_the_reviewer_has_decided_changes_nothing(browser, scope):
    browser.post(key="k1", action="reject", scope=scope)
    before = lines(browser)
    answer = browser.post(key="k1", action="skip").json()
    assert (answer["action"], "ana rejected" in answer["note"]) == ("reject", True)
    assert lines(browser) == before


def test_skipping_what_is_disputed_leaves_the_dispute(browser, bo):
    bo.post(key="k1", action="reject")
    browser.post(key="k1", action="accept")
    assert browser.post(key="k1", action="skip").json()["dispute"].startswith("Disputed")


def test_verdict_of_another_reviewer_is_shown_with_the_name(browser, bo):
    bo.post(key="k1", action="reject")
    assert "bo rejected" in browser.get().text


def test_dispute_names_both_sides_and_has_a_view_of_its_own(browser, bo):
    bo.post(key="k1", action="reject")
    answer = browser.post(key="k1", action="accept").json()
    assert answer["dispute"].startswith("Disputed")
    text = browser.get("/?view=disputed").text
    assert ("bo: reject" in text, 'data-key="k2"' in text) == (True, False)


def test_reviewer_who_comes_round_empties_the_view_of_disputes(browser, bo):
    bo.post(key="k1", action="reject")
    browser.post(key="k1", action="accept")
    bo.post(key="k1", action="accept")
    assert 'data-key="k1"' not in browser.get("/?view=disputed").text


@pytest.mark.parametrize(
    "after",
    [
        "",
        "  ",
        "Stress factors",
        "two\nlines",
        "nul\0",
        "x" * (LONGEST + 1),
        "\u2028",
        "\u200b",
        "Stress\u200b facts",
        "\u202efacts",
        "soft\u00adware",
        "facts\u200d",
        "a \u200cb",
        "\ufeffx",
    ],
)
def test_replacement_that_cannot_stand_in_a_line_is_refused(browser, after):
    answer = browser.post(key="k1", action="edit", after=after)
    assert answer.status_code == 400
    assert "replacement" in answer.json()["error"]
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize("url", ["/verdicts", "/batches", "/undo", "/contraries"])
@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"key": 1}', "[" * 60_000, b"\xff", "x" * 70_000, '{"key": "k1", "action": "maybe"}'],
    ids=["half", "list", "number", "deep", "no UTF-8", "long", "unknown action"],
)
def test_broken_body_is_refused_and_writes_nothing(browser, url, content):
    answer = browser.post(url, content=content)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize(
    "sent",
    [{"action": "undo"}, {"action": "accept", "scope": "world"}, {"action": "skip", "scope": "rule"},
     {"action": "edit", "after": "x", "scope": "source"}],
    ids=["undo", "unknown scope", "skip of a rule", "edit of a source"],
)  # fmt: skip
def test_verdict_that_cannot_be_is_refused(browser, sent):
    assert browser.post(key="k1", **sent).status_code == 400
    assert not browser.desk.decisions.exists()


def test_verdict_on_a_correction_that_is_gone_is_refused(browser):
    answer = browser.post(key="gone", action="accept")
    assert (answer.status_code, "no longer in clean/" in answer.json()["error"]) == (404, True)


@pytest.mark.parametrize("key", ["\\ud800", "\\u0000", "' OR 1=1 --", "%00", "x" * 10_000])
def test_strange_key_is_one_that_is_not_there(browser, key):
    answer = browser.post(content=f'{{"key": "{key}", "action": "accept"}}')
    assert answer.status_code in {400, 404}


@pytest.mark.parametrize(
    "path", ["/alike/%ff", "/alike/%00", "/reach/%ed%a0%80?scope=rule", "/pages/%ff%fe?key=%ff"]
)
def test_strange_address_is_one_that_is_not_there(browser, path):
    assert browser.get(path).status_code == 404


def test_full_disk_is_told_and_nothing_is_decided(browser, monkeypatch):
    def refuse(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.review.ledger.os.fsync", refuse)
    answer = browser.post(key="k1", action="accept")
    assert (answer.status_code, "No space left" in answer.json()["error"]) == (500, True)
    monkeypatch.undo()
    assert "ana accepted" not in browser.get().text


def test_block_mention_and_duplicate_can_be_decided(tmp_path):
    clean = write_clean(
        tmp_path / "c", documents=[document(1), document(2, duplicate_of="d1")],
        blocks=[block(), dropped(1, "Read more")], mentions=[mention(1)],
    )  # fmt: skip
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    for key in [part.partition('"')[0] for part in browser.get().text.split('data-key="')[1:]]:
        assert browser.post(key=key, action="reject").status_code == 200
    assert {each.kind for each in settled(browser).values()} == {"block", "mention", "duplicate"}
    assert duplicate_key("hips/page2.txt", "d1") in settled(browser)


def test_only_corrections_can_be_edited(tmp_path):
    clean = write_clean(tmp_path / "c", blocks=[dropped(0, TEXT)])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    key = browser.get().text.split('data-key="')[1].partition('"')[0]
    assert browser.post(key=key, action="edit", after="x").status_code == 400


def test_verdict_over_a_source_decides_its_identical_changes_alone(many):
    many.post(key="k1", action="reject", scope="source")
    key = change_key("correction", "s1", "near-miss", "Stress factors", "Stress fractures")
    assert settled(many)[key].scope == "source"
    assert many.get("/?reviewer=ana").text.count("ana rejected in all of the source") == 3
    assert many.get("/?reviewer=(nobody)").text.count('class="entry"') == 4


def test_verdict_over_a_rule_decides_all_that_it_does(many):
    many.post(key="k1", action="reject", scope="rule")
    assert settled(many)[rule_key("correction", "near-miss")].scope == "rule"
    assert many.get("/?reviewer=ana").text.count("whatever the rule does") == 7


def test_always_does_not_decide_what_is_held_back_for_people(tmp_path):
    held = correction("k1", evidence="It touches a drug name: people decide.")
    clean = write_clean(tmp_path / "c", [held, correction("k2", start=30, end=44)])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    assert browser.get("/reach/k2?scope=rule&action=accept").json()["count"] == 1
    assert browser.post(key="k2", action="accept", scope="rule").json()["progress"] == {
        "decided": 1,
        "total": 2,
    }


@pytest.mark.parametrize("scope", ["place", "source"])
def test_always_is_refused_where_people_decide(tmp_path, scope):
    held = correction("k1", evidence="It touches a drug name: people decide.")
    browser = Browser(Desk(write_clean(tmp_path / "c", [held]), tmp_path / "d", "ana"))
    for answer in (
        browser.post(key="k1", action="accept", scope="rule"),
        browser.get("/reach/k1?scope=rule&action=accept"),
    ):
        assert (answer.status_code, "held back for people" in answer.json()["error"]) == (400, True)
    assert not browser.desk.decisions.exists()
    assert browser.get("/reach/k1?scope=rule&action=reject").json()["count"] == 1
    assert browser.post(key="k1", action="accept", scope=scope).status_code == 200


def test_narrower_verdict_stands_before_a_wider_one(many):
    many.post(key="k1", action="accept")
    many.post(key="k3", action="reject", scope="source")
    assert many.get("/?reviewer=ana&q=1").text.count("ana accepted · applies") == 1
    reach = many.get("/reach/k3?scope=rule&action=reject").json()
    assert reach["count"] == 4


def test_reach_tells_what_never_would_revert(tmp_path):
    corrections = [correction("k1", status="applied"), correction("k2", status="accepted"), correction("k3")]
    clean = write_clean(tmp_path / "c", corrections)
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    reach = browser.get("/reach/k3?scope=rule&action=reject").json()
    assert (reach["count"], reach["reverts"], reach["sources"], len(reach["examples"])) == (3, 2, 1, 3)
    assert reach["examples"][0]["deleted"] == "Stress factors"


@pytest.mark.parametrize(
    "question", ["", "scope=place", "scope=rule&action=edit", "scope=source&action=skip"]
)
def test_reach_of_no_scope_is_refused(browser, question):
    assert browser.get(f"/reach/k1?{question}").status_code == 400


def test_rule_has_no_verdict_on_mentions(tmp_path):
    clean = write_clean(tmp_path / "c", mentions=[mention(1)])
    browser = Browser(Desk(clean, tmp_path / "d", "ana"))
    key = browser.get().text.split('data-key="')[1].partition('"')[0]
    assert browser.get(f"/reach/{key}?scope=rule&action=reject").status_code == 400
    assert browser.post(key=key, action="reject", scope="rule").status_code == 400


def test_identical_changes_are_shown_in_contrasting_contexts(many):
    alike = many.get("/alike/k1").json()
    assert (alike["count"], len(alike["contexts"])) == (6, 5)
    assert alike["contexts"][0] == {
        "title": "Hip pain", "before": "Runners know them well. ", "deleted": "Stress factors",
        "inserted": "Stress fractures", "after": " are small cracks.",
    }  # fmt: skip


def test_batch_decides_each_place_with_one_batch_id(many):
    answer = many.post("/batches", key="k1", action="accept", count=6).json()
    assert (answer["done"], answer["progress"]) == (6, {"decided": 6, "total": 7})
    assert {line["batch"] for line in lines(many)} == {answer["batch"]}
    assert [each.path for each in settled(many).values()] == [f"s{n % 2}/{n}.txt" for n in range(1, 7)]


def test_batch_leaves_out_what_is_decided(many):
    many.post(key="k1", action="reject")
    assert many.post("/batches", key="k2", action="accept", count=5).json()["done"] == 5
    assert settled(many)["k1"].action == "reject"


def test_batch_of_another_count_is_refused_with_the_true_one(many):
    many.post(key="k1", action="reject")
    answer = many.post("/batches", key="k2", action="accept", count=6)
    assert (answer.status_code, answer.json()["count"]) == (409, 5)
    assert len(settled(many)) == 1


def test_undo_takes_back_a_batch_as_one(many):
    many.post(key="other", action="accept")
    many.post("/batches", key="k1", action="accept", count=6)
    answer = many.post("/undo").json()
    assert (answer["undone"], sorted(answer["keys"])) == (6, [f"k{n}" for n in range(1, 7)])
    assert {each["action"] for each in answer["entries"]} == {""}
    assert list(settled(many)) == ["other"]


def test_undo_goes_on_across_restarts_until_nothing_is_left(browser):
    browser.post(key="k1", action="accept")
    browser.post(key="k1", action="reject")
    browser.post(key="k2", action="skip")
    again = Browser(browser.desk)
    assert again.post("/undo").json()["keys"] == ["k2"]
    assert again.post("/undo").json()["entries"][0]["action"] == "accept"
    assert Browser(browser.desk).post("/undo").json()["entries"][0]["action"] == ""
    answer = again.post("/undo").json()
    assert (answer["undone"], answer["note"]) == (0, "Nothing is left to undo")
    assert settled(browser) == {}


def test_undo_never_takes_back_what_another_said(browser, bo):
    bo.post(key="k1", action="reject")
    assert browser.post("/undo").json()["undone"] == 0
    assert settled(browser)["k1"].reviewer == "bo"


def test_undo_of_a_wide_verdict_frees_all_that_it_reached(many):
    many.post(key="k1", action="reject", scope="rule")
    assert many.post("/undo").json()["progress"]["decided"] == 0
