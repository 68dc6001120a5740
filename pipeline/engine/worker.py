"""The worker that reads and processes documents, and what becomes of its failures."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING

from pipeline.collector import loading_for_good
from pipeline.corpus import Observation, observe
from pipeline.engine.packing import pack
from pipeline.engine.protocol import Answer, Job, Worker
from pipeline.errors import ConfigurationError, InputError, ProcessingFailed
from pipeline.model import CommentPolicy, Decisions, Document, Facts, Page, Quarantined, RawFile

if TYPE_CHECKING:
    from pipeline.resources import Resources

KEPT_BYTES = 8 << 20
"""Bytes of raw files whose documents a worker keeps. Those of real pages take about as much memory, those of
short pages ten times as much."""
AT_WORK = ("pipeline.process", "pipeline.read.document", "pipeline.read.html")
"""Modules that the first page asks for: what is loaded before workers are forked is loaded once for all."""
STAGES = frozenset({"read", "strip", "correct", "extract"})
MAX_MESSAGE = 300
_ADDRESS = re.compile(r"0x[0-9a-f]{4,16}")


class DocumentWorker:
    """Observes and processes the files under one raw folder; what it observed it keeps for a while."""

    def __init__(self, raw: Path, resources: Resources) -> None:
        """Set up.

        Args:
            raw: the raw folder.
            resources: rules, models, vocabulary and decisions.
        """
        self.resources = resources
        self._raw = raw
        self._kept: OrderedDict[RawFile, Document] = OrderedDict()
        self._kept_bytes = 0

    def observe(self, file: RawFile) -> Observation:
        """Read one file for the corpus facts."""
        document = self._read(file)
        self._keep(file, document)
        return observe(document)

    def process(self, file: RawFile, facts: Facts) -> Page:
        """Take one file through all steps."""
        (page,) = self.process_all([(file, facts)])
        return page

    def process_all(self, asked: Sequence[tuple[RawFile, Facts]]) -> list[Page]:
        """Take some files through all steps."""
        from pipeline.process import process_all  # noqa: PLC0415

        documents = ((self._taken(file) or self._read(file), facts) for file, facts in asked)
        return process_all(documents, self.resources)

    def _read(self, file: RawFile) -> Document:
        from pipeline.read import read_document  # noqa: PLC0415

        return read_document(self._raw, file)

    def _taken(self, file: RawFile) -> Document | None:
        document = self._kept.pop(file, None)
        if document:
            self._kept_bytes -= file.size
        return document

    def _keep(self, file: RawFile, document: Document) -> None:
        self._taken(file)  # a file that is observed again counts once
        self._kept[file] = document
        self._kept_bytes += file.size
        while self._kept_bytes > KEPT_BYTES:
            oldest, _ = self._kept.popitem(last=False)
            self._kept_bytes -= oldest.size


def document_worker(
    raw: Path, decisions: Decisions, comments: CommentPolicy, *, own_terms: Path | None = None
) -> Worker:
    """Load all resources; the heavy imports happen here, so that this module stays cheap to import.

    Raises:
        RuleError, VocabularyError: a rule file, vocabulary or model is broken.
    """
    with loading_for_good():
        for module in AT_WORK:
            import_module(module)
        from pipeline.resources import load_resources  # noqa: PLC0415

        return DocumentWorker(raw, load_resources(decisions, comments=comments, own_terms=own_terms))


def answer_all(worker: Worker, jobs: Sequence[Job]) -> list[Answer]:
    """Do some jobs: those of files to be processed together, and one by one if that fails.

    Raises:
        ConfigurationError, MemoryError: see `answer`.
    """
    asked = [(job.file, job.facts) for job in jobs if job.facts is not None]
    if len(asked) < max(len(jobs), 2):
        return [answer(worker, job) for job in jobs]
    try:
        return [pack(page) for page in worker.process_all(asked)]
    except (ConfigurationError, MemoryError):
        raise
    except Exception:
        pass  # nobody knows which of them is to blame; while this is handled, all of them are kept
    return [answer(worker, job) for job in jobs]


def answer(worker: Worker, job: Job) -> Answer:
    """Do one job; whatever goes wrong with the document becomes the reason for its quarantine.

    Raises:
        ConfigurationError: not the document is at fault, but what the run depends on.
        MemoryError: the process is full, perhaps of earlier documents, and of no more use.
    """
    try:
        if job.facts is None:
            return worker.observe(job.file)
        return pack(worker.process(job.file, job.facts))
    except InputError as error:
        return quarantine(job, error, stage=_failing_stage(error))
    except (ConfigurationError, MemoryError):
        raise
    except Exception as error:
        failure = ProcessingFailed(_describe(error))
        return quarantine(job, failure, stage=_failing_stage(error))


def quarantine(job: Job, error: InputError, *, stage: str | None = None) -> Quarantined:
    """The row that says why a job's file yielded nothing.

    Args:
        job: the job that failed.
        error: why.
        stage: the stage that failed; by default the phase, `observe` or `process`.
    """
    phase = "observe" if job.facts is None else "process"
    return Quarantined(
        path=job.file.path,
        raw_sha256=job.file.sha256,
        stage=stage or phase,
        error_code=error.code,
        message=f"{error.message} {error.remedy}".strip(),
    )


def _failing_stage(error: Exception) -> str | None:
    """The last stage whose code the exception came through."""
    names = (frame.f_globals.get("__name__", "").split(".") for frame, _ in walk_tb(error.__traceback__))
    stages = [name[1] for name in names if name[0] == "pipeline" and name[1:2] and name[1] in STAGES]
    return stages[-1] if stages else None


def _describe(error: Exception) -> str:
    """Say what was raised and where, the same on every run: no addresses, bounded length."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    place = f"{type(error).__name__} in {frame.f_globals.get('__name__', '?')}, line {line}"
    text = f"{place}: {error}" if str(error) else place
    return _ADDRESS.sub("0x", text)[:MAX_MESSAGE] + "."
