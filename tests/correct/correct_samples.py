"""Proposing and deciding in one call."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.correct import Language, decide, propose
from pipeline.heeding import Heeding
from pipeline.model import Block, Decisions, Document, Edit


def correct(
    document: Document, blocks: Sequence[Block], language: Language, decisions: Decisions
) -> tuple[Edit, ...]:
    return decide(propose(document, blocks, language), Heeding(document.source_id, decisions))
