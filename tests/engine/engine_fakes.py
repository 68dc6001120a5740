"""A worker without models, which does what a file's name asks for, and an engine in this process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.corpus import Observation, observe
from pipeline.engine import Answer, Job
from pipeline.engine.worker import answer
from pipeline.errors import EmptyFile, VocabularyError
from pipeline.model import CleanText, Document, Edit, Facts, Page, RawFile


def file(name: str, text: str = "Text", source: str = "site") -> RawFile:
    return RawFile(path=f"{source}/{name}", source_id=source, size=len(text), sha256=text)


def page(document: Document, facts: Facts, edit_ids: tuple[str, ...] = ()) -> Page:
    edits = tuple(
        Edit(id=key, document_id=document.id, block_index=0, start=0, end=1, before="T", after="t",
             rule_id="rule", kind="other", confidence=1.0, status="flagged", context_before="",
             context_after="", reason="", evidence="")
        for key in edit_ids
    )  # fmt: skip
    return Page(
        document=document, duplicate_of=facts.duplicate_of, blocks=(), asked_rules=("rule",), heeded=(),
        edits=edits, clean=CleanText(document.id, None, ()), mentions=(), concepts=(), topic_concept_id=None,
        relations=(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FakeWorker:
    """Reads a file's text from its digest; fails as its name says: `<phase>-<how>...`."""

    notes: Path | None = None

    def observe(self, file: RawFile) -> Observation:
        self._misbehave("observe", file)
        return observe(self._document(file))

    def process(self, file: RawFile, facts: Facts) -> Page:
        self._misbehave("process", file)
        return page(self._document(file), facts)

    def process_all(self, asked: Sequence[tuple[RawFile, Facts]]) -> list[Page]:
        return [self.process(file, facts) for file, facts in asked]

    def _document(self, file: RawFile) -> Document:
        return Document(
            id=file.path, source_id=file.source_id, path=file.path, title=None, url=None,
            media_type="text/plain", language="en", encoding="utf-8", raw_sha256=file.sha256,
            text=file.sha256,
        )  # fmt: skip

    def _misbehave(self, phase: str, file: RawFile) -> None:
        name = file.path.rpartition("/")[2]
        if self.notes:
            with self.notes.open("a") as stream:
                stream.write(f"{phase} {name} {os.getpid()}\n")
        if name.startswith(f"{phase}-dies"):
            os._exit(3)
        if name.startswith(f"{phase}-hangs"):
            time.sleep(600)
        if name.startswith(f"{phase}-spins"):
            while True:
                pass
        if name.startswith(f"{phase}-raises"):
            raise KeyError(f"broken at {object()!r}")
        if name.startswith(f"{phase}-is-refused"):
            raise EmptyFile("The file has no bytes.", remedy="Fetch it again.")
        if name.startswith(f"{phase}-hoards"):
            bytearray(64 << 30)
        if name.startswith("stumbles"):
            self._die_once(name)

    def _die_once(self, name: str) -> None:
        assert self.notes
        if self.notes.read_text().count(f" {name} ") == 1:
            os._exit(3)


def broken_worker() -> FakeWorker:
    raise VocabularyError("The vocabulary is broken.", where="vocabulary.tsv", remedy="Restore it.")


def crashing_worker() -> FakeWorker:
    os._exit(3)


def counted_worker(loads: Path) -> FakeWorker:
    with loads.open("a") as stream:
        stream.write("load\n")
    return FakeWorker()


def noting_worker(notes: Path) -> partial[FakeWorker]:
    return partial(FakeWorker, notes)


class HereEngine:
    """Answers jobs in this process, and remembers them."""

    def __init__(self, worker: object = None) -> None:
        self.worker = worker or FakeWorker()
        self.jobs: list[Job] = []

    batch_bytes = 20

    def start(self) -> None:
        pass

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        for job in jobs:
            self.jobs.append(job)
            yield job, answer(self.worker, job)

    def close(self) -> None:
        pass


class SilentProgress:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None = None) -> None:
        pass

    def advance(self, steps: float = 1) -> None:
        pass

    def end(self) -> None:
        pass
