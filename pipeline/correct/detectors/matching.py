"""The matches of rules that a regular expression states: few are tried on a page, on few of its blocks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from pipeline.correct.detectors.gates import Gates
from pipeline.correct.rulebook import CorrectionRule
from pipeline.correct.scene import Flags, Scene
from pipeline.correct.text import Source
from pipeline.model import Block

_SHORTEST = 5
"""Letters of a word that echoes."""


class Match(NamedTuple):
    """Where a rule's pattern matches in the text of a block."""

    rule: CorrectionRule
    block: Block
    found: re.Match[str]


class Matcher:
    """Rules with patterns, and what their matches hold; made once."""

    def __init__(self, rules: Iterable[CorrectionRule]) -> None:
        """Take those of the rules that have a pattern."""
        self._rules = [rule for rule in rules if rule.pattern]
        by_words = _numbered([rule.words for rule in self._rules])
        self._by_word = {words: its for words, its in by_words.items() if " " not in words}
        pairs = [words.split() for words in by_words if " " in words]
        self._firsts, self._seconds = ([pair[place] for pair in pairs] for place in (0, 1))
        self._by_pair = [its for words, its in by_words.items() if " " in words]
        by_gate = _numbered([rule.gate for rule in self._rules])
        self._gates, self._by_gate = Gates(list(by_gate)), list(by_gate.values())
        self._by_echo = [number for number, rule in enumerate(self._rules) if rule.echo]
        self._anywhere = [
            number for number, rule in enumerate(self._rules) if not (rule.words or rule.gate or rule.echo)
        ]

    def matches(self, scene: Scene) -> Iterator[Sequence[Match]]:
        """All matches in each block that has some, in order of the blocks.

        What a rule's matches hold is looked for in the page as a whole: few rules find it, and in few blocks.
        """
        blocks, tried = scene.text.blocks, defaultdict[int, set[int]](set)
        for number, tries in chain(
            self._with_words(scene),
            self._with_gates(scene.text.source),
            _at(_echoes(scene), scene, self._by_echo),
            zip(range(len(blocks)), repeat(self._anywhere)) if self._anywhere else (),
        ):
            tried[number].update(tries)
        for number in sorted(tried):
            rules = map(self._rules.__getitem__, sorted(tried[number]))
            found = [
                Match(rule, blocks[number], match) for rule in rules for match in _found(rule, blocks[number])
            ]
            if found:
                yield found

    def _with_words(self, scene: Scene) -> Iterator[tuple[int, Sequence[int]]]:
        """The blocks that hold words of rules, and the rules; both by number."""
        firsts, seconds = (
            np.fromiter(map(scene.kind_of.get, words, repeat(-1)), np.int64, len(words))
            for words in (self._firsts, self._seconds)
        )
        for number in scene.times_beside(firsts, seconds).nonzero()[0].tolist():
            are_there = (scene.kinds[:-1] == firsts[number]) & (scene.kinds[1:] == seconds[number])
            yield from _at(are_there, scene, self._by_pair[number])
        for word in sorted(self._by_word.keys() & scene.kind_of.keys()):
            yield from _at(scene.kinds == scene.kind_of[word], scene, self._by_word[word])

    def _with_gates(self, source: Source) -> Iterator[tuple[int, Sequence[int]]]:
        """The blocks that hold neighbouring characters of rules, and the rules; both by number."""
        places, bits = self._gates.found(source.tokens.codes)
        blocks = source.begins.searchsorted(places, "right") - 1
        for number, its in set(zip(blocks.tolist(), bits.tolist(), strict=True)):
            for place, digit in enumerate(f"{its:b}"[::-1]):
                if digit == "1":
                    yield number, self._by_gate[place]


def _at(are_there: Flags, scene: Scene, rules: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """The blocks of some words, each with rules."""
    return zip(scene.text.source.blocks_of[are_there.nonzero()[0]].tolist(), repeat(rules))


def _echoes(scene: Scene) -> Flags:
    """Of each word whether it has five letters or more and stands again behind itself or next but one."""
    kinds, tokens = scene.kinds, scene.text.source.tokens
    echoes = np.zeros(len(kinds), np.bool_)
    for step in (1, 2):
        echoes[:-step] |= kinds[:-step] == kinds[step:]
    return echoes & (tokens.ends - tokens.starts >= _SHORTEST)


def _numbered(held: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """What the matches of rules hold, each with the numbers of the rules."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, texts in enumerate(held):
        for text in texts:
            numbers[text].append(number)
    return dict(numbers)


def _found(rule: CorrectionRule, block: Block) -> Iterable[re.Match[str]]:
    return rule.pattern.finditer(block.text) if rule.pattern else ()
