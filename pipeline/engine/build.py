"""Raw files to pages: observe, fold the facts, process; what an earlier run found is reused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.corpus import Observation, facts_for, reduce
from pipeline.engine.cache import Cache
from pipeline.engine.packing import PackedPage
from pipeline.engine.progress import Progress
from pipeline.engine.protocol import Answer, Engine, Job
from pipeline.errors import ConfigurationError
from pipeline.model import Facts, Page, Quarantined, RawFile

OBSERVING = 0.25
"""Part of the work on a page that is done when it is observed; about so much, and sums of it are exact."""


@dataclass(frozen=True, slots=True)
class PageBuild:
    """What became of the raw files; each yielded a page or is in `quarantined`."""

    jobs: tuple[Job, ...]
    """Those that yielded pages, by path."""
    quarantined: tuple[Quarantined, ...]
    processed: tuple[str, ...]
    """Paths that were worked on now; the others were known from an earlier run."""
    _cache: Cache

    def pages(self) -> Iterator[Page]:
        """Read the pages one by one, by path; they lie on disk, for they may be many.

        Raises:
            ConfigurationError: one of them has gone, or was damaged.
        """
        for job in self.jobs:
            packed = self._cache.find(job)
            if not isinstance(packed, PackedPage):
                raise ConfigurationError("A result was lost between two stages.", where=job.file.path,
                                         remedy="Run again; check the disk if it happens again.")  # fmt: skip
            yield packed.unpack()


def observe_files(
    files: Sequence[RawFile], engine: Engine, cache: Cache, progress: Progress
) -> dict[RawFile, Observation | Quarantined]:
    """Observe every file, or say why it cannot be."""
    progress.begin("observe", len(files))
    observed = {}
    for job, answer in _Answers(engine, cache).ask(map(Job, files)):
        progress.advance()
        if not isinstance(answer, PackedPage):
            observed[job.file] = answer
    return observed


def jobs_for(observed: Mapping[RawFile, Observation]) -> list[Job]:
    """The jobs that process the observed files, with what they say about each other."""
    corpus = reduce(observed.values())
    alike: dict[Facts, Facts] = {}  # most pages of a site share theirs
    return [
        Job(file, alike.setdefault(facts, facts))
        for file, facts in ((file, facts_for(observation, corpus)) for file, observation in observed.items())
    ]


def build_pages(files: Sequence[RawFile], engine: Engine, cache: Cache, progress: Progress) -> PageBuild:
    """Take files to pages.

    A source's files are observed, and their pages processed at once with what they say about each other,
    while the workers still have what they read. What all sources say together is known in the end: pages
    that it concerns, copies for the most part, are processed again.

    A document that fails while it is processed is no part of the corpus: the facts are folded again
    without it, so that no page is a duplicate of one that is not there.

    Args:
        files: what the inventory found.
        engine: does the work that the cache does not spare.
        cache: results of earlier runs; new ones are stored.
        progress: told how far the work has come.

    Raises:
        ConfigurationError: a worker cannot be built.
    """
    answers = _Answers(engine, cache)
    done = _Done(progress, len(files))
    corpus: dict[RawFile, Observation] = {}
    quarantined: list[Quarantined] = []
    for batch in _batches(files, engine.batch_bytes):
        observed = {}
        for job, answer in answers.ask(map(Job, batch)):
            if isinstance(answer, Observation):
                observed[job.file] = answer
                done.observe(job)
            elif isinstance(answer, Quarantined):
                quarantined.append(answer)
                done.add(job)
        corpus |= observed
        done.add_all(answers.ask(job for job in jobs_for(observed) if job.file.path in answers.observed))
    while True:
        jobs = jobs_for(corpus)
        done.add_all(answers.ask(jobs))
        failed = {job.file: row for job in jobs if (row := answers.refused.get(job))}
        if not failed:
            break
        quarantined.extend(failed.values())
        corpus = {file: observation for file, observation in corpus.items() if file not in failed}
    return PageBuild(
        jobs=tuple(sorted(jobs, key=lambda job: job.file.path)),
        quarantined=tuple(sorted(quarantined, key=lambda row: row.path)),
        processed=tuple(sorted(answers.worked_on)),
        _cache=cache,
    )


def _batches(files: Iterable[RawFile], most: int) -> Iterator[list[RawFile]]:
    """Files of whole sources, so many bytes at most, unless one source has more."""
    batch: list[RawFile] = []
    size = 0
    for _, source in groupby(sorted(files, key=lambda file: (file.source_id, file.path)), _source):
        members = list(source)
        more = sum(file.size for file in members)
        if batch and size + more > most:
            yield batch
            batch, size = [], 0
        batch += members
        size += more
    if batch:
        yield batch


def _source(file: RawFile) -> str:
    return file.source_id


class _Done:
    """Tells the progress of each file once, however often it is worked on."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._left: dict[RawFile, float] = {}
        """Of files that are begun, the part of the work that is to be done."""
        progress.begin("process", total)

    def observe(self, job: Job) -> None:
        """A file is observed."""
        self._note(job.file, left=1 - OBSERVING)

    def add(self, job: Job) -> None:
        """A file is done."""
        self._note(job.file, left=0.0)

    def _note(self, file: RawFile, *, left: float) -> None:
        before = self._left.get(file, 1.0)
        if left < before:
            self._left[file] = left
            self._progress.advance(before - left)

    def add_all(self, answered: Iterable[tuple[Job, Answer]]) -> None:
        """Files are done, one after another."""
        for job, _ in answered:
            self.add(job)


class _Answers:
    """Answers to jobs, from the cache or else from the engine; of pages only that they are there is kept."""

    def __init__(self, engine: Engine, cache: Cache) -> None:
        self.observed: set[str] = set()
        """Paths of the files that the engine observed now."""
        self.worked_on: set[str] = set()
        """Paths of those that it processed, or found that they cannot be."""
        self.refused: dict[Job, Quarantined] = {}
        self._done: set[Job] = set()
        self._engine = engine
        self._cache = cache

    def ask(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer those jobs that were not asked for before."""
        missing = []
        for job in jobs:
            if job in self._done:
                continue
            if answer := self._cache.find(job):
                yield self._note(job, answer)
            else:
                missing.append(job)
        for job, answer in self._engine.map(missing):
            self._cache.store(job, answer)
            is_observed = isinstance(answer, Observation)
            (self.observed if is_observed else self.worked_on).add(job.file.path)
            yield self._note(job, answer)

    def _note(self, job: Job, answer: Answer) -> tuple[Job, Answer]:
        self._done.add(job)
        if isinstance(answer, Quarantined):
            self.refused[job] = answer
        return job, answer
