"""Raw files to pages: observe all, fold the facts, process each; what an earlier run found is reused."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corpus import Observation, facts_for, reduce
from pipeline.engine.cache import Cache
from pipeline.engine.packing import PackedPage
from pipeline.engine.progress import Progress
from pipeline.engine.protocol import Answer, Engine, Job
from pipeline.errors import ConfigurationError
from pipeline.model import Facts, Page, Quarantined, RawFile


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
    asked = _Answers(engine, cache, progress).ask(map(Job, files))
    return {job.file: answer for job, answer in asked if not isinstance(answer, PackedPage)}


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
    observed = observe_files(files, engine, cache, progress)
    quarantined = [answer for answer in observed.values() if isinstance(answer, Quarantined)]
    corpus = {file: answer for file, answer in observed.items() if isinstance(answer, Observation)}
    progress.begin("process", len(corpus))
    answers = _Answers(engine, cache, progress)
    while True:
        jobs = jobs_for(corpus)
        deque(answers.ask(jobs), maxlen=0)
        failed = {job.file: answer for job in jobs if (answer := answers.refused.get(job))}
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


class _Answers:
    """Answers to jobs, from the cache or else from the engine; of pages only that they are there is kept."""

    def __init__(self, engine: Engine, cache: Cache, progress: Progress) -> None:
        self.worked_on: set[str] = set()
        self.refused: dict[Job, Quarantined] = {}
        self._done: set[Job] = set()
        self._engine = engine
        self._cache = cache
        self._progress = progress

    def ask(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        """Answer those jobs that were not asked for before."""
        for job, answer in self._answers([job for job in jobs if job not in self._done]):
            self._done.add(job)
            if isinstance(answer, Quarantined):
                self.refused[job] = answer
            self._progress.advance()
            yield job, answer

    def _answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        missing = []
        for job in jobs:
            if answer := self._cache.find(job):
                yield job, answer
            else:
                missing.append(job)
        for job, answer in self._engine.map(missing):
            self._cache.store(job, answer)
            self.worked_on.add(job.file.path)
            yield job, answer
