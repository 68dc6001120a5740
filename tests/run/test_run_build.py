from __future__ import annotations

import csv
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from run_samples import HereEngine, SilentProgress, content, make_raw, page_text, settings_in, write

from pipeline.errors import ArgumentError, ConfigurationError, DecisionError, SourceError
from pipeline.model import Decision, Quarantined
from pipeline.run import Settings, Summary, check, page_at, plan, run
from pipeline.run.lock import sole_run


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    make_raw(tmp_path / "raw")
    return settings_in(tmp_path)


def go(settings: Settings, engine: HereEngine | None = None) -> Summary:
    return run(settings, SilentProgress(), engine=engine or HereEngine())


def rows(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.clean / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(settings: Settings, correction: dict[str, str], action: str, reviewer: str = "ann") -> None:
    [page] = [row for row in rows(settings, "documents") if row["document_id"] == correction["document_id"]]
    decision = Decision(
        id="0" * 20, time="2026-01-01T00:00:00Z", reviewer=reviewer, key=correction["correction_id"],
        action=action, before=correction["before"], after=correction["after"],
        rule_id=correction["rule_id"], path=page["path"], source_id=page["source_id"],
    )  # fmt: skip
    write(settings.decisions / f"{reviewer}.jsonl", json.dumps(asdict(decision)) + "\n")


def test_every_raw_file_is_in_documents_or_in_quarantine(settings: Settings):
    summary = go(settings)
    assert (summary.documents, summary.quarantined) == (8, 1)
    assert len(rows(settings, "documents")) == 8
    assert [row["path"] for row in rows(settings, "quarantine")] == ["texts/empty.txt"]


def test_second_run_finds_nothing_to_do(settings: Settings):
    go(settings)
    engine = HereEngine()
    summary = go(settings, engine)
    assert summary.is_unchanged
    assert (summary.documents, summary.processed, summary.cached) == (8, 0, 9)
    assert engine._worker is None


def test_added_page_alone_is_processed(settings: Settings):
    go(settings)
    write(settings.raw / "pages" / "b.txt", page_text(2).replace("Asthma", "Bronchitis"))
    engine = HereEngine()
    assert go(settings, engine).processed == 1
    assert engine.processed == ["pages/b.txt"]


def test_another_policy_on_comments_processes_the_pages_anew(settings: Settings):
    write(settings.raw / "texts" / "00.txt", f"{page_text(0)}\n2 comments\n\n{page_text(1)}")
    go(settings)
    other = replace(settings, comments="keep")
    assert "strip.comments" in [row["rule_id"] for row in rows(settings, "blocks")]
    go(other, engine := HereEngine())
    assert len(engine.processed) == len(rows(settings, "documents"))
    assert "strip.comments" not in [row["rule_id"] for row in rows(settings, "blocks")]
    assert go(other).is_unchanged


def test_removed_page_is_gone_from_the_tables_and_from_the_cache(settings: Settings):
    before = content(settings.clean) if go(settings) else {}
    added = write(settings.raw / "pages" / "b.txt", page_text(2))
    go(settings)
    entries = set(settings.cache.glob("??/*"))
    added.unlink()
    go(settings)
    assert content(settings.clean) == before
    assert len(set(settings.cache.glob("??/*"))) == len(entries) - 2


def test_run_over_a_cache_gives_the_bytes_of_a_run_without(settings: Settings, tmp_path: Path):
    go(settings)
    write(settings.raw / "pages" / "b.txt", page_text(2))
    go(settings)
    fresh = Settings(settings.raw, tmp_path / "fresh", settings.decisions)
    go(fresh)
    assert content(fresh.clean) == content(settings.clean)


def test_order_in_which_documents_are_done_does_not_matter(settings: Settings, tmp_path: Path):
    turned = Settings(settings.raw, tmp_path / "turned", settings.decisions)
    go(settings)
    go(turned, HereEngine(turned=True))
    assert content(turned.clean) == content(settings.clean)


def test_tables_edited_by_hand_are_rebuilt(settings: Settings):
    go(settings)
    before = content(settings.clean)
    with (settings.clean / "documents.csv").open("a") as file:
        file.write("edited\n")
    assert not go(settings).is_unchanged
    assert content(settings.clean) == before


def test_broken_cache_is_mended(settings: Settings):
    go(settings)
    before = content(settings.clean)
    for path in settings.cache.glob("??/*"):
        path.write_bytes(b"broken")
    (settings.workshop / "state.json").write_text("{")
    summary = go(settings)
    assert (summary.processed, summary.cached) == (9, 0)
    assert content(settings.clean) == before


def test_decision_costs_only_the_page_it_concerns(settings: Settings):
    go(settings)
    correction = next(row for row in rows(settings, "corrections") if row["status"] == "applied")
    decide(settings, correction, "reject")
    engine = HereEngine()
    summary = go(settings, engine)
    [path] = {
        row["path"] for row in rows(settings, "documents") if row["document_id"] == correction["document_id"]
    }
    assert engine.processed == [path]
    assert (summary.rejected, summary.stale) == (1, 0)


def test_decision_taken_back_gives_the_earlier_bytes(settings: Settings):
    go(settings)
    before = content(settings.clean)
    correction = next(row for row in rows(settings, "corrections") if row["status"] == "applied")
    decide(settings, correction, "reject")
    go(settings)
    assert content(settings.clean) != before
    (settings.decisions / "ann.jsonl").unlink()
    go(settings)
    assert content(settings.clean) == before


def test_stale_and_disputed_decisions_are_reported(settings: Settings):
    go(settings)
    first, second = rows(settings, "corrections")[:2]
    decide(settings, first, "accept")
    decide(settings, first, "reject", reviewer="bob")
    decide(settings, {**second, "correction_id": "f" * 20}, "accept", reviewer="cat")
    summary = go(settings)
    assert (summary.stale, summary.disputed) == (1, 1)
    with (settings.workshop / "decisions.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["problem"], row["reviewer"]) for row in csv.DictReader(file)]
    assert listed == [("stale", "cat"), ("disputed", "ann"), ("disputed", "bob")]


def test_accepted_corrections_are_counted_apart_from_applied_ones(settings: Settings):
    applied = go(settings).applied
    correction = next(row for row in rows(settings, "corrections") if row["status"] == "applied")
    decide(settings, correction, "accept")
    summary = go(settings)
    assert (summary.applied, summary.accepted) == (applied - 1, 1)


def test_torn_decision_file_is_reported_by_every_run(settings: Settings):
    write(settings.decisions / "ann.jsonl", '{"id": "half')
    assert go(settings).torn == ("ann.jsonl",)
    again = go(settings)
    assert (again.is_unchanged, again.torn) == (True, ("ann.jsonl",))


def test_failure_that_may_pass_is_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    late = Quarantined("pages/a.html", "0" * 64, "process", "time_limit", "It took longer than 60 seconds.")

    class Late(HereEngine):
        def map(self, jobs):
            for job, found in super().map(jobs):
                yield job, late if job.facts is not None and job.file.path == late.path else found

    assert go(settings, Late()).quarantined == 2
    summary = go(settings)
    assert (summary.processed, summary.quarantined) == (1, 1)


def test_trace_and_plan_know_no_copy_of_a_page_that_fails(settings: Settings):
    names = ("texts/00.txt", "texts/copy.txt")
    pages = {name: page_at(settings, name, SilentProgress(), engine=HereEngine()) for name in names}
    [copy] = [name for name, page in pages.items() if page.duplicate_of]
    [original] = set(names) - {copy}
    failed = Quarantined(original, "0" * 64, "strip", "processing_failed", "It failed.")

    class Failing(HereEngine):
        def map(self, jobs):
            for job, found in super().map(jobs):
                yield job, failed if job.facts is not None and job.file.path == original else found

    go(settings, Failing())
    assert page_at(settings, copy, SilentProgress(), engine=HereEngine()).duplicate_of is None
    planned = plan(settings, SilentProgress(), engine=HereEngine())
    assert (planned.to_process, original in planned.quarantined) == ((), True)


def test_plan_says_what_a_run_would_do_and_writes_nothing(settings: Settings, tmp_path: Path):
    planned = plan(settings, SilentProgress(), engine=HereEngine())
    assert (len(planned.to_process), planned.cached, planned.quarantined) == (8, (), ("texts/empty.txt",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raw"]


def test_plan_after_a_run_finds_all_in_the_cache(settings: Settings):
    go(settings)
    planned = plan(settings, SilentProgress(), engine=HereEngine())
    assert (planned.to_process, len(planned.cached)) == ((), 8)


@pytest.mark.parametrize("path", ["pages/a.html", "{raw}/pages/a.html"])
def test_page_is_found_by_listed_name_and_by_path(settings: Settings, path: str):
    named = path.format(raw=settings.raw)
    page = page_at(settings, named, SilentProgress(), engine=HereEngine())
    assert page.document.path == "pages/a.html"


@pytest.mark.parametrize(("path", "reason"), [("texts/empty.txt", "quarantine"), ("nope", "no such page")])
def test_page_that_is_not_there_is_refused(settings: Settings, path: str, reason: str):
    with pytest.raises(ArgumentError, match=reason):
        page_at(settings, path, SilentProgress(), engine=HereEngine())


@pytest.mark.parametrize("cause", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_run_that_is_stopped_while_it_writes_leaves_nothing_beside_the_tables(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, cause: BaseException
):
    def stopped(_: object) -> str:
        raise cause

    go(settings)
    before, beside = content(settings.clean), set(settings.clean.parent.iterdir())
    write(settings.raw / "texts" / "new.txt", page_text(9))
    monkeypatch.setattr("pipeline.publish.write.report_page", stopped)
    with pytest.raises(type(cause)):
        go(settings)
    assert (content(settings.clean), set(settings.clean.parent.iterdir())) == (before, beside)


def test_second_run_at_the_same_time_is_refused(settings: Settings):
    with sole_run(settings), pytest.raises(ConfigurationError, match="Another run"):
        go(settings)


def test_empty_raw_folder_is_refused(tmp_path: Path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(ArgumentError, match="no pages"):
        go(settings_in(tmp_path))


def test_broken_source_stops_the_run_before_any_work(settings: Settings):
    write(settings.raw / "texts" / "source.toml", "title = ")
    engine = HereEngine()
    with pytest.raises(SourceError, match=r"source\.toml"):
        go(settings, engine)
    assert engine._worker is None
    assert not settings.clean.exists()


def test_broken_decision_file_stops_the_run_before_any_work(settings: Settings):
    write(settings.decisions / "ann.jsonl", "{}\n{}\n")
    engine = HereEngine()
    with pytest.raises(DecisionError, match=r"ann\.jsonl"):
        go(settings, engine)
    assert engine._worker is None


def test_folder_that_holds_something_else_is_left_alone(settings: Settings):
    write(settings.clean / "thesis.txt", "precious")
    with pytest.raises(ConfigurationError, match="something else"):
        go(settings)
    assert content(settings.clean) == {"thesis.txt": b"precious"}


def test_foreign_file_among_the_tables_stops_the_run_before_any_work(settings: Settings):
    go(settings)
    write(settings.clean / "notes.xlsx", "precious")
    before, engine = content(settings.clean), HereEngine()
    with pytest.raises(ConfigurationError, match=r"clean: .*notes\.xlsx"):
        go(settings, engine)
    assert engine._worker is None
    assert content(settings.clean) == before


def test_plan_refuses_what_a_run_refuses(settings: Settings):
    with pytest.raises(ConfigurationError, match="something else"):
        plan(replace(settings, clean=settings.raw), SilentProgress(), engine=HereEngine())


def test_workshop_that_cannot_be_made_stops_the_run_before_any_work(settings: Settings):
    write(settings.workshop.parent, "a file")
    for act in (run, plan):
        with pytest.raises(ConfigurationError, match=r"\.build: .*cannot be written.*--clean"):
            act(settings, SilentProgress(), engine=HereEngine())


def test_check_of_a_folder_that_is_not_there_says_so(settings: Settings):
    with pytest.raises(ArgumentError, match=r"clean: There is no such folder.*winnow run"):
        check(settings, SilentProgress())
