"""Whether a text speaks of health enough that a doubtful name in it is one.

Most pages of a crawl are about something else. There, nearly all that the tagger finds and the vocabulary
does not know is nothing of the kind ("avoiding legal issues"), and nearly all names in capitals that nobody
explains stand for something else ("CRM"). Where the vocabulary knows the plain words, they count on any page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from pipeline.extract.spans import Found
from pipeline.model import CleanBlock, CleanText
from pipeline.vocabulary import term_key

LEAST_DENSITY = 0.005
"""Plain names, per word of the page, from which on it is about health. Fewer have 1 in 100 of MedQuAD's
pages, and 88 in 100 of general web pages."""
_PRIOR = 0.5
"""Names granted to every page, so that a short one is not judged by what it has no room for."""
REACH = 600
"""Characters around a doubtful name in which plain ones vouch for it: some hundred words."""
_VOUCHERS = 2
"""Different concepts that it takes."""


def without_doubtful(
    clean: CleanText, found: Sequence[list[Found]], own: Collection[str]
) -> Sequence[list[Found]]:
    """The spans less the doubtful ones that stand alone on a page about something else.

    Args:
        clean: the text.
        found: for each block its spans, in order, short forms included.
        own: normal forms of the operator's own terms, which are never doubtful.
    """
    plain = [
        (block.start + span.start, span.link.concept.concept_id)
        for block, spans in zip(clean.blocks, found, strict=True)
        for span in spans
        if not _is_doubtful(block, span, own)
    ]
    if len(plain) == sum(map(len, found)) or _is_of_health(len(plain), clean.text):
        return found
    return [
        [span for span in spans if not _is_doubtful(block, span, own) or _is_vouched_for(block, span, plain)]
        for block, spans in zip(clean.blocks, found, strict=True)
    ]


def _is_doubtful(block: CleanBlock, span: Found, own: Collection[str]) -> bool:
    """Whether a span is unknown to the vocabulary, or a name in capitals that the text does not explain."""
    match, surface = span.link.match, block.text[span.start : span.end]
    is_in_capitals = surface.removesuffix("s").removesuffix("'").isupper()
    is_unsure = match == "model" or (match != "abbreviation" and is_in_capitals)
    return is_unsure and not (own and term_key(surface) in own)


def _is_of_health(names: int, text: str) -> bool:
    return names + _PRIOR >= LEAST_DENSITY * len(text.split())


def _is_vouched_for(block: CleanBlock, span: Found, plain: Sequence[tuple[int, str]]) -> bool:
    """Whether enough plain names, in reading order, stand around."""
    place = block.start + span.start
    first = bisect_left(plain, place - REACH, key=_offset)
    last = bisect_right(plain, place + REACH, key=_offset)
    return len({concept for _, concept in plain[first:last]}) >= _VOUCHERS


def _offset(name: tuple[int, str]) -> int:
    return name[0]
