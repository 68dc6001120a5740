"""Log-odds of words and of names in the markup, counted on training pages."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from wordfreq import zipf_frequency

from pipeline.model import NO_PARENT, Element
from pipeline.strip.evidence.lexicon import PART_MARK
from pipeline.strip.evidence.names import parts_of
from pipeline.strip.prose import STOP_WORDS
from pipeline.vocabulary import load_vocabulary
from training.strip.pages import Page

Words = dict[str, list[float]]
Names = dict[str, float]

_LEAST_WORD_PAGES = 4
_LEAST_NAME_PAGES = 3
_LEAST_WORD_ODDS = 0.25
_LEAST_NAME_ODDS = 0.1
_MOST_ODDS = 3.0
_SMOOTHING = 2.0
_SHORT = 90
_LETTERS = re.compile(r"[a-z]{4,}")
_LEAST_NAMES = 2
_WORD = re.compile(r"\w+")
_ZIPF = (2.3, 4.3)


def count_lexicon(pages: Sequence[Page]) -> tuple[Words, Names]:
    """Values of each telling word (see `WORD_VALUES`), and log-odds of each telling name or part of one.

    A page counts the logarithm of how often it has a word among its content and among the rest, so that no
    page outvotes the others.
    """
    in_all, in_short, in_names = _Odds(), _Odds(), _Odds()
    for page in pages:
        everywhere, short, names = _Tally(), _Tally(), _Tally()
        around = _names_around(page.document.elements)
        for block, is_content in zip(page.blocks, page.is_content.tolist(), strict=True):
            words = {word.lower() for word in _WORD.findall(block.text)}
            everywhere.add(words, is_content)
            if len(block.text) < _SHORT:
                short.add(words, is_content)
            if block.markup:
                names.add(around[block.markup.element], is_content)
        in_all.add(everywhere)
        in_short.add(short)
        in_names.add(names)
    return _words(in_all, in_short), _names(in_names)


def _names_around(elements: Iterable[Element]) -> list[frozenset[str]]:
    """For each element, its tag and names and those of all around it, with their parts."""
    around: list[frozenset[str]] = []
    for element in elements:
        parent = element.parent
        own = {name for token in (element.tag, *element.names) for name in (token, *_marked_parts(token))}
        around.append(frozenset(own) if parent == NO_PARENT else around[parent] | own)
    return around


def _marked_parts(token: str) -> list[str]:
    return [PART_MARK + part for part in parts_of(token)]


@cache
def health_words() -> frozenset[str]:
    """Words of several names in the medical vocabulary, neither everyday words nor unknown to laypeople.

    How common a word is: its Zipf frequency in English, by wordfreq.
    """
    names = (concept.preferred_name for concept in load_vocabulary().concepts)
    counts = Counter(word for name in names for word in set(_LETTERS.findall(name.lower())))
    return frozenset(
        word
        for word, count in counts.items()
        if count >= _LEAST_NAMES and _ZIPF[0] <= zipf_frequency(word, "en") <= _ZIPF[1]
    )


class _Tally:
    """How often one page has each word, by whether it stands in content."""

    def __init__(self) -> None:
        self.counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())

    def add(self, words: Iterable[str], is_content: bool) -> None:
        self.counts[is_content].update(words)


class _Odds:
    """The sums over pages."""

    def __init__(self) -> None:
        self.sums: tuple[defaultdict[str, float], defaultdict[str, float]] = (
            defaultdict(float),
            defaultdict(float),
        )
        self.pages: Counter[str] = Counter()

    def add(self, tally: _Tally) -> None:
        for sums, counts in zip(self.sums, tally.counts, strict=True):
            for word, count in sorted(counts.items()):
                sums[word] += math.log1p(count)
        self.pages.update(tally.counts[0].keys() | tally.counts[1].keys())

    def odds(self) -> dict[str, float]:
        """Log-odds of content, smoothed towards none, cut off."""
        against, speaks_for = self.sums
        ratio = sum(against.values()) / max(sum(speaks_for.values()), 1e-9)
        return {word: self._of(word, against, speaks_for, ratio) for word in sorted(self.pages)}

    @staticmethod
    def _of(word: str, against: Mapping[str, float], speaks_for: Mapping[str, float], ratio: float) -> float:
        odds = math.log((speaks_for.get(word, 0) * ratio + _SMOOTHING) / (against.get(word, 0) + _SMOOTHING))
        return round(max(-_MOST_ODDS, min(_MOST_ODDS, odds)), 2)


def _words(in_all: _Odds, in_short: _Odds) -> Words:
    odds, short = in_all.odds(), in_short.odds()
    telling = {
        word
        for word, value in odds.items()
        if in_all.pages[word] >= _LEAST_WORD_PAGES and not word.isdigit()
        and max(abs(value), abs(short.get(word, 0))) > _LEAST_WORD_ODDS
    }  # fmt: skip
    health = health_words()
    return {
        word: [
            float(word in STOP_WORDS),
            odds.get(word, 0.0) if word in telling else 0.0,
            short.get(word, 0.0) if word in telling else 0.0,
            float(not word.isdigit()),
            float(word in health),
        ]
        for word in sorted(telling | STOP_WORDS | health)
    }


def _names(in_names: _Odds) -> Names:
    return {
        name: odds
        for name, odds in in_names.odds().items()
        if in_names.pages[name] >= _LEAST_NAME_PAGES and abs(odds) > _LEAST_NAME_ODDS
    }
