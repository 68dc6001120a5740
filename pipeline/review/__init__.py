"""The reviewers' decisions (`decisions`) and the page on which they are made (`server`).

Importing this package loads no web framework; whoever serves the page imports `pipeline.review.server`.
"""

from pipeline.review.decisions import (
    Dispute,
    LoadedDecisions,
    append_decisions,
    decision_id,
    history,
    load_decisions,
)

__all__ = ["Dispute", "LoadedDecisions", "append_decisions", "decision_id", "history", "load_decisions"]
