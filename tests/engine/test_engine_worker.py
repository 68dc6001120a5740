"""What a worker keeps of what it read, and who gets a page to process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from engine_fakes import FakeWorker, file

from pipeline import read
from pipeline.engine import Job
from pipeline.engine.packing import PackedPage
from pipeline.engine.waiting import MOST_BYTES, Waiting
from pipeline.engine.worker import KEPT_BYTES, DocumentWorker, answer_all
from pipeline.model import Document, Facts, Quarantined, RawFile


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the files that are read."""
    noted: list[str] = []
    original = read.read_document

    def noting(raw: Path, file: RawFile) -> object:
        noted.append(file.path)
        return original(raw, file)

    monkeypatch.setattr(read, "read_document", noting)
    return noted


def _paths(asked: Iterable[tuple[Document, Facts]], _: object) -> list[str]:
    return [document.path for document, _ in asked]


def raw_file(raw: Path, name: str, *, size: int | None = None) -> RawFile:
    content = f"Text of {name}".encode()
    (raw / name).write_bytes(content)
    return RawFile(name, "site", size or len(content), hashlib.sha256(content).hexdigest())


def test_file_that_was_observed_is_not_read_again(tmp_path: Path, reads: list[str], monkeypatch):
    monkeypatch.setattr("pipeline.process.process_all", _paths)
    worker = DocumentWorker(tmp_path, None)
    one = raw_file(tmp_path, "a.txt")
    worker.observe(one)
    assert [worker.process(one, Facts()) for _ in range(2)] == ["a.txt", "a.txt"]
    assert reads == ["a.txt", "a.txt"]  # the second time it is read again


def test_worker_keeps_no_more_than_it_may(tmp_path: Path, reads: list[str], monkeypatch):
    monkeypatch.setattr("pipeline.process.process_all", _paths)
    worker = DocumentWorker(tmp_path, None)
    large, small = raw_file(tmp_path, "a.txt", size=KEPT_BYTES), raw_file(tmp_path, "b.txt", size=1)
    for each in (large, small):
        worker.observe(each)
    for each in (large, small):
        worker.process(each, Facts())
    assert reads == ["a.txt", "b.txt", "a.txt"]


def test_file_that_is_observed_again_counts_once(tmp_path: Path):
    worker = DocumentWorker(tmp_path, None)
    large, small = raw_file(tmp_path, "a.txt", size=KEPT_BYTES // 2), raw_file(tmp_path, "b.txt", size=1)
    for each in (small, large, large):
        worker.observe(each)
    assert list(worker._kept) == [small, large]


def test_one_that_fails_among_files_processed_together_fails_alone():
    jobs = [Job(file(name), Facts()) for name in ("a", "process-raises", "b")]
    one, failed, other = answer_all(FakeWorker(), jobs)
    assert isinstance(failed, Quarantined)
    assert all(isinstance(each, PackedPage) for each in (one, other))
    assert [one.unpack().document.path, other.unpack().document.path] == ["site/a", "site/b"]


def test_job_waits_for_the_worker_that_read_its_file_unless_another_is_idle():
    jobs = [Job(file(name), Facts()) for name in "abcd"]
    one, other = object(), object()
    readers = {"site/a": one, "site/b": other, "site/c": one}
    waiting = Waiting(jobs, readers)
    taken = [job.file.path for _ in range(3) for job in waiting.take(other, workers=1)]
    assert taken == ["site/b", "site/d", "site/a", "site/c"]
    assert (len(waiting), readers) == (0, {})


def test_jobs_that_are_put_back_are_the_next_and_each_is_given_alone():
    waiting = Waiting([Job(file("a"), Facts())], {})
    waiting.put_back([Job(file(name), Facts()) for name in "bc"])
    taken = [[job.file.path for job in waiting.take(object(), workers=1)] for _ in range(3)]
    assert taken == [["site/b"], ["site/c"], ["site/a"]]


def test_worker_is_given_few_bytes_at_once_yet_always_a_job():
    sizes = [MOST_BYTES + 1, MOST_BYTES // 2, MOST_BYTES // 2, 1]
    files = [replace(file(str(number)), size=size) for number, size in enumerate(sizes)]
    waiting = Waiting([Job(each) for each in files], {})
    assert [len(waiting.take(object(), workers=1)) for _ in range(3)] == [1, 2, 1]


def test_many_workers_are_given_ever_fewer_jobs_so_that_they_end_together():
    waiting = Waiting([Job(file(str(number))) for number in range(20)], {})
    given = []
    while waiting:
        given.append(len(waiting.take(object(), workers=2)))
    assert given == [7, 5, 3, 2, 1, 1, 1]
