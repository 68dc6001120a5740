"""Scraped text is shown as text: nothing in it runs, loads anything, or breaks the page."""

import json
from unicodedata import category
from urllib.parse import quote, urlencode

import pytest
from browser_desk import serving_here, visiting
from browser_hostile import HOSTILE
from browser_tables import Change, Sheet, write_sheets

OWN = {
    "script": 1,
    "link": 1,
    "img, iframe, svg, math, video, object, embed, style, base, meta[http-equiv]": 0,
    "input[autofocus], [onfocus], [onclick], [onload], [onerror], [onmouseover], [ontoggle]": 0,
    "form[action*=evil], a[href*=evil]:not([href^='/'])": 0,
}
"""How many of these a page of ours has."""
GROUPS = [" ".join(HOSTILE[start::6]) for start in range(6)]
PARTS = ["kind", "rule", "source", "status", "reviewer", "confidence", "view", "page"]


def sheets(text, number):
    """Two pages on which every scraped part is the hostile text, with a change that is the same on both."""
    change = Change(text, f"good {text}", rule_id=text, reason=text, evidence=text)
    return [
        Sheet(
            f"Before {text} after.",
            (change,),
            dropped=f"{text} {place}",
            mentioned=(text,),
            title=text,
            path=f"hips/{number}{place}{text.replace('/', '_')[:99]}.txt",
            source_id=text,
        )
        for place in "ab"
    ]


@pytest.fixture(scope="module")
def decisions(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile") / "decisions"


@pytest.fixture(scope="module")
def visit(chromium, decisions):
    pages = [sheet for number, text in enumerate(HOSTILE) for sheet in sheets(text, number)]
    clean = write_sheets(decisions.parent / "clean", pages)
    with serving_here(clean, decisions) as address, visiting(chromium, address) as visit:
        yield visit


@pytest.fixture(autouse=True)
def nothing_happened(visit):
    yield
    assert stray_elements(visit.page) == {}
    assert visit.misdeeds == []


def stray_elements(page):
    """What stands on the page that we have not put there, by selector."""
    counts = page.evaluate("all => all.map(each => document.querySelectorAll(each).length)", list(OWN))
    return {each: count for each, count in zip(OWN, counts, strict=True) if count > OWN[each]}


def leaves(visit, address):
    """Show each page of a view in turn."""
    while address:
        yield visit.go(address)
        link = visit.page.locator("a[rel=next]")
        address = link.get_attribute("href") if link.count() else ""


@pytest.mark.parametrize("kind", ["correction", "block", "mention"])
def test_whole_queue_shows_hostile_text_as_text(visit, kind):
    left = set(HOSTILE)
    for page in leaves(visit, f"/?kind={kind}"):
        titles = page.locator(".entry h2").all_text_contents()
        sentences = page.locator(".entry .sentence").all_text_contents()
        assert all(title in said for title, said in zip(titles, sentences, strict=True))
        assert stray_elements(page) == {}
        left -= set(titles)
    assert left == set()


def test_no_text_is_too_wide_for_a_narrow_page(visit):
    visit.page.set_viewport_size({"width": 320, "height": 640})
    for page in leaves(visit, "/?kind=correction"):
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    visit.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize(("key", "dialog"), [("Shift+A", "#alike"), ("w", "#wider"), ("o", "#page")])
def test_dialogs_show_hostile_text_as_text(visit, key, dialog):
    left = set(HOSTILE)
    for page in leaves(visit, "/?kind=correction"):
        for entry in page.locator(".entry").all():
            title = entry.locator("h2").text_content()
            if title not in left:
                continue
            entry.focus()
            visit.press(key)
            page.wait_for_selector(f"{dialog}[open]")
            assert title in page.locator(dialog).text_content()
            assert stray_elements(page) == {}
            visit.press("Escape")
            left.remove(title)
    assert left == set()


@pytest.mark.parametrize("text", GROUPS, ids=range(len(GROUPS)))
def test_search_for_hostile_text_finds_or_says_that_nothing_matches(visit, text):
    visit.go("/?kind=duplicate")
    visit.press("/")
    visit.page.keyboard.insert_text(text)
    visit.press("Enter")
    visit.page.wait_for_url("**q=**")
    assert visit.page.locator("#q").input_value() == text
    assert visit.page.locator(".entry, .empty").count() > 0


def test_hostile_words_of_a_reviewer_are_kept_and_shown_as_text(visit, decisions):
    visit.go("/?kind=correction")
    words = ["".join(sign for sign in text if category(sign) != "Cf") for text in GROUPS]
    for text in words:
        visit.press("e")
        visit.page.keyboard.insert_text(text)
        visit.press("Enter")
        visit.settled()
    lines = (decisions / "ana.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["after"] for line in lines] == words
    notes = visit.page.locator(".entry .note").all_text_contents()
    listed = visit.go("/decisions").text_content("main")
    assert stray_elements(visit.page) == {}
    assert all(any(text in note for note in notes) and text in listed for text in words)
    assert HOSTILE[0] in visit.go("/rules").text_content("main")


@pytest.mark.parametrize("text", GROUPS, ids=range(len(GROUPS)))
def test_hostile_address_shows_a_page(visit, text):
    visit.go(f"/?{urlencode(dict.fromkeys(PARTS, text))}")
    assert visit.page.locator("h1").count() == 1
    visit.go(f"/decisions?{urlencode({'outcome': text, 'page': text})}")
    assert visit.page.locator("h1").count() == 1
    visit.go(f"/pages/{quote(text.replace('/', '_'), safe='')}?{urlencode({'key': text})}")
    assert visit.page.locator("h1").inner_text() == "This cannot be shown"
