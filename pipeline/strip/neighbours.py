"""Second look at the judged blocks of a page: what belongs together is kept or dropped together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from pipeline.model import Block
from pipeline.strip.judgement import Verdict
from pipeline.strip.outline import Outline

_MAX_DOUBTFUL = 12
_LEAST_LED = 0.06
_MAX_GAP = 3
_MAX_TITLE_GAP = 8
_RANKS = 7
_DOUBT = (0.25, 0.8)
"""Scores between which what stands under a heading decides."""
_TITLE_DOUBT = 0.04
"""Titles are held for frame by many who mark main content; a page is not whole without its title."""
_LEAST_WORDS = 8
_LEAST_SHARE = 0.5
_LONG_WORDS = 50
_OPENING = 40
_MOST_COMPARED = 50_000_000
"""Characters times lines that long blocks are compared with, at most: the time stays bounded."""
_TEXT_KINDS = frozenset({"paragraph", "list_item", "quote", "caption", "other"})
_SAID_SHARE = 0.8
_PAGE_SHARE = 0.3
"""A block as long as this share of the body text above it may be that text again, however it begins."""


def settle(page: Outline, claimed: Collection[int], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Verdicts after a look at the neighbours; those of claimed blocks stay as they are.

    Args:
        page: the blocks and their readings.
        claimed: indices of the blocks that rules claim.
        verdicts: one a block.
    """
    settled = _keep_main_run(page, claimed, list(verdicts))
    settled = _keep_lists(page, claimed, settled)
    settled = _say_once(page, claimed, settled)
    return _settle_headings(page, claimed, settled)


def _keep_main_run(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """Of a page of which next to nothing is kept, the likeliest: better too much than an empty page."""
    if _says_enough(page, claimed, verdicts):
        return verdicts
    open_ = [index for index, line in enumerate(page.lines) if index not in claimed and line.words]
    long = [index for index in open_ if page.lines[index].words >= _LEAST_WORDS]
    weight = {index: verdicts[index].score * page.lines[index].words for index in long or open_}
    least = _LEAST_SHARE * max(weight.values(), default=0.0)
    for index, its in weight.items():
        if its >= least and not verdicts[index].is_kept:
            verdicts[index] = replace(
                verdicts[index], is_kept=True, reason="the page has no clearer main content"
            )
    return verdicts


def _says_enough(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> bool:
    words = 0
    for index, verdict in enumerate(verdicts):
        if verdict.is_kept and index not in claimed:
            words += page.lines[index].words
            if words >= _LEAST_WORDS:
                return True
    return False


def _keep_lists(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """A lead-in ("Symptoms include:", "Call 999 if:") is kept below kept text, and what it opens with it.

    List items are led until another kind of block comes. Short lines, which plain text has for list items,
    are led while they stand directly below it, a few of them; a claimed block, a heading and body text part
    them from it.
    """
    is_led, led_until = False, 0
    for index, line in enumerate(page.lines):
        if index in claimed or page.is_heading[index] or not page.is_short[index]:
            led_until = index
        if index in claimed:
            continue
        is_led = is_led and page.blocks[index].kind == "list_item"
        is_possible = not verdicts[index].is_kept and line.words and verdicts[index].score >= _LEAST_LED
        is_lead_in = line.text.endswith(":")
        if is_possible and is_lead_in and index and index - 1 not in claimed and verdicts[index - 1].is_kept:
            verdicts[index] = replace(verdicts[index], is_kept=True, reason="lead-in below kept text")
        elif is_possible and (is_led or index < led_until):
            verdicts[index] = replace(verdicts[index], is_kept=True, reason="list under a kept lead-in")
        if verdicts[index].is_kept and is_lead_in:
            is_led, led_until = True, index + 1 + _MAX_DOUBTFUL
    return verdicts


def _settle_headings(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """A heading in doubt is kept where kept text stands under it before the next of its rank, else dropped.

    Going up, `kept[rank]` is how many blocks had been dropped when the first kept one under a heading of that
    rank came, or None; blocks that a rule claims (a byline, a date) do not part a heading from its text.
    """
    kept: list[int | None] = [None] * _RANKS
    dropped = 0
    for index in range(len(verdicts) - 1, -1, -1):
        if index in claimed:
            continue
        rank = _RANKS
        if page.is_heading[index]:
            rank = _rank(page.blocks[index])
            since = kept[rank]
            gap = None if since is None else dropped - since
            if _is_stacked(page, claimed, index):
                gap = 0 if verdicts[index + 1].is_kept else None
            verdicts[index] = _heading_verdict(verdicts[index], gap, rank)
            kept[rank:] = [None] * (_RANKS - rank)
        if verdicts[index].is_kept:
            kept[:rank] = [dropped] * rank
        else:
            dropped += 1
    return verdicts


def _is_stacked(page: Outline, claimed: Collection[int], index: int) -> bool:
    """Exactly one further heading stands directly below, of whatever rank: the two go together."""
    lower, text = index + 1, index + 2
    return (
        text < len(page.lines)
        and page.is_heading[lower]
        and lower not in claimed
        and not page.is_heading[text]
    )


def _rank(heading: Block) -> int:
    """1 for a title to 6 for the lowest heading; text stands below all of them."""
    return 1 if heading.kind == "title" else min(heading.heading_level or 2, _RANKS - 1)


def _heading_verdict(verdict: Verdict, gap: int | None, rank: int) -> Verdict:
    """The verdict on a heading with kept text under it after that many dropped blocks, or with none."""
    least = _TITLE_DOUBT if rank == 1 else _DOUBT[0]
    if not least <= verdict.score <= _DOUBT[1]:
        return verdict
    if gap is not None and gap <= (_MAX_TITLE_GAP if rank == 1 else _MAX_GAP):
        return replace(verdict, is_kept=True, reason="heading of kept text")
    return replace(verdict, is_kept=False, reason="unlike main content: heading without kept text under it")


def _say_once(page: Outline, claimed: Collection[int], verdicts: list[Verdict]) -> list[Verdict]:
    """Running text that was kept further up already is dropped: pages repeat text in hidden parts.

    A long block is said if most of it is lines above, as where a page holds its article again in one piece.
    """
    said: set[str] = set()
    openings: set[str] = set()
    budget = _MOST_COMPARED
    for index, line in enumerate(page.lines):
        if line.words < _LEAST_WORDS or index in claimed or not verdicts[index].is_kept:
            continue
        if line.text.endswith(":") or page.blocks[index].kind not in _TEXT_KINDS:
            continue  # what opens a section or a list may well be said again
        opening, cost = line.text[:_OPENING], len(said) * len(line.text)
        is_said = line.text in said
        may_be = opening in openings or line.words >= _PAGE_SHARE * page.prose_before[index]
        if not is_said and line.words >= _LONG_WORDS and may_be and cost <= budget:
            is_said, budget = _is_made_of(line.text, said), budget - cost
        if is_said:
            verdicts[index] = replace(verdicts[index], is_kept=False, reason="said further up on the page")
        said.add(line.text)
        openings.add(opening)
    return verdicts


def _is_made_of(text: str, lines: Collection[str]) -> bool:
    return sum(len(line) for line in lines if line in text) >= _SAID_SHARE * len(text)
