"""The words of a document that may be slips, and what each may have been meant to be, as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.confusions import load_confusions
from pipeline.correct.detectors.unknown import is_built
from pipeline.correct.language import Language
from pipeline.correct.near import is_variant
from pipeline.correct.ngrams import Replaced
from pipeline.correct.policy import is_spelling_pair
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.choices import Choices, choices_of, weighed
from pipeline.correct.wording.neighbours import Neighbour, is_wordlike
from pipeline.correct.wording.pairs import pair_features, parts_run_together
from pipeline.vocabulary import word_key

LEAST_SURPRISE = 8.5
"""-log10 of the probability of a word and the two after it from which a known word is doubted at all: what
cannot become much likelier needs no look."""
_LEAST_OF_SUSPECTS = 7.0
"""The same for words that are rare, or commonly put for others."""
_ANY = -1.0
_LEAST = np.array((_ANY, _LEAST_OF_SUSPECTS, LEAST_SURPRISE))
_RARE = 3.0
"""Zipf frequency below which a known word is rare."""
_ROUGH_LEAST = -1.5
"""Options are looked at closely where their gain, less their handicap, is more."""
_ROUNDING = 1e-9
_CLOSE = 6
"""Options of a word that are looked at closely."""
_MOST_SURPRISE = 14.0
_BUDGET = 3_000
"""Different words of a document whose neighbours are looked for."""
_JOINTS = ("-", "/", "‐", "‑")
_JOINED_BEFORE = ("@", "_", "\\", "#", "=", "&", ".", "'", "’")
_JOINED_AFTER = ("@", "_", "\\", "#", "=", "&", "'", "’")
_DATES = frozenset({
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr",
    "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
})  # fmt: skip
_CONTRACTIONS = ("t", "re", "ve", "ll", "d", "s", "m")
_COMMONER = 0.5
"""By how much in Zipf frequency."""


class Doubt(NamedTuple):
    """A word that may be a slip, and what it may have been meant to be."""

    sentence: Sentence
    word: Word
    at: int
    """Its number in the sentence."""
    family: str
    options: Sequence[str]
    features: NDArray[np.float64]
    """Shape (options, `FEATURES`)."""


class _Place(NamedTuple):
    word: str
    """In lower case."""
    sentence: Sentence
    at: int
    """Number of the word in its sentence."""
    place: int
    """In the reading."""
    surprise: float
    is_known: bool


def doubts(scene: Scene, language: Language) -> Iterator[Doubt]:
    """The doubtful words in reading order; all their options are read by the language model at once."""
    places = list(_within_budget(_places(scene, language)))
    choices = choices_of([(place.word, place.is_known) for place in places], language)
    places = [place for place, its in zip(places, choices, strict=True) if its.near]
    choices = [its for its in choices if its.near]
    if places:
        yield from _judged(scene, language, places, *_with_collocates(scene, language, places, choices))


def _within_budget(places: Iterable[_Place]) -> Iterator[_Place]:
    looked_at: set[str] = set()
    for place in places:
        if place.word in looked_at or len(looked_at) < _BUDGET:
            looked_at.add(place.word)
            yield place


def _with_collocates(
    scene: Scene, language: Language, places: Sequence[_Place], choices: Sequence[Choices]
) -> tuple[Sequence[int], Sequence[Choices]]:
    """The choices of all places, behind them those of what belongs beside the neighbours of some.

    Returns:
        Numbers of places, and the choices for each.
    """
    tokens, words = scene.reading.tokens, [place.word for place in places]
    spots = np.array([place.place for place in places])
    more: dict[int, Sequence[Neighbour]] = {}
    for number, near in language.collocations.of(words, tokens[spots - 1], tokens[spots + 1]):
        there = {other.word for other in choices[number].near}
        more[number] = [other for other in near if other.word not in there]
    besides = weighed([words[number] for number in more], list(more.values()), language)
    return (*range(len(places)), *more), (*choices, *besides)


def _places(scene: Scene, language: Language) -> Iterator[_Place]:
    reading = scene.reading
    surprises = -language.model.standing(reading, reading.places, reading.places + 1)
    least = _LEAST[scene.tell(_suspicion)]
    for number in np.flatnonzero(surprises >= least).tolist():
        sentence, index = scene.text.place_of(number)
        lower, surprise = sentence.words[index].lower, float(surprises[number])
        if is_wordlike(lower) and _is_prose(sentence, index) and not _lacks_apostrophe(lower, language):
            place = int(reading.places[number])
            yield _Place(lower, sentence, index, place, surprise, bool(least[number] > _ANY))


def _suspicion(word: str, language: Language) -> int:
    """Which of `_LEAST` holds for a lower-case word; one that the language lacks is always doubted."""
    if not language.knows(word):
        return 0
    return 1 if language.zipf(word) < _RARE or word in load_confusions() else 2


def _is_prose(sentence: Sentence, index: int) -> bool:
    """Not a word with capitals inside, nor a part of an address, nor what a single letter was split from."""
    word, block = sentence.words[index], sentence.block
    ahead = block.text[word.end - block.start : word.end - block.start + 2]
    if (
        word.text in _DATES
        or not word.text[1:].islower()
        or word.gap[-1:] in _JOINED_BEFORE
        or ahead[:1] in _JOINED_AFTER
    ):
        return False
    if index and word.gap == " " and _is_piece(sentence.words[index - 1]):
        return not word.text.islower()
    return not (ahead[:1] == "." and ahead[1:].isalnum())


def _is_piece(word: Word) -> bool:
    """Whether a single letter may be split from what follows, and is not left of an apostrophe: "itâ€™s"."""
    return len(word.text) == 1 and word.lower not in ("a", "i") and not word.gap.endswith("™")


@lru_cache(maxsize=100_000)
def _lacks_apostrophe(word: str, language: Language) -> bool:
    """Whether a lower-case word is far commoner with an apostrophe: cant, youre."""
    return any(
        word.endswith(ending)
        and language.zipf(f"{word[: -len(ending)]}'{ending}") > language.zipf(word) + _COMMONER
        for ending in _CONTRACTIONS
    )


def _judged(
    scene: Scene,
    language: Language,
    places: Sequence[_Place],
    numbers: Sequence[int],
    choices: Sequence[Choices],
) -> Iterator[Doubt]:
    all_near, all_ids, all_shares, all_commonness, all_handicaps = zip(*choices, strict=True)
    options = list(chain.from_iterable(all_near))
    chosen = np.repeat(numbers, list(map(len, all_near)))
    spots = np.array([place.place for place in places])[chosen]
    ids, shares, handicaps = map(np.concatenate, (all_ids, all_shares, all_handicaps))
    replaced = Replaced(spots, spots + 1, ids, shares)
    gains = language.model.word_gains(scene.reading, replaced, handicaps + (_ROUGH_LEAST - _ROUNDING))
    rough = gains - handicaps
    commonness = np.concatenate(all_commonness)
    order = np.flatnonzero(rough > _ROUGH_LEAST)
    order = order[np.lexsort((-rough[order], chosen[order]))]
    firsts = np.flatnonzero(np.diff(chosen[order], prepend=-1, append=-1))
    for first, last in zip(firsts.tolist(), firsts[1:].tolist(), strict=False):
        rows = order[first : min(last, first + _CLOSE)]
        closer = zip(
            (options[row] for row in rows.tolist()),
            gains[rows].tolist(),
            commonness[rows].tolist(),
            strict=True,
        )
        yield from _doubt(scene, language, places[int(chosen[rows[0]])], list(closer))


def _doubt(
    scene: Scene, language: Language, place: _Place, options: Sequence[tuple[Neighbour, float, float]]
) -> Iterator[Doubt]:
    lowers, word = scene.lowers[place.sentence.number], place.sentence.words[place.at]
    before = lowers[place.at]
    run_together = parts_run_together(before, language) if not place.is_known else ()
    fair = [
        option
        for option in options
        if not _is_same_word(before, option[0].word, place.is_known)
        and word_key(option[0].word) not in run_together
    ]
    if not fair:
        return
    frames = _frames(lowers, place.at)
    shared = (*_shared(place), bool(run_together), not place.is_known and is_built(before, language))
    sides = _sides(lowers, place.at)
    stands_in_term = _holds_term(frames, before, language)
    rows = [
        (
            *pair_features(before, near, language),
            gain, max(gain - 2, 0.0), max(gain - 4, 0.0), commonness, min(place.surprise, _MOST_SURPRISE),
            log1p(scene.uses[before] - 1), log1p(scene.uses.get(near.word, 0)),
            stands_in_term, _holds_term(frames, near.word, language),
            log1p(_beside(scene, sides, before) - len(sides)), log1p(_beside(scene, sides, near.word)),
            *shared,
        )
        for near, gain, commonness in fair
    ]  # fmt: skip
    yield Doubt(
        place.sentence, word, place.at, _rule(before, place, language),
        [near.word for near, _, _ in fair], np.array(rows, np.float64),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _is_same_word(one: str, other: str, is_known: bool) -> bool:
    """Another number or another fair spelling of the word."""
    if word_key(one) == word_key(other) or is_variant(one, other, is_known=is_known):
        return True
    return one[:2] == other[:2] and is_spelling_pair(one, other)


def _rule(word: str, place: _Place, language: Language) -> str:
    if not place.is_known:
        return "misspelling"
    return "rare_misspelling" if language.zipf(word) < _RARE else "wrong_word"


def _shared(place: _Place) -> tuple[float, ...]:
    """Whether the word has a capital inside its sentence, is joined by a hyphen, opens its sentence so."""
    word, block = place.sentence.words[place.at], place.sentence.block
    end = word.end - block.start
    is_capital = word.text[0].isupper()
    is_joined = (word.gap[-1:] in _JOINTS and bool(word.gap)) or block.text[end : end + 1] in _JOINTS
    return is_capital and place.at > 0, is_joined, is_capital and place.at == 0


def _sides(lowers: Sequence[str], index: int) -> list[tuple[str, bool]]:
    """The words beside a place, and whether each comes before it."""
    before = [(lowers[index - 1], True)] if index else []
    return [*before, (lowers[index + 1], False)] if index + 1 < len(lowers) else before


def _beside(scene: Scene, sides: Sequence[tuple[str, bool]], word: str) -> int:
    """How often a word stands in the document beside what stands beside a place."""
    return sum(scene.pairs.get((side, word) if is_before else (word, side), 0) for side, is_before in sides)


def _frames(lowers: Sequence[str], index: int) -> list[tuple[str, str]]:
    """What stands before and after a place in the runs of two and three words around it, under their keys."""
    keys = [word_key(word) for word in lowers[max(0, index - 2) : index + 3]]
    middle = min(index, 2)
    return [
        (
            "".join(f"{key} " for key in keys[start:middle]),
            "".join(f" {key}" for key in keys[middle + 1 : start + size]),
        )
        for size in (2, 3)
        for start in range(max(0, middle - size + 1), middle + 1)
        if start + size <= len(keys)
    ]


def _holds_term(frames: Sequence[tuple[str, str]], word: str, language: Language) -> bool:
    key = word_key(word)
    return any(before + key + after in language.terms for before, after in frames)
