"""What `winnow run` prints."""

from __future__ import annotations

import sys

from pipeline.cli.layout import show_some, show_table
from pipeline.run import Plan, Settings, Summary
from pipeline.terminal import shown


def show_summary(summary: Summary, settings: Settings) -> None:
    """Print the figures of a run."""
    if summary.is_unchanged:
        print("Nothing has changed; the tables are as the last run left them.")
    rows: list[tuple[object, ...]] = [
        ("documents", summary.documents, f"{summary.processed} processed, {summary.cached} from the cache"),
        ("blocks", summary.blocks, f"{summary.dropped} dropped"),
        (
            "corrections",
            summary.applied + summary.accepted + summary.flagged + summary.rejected,
            f"{summary.applied} applied, {summary.accepted} accepted, {summary.flagged} flagged, "
            f"{summary.rejected} rejected",
        ),
        ("mentions", summary.mentions, ""),
        ("relations", summary.relations, ""),
        ("quarantine", summary.quarantined, "see quarantine.csv" if summary.quarantined else ""),
    ]
    if summary.skipped:
        kinds = ", ".join(f"{kind} {count}" for kind, count in summary.skipped)
        rows.append(("records skipped", sum(count for _, count in summary.skipped), kinds))
    if summary.stale or summary.disputed:
        where = f"{summary.stale} stale, {summary.disputed} disputed, see"
        listed = settings.workshop / "decisions.csv"
        rows.append(("decisions unused", summary.stale + summary.disputed, f"{where} {listed}"))
    if summary.seconds:
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds)
        rows.append(("seconds", f"{sum(seconds for _, seconds in summary.seconds):.1f}", stages))
    show_table((), rows)
    for name in summary.torn:
        print(f"warning: {shown(str(settings.decisions / name))}: the last line was never written to its end "
              "and does not count. Decide that correction again.", file=sys.stderr)  # fmt: skip


def show_plan(plan: Plan) -> None:
    """Print what a run would do; pages whose results are known only as a count."""
    for heading, paths in (("to process", plan.to_process), ("in quarantine", plan.quarantined)):
        print(f"{heading}: {len(paths)}")
        show_some(paths)
    print(f"from the cache: {len(plan.cached)}")
