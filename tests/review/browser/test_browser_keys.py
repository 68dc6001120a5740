"""Deciding by keyboard: fast, in order, nothing lost, nothing decided that was not seen."""

import json
import re
import time

import pytest
from browser_desk import serving_here, verdicts, visiting
from browser_tables import Change, Sheet, write_sheets

WORDS = [f"word{number}" for number in range(40)]


@pytest.fixture
def desk(tmp_path):
    """40 pages with one change each, all of them different."""
    sheets = [
        Sheet(f"The {word} hurts. Rest the hip.", (Change(word, f"better {word}"),), path=f"hips/{word}.txt")
        for word in WORDS
    ]
    decisions = tmp_path / "decisions"
    with serving_here(write_sheets(tmp_path / "clean", sheets), decisions) as address:
        yield address, decisions


@pytest.fixture
def visit(chromium, desk):
    with visiting(chromium, desk[0]) as visit:
        yield visit


@pytest.fixture
def decided(desk):
    return lambda: verdicts(desk[1])


def keys_on_page(visit):
    return visit.page.eval_on_selector_all(".entry", "entries => entries.map(entry => entry.dataset.key)")


def test_first_undecided_entry_has_the_focus_at_once(visit):
    assert visit.focused == keys_on_page(visit)[0]


def test_thirty_verdicts_in_a_minute_across_pages(visit, decided):
    seen = []
    start = time.monotonic()
    for number in range(30):
        seen.append((visit.focused, "ar"[number % 2]))
        visit.press(seen[-1][1])
        visit.page.wait_for_selector(f'.entry:focus:not([data-key="{seen[-1][0]}"])')
    visit.settled()
    assert time.monotonic() - start < 60
    named = {"a": "accept", "r": "reject"}
    assert decided() == [(key, named[letter]) for key, letter in seen]
    assert len(dict(seen)) == 30


def test_keys_typed_faster_than_the_server_answers_are_all_kept_in_order(visit, decided):
    visit.page.route("**/verdicts", lambda route: (time.sleep(0.02), route.continue_()))
    keys = keys_on_page(visit)[:12]
    visit.press(*"arsarsarsars")
    visit.settled()
    assert decided() == list(zip(keys, ["accept", "reject", "skip"] * 4, strict=True))


def test_progress_counts_verdicts_but_not_skips(visit):
    visit.press("a", "s", "r")
    visit.settled()
    assert visit.page.inner_text("#decided") == "2"


def test_verdict_that_cannot_be_saved_is_said_and_stays_open(visit, decided):
    visit.page.route("**/verdicts", lambda route: route.abort())
    first = visit.focused
    visit.press("a")
    visit.settled()
    assert "Not saved" in visit.page.inner_text("#failure")
    assert visit.focused == first
    assert visit.page.get_attribute(".entry", "data-action") == ""
    assert decided() == []
    visit.misdeeds.clear()  # the browser's own word on the aborted request
    visit.page.unroute("**/verdicts")
    visit.press("a")
    visit.settled()
    assert decided() == [(first, "accept")]


def test_j_and_k_move_and_decide_nothing(visit, decided):
    keys = keys_on_page(visit)
    visit.press("j", "j", "k")
    assert visit.focused == keys[1]
    assert decided() == []


def test_skipping_what_is_decided_only_moves_on(visit, decided):
    keys = keys_on_page(visit)
    visit.press("a")
    visit.settled()
    visit.press("k", "s")
    assert (visit.focused, visit.said) == (keys[1], "It stays as decided.")
    assert visit.page.get_attribute(".entry", "data-action") == "accept"
    assert decided() == [(keys[0], "accept")]


def test_entry_left_out_is_gone_back_to(visit):
    keys = keys_on_page(visit)
    visit.press("j", *"a" * (len(keys) - 1))
    visit.settled()
    assert visit.focused == keys[0]


def test_end_of_a_page_loads_those_left(visit):
    keys = keys_on_page(visit)
    visit.press(*"a" * len(keys))
    visit.settled()
    assert not set(keys) & set(keys_on_page(visit)[:5])
    assert visit.focused == keys_on_page(visit)[0]


