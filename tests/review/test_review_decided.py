"""The page of all decisions: what has become of each, and why."""

import pytest
from review_tables import write_last_run

from pipeline.heeding import rule_key
from pipeline.model import Decision
from pipeline.review import append_decisions, load_decisions
from pipeline.review.decided import count_fates, decision_rows, decisions_url
from pipeline.review.session import Session


def fates(browser):
    with Session(browser.desk).work() as work:
        return {
            (row.reviewer, row.before or row.rule_id): (row.outcome, row.why) for row in decision_rows(work)
        }


@pytest.mark.parametrize(
    ("told", "fate"),
    [
        ((), "waiting"),
        (("", "k1", "accept", "Stress fractures"), "applied"),
        (("stale", "k1", "accept", "Stress fractures"), "stale"),
        (("disputed", "k1", "accept", "Stress fractures"), "waiting"),
        (("", "k1", "reject", "Stress fractures"), "waiting"),
        (("", "k1", "edit", "Stress facts"), "waiting"),
    ],
    ids=["no run", "applied", "stale", "settled since", "changed since", "edited since"],
)
def test_fate_is_what_the_last_run_made_of_the_same_verdict(browser, told, fate):
    browser.post(key="k1", action="accept")
    if told:
        write_last_run(browser.desk, told)
    assert fates(browser)["ana", "Stress factors"][0] == fate


def test_dispute_names_both_sides(browser, bo):
    browser.post(key="k1", action="accept")
    bo.post(key="k1", action="reject")
    assert {fate for fate, _ in fates(browser).values()} == {"disputed"}
    assert "bo: reject" in fates(browser)["ana", "Stress factors"][1]


def stale_why(browser, **changes):
    parts = {
        "id": "x", "time": "2025-01-01T00:00:00Z", "reviewer": "ana", "key": "gone", "action": "reject",
        "before": "old", "after": "new", "rule_id": "r", "path": "hips/page1.txt", "source_id": "hips",
    }  # fmt: skip
    append_decisions(browser.desk.decisions, [Decision(**parts | changes)])
    write_last_run(browser.desk, ("stale", changes.get("key", "gone"), "reject", "new"))
    return fates(browser)["ana", "old"][1]


def test_stale_verdict_says_whether_the_page_has_gone(browser):
    assert "not among the documents" in stale_why(browser, path="hips/gone.txt")


def test_stale_verdict_says_that_the_page_says_something_else(browser):
    assert "something else" in stale_why(browser)


def test_stale_verdict_on_a_rule_says_that_nothing_is_found(browser):
    why = stale_why(browser, key=rule_key("correction", "r"), scope="rule", path=None, source_id=None)
    assert "Nothing of the kind" in why


def test_skips_and_what_was_taken_back_are_no_decisions(browser):
    browser.post(key="k1", action="accept")
    browser.post("/undo")
    browser.post(key="k2", action="skip")
    assert fates(browser) == {}


def test_verdict_that_was_taken_back_waits_until_clean_has_it_no_more(browser):
    write_last_run(browser.desk, ("", "k1", "accept", "Stress fractures"), ("stale", "k2", "accept", "x"))
    [(key, (outcome, why))] = fates(browser).items()
    assert (key, outcome, "taken back" in why) == (("ana", "Stress factors"), "waiting", True)


def test_page_lists_filters_and_counts(browser):
    browser.post(key="k1", action="accept")
    browser.post(key="k2", action="reject")
    write_last_run(browser.desk, ("", "k1", "accept", "Stress fractures"))
    text = browser.get("/decisions").text
    assert text.count("near-miss") == 2
    assert browser.get("/decisions?outcome=waiting").text.count("near-miss") == 1
    with Session(browser.desk).work() as work:
        assert count_fates(decision_rows(work)) == {"disputed": 0, "stale": 0, "waiting": 1, "applied": 1}


def line_of(reviewer, browser, key="k1"):
    return load_decisions(browser.desk.decisions).by_reviewer[reviewer][key].id


def test_verdict_is_taken_back_alone_whatever_was_said_since(browser):
    browser.post(key="k1", action="reject")
    browser.post(key="k2", action="reject")
    answer = browser.post("/undo", id=line_of("ana", browser)).json()
    assert (answer["keys"], answer["undone"]) == (["k1"], 1)
    assert list(load_decisions(browser.desk.decisions).decisions) == ["k2"]
    assert browser.post("/undo").json()["keys"] == ["k2"]


