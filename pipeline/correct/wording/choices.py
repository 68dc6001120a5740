"""What a word may have been meant to be, and what the language model knows of it whatever stands around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from jellyfish import damerau_levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct.confusions import load_confusions
from pipeline.correct.language import Language
from pipeline.correct.memory import Memory
from pipeline.correct.ngrams.tables import Ids, Index
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.neighbours import Neighbour
from pipeline.correct.wording.ready import Near

_ROUGH_COMMON, _ROUGH_DISTANCE, _ROUGH_APART = 0.3, 0.3, 4.0
"""Shares of commonness, of distance, and of distance in the longer word's letters by which the gain of a
choice counts less."""

_COLLOCATE_APART = 0.6
"""The greatest distance of words that are taken for one another far apart in spelling, as a share of the
longer one's length."""
_REMEMBERED = 30_000
"""Words whose choices are kept in memory."""


class Choices(NamedTuple):
    """The neighbours of a word; arrays have the shape (neighbours,)."""

    numbers: Ids
    """Among `Neighbours.all`."""
    distances: Ids
    """Damerau-Levenshtein distances from the word."""
    commonness: NDArray[np.float64]
    """log10 of how much commoner each is than the word."""
    handicap: NDArray[np.float64]
    """What a gain has to make up for: the commoner and the farther a word, the less it says."""

    def chosen(self, which: Ids | slice) -> Choices:
        """Some of them."""
        return Choices._make([column[which] for column in self])


def joined(parts: Iterable[Choices]) -> Choices:
    """The choices of some words, and those of the next behind them."""
    return Choices._make(np.concatenate(column) for column in zip(*parts, strict=True))


def choices_of(words: Sequence[tuple[str, bool]], language: Language) -> list[Choices]:
    """The choices for lower-case words, each with whether the language knows it."""
    return _remembered(language).of(words)


@lru_cache(maxsize=8)
def _remembered(language: Language) -> Memory[tuple[str, bool], Choices]:
    return Memory(lambda words: _choices_of(words, language), _REMEMBERED)


def _choices_of(words: Sequence[tuple[str, bool]], language: Language) -> Iterator[Choices]:
    asked = [word for word, _ in words]
    near = [
        _with_confused(word, its, language) for word, its in zip(asked, _near(words, language), strict=True)
    ]
    counts = [len(its.numbers) for its in near]
    every = Near(*(np.concatenate(its) for its in zip(*near, strict=True)))
    told = _weighed(asked, np.repeat(np.arange(len(asked)), counts), every, language)
    for start, end in pairwise(accumulate(counts, initial=0)):
        yield Choices._make(column[start:end] for column in told)


def _near(words: Sequence[tuple[str, bool]], language: Language) -> list[Near]:
    """The neighbours of lower-case words: looked up, or else looked for."""
    ready = [language.ready.of(word) if is_known else None for word, is_known in words]
    unready = [pair for pair, its in zip(words, ready, strict=True) if its is None]
    found = iter(language.neighbours.of_all([word for word, _ in unready], [known for _, known in unready]))
    return [_numbered(next(found), language) if its is None else its for its in ready]


def _numbered(found: Sequence[Neighbour], language: Language) -> Near:
    numbers = language.neighbours.numbers
    return Near(
        np.array([numbers[other.word] for other in found], np.int64),
        np.array([other.distance for other in found], np.int64),
    )


def _with_confused(word: str, near: Near, language: Language) -> Near:
    """The neighbours of a word, and behind them the words that it is commonly put for."""
    confused = load_confusions().get(word)
    if not confused:
        return near
    numbers = language.neighbours.numbers
    there = {language.neighbours.all[number] for number in near.numbers.tolist()}
    others = [other for other in confused if other not in there and other in language.neighbours.words]
    distances = [damerau_levenshtein_distance(word, other) for other in others]
    return Near(
        np.append(near.numbers, [numbers[other] for other in others]).astype(np.int64),
        np.append(near.distances, distances).astype(np.int64),
    )


def collocates_of(
    words: Sequence[str], beside: tuple[Ids, Ids], which: Ids, choices: Choices, language: Language
) -> tuple[Ids, Choices]:
    """What belongs beside the neighbours of words that have choices, and is none of these.

    Few of them make a text likely enough, so that their distances are only told to be no less than so many;
    see `measured`.

    Args:
        words: in lower case.
        beside: ids of the words before and after each.
        which: by choice, the number of its word.
        choices: of all words.
        language: any.

    Returns:
        The numbers of the words, and their further choices.
    """
    every = language.neighbours.all
    asked, found = language.collocations.of(words, *beside)
    is_new = np.bincount(which, minlength=len(words))[asked] > 0
    known = Index(np.sort(which * len(every) + choices.numbers))
    is_new &= known.find(asked * len(every) + found) < 0
    asked, found = asked[is_new], found[is_new]
    ids = meant_by(language).read(found).ids
    least = language.collocations.least_distances(words, asked, ids)
    return asked, _weighed(words, asked, Near(found, least), language)


def measured(
    words: Sequence[str], which: Ids, choices: Choices, language: Language
) -> tuple[NDArray[np.bool_], Choices]:
    """Which choices of `collocates_of` are near enough, and the choices with their distances.

    Args:
        words: in lower case.
        which: by choice, the number of its word.
        choices: any of those.
        language: any.
    """
    befores = [words[number] for number in which.tolist()]
    afters = [language.neighbours.all[number] for number in choices.numbers.tolist()]
    distances = np.array(list(map(damerau_levenshtein_distance, befores, afters)), np.int64)
    longest = np.array(list(map(max, map(len, befores), map(len, afters))), np.int64)
    are_near = (distances > 0) & (distances <= _COLLOCATE_APART * longest)
    handicap = _handicap(choices.commonness, distances, longest)
    return are_near, choices._replace(distances=distances, handicap=handicap)


def _weighed(words: Sequence[str], which: Ids, near: Near, language: Language) -> Choices:
    """The choices that others are for lower-case words; all are asked of the language model at once.

    Args:
        words: any.
        which: the number of the word that each of the others may stand for.
        near: the others.
        language: any.
    """
    model, its = language.model, meant_by(language).read(near.numbers)
    commonness = model.commonness_of(its.ids, its.shares) - model.commonness(words)[which]
    own = np.fromiter(map(len, words), np.int64, len(words))
    handicap = _handicap(commonness, near.distances, np.maximum(its.lengths, own[which]))
    return Choices(*near, commonness, handicap)


def _handicap(commonness: NDArray[np.float64], distances: Ids, longest: Ids) -> NDArray[np.float64]:
    """See `Choices`; the nearer, the less it is.

    Args:
        commonness: see `Choices`.
        distances: see `Choices`.
        longest: letters of the longer of the two words.
    """
    return _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * distances + _ROUGH_APART * (distances / longest)
