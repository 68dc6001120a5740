"""Which lines hold which words, so that a rule reads only those lines that it may match at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.strip.outline import Outline
from pipeline.strip.reading import Reading
from pipeline.strip.rule import StripRule

NUMBER = "0"
"""Stands for any number."""

Places = Mapping[str, Sequence[int]]
"""Indices of the lines that hold a word, ascending; twice if they hold it twice."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and signs that some rules need."""

    words: frozenset[str]
    signs: tuple[str, ...]
    longest: int
    """No rule looks at lines of more words."""

    def places(self, page: Outline) -> Places:
        """Where the needed words stand, in lines that rules look at; each distinct word is looked at once."""
        places: dict[str, list[int]] = defaultdict(list)
        for start, reading in page.parts():
            self._add_places(reading, start, places)
        text = "\n".join([line.text for line in page.lines])
        for sign in self.signs:
            if sign in text:
                places[sign] = [index for index, line in enumerate(page.lines) if sign in line.text]
        return places

    def _add_places(self, reading: Reading, start: int, places: dict[str, list[int]]) -> None:
        """Add the lines of one reading, the first of which is line `start` of the page."""
        held = self._held(reading.vocabulary)
        entries, lines = reading.uses(reading.flags_at(list(held)))
        is_short = reading.counts["words"] <= self.longest
        is_looked_at = is_short[lines]
        used = zip(entries[is_looked_at].tolist(), lines[is_looked_at].tolist(), strict=True)
        for entry, line in used:
            for word in held[entry]:
                places[word].append(start + line)
        numbers = np.flatnonzero(is_short & (reading.counts["digit"] > 0)) + start
        if len(numbers):
            places[NUMBER] += numbers.tolist()

    def _held(self, vocabulary: Mapping[str, int]) -> dict[int, Collection[str]]:
        """Which needed words stand in which words, by place: a word itself, or runs of letters in it."""
        held: dict[int, Collection[str]] = {
            vocabulary[word]: (word,) for word in self.words & vocabulary.keys()
        }
        for word in vocabulary:
            if not word.isalpha() and (runs := self.words.intersection(_LETTERS.findall(word))):
                held[vocabulary[word]] = runs
        return held


def wording(rules: Sequence[StripRule]) -> Wording:
    """What the rules need, all together."""
    needed = frozenset[str]().union(*(rule.needs for rule in rules))
    return Wording(
        words=frozenset(need for need in needed if need.isalpha()),
        signs=tuple(sorted(need for need in needed if not need.isalnum())),
        longest=max((rule.max_words for rule in rules), default=0),
    )


def candidates(rule: StripRule, count: int, places: Places) -> Iterable[int]:
    """Indices of the lines, of `count`, that hold one of the words that the rule needs, ascending."""
    if not rule.needs:
        return range(count)
    present = rule.needs.intersection(places)
    return sorted(set[int]().union(*[places[need] for need in present]))
