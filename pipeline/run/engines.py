"""The engines by name. To add one, implement `pipeline.engine.Engine` and name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pipeline.engine import BuildWorker, Engine, LocalEngine, document_worker
from pipeline.errors import ArgumentError
from pipeline.model import Decisions
from pipeline.run.settings import Settings

OpenEngine = Callable[[Settings, Decisions], Engine]


def _local(settings: Settings, decisions: Decisions) -> Engine:
    return LocalEngine(_worker(settings, decisions), workers=settings.workers)


def _daft(settings: Settings, decisions: Decisions) -> Engine:
    try:
        from pipeline.engine.distributed import DaftEngine  # noqa: PLC0415 - heavy, and an extra
    except ModuleNotFoundError as error:
        raise ArgumentError("The engine `daft` is not installed.", where="--engine",
                            remedy="Install Winnow with the extra `scale`.") from error  # fmt: skip
    return DaftEngine(_worker(settings, decisions), workers=settings.workers)


def _worker(settings: Settings, decisions: Decisions) -> BuildWorker:
    own_terms = settings.vocabulary.resolve() if settings.vocabulary else None
    return partial(
        document_worker, settings.raw.resolve(), dict(decisions), settings.comments, own_terms=own_terms
    )


ENGINES: Mapping[str, OpenEngine] = {"local": _local, "daft": _daft}


def open_engine(settings: Settings, decisions: Decisions) -> Engine:
    """The engine that the settings name.

    Raises:
        ArgumentError: there is none of that name.
    """
    if settings.engine not in ENGINES:
        raise ArgumentError(f"There is no engine `{settings.engine}`.", where="--engine",
                            remedy=f"Use one of: {', '.join(ENGINES)}.")  # fmt: skip
    return ENGINES[settings.engine](settings, decisions)
