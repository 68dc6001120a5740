"""The whole loop: a run, verdicts in a browser, a second run that heeds them."""

import csv
import subprocess
import sys

from browser_desk import serving, verdicts, visiting

SOURCE = 'title = "{0}"\npublisher = "unknown"\nurl = "unknown"\nlicence = "unknown"\naccessed = "unknown"\n'
PAGES = {
    "hips/cracks.txt": """\
Hip pain in walkers

Stress fractures of the hip are small cracks in the bone. Stress factors of the hip heal with rest.
See a orthopedist if the the pain lasts for weeks, and rest the the leg until then.
Read more about pain in the lower back.
""",
    "knees/swelling.txt": """\
Knee pain in walkers

A swollen knee hurts when the the leg is bent. Cold packs ease the pain in most people.
See a orthopedist if the swelling lasts for weeks.
Read more about pain in the lower back.
""",
}


def run(folder):
    command = [sys.executable, "-m", "pipeline", "run", "--workers", "1"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr


def table(folder, name):
    with (folder / "clean" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def open_entry(visit, address):
    visit.go(address)
    return visit.page.locator(".entry").first


def decide(visit, address, letter, entry=".entry"):
    """Press a key on the first such entry of a view and wait for the answer."""
    visit.go(address)
    found = visit.page.locator(entry).first
    key = found.get_attribute("data-key")
    found.focus()
    visit.press(letter)
    visit.page.wait_for_selector(f'[data-key="{key}"]:not([data-action=""])')
    visit.settled()
    return key


def start(folder):
    for path, text in PAGES.items():
        page = folder / "raw" / path
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
        (page.parent / "source.toml").write_text(SOURCE.format(page.parent.name))
    run(folder)


def test_what_is_decided_in_the_browser_is_in_the_tables_after_the_next_run(chromium, tmp_path):
    start(tmp_path)
    decisions = tmp_path / "review" / "decisions"
    with serving(tmp_path / "clean", decisions) as address, visiting(chromium, address) as visit:
        accepted = decide(visit, "/?rule=near_term_close", "a")
        rejected = decide(visit, "/?rule=article_by_sound&source=hips", "r")
        visit.press("u")  # and think again
        visit.page.wait_for_selector(f'[data-key="{rejected}"][data-action=""]')
        decide(visit, "/?rule=article_by_sound&source=hips", "r")
        edited = edit_the_other_article(visit)
        doubled = accept_all_doubled_words(visit)
        kept = decide(visit, "/?kind=block&source=hips&q=lower+back", "r")
        unsaid = decide(visit, "/?kind=mention&q=packs", "r", ".entry:has(mark:has-text('Cold packs'))")
    with serving(tmp_path / "clean", decisions) as address, visiting(chromium, address) as visit:
        visit.go("/?rule=near_term_close")
        assert visit.page.locator(".entry").get_attribute("data-action") == "accept"
        thought = [action for key, action in verdicts(decisions) if key == rejected]
        assert thought == ["reject", "undo", "reject"]
    run(tmp_path)
    corrections = {row["correction_id"]: row for row in table(tmp_path, "corrections")}
    assert corrections[accepted]["status"] == "accepted"
    assert corrections[rejected]["status"] == "rejected"
    assert (corrections[edited]["status"], corrections[edited]["after"]) == ("accepted", "our")
    statuses = [row["status"] for row in corrections.values() if row["before"] == "the the"]
    assert statuses == ["accepted"] * doubled
    texts = {row["path"]: row["clean_text"] for row in table(tmp_path, "documents")}
    assert "See a orthopedist if the pain lasts" in texts["hips/cracks.txt"]
    assert "See our orthopedist if" in texts["knees/swelling.txt"]
    assert "Read more" in texts["hips/cracks.txt"]
    assert "Read more" not in texts["knees/swelling.txt"]
    heeded = (tmp_path / ".build/clean/decisions.csv").read_text(encoding="utf-8")
    assert all(key in heeded for key in (accepted, rejected, edited, kept, unsaid))
    assert "Cold packs" not in {row["surface"] for row in table(tmp_path, "mentions")}


def edit_the_other_article(visit):
    key = open_entry(visit, "/?rule=article_by_sound&source=knees").get_attribute("data-key")
    visit.press("e")
    visit.page.keyboard.type("our")
    visit.press("Enter")
    visit.page.wait_for_selector(f'[data-key="{key}"][data-action="edit"]')
    return key


def accept_all_doubled_words(visit):
    """Decide the same change everywhere by one batch, undo it, and do it again; tells how many there were."""
    open_entry(visit, "/?rule=doubled_function_word")
    for undone in (True, False):
        visit.press("Shift+A")
        visit.page.wait_for_selector("#alike[open]")
        assert visit.page.locator("#alike .examples li").count() == 3
        assert visit.page.inner_text("#alike h2") == "Accept all 3"
        visit.press("Enter")
        visit.until(lambda: visit.page.locator("[data-action=accept]").count() == 3)
        if undone:
            visit.press("u")
            visit.until(lambda: visit.page.locator('.entry[data-action=""]').count() == 3)
    return 3
