"""The matches of rules that a regular expression states: few are tried on a page, on few of its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from pipeline.correct.detectors.grams import Needles
from pipeline.correct.rulebook import CorrectionRule
from pipeline.correct.text import Text
from pipeline.model import Block


class Match(NamedTuple):
    """Where a rule's pattern matches in the text of a block."""

    rule: CorrectionRule
    block: Block
    found: re.Match[str]


class Matcher:
    """Rules with patterns, and what they need; made once."""

    def __init__(self, rules: Iterable[CorrectionRule]) -> None:
        """Take those of the rules that have a pattern."""
        self._rules = [rule for rule in rules if rule.pattern]
        self._needles = Needles(list(dict.fromkeys(chain.from_iterable(rule.needs for rule in self._rules))))

    def matches(self, text: Text) -> Iterator[Sequence[Match]]:
        """All matches in each block that has some, in order of the blocks.

        What a rule needs is looked for in the page as a whole: few rules find it, and in few blocks.
        """
        page = "\n".join([block.text for block in text.blocks])
        folded = _folded(page)
        needs = frozenset(self._needles.may_be_in(folded))
        starts = list(accumulate((len(block.text) + 1 for block in text.blocks), initial=0))
        tried: defaultdict[int, list[CorrectionRule]] = defaultdict(list)
        for rule in self._rules:
            if not rule.needs or not needs.isdisjoint(rule.needs):
                for number in _blocks_with(rule, page, folded, starts):
                    tried[number].append(rule)
        for number in sorted(tried):
            block = text.blocks[number]
            found = [Match(rule, block, match) for rule in tried[number] for match in _found(rule, block)]
            if found:
                yield found


def _found(rule: CorrectionRule, block: Block) -> Iterable[re.Match[str]]:
    return rule.pattern.finditer(block.text) if rule.pattern else ()


def _folded(page: str) -> str:
    """A page case folded, as long as it was: what would become two characters stays as it is."""
    folded = page.casefold()
    if len(folded) == len(page):  # no character becomes none
        return folded
    return "".join(fold if len(fold := character.casefold()) == 1 else character for character in page)


def _blocks_with(rule: CorrectionRule, page: str, folded: str, starts: Sequence[int]) -> Iterable[int]:
    """The numbers of the blocks that hold what every match of a rule's pattern does, and of some besides.

    Args:
        rule: any.
        page: the texts of all blocks, one a line.
        folded: the same, see `_folded`.
        starts: where the blocks start in it, and the page's end.
    """
    if not rule.needs and rule.gate is None:
        return range(len(starts) - 1)
    found: set[int] = set()
    for need in rule.needs:
        place = folded.find(need)
        while place >= 0:
            found.add(number := bisect_right(starts, place) - 1)
            place = folded.find(need, starts[number + 1])
    sign = rule.gate and rule.gate.search(page)
    while rule.gate and sign:
        found.add(number := bisect_right(starts, sign.start()) - 1)
        sign = rule.gate.search(page, starts[number + 1])
    return found
