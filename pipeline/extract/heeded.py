"""Leaves out the mentions that reviewers refused."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.topic import find_topic
from pipeline.heeding import Heeding, Question, mention_key, mention_rule
from pipeline.model import CleanText, Extraction, Mention


def heed_mentions(path: str, clean: CleanText, found: Extraction, heeding: Heeding) -> Extraction:
    """What was found, without the mentions that a reviewer refused and without the concepts these alone used.

    Args:
        path: the document's, under raw/.
        clean: its clean text.
        found: what `extract` found in it.
        heeding: what the reviewers decided.
    """
    if not heeding:
        return found
    mentions = tuple(_taken(path, clean, found, heeding))
    used = {mention.concept_id for mention in mentions}
    concepts = tuple(concept for concept in found.concepts if concept.concept_id in used)
    return Extraction(mentions, concepts, find_topic(clean, mentions))


def _taken(path: str, clean: CleanText, found: Extraction, heeding: Heeding) -> Iterator[Mention]:
    blocks = {part.block.index: part.block for part in clean.blocks}
    for mention in found.mentions:
        block = blocks[mention.block_index]
        key = mention_key(path, block.text, mention.label, mention.surface, mention.start - block.start)
        question = Question("mention", key, mention_rule(mention.match), mention.surface, mention.label)
        decision = heeding.verdict(question)
        if decision is None or decision.action != "reject":
            yield mention
