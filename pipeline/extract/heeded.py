"""Leaves out the mentions that reviewers refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.topic import find_topic
from pipeline.heeding import Heeding, Question, block_keys, mention_key, mention_rule
from pipeline.model import Block, CleanText, Extraction, Mention


def heed_mentions(
    path: str, blocks: Sequence[Block], clean: CleanText, found: Extraction, heeding: Heeding
) -> Extraction:
    """What was found, without the mentions that a reviewer refused and without the concepts these alone used.

    Args:
        path: the document's, under raw/.
        blocks: all its blocks, kept and dropped.
        clean: its clean text.
        found: what `extract` found in it.
        heeding: what the reviewers decided.
    """
    if not heeding:
        return found
    mentions = tuple(_taken(path, blocks, found, heeding))
    used = {mention.concept_id for mention in mentions}
    concepts = tuple(concept for concept in found.concepts if concept.concept_id in used)
    return Extraction(mentions, concepts, find_topic(clean, mentions))


def _taken(path: str, blocks: Sequence[Block], found: Extraction, heeding: Heeding) -> Iterator[Mention]:
    keys = tuple(block_keys(path, blocks))
    for mention in found.mentions:
        place = mention.start - blocks[mention.block_index].start
        key = mention_key(keys[mention.block_index], mention.label, mention.surface, place)
        question = Question("mention", key, mention_rule(mention.match), mention.surface, mention.label)
        decision = heeding.verdict(question)
        if decision is None or decision.action != "reject":
            yield mention
