"""What the pages of a folder say about each other, through whole runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from run_samples import PARAGRAPHS, SOURCE, HereEngine, SilentProgress, settings_in, write

from pipeline.run import Settings, run

TOPICS = ("gout", "asthma", "eczema", "migraine", "shingles", "anaemia")
ADVICE = "Call an ambulance if you have sudden chest pain or if you find it hard to breathe."
LETTER = "Our nurses are there for all who call them, by day and by night, and on every holiday."
POINTER = "Click here to learn more about osteoarthritis."


def article(topic: str) -> list[str]:
    """Invented paragraphs: each sentence stands on one page alone."""
    return [
        f"Many people live with {topic}, and most of them {end}, as those who treat {topic} will tell you."
        for end in (
            "sleep well", "work as before", "walk every day", "see their doctor twice a year", "keep a diary",
            "drink enough water", "rest after meals", "meet others who have it", "know what helps them best",
        )
    ]  # fmt: skip


def go(settings: Settings) -> None:
    run(settings, SilentProgress(), engine=HereEngine())


def rows(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.clean / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    for topic in TOPICS:
        first, *rest = article(topic)
        lines = [topic.title(), first, "Symptoms", *rest[:4], ADVICE, *rest[4:], LETTER]
        write(settings.raw / "site" / f"{topic}.txt", "\n\n".join(lines))
    write(settings.raw / "site" / "source.toml", SOURCE)
    return settings


def test_line_below_all_articles_goes_and_their_advice_and_headings_stay(settings: Settings):
    go(settings)
    found = {(row["text"], row["is_kept"], row["rule_id"] == "strip.repeated-line")
             for row in rows(settings, "blocks") if row["text"] in (ADVICE, LETTER, "Symptoms")}  # fmt: skip
    assert found == {(ADVICE, "true", False), (LETTER, "false", True), ("Symptoms", "true", False)}


def test_near_copy_is_marked_and_kept_and_never_points_at_a_page_that_was_removed(settings: Settings):
    page = "\n\n".join(("Joints and lungs", *PARAGRAPHS, *article("sciatica")))
    write(settings.raw / "site" / "joints.txt", page)
    write(settings.raw / "site" / "joints-again.txt", f"{page}\n\nSeen again in March")
    go(settings)
    marked = {row["document_id"]: row for row in rows(settings, "documents") if row["duplicate_of"]}
    [(_, duplicate)] = marked.items()
    paths = {row["document_id"]: row["path"] for row in rows(settings, "documents")}
    assert {duplicate["path"], paths[duplicate["duplicate_of"]]} == {
        "site/joints.txt",
        "site/joints-again.txt",
    }
    assert duplicate["clean_text"]
    (settings.raw / paths[duplicate["duplicate_of"]]).unlink()
    go(settings)
    assert not any(row["duplicate_of"] for row in rows(settings, "documents"))


def test_nothing_is_found_in_what_was_deleted(settings: Settings):
    write(settings.raw / "site" / "hip.txt", f"Hip pain\n\nHip pain is common. {POINTER} Rest helps most.\n")
    go(settings)
    [page] = [row for row in rows(settings, "documents") if row["path"] == "site/hip.txt"]
    [deletion] = [row for row in rows(settings, "corrections") if row["document_id"] == page["document_id"]]
    assert (deletion["kind"], deletion["after"], deletion["status"]) == ("boilerplate", "", "applied")
    assert "osteoarthritis" not in page["clean_text"]
    surfaces = [row["surface"] for row in rows(settings, "mentions")]
    assert "Hip pain" in surfaces
    assert "osteoarthritis" not in surfaces
