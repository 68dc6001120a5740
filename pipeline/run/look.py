"""Runs that only look: what a run would do, and what becomes of one page.

They write nothing but, where raw/ holds containers not listed before, what each of these holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from pipeline.corpus import Observation
from pipeline.engine import Answer, Cache, Engine, Job, PackedPage, Progress, jobs_for, observe_files
from pipeline.errors import ArgumentError
from pipeline.model import Page, Quarantined, RawFile
from pipeline.publish import check_target
from pipeline.read.paths import printable
from pipeline.run.engines import OpenEngine, open_engine
from pipeline.run.inputs import gather, load_rules, open_cache
from pipeline.run.lock import check_workshop
from pipeline.run.settings import Settings
from pipeline.run.summary import Plan


def plan(settings: Settings, progress: Progress, *, engine: OpenEngine = open_engine) -> Plan:
    """What `run` would do; of its results it writes nothing.

    Raises:
        ConfigurationError: as `run`.
    """
    check_target(settings.clean)
    check_workshop(settings)
    inputs = gather(settings, progress)
    load_rules()
    cache = open_cache(settings, inputs, is_frozen=True)
    with closing(engine(settings, inputs.reviewed.in_force)) as opened:
        observed = observe_files(inputs.inventory.files, opened, cache, progress)
    progress.end()
    jobs, refused = _fold(observed, cache)
    known = {job.file.path: cache.find(job) for job in jobs}
    return Plan(
        to_process=tuple(sorted(path for path, answer in known.items() if answer is None)),
        cached=tuple(sorted(path for path, answer in known.items() if isinstance(answer, PackedPage))),
        quarantined=tuple(sorted(row.path for row in (*inputs.inventory.quarantined, *refused))),
    )


def page_at(settings: Settings, path: str, progress: Progress, *, engine: OpenEngine = open_engine) -> Page:
    """The page that a run makes of one raw file.

    Args:
        settings: as for `run`.
        path: the page as the tables name it, or its path on disk.
        progress: told how far the work has come.
        engine: opens the engine.

    Raises:
        ArgumentError: no such file, or it is in quarantine.
        ConfigurationError: as `run`.
    """
    inputs = gather(settings, progress)
    cache = open_cache(settings, inputs, is_frozen=True)
    named = {_listed_name(settings.raw, path), path}
    with closing(engine(settings, inputs.reviewed.in_force)) as opened:
        observed = observe_files(inputs.inventory.files, opened, cache, progress)
        jobs, failed = _fold(observed, cache)
        refused = [row for row in (*inputs.inventory.quarantined, *failed) if row.path in named]
        wanted = [job for job in jobs if job.file.path in named]
        answers: list[Answer] = [*refused] or [cache.find(job) or _ask(opened, job) for job in wanted]
    return _page(answers, path)


def _fold(
    observed: Mapping[RawFile, Observation | Quarantined], cache: Cache
) -> tuple[list[Job], list[Quarantined]]:
    """The jobs of the pages, with facts as a run has them: without pages that are known to fail."""
    refused = [found for found in observed.values() if isinstance(found, Quarantined)]
    corpus = {file: found for file, found in observed.items() if isinstance(found, Observation)}
    while True:
        jobs = jobs_for(corpus)
        failed = {job.file: row for job in jobs if isinstance(row := cache.find(job), Quarantined)}
        if not failed:
            return jobs, refused
        refused.extend(failed.values())
        corpus = {file: found for file, found in corpus.items() if file not in failed}


def _ask(engine: Engine, job: Job) -> Answer:
    [(_, answer)] = engine.map([job])
    return answer


def _page(answers: Sequence[Answer], path: str) -> Page:
    match answers:
        case [PackedPage() as packed]:
            return packed.unpack()
        case [Quarantined() as row]:
            raise ArgumentError(f"The page is in quarantine ({row.error_code}): {row.message}", where=path)
    raise ArgumentError("There is no such page.", where=path,
                        remedy="Name a file under --raw, as documents.csv lists it.")  # fmt: skip


def _listed_name(raw: Path, path: str) -> str | None:
    """How the tables name a path on disk, perhaps with `#` and an address; None if it is not under raw."""
    file, mark, member = path.partition("#")
    place, root = (Path(os.path.abspath(name)) for name in (file, raw))  # noqa: PTH100 - links stay links
    if not place.is_relative_to(root):
        return None
    return printable(place.relative_to(root).as_posix() + mark + member)
