"""One document through all five steps: start reading here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.correct import apply, decide, propose
from pipeline.extract import extract, heed_mentions, relate
from pipeline.heeding import DUPLICATE_RULE, Heeding, Question, duplicate_key
from pipeline.model import Block, Document, Edit, Facts, Page
from pipeline.resources import Resources
from pipeline.strip import heed_blocks, segment, strip


def process(document: Document, resources: Resources, facts: Facts) -> Page:
    """Turn one document into a page: pure, and the same for the same arguments.

    Args:
        document: what `pipeline.read` made of one raw file.
        resources: rules, models, vocabulary and decisions, loaded once a worker.
        facts: what the other documents say about this one.
    """
    heeding = resources.decisions.heeding(document.path, document.source_id)
    marked = strip(document, segment(document), resources.boilerplate, facts)
    blocks = heed_blocks(document.path, marked, heeding)
    document = replace(
        document, markup=(), elements=()
    )  # only strip asks for them, and pages are packed whole
    proposals = propose(document, blocks, resources.language)
    edits = decide(proposals, heeding)
    clean = apply(document, blocks, edits)
    found = heed_mentions(document.path, blocks, clean, extract(clean, resources.recogniser), heeding)
    return Page(
        document=document,
        duplicate_of=_original(document, facts, heeding),
        blocks=blocks,
        asked_rules=_asked_rules(marked, proposals),
        heeded=tuple(sorted(heeding.met)),
        edits=edits,
        clean=clean,
        mentions=found.mentions,
        concepts=found.concepts,
        topic_concept_id=found.topic_concept_id,
        relations=relate(clean, found),
    )


def _original(document: Document, facts: Facts, heeding: Heeding) -> str | None:
    """The document of which this one is a near-duplicate, unless a reviewer says that it is none."""
    if not facts.duplicate_of or not heeding:
        return facts.duplicate_of
    key = duplicate_key(document.path, facts.duplicate_of)
    decision = heeding.verdict(Question("duplicate", key, DUPLICATE_RULE, document.path, facts.duplicate_of))
    return None if decision and decision.action == "reject" else facts.duplicate_of


def _asked_rules(blocks: Sequence[Block], proposals: Sequence[Edit]) -> tuple[str, ...]:
    dropped = {block.rule_id or "" for block in blocks if not block.is_kept}
    return tuple(sorted(dropped | {edit.rule_id for edit in proposals}))
