"""What a page says about itself inside a line of its text: pointers to links, buttons, notes on windows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.matching import Match
from pipeline.model import Block


def deletions(matches: Sequence[Match]) -> Sequence[Candidate]:
    """Deletions, never of a whole line: what is left of a line always says something.

    A line that holds nothing else is dropped or kept by the strip stage, which knows what stands around it.

    Args:
        matches: those of rules of boilerplate in one block.
    """
    found = [_deletion(block, match, rule.rule_id) for rule, block, match in matches]
    return found if matches and _leaves_text(matches[0].block, found) else ()


def _deletion(block: Block, match: re.Match[str], rule_id: str) -> Candidate:
    """The deletion of a match with the white space that would be left over; words never run together."""
    text, (start, end) = block.text, match.span()
    left, right = _past_space(text, start, -1), _past_space(text, end, 1)
    if left == 0:
        start, end = left, right
    elif right > end or not text[right : right + 1].isalnum():
        start = left
    glues = start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()
    return Candidate(block, block.start + start, block.start + end, " " if glues else "", rule_id)


def _past_space(text: str, place: int, step: int) -> int:
    """Where the white space that lies in one direction from a place ends."""
    while 0 <= place - (step < 0) < len(text) and text[place - (step < 0)].isspace():
        place += step
    return place


def _leaves_text(block: Block, deletions: list[Candidate]) -> bool:
    end = block.start
    for deletion in sorted(deletions, key=lambda deletion: deletion.start):
        if any(map(str.isalnum, block.text[end - block.start : deletion.start - block.start])):
            return True
        end = max(end, deletion.end)
    return any(map(str.isalnum, block.text[end - block.start :]))
