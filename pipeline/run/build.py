"""A run from start to end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.collector import give_back
from pipeline.engine import (
    Job,
    PageBuild,
    Progress,
    build_pages,
)
from pipeline.engine.cache import PASSING
from pipeline.errors import ArgumentError
from pipeline.publish import (
    FileDifference,
    check_target,
    compare_folders,
    recover,
    replace_folder,
    side_folder,
)
from pipeline.run.engines import OpenEngine, open_engine
from pipeline.run.inputs import Inputs, fingerprint, gather, load_rules, open_cache
from pipeline.run.lock import sole_run
from pipeline.run.settings import Settings
from pipeline.run.state import keep_state, last_summary, list_decisions, stale_decisions
from pipeline.run.summary import Stopwatch, Summary, Tally

FAILURES = "failures.csv"
"""In the workshop: what breaks the contract, a row each."""
SPOOL = "spool"
"""In the workshop: a folder for tables while they are built."""


def run(settings: Settings, progress: Progress, *, engine: OpenEngine = open_engine) -> Summary:
    """Bring clean/ up to date with raw/, the rules and the decisions; all of it or nothing.

    Raises:
        ConfigurationError: a rule, decision, source, vocabulary or argument is broken; before any work.
        ValidationError: the tables break their contract; clean/ is as it was.
    """
    check_target(settings.clean)
    with sole_run(settings):
        recover(settings.clean)
        watch = Stopwatch(progress)
        inputs = gather(settings, watch)
        known = last_summary(settings, fingerprint(settings, inputs))
        return known or _rebuild(settings, inputs, watch, engine)


def check(settings: Settings, progress: Progress) -> tuple[FileDifference, ...]:
    """Rebuild everything from nothing, aside, and compare with clean/; none if they are alike.

    Raises:
        ArgumentError: there is no clean/.
        ValidationError: clean/ as it lies there breaks the contract.
        ConfigurationError, ValidationError: as `run`.
    """
    if not settings.clean.is_dir():
        raise ArgumentError("There is no such folder of tables.", where=str(settings.clean),
                            remedy="Run `winnow run` first, or name the folder with --clean.")  # fmt: skip
    from pipeline.publish import inspect_folder, report_failures  # noqa: PLC0415

    report_failures(inspect_folder(settings.clean), settings.workshop / FAILURES)
    with TemporaryDirectory(prefix="winnow-check-") as folder:
        rebuilt = Path(folder) / "clean"
        run(replace(settings, clean=rebuilt), progress)
        return compare_folders(settings.clean, rebuilt)


def _rebuild(settings: Settings, inputs: Inputs, watch: Stopwatch, engine: OpenEngine) -> Summary:
    cache = open_cache(settings, inputs)
    watch.begin("start")
    with closing(engine(settings, inputs.reviewed.in_force)) as opened:
        # The workers load their resources while this process loads what it needs later.
        if any(cache.find(Job(file)) is None for file in inputs.inventory.files):
            opened.start()
        rules = load_rules()
        from pipeline.publish import Background, Spool, assemble, write_tables  # noqa: PLC0415

        built = build_pages(inputs.inventory.files, opened, cache, watch)
    give_back()
    watch.begin("tables", len(built.jobs))
    tally = Tally()
    quarantined = (*inputs.inventory.quarantined, *built.quarantined)
    with Spool(settings.workshop / SPOOL) as spool:
        tables = assemble(
            tally.over(watch.over(built.pages())),
            Background(inputs.inventory.sources, quarantined, rules),
            spool=spool,
            listing=settings.workshop / FAILURES,
        )
        watch.begin("write")
        with _whole_or_gone(side_folder(settings.clean)) as aside:
            written = write_tables(tables, aside)
    replace_folder(aside, settings.clean)
    watch.end()
    cache.prune()
    inputs.containers.prune()
    summary = _conclude(settings, inputs, built, tally, watch)
    if not any(row.error_code in PASSING for row in built.quarantined):
        keep_state(settings, fingerprint(settings, inputs, written), summary)
    return summary


@contextmanager
def _whole_or_gone(folder: Path) -> Iterator[Path]:
    """Leave no half of a build where Control-C or a full disk ends the writing; a kill is for `recover`."""
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _conclude(
    settings: Settings, inputs: Inputs, built: PageBuild, tally: Tally, watch: Stopwatch
) -> Summary:
    stale = stale_decisions(inputs.reviewed, tally.heeded)
    list_decisions(settings, inputs.reviewed, stale)
    counts = tally.counts
    return Summary(
        documents=counts["documents"],
        processed=len(built.processed),
        cached=len(inputs.inventory.files) - len(built.processed),
        blocks=counts["blocks"],
        dropped=counts["dropped"],
        applied=counts["applied"],
        accepted=counts["accepted"],
        flagged=counts["flagged"],
        rejected=counts["rejected"],
        mentions=counts["mentions"],
        relations=counts["relations"],
        quarantined=len(inputs.inventory.quarantined) + len(built.quarantined),
        skipped=inputs.inventory.skipped_kinds(),
        stale=len(stale),
        disputed=len(inputs.reviewed.disputed),
        torn=inputs.reviewed.torn,
        seconds=tuple(watch.seconds),
    )
