"""The engines by name. To add one, implement `pipeline.engine.Engine` and name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pipeline.engine import Engine, LocalEngine, document_worker
from pipeline.errors import ArgumentError
from pipeline.model import Decisions
from pipeline.run.settings import Settings

OpenEngine = Callable[[Settings, Decisions], Engine]


def _local(settings: Settings, decisions: Decisions) -> Engine:
    own_terms = settings.vocabulary.resolve() if settings.vocabulary else None
    build = partial(
        document_worker, settings.raw.resolve(), dict(decisions), settings.comments, own_terms=own_terms
    )
    return LocalEngine(build, workers=settings.workers)


ENGINES: Mapping[str, OpenEngine] = {"local": _local}


def open_engine(settings: Settings, decisions: Decisions) -> Engine:
    """The engine that the settings name.

    Raises:
        ArgumentError: there is none of that name.
    """
    if settings.engine not in ENGINES:
        raise ArgumentError(f"There is no engine `{settings.engine}`.", where="--engine",
                            remedy=f"Use one of: {', '.join(ENGINES)}.")  # fmt: skip
    return ENGINES[settings.engine](settings, decisions)