def test_taking_back_says_what_stands_again(browser):
    browser.post(key="k1", action="accept")
    browser.post(key="k1", action="reject")
    note = browser.post("/undo", id=line_of("ana", browser)).json()["note"]
    assert note == "Undone: reject “Stress factors”; your accept before it stands again"


def test_verdict_on_what_no_table_has_any_more_is_taken_back(browser):
    stale_why(browser)
    assert browser.post("/undo", id="x").json()["keys"] == ["gone"]
    assert load_decisions(browser.desk.decisions).decisions == {}


def test_what_another_said_cannot_be_taken_back(browser, bo):
    bo.post(key="k1", action="reject")
    answer = browser.post("/undo", id=line_of("bo", browser))
    assert (answer.status_code, "another reviewer" in answer.json()["error"]) == (400, True)
    assert list(load_decisions(browser.desk.decisions).decisions) == ["k1"]


@pytest.mark.parametrize(
    ("said", "contrary"), [("accept", "reject"), ("reject", "accept"), ("edit", "reject")]
)
def test_disagreeing_says_the_contrary_and_makes_a_dispute(browser, bo, said, contrary):
    bo.post(key="k1", action=said, after="Stress facts" if said == "edit" else "")
    answer = browser.post("/contraries", id=line_of("bo", browser)).json()
    assert (answer["key"], answer["action"]) == ("k1", contrary)
    [dispute] = load_decisions(browser.desk.decisions).disputed
    assert {each.reviewer: each.action for each in dispute.decisions} == {"ana": contrary, "bo": said}
    assert browser.post("/undo").json()["keys"] == ["k1"]


def test_disagreeing_replaces_what_the_reviewer_had_said(browser, bo):
    browser.post(key="k1", action="reject")
    bo.post(key="k1", action="reject")
    browser.post("/contraries", id=line_of("bo", browser))
    assert load_decisions(browser.desk.decisions).by_reviewer["ana"]["k1"].action == "accept"


def test_nobody_disagrees_with_themselves(browser):
    browser.post(key="k1", action="reject")
    assert browser.post("/contraries", id=line_of("ana", browser)).status_code == 400


@pytest.mark.parametrize("url", ["/undo", "/contraries"])
def test_verdict_that_does_not_stand_is_not_there(browser, url):
    browser.post(key="k1", action="reject")
    before = line_of("ana", browser)
    browser.post("/undo")
    browser.post(key="k1", action="skip")
    for line in (before, line_of("ana", browser), ""):
        assert browser.post(url, id=line).status_code == 404


def controls(browser):
    text = browser.get("/decisions").text
    return text.count(">Take back<"), text.count(">Disagree<")


def test_own_verdicts_are_to_take_back_and_others_to_disagree_with(browser, bo):
    browser.post(key="k1", action="accept")
    bo.post(key="k1", action="accept")
    assert controls(browser) == (1, 1)
    browser.post(key="k1", action="reject")
    assert controls(browser) == (1, 0)
    browser.post("/undo")
    browser.post("/undo")
    write_last_run(browser.desk, ("", "k1", "accept", "Stress fractures"), ("", "k2", "reject", ""))
    assert controls(browser) == (0, 1)


def test_many_decisions_are_paged(browser):
    decisions = [
        Decision(id=f"{n}", time=f"2025-01-01T00:00:{n:03}Z", reviewer="ana", key=f"{n}", action="accept",
                 before=f"before-{n:03}", after="x", rule_id="r", path="p", source_id="s")
        for n in range(150)
    ]  # fmt: skip
    append_decisions(browser.desk.decisions, decisions)
    first, last = browser.get("/decisions").text, browser.get("/decisions?page=2").text
    assert ("before-149" in first, "before-000" in first) == (True, False)
    assert ("before-149" in last, "before-000" in last) == (False, True)


@pytest.mark.parametrize("content", [b"", b"key\nx\n", b"\xff\n"])
def test_broken_list_of_the_last_run_gives_a_page_with_the_remedy(browser, content):
    browser.post(key="k1", action="accept")
    write_last_run(browser.desk)
    (browser.desk.index.parent / "decisions.csv").write_bytes(content)
    answer = browser.get("/decisions")
    assert (answer.status_code, "make all" in answer.text) == (500, True)


def test_address_of_a_page_of_decisions():
    assert decisions_url("") == "/decisions"
    assert decisions_url("stale", 3) == "/decisions?outcome=stale&page=3"


def test_page_changes_no_decision(browser):
    browser.post(key="k1", action="accept")
    before = load_decisions(browser.desk.decisions)
    browser.get("/decisions")
    assert load_decisions(browser.desk.decisions) == before
