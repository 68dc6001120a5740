"""One document through all five steps: start reading here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.correct import apply, decide, propose
from pipeline.extract import extract_all, heed_mentions, relate
from pipeline.heeding import DUPLICATE_RULE, Heeding, Question, duplicate_key
from pipeline.model import Block, CleanText, Document, Edit, Extraction, Facts, Page
from pipeline.resources import Resources
from pipeline.strip import heed_blocks, segment, strip


def process(document: Document, resources: Resources, facts: Facts) -> Page:
    """Turn one document into a page: pure, and the same for the same arguments.

    Args:
        document: what `pipeline.read` made of one raw file.
        resources: rules, models, vocabulary and decisions, loaded once a worker.
        facts: what the other documents say about this one.
    """
    (page,) = process_all([(document, facts)], resources)
    return page


def process_all(asked: Iterable[tuple[Document, Facts]], resources: Resources) -> list[Page]:
    """As `process`, several documents: together their mentions are found in less time."""
    corrected = [_corrected(document, resources, facts) for document, facts in asked]
    found = extract_all([each.clean for each in corrected], resources.recogniser)
    return [_page(each, extraction) for each, extraction in zip(corrected, found, strict=True)]


class _Corrected(NamedTuple):
    """A document on its way, after the first three steps."""

    document: Document
    facts: Facts
    heeding: Heeding
    blocks: tuple[Block, ...]
    asked_rules: tuple[str, ...]
    edits: tuple[Edit, ...]
    clean: CleanText


def _corrected(document: Document, resources: Resources, facts: Facts) -> _Corrected:
    heeding = resources.decisions.heeding(document.path, document.source_id)
    marked = strip(document, segment(document), resources.boilerplate, facts)
    blocks = heed_blocks(document.path, marked, heeding)
    document = replace(
        document, markup=(), elements=()
    )  # only strip asks for them, and pages are packed whole
    proposals = propose(document, blocks, resources.language)
    edits = decide(proposals, heeding)
    clean = apply(document, blocks, edits)
    return _Corrected(document, facts, heeding, blocks, _asked_rules(marked, proposals), edits, clean)


def _page(corrected: _Corrected, extraction: Extraction) -> Page:
    document, facts, heeding, blocks, asked_rules, edits, clean = corrected
    found = heed_mentions(document.path, blocks, clean, extraction, heeding)
    return Page(
        document=document,
        duplicate_of=_original(document, facts, heeding),
        blocks=blocks,
        asked_rules=asked_rules,
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
