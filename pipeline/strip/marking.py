"""Marks each block of a page kept or dropped, with reason, rule and score."""

from __future__ import annotations

from pipeline.model import Block, Document, Facts
from pipeline.strip.boilerplate import Boilerplate
from pipeline.strip.claims import Claim, claimed_blocks
from pipeline.strip.comments_policy import kept_comments
from pipeline.strip.judgement import Verdict, judge
from pipeline.strip.listed import CLASSIFIER
from pipeline.strip.neighbours import settle
from pipeline.strip.outline import outline


def strip(
    document: Document, blocks: tuple[Block, ...], boilerplate: Boilerplate, facts: Facts
) -> tuple[Block, ...]:
    """Mark boilerplate: the same blocks in the same order, only their marks changed.

    The rules claim first, in file order; then the lines that repeat across the source; the classifier decides
    on the rest, with a second look at what belongs together.

    Args:
        document: the page, for its title and what it declares about itself.
        blocks: all its blocks.
        boilerplate: the compiled rules and the classifiers.
        facts: what the corpus says about the document's lines.
    """
    if not blocks:
        return ()
    page = outline(blocks, document.elements)
    claimed = claimed_blocks(document, page, boilerplate, facts)
    classifier = boilerplate.classifiers[document.media_type]
    judged = judge(document, page, claimed.keys(), classifier)
    for index in kept_comments(page, boilerplate.comments):
        judged[index] = Verdict(True, judged[index].score, "comment of a reader, kept as told")
    verdicts = settle(page, claimed.keys(), judged)
    claims = map(claimed.get, range(len(blocks)))
    return tuple(map(_marked, blocks, verdicts, claims))


def _marked(block: Block, verdict: Verdict, claim: Claim | None) -> Block:
    """The marked block, without its markup: nothing asks for that any more."""
    if claim is None:
        is_kept, score, reason, rule_id = verdict.is_kept, verdict.score, verdict.reason, CLASSIFIER.rule_id
    else:
        is_kept, score, (rule_id, reason) = False, 0.0, claim
    return Block(
        block.document_id, block.index, block.start, block.end, block.text, block.kind, block.heading_level,
        block.heading, block.section_type, block.locator, None, is_kept, reason, rule_id, score,
    )  # fmt: skip
