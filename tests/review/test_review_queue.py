"""Views of the queue: filters, counts, search, pages, and the second review."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from review_browser import Browser
from review_tables import block, correction, document, dropped, mention, write_clean

from pipeline.review.facets import count, facets
from pipeline.review.queue import NOBODY, PAGE_SIZE, Asker, Leaf, View, shown_ids
from pipeline.review.session import Desk, Session


@pytest.fixture
def browser(tmp_path):
    """Two pages of two sources, with five corrections, two dropped blocks and a mention."""
    documents = [
        document(1),
        document(2, source_id="knees", path="knees/page2.txt", title="Knieschmerz täglich"),
    ]
    corrections = [
        correction("k1"), correction("k2", status="applied", confidence="0.9900"),
        correction("k3", rule_id="article", confidence="0.5000"),
        correction("k4", document_id="d2"), correction("k5", document_id="d2", rule_id="article"),
    ]  # fmt: skip
    blocks = [block(), dropped(1, "Read more"), block(document_id="d2"), dropped(1, "Next page", "d2")]
    clean = write_clean(
        tmp_path / "clean", corrections, documents=documents, blocks=blocks, mentions=[mention(1)]
    )
    return Browser(Desk(clean, tmp_path / "decisions", "ana"))


def keys(browser, url):
    return re.findall(r'data-key="([^"]+)"', browser.get(url).text)


def counts(browser, view):
    """By filter, what the page offers: value -> count."""
    with Session(browser.desk).work() as work:
        found = facets(view, count(work.connection, view, work.desk.asker))
    return {facet.name: {option.value: option.count for option in facet.options} for facet in found}


def test_view_url_keeps_filters_and_returns_to_the_first_page():
    view = View(status="flagged", rule="a&b", q="x y", page=3)
    assert view.url(page=4) == "/?rule=a%26b&status=flagged&q=x+y&page=4"
    assert view.url(status="") == "/?rule=a%26b&q=x+y"
    assert View().url() == "/"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("/", 8), ("/?kind=correction", 5), ("/?kind=block", 2), ("/?rule=article", 2), ("/?source=knees", 3),
        ("/?confidence=50", 4), ("/?confidence=98", 1), ("/?status=applied", 1), ("/?reviewer=(nobody)", 8),
        ("/?reviewer=bo", 0), ("/?kind=correction&source=knees&rule=article", 1), ("/?kind=none", 0),
    ],
)  # fmt: skip
def test_filters_show_what_meets_all_of_them(browser, url, number):
    assert len(keys(browser, url)) == number


def test_counts_on_each_filter_are_what_choosing_it_would_show(browser):
    browser.post(key="k3", action="reject")
    views = [View(), View(kind="correction"), View(kind="correction", source="hips"), View(rule="article"),
             View(q="stress"), View(reviewer="ana"), View(status="flagged", confidence="50")]  # fmt: skip
    for view in views:
        for name, options in counts(browser, view).items():
            for value, number in options.items():
                assert len(keys(browser, view.url(**{name: value}))) == number, (view, name, value)


def test_chosen_value_that_shows_nothing_is_still_offered(browser):
    assert counts(browser, View(rule="none"))["rule"]["none"] == 0


def test_reviewer_filter_counts_who_decided(browser):
    browser.post(key="k1", action="accept")
    browser.post(key="k2", action="skip")
    assert counts(browser, View())["reviewer"] == {"": 8, NOBODY: 7, "ana": 1}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("factors", 8), ("FRACT", 5), ("stress hip", 5), ("taglich", 3), ("täglich next", 1), ("read", 2),
        ("fissure", 1), ("nowhere", 0), ("!!", 0), ('" OR * NEAR(', 0), ("near miss", 3), ("knees/page2", 3),
        ("a " * 500, 8), ("\x00", 0), ("'; DROP TABLE entries; --", 0),
    ],
)  # fmt: skip
def test_search_finds_entries_with_words_that_begin_so(browser, words, number):
    answer = browser.send("GET", "/", params={"q": words})
    assert answer.status_code == 200
    assert len(re.findall("data-key=", answer.text)) == number


def test_search_of_nothing_filters_nothing(browser):
    assert len(keys(browser, "/?q=+")) == 8


def test_undecided_come_first_and_skipped_last(browser):
    order = keys(browser, "/?kind=correction")
    browser.post(key=order[0], action="skip")
    browser.post(key=order[1], action="accept")
    assert keys(browser, "/?kind=correction") == [*order[2:], order[1], order[0]]


def test_pages_cut_the_queue_without_gap_or_overlap(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction(f"k{n:03}") for n in range(60)])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"))
    pages = [keys(browser, f"/?page={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 10]
    assert sorted(key for page in pages for key in page) == [f"k{n:03}" for n in range(60)]


def test_same_page_serves_the_next_once_all_of_it_is_decided(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction(f"k{n:03}") for n in range(60)])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"))
    first, second = keys(browser, "/"), keys(browser, "/?page=2")
    for key in first:
        browser.post(key=key, action="accept")
    assert keys(browser, "/") == second


def test_page_past_the_end_of_a_list_is_the_last():
    assert Leaf.of(201, 9) == Leaf(page=3, pages=3, first=200, last=300)
    assert Leaf.of(0, 1) == Leaf(page=1, pages=1, first=0, last=100)


def second(browser, per_cent, reviewer="ana"):
    with Session(browser.desk).work() as work:
        return shown_ids(work.connection, View(view="second"), Asker(reviewer, per_cent))


def test_second_review_draws_a_fixed_share_of_what_others_decided(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction(f"k{n:03}") for n in range(25)])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana", second=100))
    bo = Browser(Desk(clean, tmp_path / "decisions", "bo"))
    for number in range(20):
        bo.post(key=f"k{number:03}", action="accept")
    drawn = [second(browser, per_cent) for per_cent in (0, 10, 50, 100)]
    assert [len(each) for each in drawn[::3]] == [0, 20]
    assert set(drawn[1]) < set(drawn[2]) < set(drawn[3])
    assert drawn[2] == second(browser, 50)


def test_second_review_hides_what_the_first_said_until_one_has_judged(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction("k1")])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana", second=100))
    Browser(Desk(clean, tmp_path / "decisions", "bo")).post(key="k1", action="accept")
    write_clean(clean, [correction("k1", status="accepted", reviewer="bo")])
    text = browser.get("/?view=second").text
    assert 'data-key="k1"' in text
    for word in ("bo accepted", "accepted", 'data-action="accept"', "Decided by"):
        assert word not in text
    browser.post(key="k1", action="accept")
    assert "ana accepted" in browser.get("/?view=second").text


def test_second_review_shows_a_block_that_was_kept_as_it_was_dropped(tmp_path):
    clean = write_clean(tmp_path / "clean", blocks=[block(), dropped(1, "Read more")])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana", second=100))
    bo = Browser(Desk(clean, tmp_path / "decisions", "bo"))
    [key] = keys(bo, "/")
    bo.post(key=key, action="reject")
    kept = dropped(1, "Read more", is_kept="true", rule_id="strip.reviewer",
                   reason="kept by bo; strip.read-more had dropped it: navigation")  # fmt: skip
    before = browser.get("/?view=second").text
    write_clean(clean, blocks=[block(), kept])
    after = browser.get("/?view=second").text
    assert "<del>" in after.partition("<template")[0]
    assert ("kept" in after.partition("<footer")[0], key in before, key in after) == (False, True, True)


@pytest.mark.parametrize(
    ("sent", "number"),
    [({"action": "reject"}, 1), ({"action": "skip"}, 0), ({"action": "reject", "scope": "rule"}, 0),
     ({"action": "edit", "after": "x"}, 1)],
    ids=["place", "skip", "rule", "edit"],
)  # fmt: skip
def test_second_review_is_of_verdicts_on_single_places(browser, sent, number):
    Browser(Desk(browser.desk.clean, browser.desk.decisions, "bo")).post(key="k4", **sent)
    assert len(second(browser, 100)) == number


def test_second_review_leaves_out_replacements_that_the_tables_show(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction("k1")])
    Browser(Desk(clean, tmp_path / "decisions", "bo")).post(key="k1", action="edit", after="x")
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"))
    assert len(second(browser, 100)) == 1
    write_clean(clean, [correction("k1", status="accepted", after="x", reviewer="bo")])
    assert second(browser, 100) == []


def test_second_review_leaves_out_what_only_oneself_decided(browser):
    browser.post(key="k1", action="accept")
    assert second(browser, 100) == []


def test_sessions_of_many_threads_lose_no_verdict(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction(f"k{n:03}") for n in range(40)])
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: browser.post(key=f"k{n:03}", action="accept"), range(40)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(keys(browser, "/?reviewer=ana&page=2")) == 40 - PAGE_SIZE
