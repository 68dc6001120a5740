"""All that a run reads, checked before any work."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.engine import Cache, Progress, code_digest, folder_digest, page_code_digest
from pipeline.engine.fingerprint import ROOT
from pipeline.errors import ArgumentError
from pipeline.model import Rule, content_id
from pipeline.read import Inventory, KeptListings, inventory
from pipeline.review import LoadedDecisions, load_decisions
from pipeline.run.settings import Settings

LISTING_CODE = (
    "__init__.py", "errors.py", "lazy.py", "model/__init__.py", "model/clean.py", "model/document.py",
    "model/edits.py", "model/found.py", "model/keys.py", "model/kinds.py", "model/page.py", "model/raw.py",
    "read/__init__.py", "read/binary.py", "read/compression.py", "read/limits.py",
)  # fmt: skip
"""What lists containers beside `read/containers/` itself; paths in `pipeline/`."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The raw files and what the reviewers decided."""

    inventory: Inventory
    reviewed: LoadedDecisions
    containers: KeptListings


def gather(settings: Settings, progress: Progress) -> Inputs:
    """Take the inventory and load the decisions; where containers are not known yet, a stage of its own.

    Raises:
        ArgumentError: the raw folder is missing or empty.
        SourceError, DecisionError: a `source.toml` or a decision file is broken.
        ConfigurationError: what is kept of containers cannot be written.
    """
    reviewed = load_decisions(settings.decisions)
    stage = _ListStage(progress)
    containers = KeptListings(settings.containers, listing_code_digest(), stage.advance)
    with closing(stage):
        found = inventory(settings.raw, containers)
    if not found.files and not found.quarantined:
        raise ArgumentError("The raw folder holds no pages.", where=str(settings.raw),
                            remedy="Put pages under <raw>/<source>/ beside a source.toml.")  # fmt: skip
    return Inputs(found, reviewed, containers)


class _ListStage:
    """The stage `list`, begun with the first container that has to be listed."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._is_begun = False

    def advance(self, pages: int) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._progress.begin("list")
        self._progress.advance(pages)

    def close(self) -> None:
        if self._is_begun:
            self._progress.end()


def fingerprint(settings: Settings, inputs: Inputs, written: Mapping[str, str] = MappingProxyType({})) -> str:
    """Digest of all that decides what clean/ holds, and of what it holds now.

    Args:
        settings: of the run.
        inputs: of the run.
        written: SHA-256 of files in clean/ that this run wrote, by name.
    """
    return content_id(
        code_digest(), settings.comments, _own_terms(settings), folder_digest(settings.clean, written),
        inputs.inventory, inputs.reviewed,
    )  # fmt: skip


def open_cache(settings: Settings, inputs: Inputs, *, is_frozen: bool = False) -> Cache:
    """The results of earlier runs; a frozen cache takes no new ones."""
    decisions = inputs.reviewed.in_force
    made_by = content_id(page_code_digest(), settings.comments, _own_terms(settings))
    return Cache(settings.cache, decisions, made_by, is_frozen=is_frozen)


def _own_terms(settings: Settings) -> str:
    return folder_digest(settings.vocabulary) if settings.vocabulary else ""


def listing_code_digest() -> str:
    """Digest of what lists containers: no other change makes a crawl of many gigabytes be listed again."""
    pipeline = ROOT / "pipeline"
    files = [hashlib.sha256((pipeline / name).read_bytes()).hexdigest() for name in LISTING_CODE]
    return content_id(folder_digest(pipeline / "read" / "containers"), *files)


def load_rules() -> tuple[Rule, ...]:
    """The rules of all stages.

    Raises:
        RuleError: a rule file is broken.
    """
    from pipeline import correct, extract, strip  # noqa: PLC0415 - heavy, and not needed if nothing changed

    return (*strip.stage_rules(), *correct.stage_rules(), *extract.stage_rules())
