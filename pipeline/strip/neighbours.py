"""Second look at the judged blocks: headings go with what stands under them, lists with their lead-in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.strip.judgement import KEEP_FROM, Verdict
from pipeline.strip.outline import Outline

_ORPHAN_SCORE = 0.25
_BETWEEN_SCORE = 0.25
_MAX_DOUBTFUL = 12
_MAX_GAP = 3
_MAX_TITLE_GAP = 8
_RANKS = 7
_BETWEEN = Verdict(KEEP_FROM, "short line between kept ones")


def settle(page: Outline, claimed: Collection[int], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Verdicts after a look at the neighbours; those of claimed blocks stay as they are.

    A page of which nothing would be kept keeps all that no rule claims: better too much than an empty page.
    """
    settled = _keep_lists(page, claimed, list(verdicts))
    settled = _keep_between(page, claimed, settled)
    settled = _settle_headings(page, claimed, settled)
    if not any(verdict.is_kept for index, verdict in enumerate(settled) if index not in claimed):
        return [Verdict(KEEP_FROM, "the page has no clearer main content") for _ in settled]
    return settled


def _keep_lists(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """What a kept lead-in opens ("Symptoms include:", "Call 999 if:") is kept with it.

    List items are led until another kind of block comes. Short lines, which plain text has for list items,
    are led while they stand directly below it, a few of them; a claimed block, a heading and body text part
    them from it.
    """
    is_led, led_until = False, 0
    for index, line in enumerate(page.lines):
        if index in claimed or page.is_heading(index) or not page.is_short(index):
            led_until = index
        if index in claimed:
            continue
        is_led = is_led and page.blocks[index].kind == "list_item"
        if (is_led or index < led_until) and not verdicts[index].is_kept:
            verdicts[index] = Verdict(KEEP_FROM, "list under a kept lead-in")
        if verdicts[index].is_kept and line.text.endswith(":"):
            is_led, led_until = True, index + 1 + _MAX_DOUBTFUL
    return verdicts


def _keep_between(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """A few doubtful lines in a row between kept ones (a list of symptoms) are kept."""
    start: int | None = None  # index after the last kept block, None where a claimed or poor one intervenes
    for index, verdict in enumerate(verdicts):
        if index in claimed or verdict.score < _BETWEEN_SCORE:
            start = None
        elif verdict.is_kept:
            if start is not None and index - start <= _MAX_DOUBTFUL:
                verdicts[start:index] = [_BETWEEN] * (index - start)
            start = index + 1
    return verdicts


def _settle_headings(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """A heading is kept where kept text stands under it before the next heading of its rank, else dropped.

    `below[rank]` is the first kept verdict under a heading of that rank with the number of dropped blocks
    above it, or None; blocks that a rule claims (a byline, a date) do not part a heading from its text.
    """
    below: list[tuple[Verdict, int] | None] = [None] * _RANKS
    for index in range(len(verdicts) - 1, -1, -1):
        if index in claimed:
            continue
        rank = _rank(page, index)
        if page.is_heading(index):
            found = (verdicts[index + 1], 0) if _is_stacked(page, claimed, index) else below[rank]
            verdicts[index] = _heading_verdict(verdicts[index], found, rank)
            below[rank:] = [None] * (_RANKS - rank)
        if verdicts[index].is_kept:
            below[:rank] = [(verdicts[index], 0)] * rank
        else:
            below = [first and (first[0], first[1] + 1) for first in below]
    return verdicts


def _is_stacked(page: Outline, claimed: Collection[int], index: int) -> bool:
    """Exactly one further heading stands directly below, of whatever rank: the two go together."""
    lower, text = index + 1, index + 2
    return (
        text < len(page.lines)
        and page.is_heading(lower)
        and lower not in claimed
        and not page.is_heading(text)
    )


def _rank(page: Outline, index: int) -> int:
    """1 for a title to 6 for the lowest heading; 7 for text, which stands below all of them."""
    block = page.blocks[index]
    if not page.is_heading(index):
        return _RANKS
    return 1 if block.kind == "title" else min(block.heading_level or 2, _RANKS - 1)


def _heading_verdict(verdict: Verdict, below: tuple[Verdict, int] | None, rank: int) -> Verdict:
    gap = _MAX_TITLE_GAP if rank == 1 else _MAX_GAP
    if below is not None and below[0].is_kept and below[1] <= gap:
        return replace(below[0], reason="heading of kept text")
    return Verdict(
        min(verdict.score, _ORPHAN_SCORE), "unlike main content: heading without kept text under it"
    )
