"""Tells by a fast look at a text whether a phrase may be in it, so that few texts are split into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.cues import LOST_APOSTROPHE, STEMS

_CONTRACTED = LOST_APOSTROPHE | {"cannot", "t"}
"""Among rough words they tell of a contraction."""
_OF_CONTRACTIONS = frozenset({"not", "can", *STEMS.values()})
_COMMON = frozenset({
    "a", "an", "be", "can", "do", "if", "in", "may", "more", "most", "not", "often", "other", "see", "the",
    "your",
})  # fmt: skip
"""Words that half of all texts hold."""


class Hints:
    """What the rough words of a text (see `cues.rough_words`) say of some phrases.

    Args:
        phrases: their words, see `cues.expand`; marks alone are no phrase.
    """

    __slots__ = ("_needs", "_words")

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        self._needs: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for phrase in phrases:
            self._needs[max(phrase, key=_told)].append(frozenset(filter(_is_rough, phrase)))
        self._words = frozenset(spelling for word in self._needs for spelling in _spellings(word))

    def may_be_in(self, rough_words: Sequence[str]) -> bool:
        """Whether a text may hold a phrase: surely if it does.

        It holds the word of the phrase that tells most, and all others, be it in a contraction.
        """
        if self._words.isdisjoint(rough_words):
            return False  # so of most texts
        held = set(rough_words)
        if not _CONTRACTED.isdisjoint(held):
            held.update(*([word.removesuffix("n"), word.removesuffix("nt")] for word in rough_words))
            held |= _OF_CONTRACTIONS
        return any(needs <= held for word in self._needs.keys() & held for needs in self._needs[word])


def _is_rough(word: str) -> bool:
    return word[0].isalnum()


def _told(word: str) -> tuple[bool, bool, int]:
    """How much a word tells of whether its phrase is there; a mark tells nothing."""
    return _is_rough(word), word not in _COMMON, len(word)


def _spellings(word: str) -> Iterator[str]:
    """The rough words of the word and of the contractions that count as it."""
    yield word
    if word == "not":
        yield from _CONTRACTED
    if word == "can":
        yield "cannot"
    for stem in (word, *(stem for stem, whole in STEMS.items() if whole == word)):
        yield f"{stem}n"
        yield f"{stem}nt"
