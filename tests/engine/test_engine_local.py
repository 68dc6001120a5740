from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest
from engine_fakes import FakeWorker, broken_worker, counted_worker, crashing_worker, file, noting_worker

from pipeline.corpus import Observation
from pipeline.engine import Answer, Job, LocalEngine
from pipeline.engine.nursery import Nursery
from pipeline.engine.packing import PackedPage
from pipeline.errors import ConfigurationError, VocabularyError
from pipeline.model import Facts, Quarantined

PROCESS = Facts()
OBSERVE = None


def answers(names: list[str], *, facts=PROCESS, build=FakeWorker, **options) -> dict[str, Answer]:
    jobs = [Job(file(name), facts) for name in names]
    with closing(LocalEngine(build, **options)) as engine:
        return {job.file.path.removeprefix("site/"): answer for job, answer in engine.map(jobs)}


def row(answer: Answer) -> tuple[str, str]:
    assert isinstance(answer, Quarantined)
    return answer.stage, answer.error_code


@pytest.mark.parametrize("workers", [1, 2, None])
def test_every_job_is_answered_once(workers):
    names = [f"{n}.txt" for n in range(50)]
    found = answers(names, workers=workers)
    assert sorted(found) == sorted(names)
    assert all(isinstance(answer, PackedPage) for answer in found.values())


def test_job_without_facts_is_an_observation():
    assert isinstance(answers(["a.txt"], facts=OBSERVE)["a.txt"], Observation)


def test_document_whose_worker_dies_is_quarantined_and_the_others_are_done():
    found = answers(["a", "process-dies", "b", "c", "d"], workers=2)
    assert row(found.pop("process-dies")) == ("process", "worker_died")
    assert all(isinstance(answer, PackedPage) for answer in found.values())


def test_document_whose_worker_dies_once_is_tried_again(tmp_path: Path):
    found = answers(["a", "stumbles", "b"], build=noting_worker(tmp_path / "notes"), workers=1)
    assert isinstance(found["stumbles"], PackedPage)


@pytest.mark.parametrize("name", ["process-hangs", "process-spins"])
def test_document_over_the_time_limit_is_quarantined_and_the_others_are_done(name: str):
    found = answers(["a", name, "b", "c"], workers=2, time_limit=0.1)
    assert row(found.pop(name)) == ("process", "time_limit")
    assert all(isinstance(answer, PackedPage) for answer in found.values())


def test_hanging_document_cannot_hold_up_the_others(tmp_path: Path):
    started = time.monotonic()
    answers([f"process-hangs-{n}" for n in range(3)], workers=3, time_limit=0.1)
    assert time.monotonic() - started < 10


def test_document_that_wants_all_memory_fails_alone():
    found = answers(["process-hoards", "a"], workers=1)
    assert row(found["process-hoards"]) == ("process", "worker_died")
    assert isinstance(found["a"], PackedPage)


def test_raised_error_names_place_and_reason_but_no_address():
    found = answers(["process-raises"])["process-raises"]
    assert row(found) == ("process", "processing_failed")
    assert "KeyError in engine_fakes, line" in found.message
    assert "object at 0x>" in found.message


def test_refused_document_keeps_its_own_code():
    found = answers(["observe-is-refused"], facts=OBSERVE)["observe-is-refused"]
    assert row(found) == ("observe", "empty_file")
    assert found.message == "The file has no bytes. Fetch it again."


def test_configuration_error_of_a_worker_reaches_the_caller():
    with pytest.raises(VocabularyError, match="is broken"):
        answers(["a"], build=broken_worker)


def test_worker_that_dies_at_start_ends_the_run():
    with pytest.raises(ConfigurationError, match="died while it started"):
        answers(["a"], build=crashing_worker)


def test_no_jobs_start_no_process(tmp_path: Path):
    assert answers([], build=noting_worker(tmp_path / "notes")) == {}
    assert not (tmp_path / "notes").exists()


def test_small_work_starts_one_process(tmp_path: Path):
    notes = tmp_path / "notes"
    answers(["a", "b", "c"], build=noting_worker(notes))
    assert len({line.split()[2] for line in notes.read_text().splitlines()}) == 1