def test_own_words_are_put_instead(visit, desk):
    visit.press("e")
    assert visit.page.evaluate("document.activeElement.name") == "after"
    visit.page.keyboard.type("arse?")  # letters that are keys elsewhere
    visit.press("Enter")
    visit.settled()
    line = json.loads((desk[1] / "ana.jsonl").read_text())
    assert (line["action"], line["after"]) == ("edit", "arse?")
    assert visit.focused == keys_on_page(visit)[1]


def test_escape_leaves_the_edit_and_decides_nothing(visit, decided):
    first = visit.focused
    visit.press("e", "x", "Escape")
    assert (visit.focused, decided()) == (first, [])
    assert not visit.page.is_visible(".own")


def test_replacement_that_changes_nothing_is_refused_beside_the_field(visit, decided):
    before = re.search(r"word\d+", visit.page.locator(".entry .sentence").first.inner_text())[0]
    visit.press("e")
    visit.page.fill(".own:not([hidden]) input", before)
    visit.press("Enter")
    visit.page.wait_for_selector(".own .fault:not(:empty)")
    assert visit.page.evaluate("document.activeElement.name") == "after"
    assert decided() == []


def test_undo_goes_back_verdict_by_verdict_and_survives_a_reload(visit, decided):
    keys = keys_on_page(visit)
    visit.press("a", "r")
    visit.settled()
    visit.page.reload()
    for key in (keys[1], keys[0]):
        visit.press("u")
        visit.page.wait_for_selector(f'[data-key="{key}"]:focus')
    assert visit.page.inner_text("#decided") == "0"
    assert [action for _, action in decided()] == ["accept", "reject", "undo", "undo"]


def test_shortcuts_can_be_switched_off_for_good(visit, decided):
    visit.press("?")
    visit.page.uncheck("#shortcuts")
    visit.press("Escape", "a", "r", "s", "u", "j", "?")
    assert decided() == []
    visit.page.reload()
    visit.press("a", "?")
    assert decided() == []
    assert not visit.page.is_visible("dialog")
    visit.page.click(".entry [data-verdict=accept]")
    visit.settled()
    assert len(decided()) == 1


def test_all_is_done_without_a_shortcut(visit, decided):
    visit.press("Tab")
    while visit.page.evaluate("document.activeElement.dataset.verdict") != "reject":
        visit.press("Tab")
    visit.press("Enter")
    visit.settled()
    assert [action for _, action in decided()] == ["reject"]


@pytest.mark.parametrize("chord", ["Control+a", "Alt+r", "Meta+s"])
def test_chords_of_the_browser_are_left_alone(visit, decided, chord):
    visit.press(chord)
    visit.page.wait_for_timeout(50)
    assert decided() == []


def test_key_held_down_is_one_verdict(visit, decided):
    visit.page.keyboard.down("a")
    visit.page.keyboard.down("a")
    visit.page.keyboard.down("a")
    visit.page.keyboard.up("a")
    visit.settled()
    assert len(decided()) == 1


def test_key_pressed_away_from_the_entries_decides_nothing_unseen(visit, decided):
    first = visit.focused
    visit.page.focus(".masthead a")
    visit.press("a")
    assert (visit.focused, decided()) == (first, [])
    visit.press("a")
    visit.settled()
    assert decided() == [(first, "accept")]


def test_capital_lock_changes_nothing(visit, decided):
    visit.page.locator(".entry").first.dispatch_event("keydown", {"key": "A"})
    visit.settled()
    assert len(decided()) == 1


def test_escape_leads_from_the_search_back_to_the_entry(visit, decided):
    visit.press("j")
    second = visit.focused
    visit.press("/", "a", "Escape")
    assert (visit.focused, decided()) == (second, [])


def test_verdict_given_while_the_next_ones_load_decides_nothing_unseen(visit, decided):
    keys = keys_on_page(visit)
    held = []
    visit.page.route(visit.home + "/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
    visit.press(*"a" * len(keys))
    visit.until(lambda: held)
    visit.press("r")
    held[0].continue_()
    visit.settled()
    assert decided() == [(key, "accept") for key in keys]


def test_slash_searches(visit):
    visit.press("/")
    visit.page.keyboard.type("word7")
    visit.press("Enter")
    visit.page.wait_for_url("**q=word7**")
    [found] = visit.page.locator(".entry .sentence").all_text_contents()
    assert found == "The [inserted: better ]word7 hurts. Rest the hip."
