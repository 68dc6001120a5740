"""What a worker keeps of what it read, and who gets a page to process."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from engine_fakes import file

from pipeline import read
from pipeline.engine import Job
from pipeline.engine.waiting import Waiting
from pipeline.engine.worker import KEPT_BYTES, DocumentWorker
from pipeline.model import Facts, RawFile


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


def raw_file(raw: Path, name: str, *, size: int | None = None) -> RawFile:
    content = f"Text of {name}".encode()
    (raw / name).write_bytes(content)
    return RawFile(name, "site", size or len(content), hashlib.sha256(content).hexdigest())


def test_file_that_was_observed_is_not_read_again(tmp_path: Path, reads: list[str], monkeypatch):
    monkeypatch.setattr("pipeline.process.process", lambda document, *_: document.path)
    worker = DocumentWorker(tmp_path, None)
    one = raw_file(tmp_path, "a.txt")
    worker.observe(one)
    assert [worker.process(one, Facts()) for _ in range(2)] == ["a.txt", "a.txt"]
    assert reads == ["a.txt", "a.txt"]  # the second time it is read again


def test_worker_keeps_no_more_than_it_may(tmp_path: Path, reads: list[str], monkeypatch):
    monkeypatch.setattr("pipeline.process.process", lambda document, *_: document.path)
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


def test_job_waits_for_the_worker_that_read_its_file_unless_another_is_idle():
    jobs = [Job(file(name), Facts()) for name in "abcd"]
    one, other = object(), object()
    readers = {"site/a": one, "site/b": other, "site/c": one}
    waiting = Waiting(jobs, readers)
    assert [waiting.take(other).file.path for _ in range(4)] == ["site/b", "site/d", "site/a", "site/c"]
    assert (len(waiting), readers) == (0, {})


def test_job_that_is_put_back_is_the_next_for_all():
    waiting = Waiting([Job(file("a"), Facts())], {})
    waiting.put_back(Job(file("b"), Facts()))
    assert waiting.take(object()).file.path == "site/b"