def test_killed_idle_worker_is_replaced(tmp_path: Path):
    notes = tmp_path / "notes"
    with closing(LocalEngine(partial(FakeWorker, notes), workers=1)) as engine:
        list(engine.map([Job(file("a"), Facts())]))
        os.kill(int(notes.read_text().split()[2]), signal.SIGKILL)
        [(_, found)] = engine.map([Job(file("b"), Facts())])
    assert isinstance(found, PackedPage)


def test_document_whose_worker_is_stopped_is_tried_again(tmp_path: Path):
    notes = tmp_path / "notes"
    jobs = [Job(file(name), PROCESS) for name in ("a", "b")]
    found = []
    with closing(LocalEngine(noting_worker(notes), workers=1, time_limit=0.1)) as engine:
        for _, answer in engine.map(jobs):
            if not found:
                os.kill(int(notes.read_text().split()[-1]), signal.SIGSTOP)
            found.append(type(answer))
    assert found == [PackedPage, PackedPage]


def test_control_c_is_not_for_the_process_that_starts_workers(capfd: pytest.CaptureFixture[str]):
    nursery = Nursery(FakeWorker, 1.0)
    try:
        os.kill(nursery._process.pid, signal.SIGINT)
        nursery.wait()
    finally:
        nursery.close()
    assert capfd.readouterr() == ("", "")


def test_resources_are_loaded_once_for_all_workers(tmp_path: Path):
    loads = tmp_path / "loads"
    loads.touch()
    answers(["a", "b", "process-dies", "c"], build=partial(counted_worker, loads), workers=3)
    assert loads.read_text() == "load\n"


def test_workers_killed_ten_times_lose_nothing_and_the_guilty_page_is_quarantined(tmp_path: Path):
    notes = tmp_path / "notes"
    names = [f"{n}.txt" for n in range(400)]
    jobs = [Job(file(name), PROCESS) for name in ["process-dies", *names]]
    found, kills = {}, 0
    with closing(LocalEngine(noting_worker(notes), workers=2)) as engine:
        for job, answer in engine.map(jobs):
            found[job.file.path.removeprefix("site/")] = answer
            if kills < 10 and len(found) % 30 == 0:
                with suppress(ProcessLookupError):  # the guilty page was faster
                    os.kill(int(notes.read_text().split()[-1]), signal.SIGKILL)
                    kills += 1
    assert kills == 10
    assert row(found.pop("process-dies")) == ("process", "worker_died")
    assert sorted(found) == sorted(names)
    assert all(isinstance(answer, PackedPage) for answer in found.values())


def test_run_goes_on_when_the_process_that_starts_workers_is_killed(tmp_path: Path):
    notes = tmp_path / "notes"
    with closing(LocalEngine(noting_worker(notes), workers=2)) as engine:
        found = []
        for job, answer in engine.map([Job(file(f"{n}"), PROCESS) for n in range(60)]):
            found.append((job.file.path, type(answer)))
            if len(found) == 5:
                worker = int(notes.read_text().split()[-1])
                os.kill(parent_of(worker), signal.SIGKILL)
                os.kill(worker, signal.SIGKILL)
    assert sorted(found) == sorted((f"site/{n}", PackedPage) for n in range(60))


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()[1])


def test_workers_leave_when_the_parent_is_killed(tmp_path: Path):
    notes = tmp_path / "notes"
    command = [sys.executable, str(Path(__file__).with_name("engine_killed.py")), str(notes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert [parent.stdout.readline() for _ in range(2)] == ["answered\n"] * 2
        parent.kill()
    workers = {line.split()[2] for line in notes.read_text().splitlines()}
    deadline = time.monotonic() + 10
    while left := {pid for pid in workers if is_running(pid)}:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def is_running(pid: str) -> bool:
    try:
        return Path("/proc", pid, "stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def test_workers_leave_without_a_word(capfd: pytest.CaptureFixture[str]):
    answers(["a", "b"], workers=2)
    assert capfd.readouterr() == ("", "")
