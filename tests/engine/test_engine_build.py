from __future__ import annotations

from pathlib import Path

import pytest
from engine_fakes import HereEngine, SilentProgress, file

from pipeline.engine import Cache, PageBuild, build_pages
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
