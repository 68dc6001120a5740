"""The page by WCAG 2.2 AA: names, contrast, targets, focus, narrow and enlarged views."""

from pathlib import Path

import pytest
from browser_desk import serving_here, visiting
from browser_tables import Change, Sheet, write_sheets

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
SEEN = (Path(__file__).parent / "seen.js").read_text(encoding="utf-8")
CONTROLS = {"button", "link", "textbox", "searchbox", "checkbox", "radio", "combobox", "DisclosureTriangle",
            "progressbar", "dialog", "region", "navigation", "article"}  # fmt: skip
SHEETS = [
    Sheet(
        "Stress fractures are cracks. Stress factors of the hip heal with rest.",
        (Change("Stress factors", "Stress fractures"),),
        dropped="Read more about hips",
        mentioned=("cracks",),
        path=f"hips/page{number}.txt",
        duplicate_of="d0000" if number == 3 else "",
    )
    for number in range(4)
]
VIEWS = ["/", "/?kind=block", "/?kind=mention", "/?view=disputed", "/?view=second", "/decisions", "/rules",
         "/pages/d0000", "/pages/none", "/?q=nothing+such"]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("access")
    with serving_here(write_sheets(folder / "clean", SHEETS), folder / "decisions") as address:
        yield address


@pytest.fixture(scope="module", params=["light", "dark"])
def visit(request, chromium, address):
    with visiting(chromium, address, color_scheme=request.param) as visit:
        yield visit


def named(page):
    """(role, accessible name) of all that assistive technology sees, as the browser itself computes them."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    seen = [node for node in nodes if not node["ignored"]]
    return [(node["role"]["value"], node.get("name", {}).get("value", "").strip()) for node in seen]


def nameless(page):
    """The controls and landmarks without a name."""
    return [role for role, name in named(page) if role in CONTROLS and not name]


@pytest.mark.parametrize("view", VIEWS)
def test_view_keeps_to_the_guidelines(visit, view):
    page = visit.go(view)
    assert page.evaluate(AUDIT) == []
    assert nameless(page) == []


@pytest.mark.parametrize("key", ["Shift+A", "w", "o", "?", "e"])
def test_what_a_key_opens_keeps_to_the_guidelines(visit, key):
    page = visit.go()
    visit.press(key)
    page.wait_for_selector("dialog[open], .own:not([hidden])")
    assert page.evaluate(AUDIT) == []
    assert nameless(page) == []


def test_decided_entries_keep_to_the_guidelines(visit):
    page = visit.go()
    visit.press("a", "r")
    visit.settled()
    assert page.evaluate(AUDIT) == []
    visit.go("/decisions").wait_for_selector(".log button")
    assert page.evaluate(AUDIT) == []
    assert nameless(page) == []
    visit.go()
    visit.press("u", "u")
    visit.until(lambda: page.inner_text("#decided") == "0")


@pytest.mark.parametrize("view", ["/", "/decisions", "/rules", "/pages/d0000"])
def test_nothing_scrolls_sideways_at_400_per_cent(visit, view):
    page = visit.go()
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(visit.home + view)
    assert page.evaluate(AUDIT) == []
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("size", [(1280, 900), (390, 780), (320, 256)])
def test_what_has_the_focus_is_seen(visit, size):
    page = visit.go()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(visit.home)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    for _ in range(40):
        visit.press("Tab")
        assert page.evaluate(SEEN) is None
    page.set_viewport_size({"width": 1280, "height": 900})


def test_verdicts_are_said_by_a_live_region(visit):
    page = visit.go()
    visit.press("a")
    page.wait_for_selector("#announcement:has-text('accepted')")
    assert page.get_attribute("#announcement", "role") == "status"
    visit.press("u")
    page.wait_for_selector("#announcement:has-text('Undone')")


def test_entry_is_read_out_with_its_page_and_its_change_in_words(visit):
    names = [name for role, name in named(visit.go("/?kind=correction")) if role == "article"]
    assert len(names) == 4
    assert all(name.startswith("Hip pain") for name in names)
    assert all("[removed: factors ][inserted: fractures ]" in name for name in names)
