"""What is decided on the review page is what the next run does: both go by the same keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from run_samples import HereEngine, SilentProgress, make_raw, settings_in, write

from pipeline.review.decided import decision_rows
from pipeline.review.entries import Row, entry_of, rows_of
from pipeline.review.session import Desk, Session, Work
from pipeline.review.verdicts import Verdict, contradict, decide, now, take_back
from pipeline.run import Settings, Summary, run

TWICE = "Twice\n\nHip pain is common, and hip pain is treated with rest. Ask your physician about it.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(make_raw(tmp_path / "raw") / "texts" / "twice.txt", TWICE)
    made = settings_in(tmp_path)
    go(made)
    return made


def go(settings: Settings) -> Summary:
    return run(settings, SilentProgress(), engine=HereEngine())


def session(settings: Settings) -> Session:
    return Session(Desk(settings.clean, settings.decisions, "ann"))


def entries(work: Work, **wanted: object) -> tuple[Row, ...]:
    ids = [row[0] for row in work.connection.execute("SELECT id FROM entries ORDER BY id")]
    return tuple(row for row in rows_of(work.connection, ids)
                 if all(getattr(row, name) == value for name, value in wanted.items()))  # fmt: skip


def say(work: Work, rows: tuple[Row, ...], action: str, **said: str) -> None:
    decisions = [decide(row, Verdict(row.key, action, **said), work, time=now()) for row in rows]
    work.record(list({decision.key: decision for decision in decisions}.values()))


def outcomes(work: Work) -> set[str]:
    return {row.outcome for row in decision_rows(work)}


@pytest.mark.parametrize("action", ["accept", "reject"])
@pytest.mark.parametrize("kind", ["correction", "block", "mention", "duplicate"])
def test_each_verdict_on_a_place_is_applied_by_the_next_run(settings: Settings, kind: str, action: str):
    here = session(settings)
    with here.work() as work:
        rows = entries(work, kind=kind)
        say(work, rows, action)
        assert rows
        assert outcomes(work) == {"waiting"}
    assert go(settings).stale == 0
    with here.work() as work:
        assert outcomes(work) == {"applied"}
        keys = {row.key for row in rows}
        notes = {entry_of(row, work.standing).note for row in entries(work, kind=kind) if row.key in keys}
        assert all(note.endswith("in clean/") for note in notes)


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("correction", "source"), ("correction", "rule"), ("block", "source"), ("block", "rule"),
     ("mention", "source")],
)  # fmt: skip
def test_each_verdict_that_reaches_further_is_applied_by_the_next_run(
    settings: Settings, kind: str, scope: str
):
    here = session(settings)
    with here.work() as work:
        rows = entries(work, kind=kind)
        say(work, rows, "reject", scope=scope)
    assert go(settings).stale == 0
    with here.work() as work:
        assert outcomes(work) == {"applied"}
        statuses = {row.status for row in entries(work, kind=kind) if row.key in {each.key for each in rows}}
        assert statuses == {"correction": {"rejected"}, "block": {"kept"}, "mention": set()}[kind]


def test_own_replacement_is_in_the_tables_and_said_to_be(settings: Settings):
    here = session(settings)
    with here.work() as work:
        row = entries(work, kind="correction")[0]
        say(work, (row,), "edit", after="something else")
    go(settings)
    with here.work() as work:
        [edited] = entries(work, key=row.key)
        assert (edited.status, edited.after) == ("accepted", "something else")
        assert entry_of(edited, work.standing).note == "ann edited to “something else” · in clean/"


def test_one_of_two_equal_mentions_can_be_refused_alone(settings: Settings):
    here = session(settings)
    with here.work() as work:
        alike = [
            row
            for row in entries(work, kind="mention", path="texts/twice.txt")
            if row.before.lower() == "hip pain"
        ]
        first = min(alike, key=lambda row: row.context_before)
        say(work, (first,), "reject")
    assert go(settings).stale == 0
    with here.work() as work:
        left = entries(work, kind="mention", path="texts/twice.txt")
        assert {row.key for row in alike} - {row.key for row in left} == {first.key}
        assert {entry_of(row, work.standing).state for row in left} == {"open"}


def test_refused_mention_comes_back_disputed_when_another_disagrees(settings: Settings):
    here, other = session(settings), Session(Desk(settings.clean, settings.decisions, "bo"))
    with here.work() as work:
        [refused, *_] = entries(work, kind="mention")
        say(work, (refused,), "reject")
    go(settings)
    with other.work() as work:
        assert entries(work, key=refused.key) == ()
        [row] = decision_rows(work)
        said = work.standing.said(row.line)
        assert (row.outcome, row.is_own) == ("applied", False)
        assert said is not None
        work.record([contradict(said, work.standing, time=now())])
        assert outcomes(work) == {"disputed"}
    go(settings)
    with other.work() as work:
        [again] = entries(work, key=refused.key)
        assert entry_of(again, work.standing).dispute


def test_what_is_taken_back_is_as_before_after_the_next_run(settings: Settings):
    before = {path.name: path.read_bytes() for path in settings.clean.glob("*.csv")}
    here = session(settings)
    for kind in ("block", "mention", "duplicate"):
        with here.work() as work:
            say(work, entries(work, kind=kind)[:1], "reject")
    go(settings)
    with here.work() as work:
        while lines := work.standing.last():
            work.record(take_back(lines, now()))
    go(settings)
    assert {path.name: path.read_bytes() for path in settings.clean.glob("*.csv")} == before


def test_verdict_on_a_page_that_has_gone_is_stale_and_says_so(settings: Settings):
    here = session(settings)
    with here.work() as work:
        say(work, entries(work, kind="mention", path="texts/twice.txt")[:1], "reject")
    (settings.raw / "texts" / "twice.txt").unlink()
    assert go(settings).stale == 1
    with here.work() as work:
        [row] = decision_rows(work)
        assert (row.outcome, "not among the documents" in row.why) == ("stale", True)


def test_index_lies_in_the_workshop_of_the_run(settings: Settings):
    desk = Desk(settings.clean, settings.decisions, "ann")
    assert desk.index.parent == settings.workshop
    assert replace(desk, reviewer="bo").index != desk.index
