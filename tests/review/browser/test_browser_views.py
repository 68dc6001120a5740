"""Beside single verdicts: filters, scopes, batches, side by side, disputes, second review."""

from dataclasses import replace

import pytest
from browser_desk import serving_here, verdicts, visiting
from browser_tables import Change, Sheet, write_sheets

DOUBLED = Change("the the", "the", rule_id="doubled_word", status="applied", confidence="0.9900")
NEAR = Change("Stress factors", "Stress fractures")
SHEETS = [
    Sheet(
        f"Stress factors heal in week {number}. Rest the the leg.",
        (NEAR, DOUBLED),
        dropped="Read more about hips",
        mentioned=("leg",),
        path=f"{source}/page{number}.txt",
        title=f"Page {number}",
        source_id=source,
    )
    for number, source in enumerate(["hips", "hips", "knees"])
]


@pytest.fixture
def clean(tmp_path):
    return write_sheets(tmp_path / "clean", SHEETS)


@pytest.fixture
def decisions(tmp_path):
    return tmp_path / "decisions"


@pytest.fixture
def visit(chromium, clean, decisions):
    with serving_here(clean, decisions) as address, visiting(chromium, address) as visit:
        yield visit


def as_bo(chromium, clean, decisions, address, *keys):
    """What another reviewer says."""
    with serving_here(clean, decisions, "bo") as start, visiting(chromium, start) as visit:
        visit.go(address)
        visit.press(*keys)
        visit.settled()


def test_filters_are_links_with_counts_and_can_be_taken_off(visit):
    visit.go()
    visit.page.click(".facet a:has-text('doubled_word')")
    assert visit.page.inner_text("h1") == "Queue 3"
    visit.page.click(".facet a:has-text('knees')")
    assert visit.page.inner_text("h1") == "Queue 1"
    assert visit.page.locator(".facet a[aria-current]:has-text('knees')").text_content().split() == [
        "knees",
        "1",
    ]
    visit.page.click(".chosen a:has-text('doubled_word')")
    assert visit.page.inner_text("h1") == "Queue 4"


def test_search_keeps_the_filters(visit):
    visit.go("/?kind=correction&source=hips")
    visit.press("/")
    visit.page.keyboard.type("week 1")
    visit.press("Enter")
    visit.page.wait_for_url("**q=week**")
    assert visit.page.locator(".chosen a").count() == 3
    assert set(visit.page.locator(".entry h2").all_text_contents()) == {"Page 1"}


def test_raw_and_clean_stand_side_by_side_at_the_entry(visit):
    visit.go("/?rule=doubled_word&source=knees")
    visit.press("o")
    page = visit.page.locator("#page")
    page.locator("#target").wait_for()
    assert page.locator("#target del").all_text_contents() == ["[removed: the the]"]
    assert "Read more about hips" in page.locator(".dropped").inner_text()
    visit.press("Escape")
    assert visit.focused is not None


def test_change_is_refused_in_one_source_and_taken_back_in_one_go(visit, decisions):
    visit.go("/?rule=doubled_word&source=hips")
    visit.press("w")
    visit.page.check("#wider input[value=reject]")
    visit.page.check("#wider input[value=source]")
    visit.page.wait_for_selector("#wider .reach:has-text('Touches 2 places in 1 source')")
    assert "Reverts 2 of them" in visit.page.inner_text("#wider .reach")
    assert verdicts(decisions) == []
    visit.page.click("#wider [data-confirm]")
    visit.until(lambda: visit.page.locator(".entry[data-action=reject]").count() == 2)
    visit.press("u")
    visit.until(lambda: visit.page.locator(".entry[data-action='']").count() == 2)


def test_rule_is_never_to_act_again(visit):
    visit.go("/?rule=doubled_word")
    visit.press("w")
    visit.page.check("#wider input[value=reject]")
    visit.page.check("#wider input[value=rule]")
    assert "Never" in visit.page.inner_text("#wider label:has(input[value=rule])")
    visit.page.wait_for_selector("#wider [data-confirm]:has-text('Reject in 3 places')")
    visit.press("Enter")
    visit.until(lambda: visit.page.locator(".entry[data-action=reject]").count() == 3)


def test_always_cannot_be_said_of_what_people_decide(chromium, tmp_path, decisions):
    held = replace(NEAR, evidence="It touches a drug name: people decide.")
    clean = write_sheets(tmp_path / "held", [Sheet("Stress factors heal.", (held,))])
    with serving_here(clean, decisions) as address, visiting(chromium, address) as visit:
        visit.press("w")
        visit.page.check("#wider input[value=rule]")
        visit.page.wait_for_selector("#wider .fault:has-text('held back for people')")
        assert visit.page.is_disabled("#wider [data-confirm]")
        visit.page.check("#wider input[value=reject]")
        visit.page.wait_for_selector("#wider [data-confirm]:not(:disabled):has-text('Reject in 1 place')")
    assert verdicts(decisions) == []


