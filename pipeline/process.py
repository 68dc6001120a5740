"""One document through all five steps: start reading here."""

from __future__ import annotations

from dataclasses import replace

from pipeline.correct import apply, decide, propose
from pipeline.extract import extract, relate
from pipeline.model import Document, Facts, Page
from pipeline.resources import Resources
from pipeline.strip import segment, strip


def process(document: Document, resources: Resources, facts: Facts) -> Page:
    """Turn one document into a page: pure, and the same for the same arguments.

    Args:
        document: what `pipeline.read` made of one raw file.
        resources: rules, models, vocabulary and decisions, loaded once a worker.
        facts: what the other documents say about this one.
    """
    blocks = strip(document, segment(document), resources.boilerplate, facts)
    document = replace(
        document, markup=(), elements=()
    )  # only strip asks for them, and pages are packed whole
    proposals = propose(document, blocks, resources.language)
    edits = decide(proposals, resources.decisions)
    clean = apply(document, blocks, edits)
    found = extract(clean, resources.recogniser)
    return Page(
        document=document,
        duplicate_of=facts.duplicate_of,
        blocks=blocks,
        proposal_ids=tuple(edit.id for edit in proposals),
        edits=edits,
        clean=clean,
        mentions=found.mentions,
        concepts=found.concepts,
        topic_concept_id=found.topic_concept_id,
        relations=relate(clean, found),
    )
