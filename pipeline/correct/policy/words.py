"""Word lists as sets, and words that differ in one part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.correct.policy_lists import load_policy


@cache
def listed(name: str) -> frozenset[str]:
    """A word list of `policy.toml`."""
    return frozenset(load_policy()[name])


class Swap(NamedTuple):
    """One part of a word, in whose place another word has another part."""

    part: str
    """The first part of the pair, as the list has it."""
    place: int
    """Where the parts begin in their words."""
    is_at_end: bool


def swaps(one: str, other: str, name: str) -> Iterator[Swap]:
    """How a word becomes another by the pairs of a list, either way round.

    Args:
        one: a word.
        other: a word.
        name: of a list of pairs of parts in `policy.toml`.
    """
    for part, old, new in _by_growth(name).get(len(other) - len(one), ()):
        place = one.find(old)
        while place >= 0:
            if one[:place] + new + one[place + len(old) :] == other:
                yield Swap(part, place, place + len(old) == len(one))
            place = one.find(old, place + 1)


@cache
def _by_growth(name: str) -> Mapping[int, Sequence[tuple[str, str, str]]]:
    """First part, part to be replaced and its replacement, by how many letters a word grows with it."""
    ways: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for part, variant in load_policy()[name]:
        ways[len(variant) - len(part)].append((part, part, variant))
        ways[len(part) - len(variant)].append((part, variant, part))
    return ways
