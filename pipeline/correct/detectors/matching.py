"""The matches of rules that a regular expression states: few are tried on a page, on few of its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
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
        page = _page_of(text)
        needs = frozenset(self._needles.may_be_in(page.folded))
        tried: defaultdict[int, list[CorrectionRule]] = defaultdict(list)
        for rule in self._rules:
            for number in _blocks_with(rule, needs, page):
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


class _Page(NamedTuple):
    """The texts of all blocks, one a line."""

    text: str
    folded: str
    """The same, see `_folded`."""
    starts: Sequence[int]
    """Where the blocks start in it, and its end."""

    def block_at(self, place: int) -> int:
        """The number of the block that holds a place."""
        return bisect_right(self.starts, place) - 1


def _page_of(text: Text) -> _Page:
    page = "\n".join([block.text for block in text.blocks])
    starts = accumulate((len(block.text) + 1 for block in text.blocks), initial=0)
    return _Page(page, _folded(page), list(starts))


def _blocks_with(rule: CorrectionRule, needs: Set[str], page: _Page) -> Iterable[int]:
    """The numbers of the blocks that hold what every match of a rule's pattern does, and of some besides.

    Args:
        rule: any.
        needs: those of all rules that the page may hold.
        page: any.
    """
    if rule.gate is not None:
        return _with_gate(rule.gate, page)
    if not rule.needs:
        return range(len(page.starts) - 1)
    return {number for need in rule.needs if need in needs for number in _with_need(need, page)}


def _with_gate(gate: re.Pattern[str], page: _Page) -> Iterator[int]:
    found = gate.search(page.text)
    while found:
        number = page.block_at(found.start())
        yield number
        found = gate.search(page.text, page.starts[number + 1])


def _with_need(need: str, page: _Page) -> Iterator[int]:
    place = page.folded.find(need)
    while place >= 0:
        number = page.block_at(place)
        yield number
        place = page.folded.find(need, page.starts[number + 1])
