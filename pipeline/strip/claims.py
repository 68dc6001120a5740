"""Which blocks of a page the rules claim as boilerplate, before the classifier is asked about the rest."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Document, Facts
from pipeline.strip.boilerplate import Boilerplate
from pipeline.strip.comments_policy import dropped_parts
from pipeline.strip.listed import REPEATED_LINE
from pipeline.strip.mechanisms import claims
from pipeline.strip.outline import Outline
from pipeline.strip.repeated import repeated_blocks

Claim = tuple[str, str]
"""Id of the rule that claims a block, and the reason."""
Claims = Mapping[int, Claim]
"""By block index."""


def claimed_blocks(document: Document, page: Outline, boilerplate: Boilerplate, facts: Facts) -> Claims:
    """The blocks that go, each with the first rule that claims it.

    Args:
        document: the page, for what it declares about itself.
        page: its blocks and their readings.
        boilerplate: the compiled rules, with the policy on comments.
        facts: what the corpus says about the document's lines.
    """
    dropped = dropped_parts(document, page, boilerplate.comments)
    rules = [rule for rule in boilerplate.rules if rule.about is None or rule.about in dropped]
    ruled = claims(rules, boilerplate.wording, page)
    found = {index: (rule.rule_id, rule.reason) for index, rule in ruled.items()}
    for index in repeated_blocks(page, facts.repeated_lines):
        found.setdefault(index, (REPEATED_LINE.rule_id, "the line repeats across the pages of its source"))
    return found
