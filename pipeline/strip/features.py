"""What a block's wording, place, neighbours and markup say about it, as numbers between 0 and 1."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.strip.container import in_container
from pipeline.strip.main_run import main_run
from pipeline.strip.outline import Outline, link_share

_AWAY = re.compile(
    r"(?:^|[-_])(?:nav|navbar|navigation|menu|footer|header|sidebar|side|aside|related|recommend\w*|share|sharing|social"
    r"|comments?|respond|promo\w*|ads?|advert\w*|banner|cookies?|consent|gdpr|newsletter|subscribe|signup|login|search"
    r"|breadcrumbs?|pagination|pager|widget|popup|modal|toolbar|tools|tags?|meta|byline|author|rating|popular"
    r"|trending|teaser|more|carousel|complementary|contentinfo|skip|hidden|dropdown|form|button|legal|copyright"
    r"|disclaimer|references|citations?)(?:$|[-_])"
)
_INSIDE = re.compile(
    r"(?:^|[-_])(?:article|articlebody|main|maincontent|post|entry|story|body|text|content|prose|richtext|question|answer"
    r"|message|thread)(?:$|[-_])"
)
_MANY_WORDS = 100
_MAX_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Features:
    """One block; every number is 0 to 1."""

    length: float
    """Logarithm of its words, 1 from 100 words on."""
    is_tiny: float
    is_sentence: float
    is_lead_in: float
    """Ends in a colon."""
    is_cut_off: float
    title_case: float
    """Share of its words that start with a capital, weighed by length."""
    digit_share: float
    is_repeated: float
    """The same line stands elsewhere on the page."""
    is_in_main: float
    """Stands inside the main run of the page (`main_run`)."""
    nearness_above: float
    """1 over the distance to the next body text above."""
    nearness_below: float
    is_beside_claimed: float
    """How many of the two neighbours a rule claims."""
    is_in_container: float
    """Lies in the element that holds most of the page's prose; 1 without markup."""
    link_share: float
    away: float
    """The markup names a menu, footer, sidebar ...: the nearer the name, the higher."""
    inside: float
    """The markup names the article."""


def block_features(page: Outline, claimed: Collection[int]) -> list[Features]:
    """Features of every block of a page.

    Args:
        page: the blocks and their readings.
        claimed: indices of the blocks that the rules claim; they count as no body text.
    """
    prose = [
        line.words if is_body and index not in claimed else 0
        for index, (line, is_body) in enumerate(zip(page.lines, page.is_body, strict=True))
    ]
    place = _Place(page, claimed, prose)
    return [_features(page, place, index) for index in range(len(page.lines))]


class _Place:
    """Where the prose of a page stands, for look-up by block."""

    def __init__(self, page: Outline, claimed: Collection[int], prose: list[int]) -> None:
        self.claimed = claimed
        self.main = main_run(page, claimed)
        self.in_container = in_container(page, prose)
        self.copies = Counter(line.folded for line in page.lines)
        self.above = _distances(prose)
        self.below = _distances(prose[::-1])[::-1]


def _distances(prose: list[int]) -> list[float]:
    """1 over the distance to the last entry with prose, 0 before the first."""
    distance, nearness = 0, []
    for words in prose:
        nearness.append(1 / distance if distance else 0.0)
        distance = 1 if words else distance + bool(distance)
    return nearness


def _features(page: Outline, place: _Place, index: int) -> Features:
    line, block = page.lines[index], page.blocks[index]
    start, end = place.main
    length = min(1.0, math.log1p(line.words) / math.log1p(_MANY_WORDS))
    context = block.markup.context[:_MAX_TOKENS] if block.markup else ()
    return Features(
        length=length,
        is_tiny=float(line.words <= 2),
        is_sentence=float(line.is_sentence),
        is_lead_in=float(line.text.endswith(":")),
        is_cut_off=float(line.is_cut_off),
        title_case=line.capital_share * length,
        digit_share=line.digit_share,
        is_repeated=float(place.copies[line.folded] > 1),
        is_in_main=float(start <= index < end),
        nearness_above=place.above[index],
        nearness_below=place.below[index],
        is_beside_claimed=((index - 1 in place.claimed) + (index + 1 in place.claimed)) / 2,
        is_in_container=float(place.in_container[index]),
        link_share=link_share(block),
        away=_nearest(_AWAY, context),
        inside=_nearest(_INSIDE, context),
    )


def _nearest(names: re.Pattern[str], context: tuple[str, ...]) -> float:
    """1 for a name at the block itself, falling with the distance of the ancestor."""
    for distance, token in enumerate(context):
        if names.search(token[:80]):
            return 1 / (1 + distance / 10)
    return 0.0
