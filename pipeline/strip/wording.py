"""Which lines hold which words, so that a rule reads only those lines that it may match at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.strip.outline import Outline
from pipeline.strip.prose import Line
from pipeline.strip.rule import StripRule, fits

NUMBER = "0"
"""Stands for any number."""

Places = Mapping[str, Sequence[int]]
"""Indices of the lines that hold a word, ascending."""

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and signs that some rules need."""

    words: frozenset[str]
    signs: tuple[str, ...]
    longest: int
    """No rule looks at lines of more words."""

    def places(self, page: Outline) -> Places:
        """Where the needed words stand; one pass, linear in the length of the lines that rules look at."""
        places: dict[str, list[int]] = defaultdict(list)
        lines = [(index, line) for index, line in enumerate(page.lines) if fits(line, self.longest)]
        for index, line in lines:
            found = self.words.intersection(line.wording)
            if not line.folded.isalpha() or "'" in line.text:
                found |= self.words.intersection(_glued(line))
                if _DIGIT.search(line.text):
                    places[NUMBER].append(index)
            for word in found:
                places[word].append(index)
        text = "\n".join([line.text for _, line in lines])
        for sign in self.signs:
            if sign in text:
                places[sign] = [index for index, line in lines if sign in line.text]
        return places


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


def _glued(line: Line) -> list[str]:
    """The runs of letters in those of a line's words that hold digits or an apostrophe."""
    return [run for word in line.wording if not word.isalpha() for run in _LETTERS.findall(word)]
