from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from engine_fakes import HereEngine, SilentProgress, file

from pipeline.engine import Cache, PageBuild, build_pages
from pipeline.engine.build import OBSERVING
from pipeline.errors import ConfigurationError
from pipeline.model import RawFile


def build(files: list[RawFile], folder: Path) -> tuple[PageBuild, HereEngine]:
    engine = HereEngine()
    return build_pages(files, engine, Cache(folder, {}, "1"), SilentProgress()), engine


def test_every_file_becomes_a_page_or_is_quarantined(tmp_path: Path):
    names = ["a", "observe-raises", "b", "process-raises", "process-is-refused"]
    result, _ = build([file(name, name) for name in names], tmp_path)
    assert [job.file.path for job in result.jobs] == ["site/a", "site/b"]
    assert [row.path for row in result.quarantined] == [
        "site/observe-raises", "site/process-is-refused", "site/process-raises",
    ]  # fmt: skip
    assert len(result.processed) == len(names)


def test_second_build_does_no_work(tmp_path: Path):
    files = [file("a", "1"), file("process-raises", "2"), file("observe-raises", "3")]
    first, _ = build(files, tmp_path)
    second, engine = build(files, tmp_path)
    assert engine.jobs == []
    assert second.processed == ()
    assert (list(second.pages()), second.quarantined) == (list(first.pages()), first.quarantined)


def test_page_that_is_lost_between_two_stages_is_told(tmp_path: Path):
    result, _ = build([file("a", "1")], tmp_path)
    for entry in tmp_path.glob("??/*"):
        entry.unlink()
    with pytest.raises(ConfigurationError, match="site/a"):
        list(result.pages())


def test_added_page_is_the_only_one_processed(tmp_path: Path):
    files = [file(f"{n}", f"Text {chr(97 + n)}") for n in range(9)]
    build(files[:8], tmp_path)
    result, _ = build(files, tmp_path)
    assert result.processed == ("site/8",)


def test_page_whose_facts_change_is_processed_again(tmp_path: Path):
    files = [file(f"{n}", f"Text {chr(97 + n)}\nShare") for n in range(5)] + [file("9", "Other")]
    build([*files[:4], files[5]], tmp_path)
    result, _ = build([*files[:4], files[4], files[5]], tmp_path)
    assert result.processed == tuple(f"site/{n}" for n in range(5))


def test_no_page_is_a_duplicate_of_one_in_quarantine(tmp_path: Path):
    files = [file(name, "Same text") for name in ("process-raises", "x", "y")]
    result, _ = build(files, tmp_path)
    assert [page.duplicate_of for page in result.pages()] == [None, "site/x"]


@pytest.mark.parametrize("turned", [False, True])
def test_pages_come_by_path_in_whatever_order_files_come(tmp_path: Path, turned: bool):
    files = [file(name, name) for name in ("b", "a", "c")]
    result, _ = build(files[::-1] if turned else files, tmp_path)
    assert [page.document.path for page in result.pages()] == ["site/a", "site/b", "site/c"]


def test_page_that_a_later_source_says_something_about_is_processed_again(tmp_path: Path):
    files = [file("x", "Same text", source) for source in ("b", "a", "c")]
    files += [file("y", "Other text", "a")]
    result, engine = build(files, tmp_path)
    assert engine.batch_bytes < len("Same text") * 2 + len("Other text")
    pages = {page.document.path: page.duplicate_of for page in result.pages()}
    assert pages == {"a/x": None, "a/y": None, "b/x": "a/x", "c/x": "a/x"}
    again, engine = build(files, tmp_path)
    assert (engine.jobs, list(again.pages())) == ([], list(result.pages()))


def test_source_is_observed_whole_before_its_pages_are_processed(tmp_path: Path):
    files = [file(f"{n}", f"Text {source} {chr(99 + n)}\nShare", source) for source in "ab" for n in range(6)]
    _, engine = build(files, tmp_path)
    phases = [("process" if job.facts else "observe", job.file.source_id) for job in engine.jobs]
    assert [name for name, _ in groupby(phases)] == [
        ("observe", "a"), ("process", "a"), ("observe", "b"), ("process", "b"),
    ]  # fmt: skip
    assert len(phases) == 2 * len(files)


def test_each_file_is_told_to_be_done_once(tmp_path: Path):
    class Counted(SilentProgress):
        steps = 0.0

        def advance(self, steps: float = 1) -> None:
            self.steps += steps

    progress = Counted()
    names = ["Same text", "process-raises", "observe-raises", "process-is-refused"]
    files = [file(f"{name}-{n}", name, source) for source in "ab" for n, name in enumerate(names)]
    build_pages(files, HereEngine(), Cache(tmp_path, {}, "1"), progress)
    assert progress.steps == len(files)


def test_observing_a_file_is_a_part_of_what_is_done(tmp_path: Path):
    class Told(SilentProgress):
        def __init__(self) -> None:
            self.steps: list[float] = []

        def advance(self, steps: float = 1) -> None:
            self.steps.append(steps)

    progress = Told()
    files = [file(f"{n}", f"Text {chr(99 + n)}") for n in range(3)]
    build_pages(files, HereEngine(), Cache(tmp_path, {}, "1"), progress)
    assert progress.steps == [OBSERVING] * 3 + [1 - OBSERVING] * 3
