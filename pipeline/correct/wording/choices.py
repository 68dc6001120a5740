"""What a word may have been meant to be: its neighbours in spelling, and what belongs where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from jellyfish import damerau_levenshtein_distance

from pipeline.correct.confusions import load_confusions
from pipeline.correct.language import Language
from pipeline.correct.memory import Memory
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.neighbours import Neighbour
from pipeline.correct.wording.ready import Near

_REMEMBERED = 30_000
"""Words that are kept in memory with their neighbours, if these were not ready."""


def choices_of(words: Sequence[str], are_known: Sequence[bool], language: Language) -> tuple[Ids, Near]:
    """The neighbours of lower-case words, and the words that these are commonly put for.

    Args:
        words: any.
        are_known: whether the language knows each.
        language: any.

    Returns:
        Of each neighbour the number of its word, and the neighbours.
    """
    confused, rows = load_confusions(), language.ready.rows
    at = np.array(
        [
            rows.get(word, -1) if is_known and word not in confused else -1
            for word, is_known in zip(words, are_known, strict=True)
        ],
        np.int64,
    )
    (looked_up,), (others,) = (at >= 0).nonzero(), (at < 0).nonzero()
    which, ready = language.ready.of_all(at[looked_up])
    found = _remembered(language).of([(words[number], are_known[number]) for number in others.tolist()])
    counts = [len(its.numbers) for its in found]
    return np.concatenate((looked_up[which], np.repeat(others, counts))), joined((ready, *found))


def joined(parts: Sequence[Near]) -> Near:
    """Neighbours of some words, and those of the next behind them."""
    return Near._make(map(np.concatenate, zip(*parts, strict=True)))


@lru_cache(maxsize=8)
def _remembered(language: Language) -> Memory[tuple[str, bool], Near]:
    return Memory(lambda words: _near(words, language), _REMEMBERED)


def _near(words: Sequence[tuple[str, bool]], language: Language) -> Iterator[Near]:
    """The neighbours of lower-case words: looked up, or else looked for."""
    ready = [language.ready.of(word) if is_known else None for word, is_known in words]
    unready = [pair for pair, its in zip(words, ready, strict=True) if its is None]
    found = iter(language.neighbours.of_all([word for word, _ in unready], [known for _, known in unready]))
    for (word, _), its in zip(words, ready, strict=True):
        yield _with_confused(word, _numbered(next(found), language) if its is None else its, language)


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
    words: Sequence[str], beside: tuple[Ids, Ids], which: Ids, near: Near, language: Language
) -> tuple[Ids, Near]:
    """What belongs beside the neighbours of words in the text, and is none of the words' own neighbours.

    Few of them make a text likely enough, so that their distances are only told to be no less than so many.

    Args:
        words: in lower case.
        beside: ids of the words before and after each.
        which: of each of their own neighbours the number of its word; a word without any has no others.
        near: their own neighbours.
        language: any.

    Returns:
        The numbers of the words, and their further choices.
    """
    every = language.neighbours.all
    asked, found = language.collocations.of(words, *beside)
    is_new = np.bincount(which, minlength=len(words))[asked] > 0
    known, pairs = np.sort(which * len(every) + near.numbers), asked * len(every) + found
    is_new &= known.searchsorted(pairs, "right") == known.searchsorted(pairs)
    asked, found = asked[is_new], found[is_new]
    ids = meant_by(language).read(found).ids
    return asked, Near(found, language.collocations.least_distances(words, asked, ids))
