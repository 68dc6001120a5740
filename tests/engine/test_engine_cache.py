from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from engine_fakes import FakeWorker, file, page

from pipeline.engine import Cache, Job, fingerprint
from pipeline.engine.packing import PackedPage, pack
from pipeline.model import Decision, Facts, Quarantined

JOB = Job(file("a.txt"), Facts())


def packed(*edit_ids: str) -> PackedPage:
    return pack(page(FakeWorker()._document(JOB.file), Facts(), edit_ids))


def decision(scope: str = "place", action: str = "accept", **changes: str) -> Decision:
    named = {"rule_id": "rule", "path": JOB.file.path, "source_id": JOB.file.source_id} | changes
    return Decision(id="1", time="2026-01-01T00:00:00Z", reviewer="ann", key="k", action=action, scope=scope,
                    before="T", after="t", **named)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def keep(folder: Path, answer: object, job: Job = JOB, decisions: object = None, code: str = "1") -> None:
    Cache(folder, decisions or {}, code).store(job, answer)


def found(folder: Path, job: Job = JOB, decisions: object = None, code: str = "1") -> object:
    return Cache(folder, decisions or {}, code).find(job)


def quarantined(code: str) -> Quarantined:
    return Quarantined("site/a.txt", "0", "process", code, "It failed.")


def test_stored_page_is_found_and_unpacks_to_itself(folder: Path):
    keep(folder, packed("k"))
    answer = found(folder)
    assert answer == packed("k")
    assert answer.unpack() == page(FakeWorker()._document(JOB.file), Facts(), ("k",))


def test_observation_is_found(folder: Path):
    job = Job(JOB.file)
    keep(folder, FakeWorker().observe(job.file), job)
    assert found(folder, job) == FakeWorker().observe(job.file)
    assert found(folder) is None


@pytest.mark.parametrize(
    "job",
    [
        Job(file("a.txt", text="Other"), Facts()),
        Job(file("b.txt"), Facts()),
        Job(JOB.file, Facts(frozenset("a"))),
        Job(JOB.file, Facts(duplicate_of="a")),
        Job(JOB.file),
    ],
    ids=["bytes", "path", "repeated lines", "duplicate", "phase"],
)
def test_other_job_is_not_found(folder: Path, job: Job):
    keep(folder, packed())
    assert found(folder, job) is None


def test_other_code_is_not_found(folder: Path):
    keep(folder, packed())
    assert found(folder, code="2") is None


@pytest.mark.parametrize("scope", ["place", "source", "rule"])
def test_decision_that_may_concern_the_page_voids_its_entry(folder: Path, scope: str):
    keep(folder, packed("k"))
    assert found(folder, decisions={"k": decision(scope)}) is None


@pytest.mark.parametrize(
    "elsewhere",
    [decision(path="site/b.txt"), decision("source", source_id="other"), decision("rule", rule_id="other")],
    ids=["page", "source", "rule"],
)
def test_decision_on_something_else_leaves_the_entry(folder: Path, elsewhere: Decision):
    keep(folder, packed("k"))
    assert found(folder, decisions={"k": elsewhere}) is not None


def test_decision_on_a_rule_that_once_acted_on_the_page_voids_its_entry(folder: Path):
    decided = {"k": decision("rule", "reject")}
    keep(folder, packed("k"))
    made = page(FakeWorker()._document(JOB.file), Facts())
    keep(folder, pack(replace(made, asked_rules=())), decisions=decided)
    assert found(folder, decisions=decided) is not None
    assert found(folder) is None


def test_lasting_failure_is_found_again(folder: Path):
    keep(folder, quarantined("processing_failed"))
    assert found(folder) == quarantined("processing_failed")


@pytest.mark.parametrize("code", ["time_limit", "worker_died", "unreadable_file"])
def test_passing_failure_is_not_kept(folder: Path, code: str):
    keep(folder, quarantined(code))
    assert found(folder) is None


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"\0" + b[41:]])
def test_broken_entry_is_no_entry(folder: Path, harm):
    keep(folder, packed("k"))
    [path] = folder.glob("??/*")
    path.write_bytes(harm(path.read_bytes()))
    assert found(folder) is None


def test_prune_keeps_what_was_found_or_stored(folder: Path):
    other, third = Job(file("b.txt"), Facts()), Job(file("c.txt"), Facts())
    for job in (JOB, other):
        keep(folder, packed(), job)
    cache = Cache(folder, {}, "1")
    cache.find(JOB)
    cache.store(third, packed())
    cache.prune()
    assert [found(folder, job) is not None for job in (JOB, other, third)] == [True, False, True]


def test_frozen_cache_stores_nothing(folder: Path):
    Cache(folder, {}, "1", is_frozen=True).store(JOB, packed())
    assert not folder.exists()


def test_another_version_of_a_package_gives_another_digest(monkeypatch: pytest.MonkeyPatch):
    def digest() -> str:
        fingerprint._installed.cache_clear()
        return fingerprint._digest(Path(), [])

    before = digest()
    with monkeypatch.context() as patch:
        patch.setattr(fingerprint, "_version", lambda name: "0")
        assert digest() != before
    assert digest() == before
