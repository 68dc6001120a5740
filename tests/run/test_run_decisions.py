"""What reviewers decide on all kinds of things comes back in the tables, as far as each verdict reaches."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest
from run_samples import HereEngine, SilentProgress, content, make_raw, settings_in, write

from pipeline.heeding import (
    DUPLICATE_RULE,
    block_key,
    change_key,
    duplicate_key,
    mention_key,
    mention_rule,
    rule_key,
)
from pipeline.model import Decision
from pipeline.run import Settings, Summary, run

Row = dict[str, str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    make_raw(tmp_path / "raw")
    made = settings_in(tmp_path)
    go(made)
    return made


def go(settings: Settings) -> Summary:
    return run(settings, SilentProgress(), engine=HereEngine())


def rows(settings: Settings, table: str) -> list[Row]:
    with (settings.clean / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(settings: Settings, key: str, action: str = "reject", by: str = "ann", **changes: str) -> None:
    """A verdict as the next line of the reviewer's file."""
    file = settings.decisions / f"{by}.jsonl"
    lines = file.read_bytes() if file.exists() else b""
    named = {"path": "texts/00.txt", "source_id": "texts", "before": "", "after": "", "rule_id": ""} | changes
    decision = Decision(id=f"{len(lines):020}", time="2026-01-01T00:00:00Z", reviewer=by, key=key,
                        action=action, **named)  # fmt: skip
    write(file, lines + msgspec.json.encode(asdict(decision)) + b"\n")


def page(settings: Settings, path: str = "texts/00.txt") -> Row:
    return next(row for row in rows(settings, "documents") if row["path"] == path)


def of_page(settings: Settings, table: str, path: str = "texts/00.txt") -> list[Row]:
    document_id = page(settings, path)["document_id"]
    return [row for row in rows(settings, table) if row["document_id"] == document_id]


def footers(settings: Settings) -> list[Row]:
    return [row for row in rows(settings, "blocks") if row["text"].startswith("Share this page")]


def test_dropped_block_is_kept_where_a_reviewer_says_so(settings: Settings):
    footer = next(row for row in of_page(settings, "blocks") if row["text"].startswith("Share this page"))
    decide(settings, block_key("texts/00.txt", footer["text"], 0), kind="block", rule_id=footer["rule_id"])
    assert go(settings).stale == 0
    kept = [row for row in footers(settings) if row["is_kept"] == "true"]
    assert [row["rule_id"] for row in kept] == ["strip.reviewer"]
    assert kept[0]["reason"].startswith(f"kept by ann; {footer['rule_id']} had dropped it: ")
    assert footer["text"] in page(settings)["clean_text"]


def test_verdict_on_a_change_reaches_all_pages_of_its_source_and_no_other(settings: Settings):
    write(settings.raw / "pages" / "b.txt", (settings.raw / "texts" / "01.txt").read_bytes())
    go(settings)
    footer = footers(settings)[0]
    for rule_id in {row["rule_id"] for row in footers(settings)}:
        key = change_key("block", "texts", rule_id, footer["text"], "")
        decide(settings, key, kind="block", scope="source", rule_id=rule_id)
    go(settings)
    documents = {row["document_id"]: row["source_id"] for row in rows(settings, "documents")}
    found = {(documents[row["document_id"]], row["rule_id"] == "strip.reviewer") for row in footers(settings)}
    assert found == {("texts", True), ("pages", False)}


def test_rule_that_a_reviewer_switches_off_changes_nothing(settings: Settings):
    applied = [row for row in rows(settings, "corrections") if row["status"] == "applied"]
    rule_id = applied[0]["rule_id"]
    decide(settings, rule_key("correction", rule_id), kind="correction", scope="rule", rule_id=rule_id)
    go(settings)
    found = {row["status"] for row in rows(settings, "corrections") if row["rule_id"] == rule_id}
    assert found == {"rejected"}


