"""Word lists as sets, and words that differ in one part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.correct.policy_lists import load_policy


@cache
def listed(name: str) -> frozenset[str]:
    """A word list of `policy.toml`."""
    return frozenset(load_policy()[name])


def has_opposite(one: str, other: str, part: str, opposite: str) -> bool:
    """Whether two words differ by one of the parts at their beginning or end, or by a part of some length."""
    return any(
        place in (0, length) or len(old) > 3
        for word, goal, old, new in ((one, other, part, opposite), (other, one, part, opposite))
        for place, length in _swaps(word, goal, old, new)
    )


def has_variant(one: str, other: str, part: str, variant: str) -> bool:
    """Whether two words differ in that one has a part in one place where the other has its variant."""
    return any(_swaps(one, other, part, variant)) or any(_swaps(other, one, part, variant))


def _swaps(word: str, goal: str, old: str, new: str) -> Iterator[tuple[int, int]]:
    """Places where putting `new` for `old` in a word makes the goal, each with the last place possible."""
    place = word.find(old)
    while place >= 0:
        if word[:place] + new + word[place + len(old) :] == goal:
            yield place, len(word) - len(old)
        place = word.find(old, place + 1)