def test_verdict_that_reaches_nothing_cannot_be_confirmed(visit):
    visit.go("/?rule=doubled_word&source=knees")
    visit.press("a")
    visit.settled()
    visit.press("w")
    visit.page.check("#wider input[value=source]")
    visit.page.wait_for_selector("#wider .reach:has-text('Touches 0 places')")
    assert visit.page.is_disabled("#wider [data-confirm]")


def test_scopes_that_an_entry_has_not_are_not_offered(visit):
    visit.go("/?kind=mention")
    visit.press("w")
    visit.page.wait_for_selector("#wider[open]")
    assert not visit.page.is_visible("#wider input[value=rule]")


def test_batch_whose_number_has_changed_is_shown_again(visit, chromium, clean, decisions):
    visit.go("/?rule=doubled_word")
    visit.press("Shift+A")
    visit.page.wait_for_selector("#alike h2:has-text('Accept all 3')")
    as_bo(chromium, clean, decisions, "/?rule=doubled_word&source=knees", "r")
    visit.press("Enter")
    visit.page.wait_for_selector("#alike h2:has-text('Accept all 2')")
    assert "changed" in visit.page.inner_text("#alike .fault")
    assert verdicts(decisions) == []


def test_dispute_is_listed_until_the_reviewers_agree(visit, chromium, clean, decisions):
    as_bo(chromium, clean, decisions, "/?rule=doubled_word&source=knees", "r")
    visit.go("/?rule=doubled_word&source=knees")
    visit.press("a")
    visit.page.wait_for_selector(".dispute:has-text('bo: reject')")
    visit.go("/?view=disputed")
    assert visit.page.locator(".entry").count() == 1
    assert "disputed" in visit.go("/decisions").inner_text("main")
    visit.go("/?view=disputed")
    visit.press("r")
    visit.page.wait_for_selector(".empty:has-text('No disagreement')")


def test_second_review_hides_what_others_said(chromium, clean, decisions):
    as_bo(chromium, clean, decisions, "/?rule=near_term_close", "a", "a", "r")
    with serving_here(clean, decisions, second=100) as address, visiting(chromium, address) as visit:
        visit.go("/?view=second")
        assert visit.page.locator(".entry").count() == 3
        assert "bo" not in visit.page.inner_text(".entries")
        visit.press(*"aaa")
        visit.settled()
        text = visit.go("/rules").inner_text("main")
        assert "ana and bo" in text


def test_undo_goes_back_behind_a_restart(chromium, clean, decisions):
    for keys, state in (("a", "accept"), ("u", "")):
        with serving_here(clean, decisions) as address, visiting(chromium, address) as visit:
            visit.go("/?rule=near_term_close&source=knees")
            visit.press(keys)
            visit.page.wait_for_selector(f".entry[data-action='{state}']")
    assert [action for _, action in verdicts(decisions)] == ["accept", "undo"]


def test_decision_is_taken_back_by_keyboard_from_the_list(visit, decisions):
    visit.go("/?rule=near_term_close")
    visit.press("a", "r")
    visit.settled()
    visit.go("/decisions").focus(".log li:last-child button")
    visit.press("Enter")
    visit.page.wait_for_selector("#announcement:has-text('Undone: accept')")
    assert visit.page.evaluate("document.activeElement.closest('.log li') !== null")
    visit.press("Enter")  # the row has the focus, not its control
    assert visit.page.locator(".log li").count() == 1
    assert [action for _, action in verdicts(decisions)] == ["accept", "reject", "undo"]
    visit.press("Tab", "Enter")
    visit.page.wait_for_selector(".empty")
    assert visit.page.evaluate("document.activeElement.localName") == "h1"


def test_verdict_of_another_is_disagreed_with_in_the_list(visit, chromium, clean, decisions):
    as_bo(chromium, clean, decisions, "/?rule=near_term_close", "r")
    visit.go("/decisions").click("button:has-text('Disagree')")
    visit.page.wait_for_selector("#announcement:has-text('what bo would reject')")
    assert visit.page.locator(".log li[data-outcome=disputed]").count() == 2
    assert "bo" in visit.page.evaluate("document.activeElement.textContent")
    assert visit.page.locator("button:has-text('Disagree')").count() == 0
    assert [action for _, action in verdicts(decisions)] == ["accept"]


def test_every_decision_is_listed_with_what_became_of_it(visit):
    visit.go("/?rule=near_term_close")
    visit.press("a", "r")
    visit.settled()
    listed = visit.go("/decisions").locator(".log li")
    assert listed.count() == 2
    assert "waiting" in listed.first.inner_text()
