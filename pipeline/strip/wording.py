"""Which lines hold which words, so that a rule reads only those lines that it may match at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.strip.outline import Outline
from pipeline.strip.rule import StripRule, fits

NUMBER = "0"
"""Stands for any number."""

Places = Mapping[str, Sequence[int]]
"""Indices of the lines that hold a word, ascending."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and signs that some rules need."""

    needed: frozenset[str]
    word: re.Pattern[str]
    """Matches every word, and the needed signs."""
    longest: int
    """No rule looks at lines of more words."""

    def places(self, page: Outline) -> Places:
        """Where the needed words stand; one pass, linear in the length of the lines that rules look at."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(page.lines):
            if fits(line, self.longest):
                for word in self.needed.intersection(self.word.findall(line.text.lower())):
                    places[word].append(index)
                if line.digit_share:
                    places[NUMBER].append(index)
        return places


def wording(rules: Sequence[StripRule]) -> Wording:
    """What the rules need, all together."""
    needed = frozenset[str]().union(*(rule.needs for rule in rules))
    signs = "".join(sorted(sign for sign in needed if not sign.isalnum()))
    return Wording(
        needed=needed,
        word=re.compile(rf"[^\W\d_]+|[{re.escape(signs)}\0]"),
        longest=max((rule.max_words for rule in rules), default=0),
    )


def candidates(rule: StripRule, page: Outline, places: Places) -> Collection[int]:
    """Indices of the lines that a rule may match, ascending: those that hold one of the words it needs."""
    if rule.pattern is None:
        return ()
    if not rule.needs:
        return range(len(page.lines))
    return sorted({index for word in rule.needs for index in places.get(word, ())})
