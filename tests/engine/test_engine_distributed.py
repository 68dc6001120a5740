"""The engine that spreads jobs with Daft, on Daft's own runner."""

from __future__ import annotations

import time
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from engine_fakes import FakeWorker, broken_worker, file

from pipeline.engine import Job
from pipeline.engine.distributed import SHARD, DaftEngine
from pipeline.engine.packing import PackedPage
from pipeline.errors import VocabularyError
from pipeline.model import Facts, Quarantined


def test_every_job_of_all_shards_is_answered_once():
    jobs = [Job(file(f"{n}"), Facts()) for n in range(2 * SHARD + 1)]
    with closing(DaftEngine(FakeWorker, workers=2)) as engine:
        answered = list(engine.map(jobs))
    assert sorted(job.file.path for job, _ in answered) == sorted(job.file.path for job in jobs)
    assert all(isinstance(answer, PackedPage) for _, answer in answered)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("process-dies", "worker_died"),
        ("process-spins", "time_limit"),
        ("process-raises", "processing_failed"),
    ],
)
def test_page_that_fails_is_quarantined_and_the_others_are_done(name: str, code: str):
    with closing(DaftEngine(FakeWorker, workers=1, time_limit=0.3)) as engine:
        found = {
            job.file.path: answer for job, answer in engine.map([Job(file(n), Facts()) for n in ("a", name)])
        }
    guilty = found.pop(f"site/{name}")
    assert isinstance(guilty, Quarantined)
    assert guilty.error_code == code
    assert isinstance(found["site/a"], PackedPage)


def test_no_jobs_start_nothing():
    assert list(DaftEngine(broken_worker).map([])) == []


def test_configuration_error_of_a_worker_reaches_the_caller():
    jobs = [Job(file(f"{n}"), Facts()) for n in range(SHARD + 1)]
    with pytest.raises(VocabularyError, match="is broken"):
        list(DaftEngine(broken_worker).map(jobs))


def test_second_query_of_an_engine_is_answered_too():
    with closing(DaftEngine(FakeWorker, workers=1)) as engine:
        asked = [list(engine.map([Job(file(name), Facts())])) for name in "ab"]
    assert [job.file.path for answered in asked for job, _ in answered] == ["site/a", "site/b"]


def test_engine_that_is_closed_in_the_midst_of_a_page_leaves_no_thread_waiting(tmp_path: Path):
    with closing(DaftEngine(partial(FakeWorker, tmp_path / "notes"), workers=1)) as engine:
        failed: list[BaseException] = []
        asking = Thread(target=_ask, args=(engine, Job(file("process-hangs"), Facts()), failed))
        asking.start()
        while not (tmp_path / "notes").exists():
            time.sleep(0.05)
    asking.join(10)
    assert not asking.is_alive()
    assert failed


def _ask(engine: DaftEngine, job: Job, failed: list[BaseException]) -> None:
    try:
        list(engine.map([job]))
    except Exception as error:
        failed.append(error)