def test_narrower_verdict_is_heeded_before_a_wider_one(settings: Settings):
    chosen = next(row for row in rows(settings, "corrections") if row["status"] == "applied")
    path = next(
        row["path"] for row in rows(settings, "documents") if row["document_id"] == chosen["document_id"]
    )
    rule_id = chosen["rule_id"]
    decide(settings, rule_key("correction", rule_id), scope="rule", rule_id=rule_id)
    decide(settings, chosen["correction_id"], "accept", rule_id=rule_id, path=path, before=chosen["before"])
    assert go(settings).stale == 0
    statuses = {row["correction_id"]: row["status"] for row in rows(settings, "corrections")}
    assert statuses[chosen["correction_id"]] == "accepted"
    others = [row for row in rows(settings, "corrections") if row["rule_id"] == rule_id and row != chosen]
    assert {row["status"] for row in others} == {"rejected", "accepted"}


def test_disputed_place_stays_open_whatever_a_wider_verdict_says(settings: Settings):
    chosen = next(row for row in rows(settings, "corrections") if row["status"] == "applied")
    path = next(
        row["path"] for row in rows(settings, "documents") if row["document_id"] == chosen["document_id"]
    )
    rule_id = chosen["rule_id"]
    decide(settings, rule_key("correction", rule_id), scope="rule", rule_id=rule_id)
    for by, action in (("ann", "accept"), ("bob", "reject")):
        decide(
            settings, chosen["correction_id"], action, by, rule_id=rule_id, path=path, before=chosen["before"]
        )
    summary = go(settings)
    assert (summary.disputed, summary.stale) == (1, 0)
    statuses = {row["correction_id"]: row["status"] for row in rows(settings, "corrections")}
    assert statuses[chosen["correction_id"]] == "applied"


def test_refused_mention_goes_with_its_relations(settings: Settings):
    mention = of_page(settings, "mentions")[0]
    block = next(row for row in of_page(settings, "blocks") if row["block_index"] == mention["block_index"])
    alike = [row for row in of_page(settings, "mentions") if row["block_index"] == mention["block_index"]
             and (row["label"], row["surface"]) == (mention["label"], mention["surface"])]  # fmt: skip
    for each in alike:
        start = int(each["start"]) - int(block["start"])
        place = block_key("texts/00.txt", block["text"], 0)
        key = mention_key(place, mention["label"], mention["surface"], start)
        decide(settings, key, kind="mention", before=mention["surface"], after=mention["label"],
               rule_id=mention_rule(mention["match"]))  # fmt: skip
    assert go(settings).stale == 0
    left = of_page(settings, "mentions")
    gone = {row["mention_id"] for row in alike}
    assert gone.isdisjoint(row["mention_id"] for row in left)
    used = {row["concept_id"] for row in left}
    named = {row[side] for row in of_page(settings, "relations") for side in ("subject_concept_id",)}
    assert named <= used


def test_page_that_is_no_duplicate_is_not_marked(settings: Settings):
    copy = next(row for row in rows(settings, "documents") if row["duplicate_of"])
    decide(settings, duplicate_key(copy["path"], copy["duplicate_of"]), kind="duplicate", path=copy["path"],
           before=copy["path"], after=copy["duplicate_of"], rule_id=DUPLICATE_RULE)  # fmt: skip
    assert go(settings).stale == 0
    assert not page(settings, copy["path"])["duplicate_of"]


def test_verdict_that_was_taken_back_gives_the_earlier_bytes(settings: Settings):
    before = content(settings.clean)
    footer = footers(settings)[0]
    key = rule_key("block", footer["rule_id"])
    decide(settings, key, kind="block", scope="rule", rule_id=footer["rule_id"])
    go(settings)
    assert content(settings.clean) != before
    decide(settings, key, "undo", kind="block", scope="rule", rule_id=footer["rule_id"], supersedes="0" * 20)
    go(settings)
    assert content(settings.clean) == before


def test_verdict_on_a_block_that_has_gone_is_stale(settings: Settings):
    decide(settings, block_key("texts/00.txt", "A line that no page has", 0), kind="block")
    assert go(settings).stale == 1
    with (settings.workshop / "decisions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["problem"] for row in csv.DictReader(file)] == ["stale"]
