"""An engine whose pages are their lines, kept as they are: no models, so that a run takes little time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import Observation, observe
from pipeline.correct import apply
from pipeline.engine import Answer, Job
from pipeline.engine.worker import answer
from pipeline.model import Decisions, Facts, Page, RawFile
from pipeline.read import read_document
from pipeline.run import Settings
from pipeline.strip import segment


@dataclass(frozen=True)
class PlainWorker:
    """Segments, and nothing else; takes some time over it."""

    raw: Path
    seconds: float = 0.01

    def observe(self, file: RawFile) -> Observation:
        return observe(read_document(self.raw, file))

    def process(self, file: RawFile, facts: Facts) -> Page:
        time.sleep(self.seconds)
        document = read_document(self.raw, file)
        blocks = segment(document)
        return Page(
            document=document, duplicate_of=facts.duplicate_of, blocks=blocks, asked_rules=(), heeded=(),
            edits=(), clean=apply(document, blocks, ()), mentions=(), concepts=(), topic_concept_id=None,
            relations=(),
        )  # fmt: skip


@dataclass
class PlainEngine:
    """Answers jobs in this process."""

    worker: PlainWorker | None = None

    def __call__(self, settings: Settings, decisions: Decisions) -> PlainEngine:
        self.worker = PlainWorker(settings.raw)
        return self

    batch_bytes = 100

    def start(self) -> None:
        pass

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        for job in jobs:
            yield job, answer(self.worker, job)

    def close(self) -> None:
        pass
