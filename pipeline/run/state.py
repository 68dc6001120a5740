"""What the last run left: so that a run with nothing to do is told at once."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import replace

import msgspec

from pipeline.model import Decision
from pipeline.review import LoadedDecisions
from pipeline.run.settings import Settings
from pipeline.run.summary import Summary

COLUMNS = (
    "problem", "key", "kind", "scope", "reviewer", "action", "before", "after", "rule_id", "path",
    "source_id", "time",
)  # fmt: skip


class _State(msgspec.Struct, frozen=True):
    fingerprint: str
    summary: Summary


def last_summary(settings: Settings, fingerprint: str) -> Summary | None:
    """The figures of the last run, if its inputs, its code and its result are still the same."""
    try:
        state = msgspec.json.decode((settings.workshop / "state.json").read_bytes(), type=_State)
    except (OSError, msgspec.DecodeError):
        return None
    if state.fingerprint != fingerprint:
        return None
    files = state.summary.processed + state.summary.cached
    return replace(state.summary, is_unchanged=True, processed=0, cached=files, seconds=())


def keep_state(settings: Settings, fingerprint: str, summary: Summary) -> None:
    """Remember a run's figures under what they depend on."""
    aside = settings.workshop / "state.json.new"
    aside.write_bytes(msgspec.json.encode(_State(fingerprint, summary)))
    aside.replace(settings.workshop / "state.json")


def stale_decisions(reviewed: LoadedDecisions, heeded: Collection[str]) -> list[Decision]:
    """The decisions that met nothing: the text has gone, or the rule finds it no longer."""
    return [decision for key, decision in reviewed.decisions.items() if key not in heeded]


def list_decisions(settings: Settings, reviewed: LoadedDecisions, stale: Collection[Decision]) -> None:
    """Write what became of each decision to `decisions.csv` in the workshop; those without effect come first.

    `problem` is `stale`, `disputed` or, of a decision that is applied, empty.
    """
    rows = [("stale", decision) for decision in stale]
    rows += [("disputed", decision) for dispute in reviewed.disputed for decision in dispute.decisions]
    gone = {decision.key for decision in stale}
    rows += [("", decision) for key, decision in reviewed.decisions.items() if key not in gone]
    aside = settings.workshop / "decisions.csv.new"
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for problem, decision in rows:
            writer.writerow([problem, *(getattr(decision, column) for column in COLUMNS[1:])])
    aside.replace(settings.workshop / "decisions.csv")
