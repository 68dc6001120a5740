"""Raw files to pages: observe all, fold the facts, process each; what an earlier run found is reused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corpus import Observation, facts_for, reduce
from pipeline.engine.cache import Cache
from pipeline.engine.packing import PackedPage
from pipeline.engine.progress import Progress
from pipeline.engine.protocol import Answer, Engine, Job
from pipeline.model import Page, Quarantined, RawFile


@dataclass(frozen=True, slots=True)
class PageBuild:
    """What became of the raw files; each is in `packed` or in `quarantined`."""

    packed: Mapping[str, PackedPage]
    """By path."""
    quarantined: tuple[Quarantined, ...]
    processed: tuple[str, ...]
    """Paths that were worked on now; the others were known from an earlier run."""

    def pages(self) -> Iterator[Page]:
        """Unpack the pages one by one, by path."""
        return (self.packed[path].unpack() for path in sorted(self.packed))


def observe_files(
    files: Sequence[RawFile], engine: Engine, cache: Cache, progress: Progress
) -> dict[RawFile, Observation | Quarantined]:
    """Observe every file, or say why it cannot be."""
    progress.begin("observe", len(files))
    answers = _Answers(engine, cache, progress)
    answers.ask(map(Job, files))
    return {job.file: answer for job, answer in answers.found.items() if not isinstance(answer, PackedPage)}


def jobs_for(observed: Mapping[RawFile, Observation]) -> list[Job]:
    """The jobs that process the observed files, with what they say about each other."""
    corpus = reduce(observed.values())
    return [Job(file, facts_for(observation, corpus)) for file, observation in observed.items()]


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
        answers.ask(jobs)
        failed = {job.file: answer for job in jobs if isinstance(answer := answers.found[job], Quarantined)}
        if not failed:
            break
        quarantined.extend(failed.values())
        corpus = {file: observation for file, observation in corpus.items() if file not in failed}
    pages = {job.file.path: answers.found[job] for job in jobs}
    return PageBuild(
        packed={path: page for path, page in pages.items() if isinstance(page, PackedPage)},
        quarantined=tuple(sorted(quarantined, key=lambda row: row.path)),
        processed=tuple(sorted(answers.worked_on)),
    )


class _Answers:
    """Answers to jobs, each asked for once, from the cache or else from the engine."""

    def __init__(self, engine: Engine, cache: Cache, progress: Progress) -> None:
        self.found: dict[Job, Answer] = {}
        self.worked_on: set[str] = set()
        self._engine = engine
        self._cache = cache
        self._progress = progress

    def ask(self, jobs: Iterable[Job]) -> None:
        missing = []
        for job in jobs:
            if job in self.found:
                continue
            if answer := self._cache.find(job):
                self.found[job] = answer
                self._progress.advance()
            else:
                missing.append(job)
        for job, answer in self._engine.map(missing):
            self._cache.store(job, answer)
            self.found[job] = answer
            self.worked_on.add(job.file.path)
            self._progress.advance()
