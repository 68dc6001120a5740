"""The places of a document where a word may be a slip: prose that the language model is surprised by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.correct.confusions import load_confusions
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.neighbours import is_wordlike

LEAST_SURPRISE = 8.5
"""-log10 of the probability of a word and the two after it from which a known word is doubted at all: what
cannot become much likelier needs no look."""
_LEAST_OF_SUSPECTS = 7.0
"""The same for words that are rare, or commonly put for others."""
_UNKNOWN, _SUSPECT, _ORDINARY, _EXEMPT = range(4)
_LEAST = np.array((-1.0, _LEAST_OF_SUSPECTS, LEAST_SURPRISE, np.inf))
"""By `_suspicions`; a word that the language lacks is always doubted."""
RARE = 3.0
"""Zipf frequency below which a known word is rare."""
_BUDGET = 3_000
"""Different words of a document whose neighbours are looked for."""
_JOINED_BEFORE = ("@", "_", "\\", "#", "=", "&", ".", "'", "’")
_JOINED_AFTER = ("@", "_", "\\", "#", "=", "&", "'", "’")
_DATES = frozenset({
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr",
    "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
})  # fmt: skip
_CONTRACTIONS = frozenset({"t", "re", "ve", "ll", "d", "s", "m"})
_COMMONER = 0.5
"""By how much in Zipf frequency."""


class Place(NamedTuple):
    """Where a word stands that may be a slip."""

    word: str
    """In lower case."""
    sentence: Sentence
    at: int
    """Number of the word in its sentence."""
    place: int
    """In the reading."""
    surprise: float
    """-log10 of the probability of the word and the two after it."""
    is_known: bool
    """Whether the language has the word."""

    @property
    def number(self) -> int:
        """Of the word, counted through the document."""
        return self.sentence.first + self.at

    @property
    def written(self) -> Word:
        """The word as it stands there."""
        return self.sentence.words[self.at]


def places_in(scene: Scene, language: Language) -> Iterator[Place]:
    """The places in reading order, of so many different words at most as are looked into."""
    looked_at: set[str] = set()
    for place in _places(scene, language):
        if place.word in looked_at or len(looked_at) < _BUDGET:
            looked_at.add(place.word)
            yield place


def _places(scene: Scene, language: Language) -> Iterator[Place]:
    reading, suspicions = scene.reading, scene.tell(_suspicions)
    surprises = -language.model.standing(reading, reading.places, reading.places + 1)
    numbers = np.flatnonzero(surprises >= _LEAST[suspicions])
    spots, known = reading.places[numbers].tolist(), (suspicions[numbers] != _UNKNOWN).tolist()
    told = zip(numbers.tolist(), spots, surprises[numbers].tolist(), known, strict=True)
    for number, spot, surprise, is_known in told:
        sentence, at = scene.text.place_of(number)
        if _is_prose(sentence, at):
            yield Place(sentence.words[at].lower, sentence, at, spot, surprise, is_known)


def _suspicions(entries: Entries, language: Language) -> Sequence[int]:
    """Which of `_LEAST` holds for each word."""
    confused = load_confusions()
    return [
        _EXEMPT if not is_wordlike(word) or _lacks_apostrophe(word, zipf, language)
        else _UNKNOWN if not is_known
        else _SUSPECT if zipf < RARE or word in confused
        else _ORDINARY
        for word, zipf, is_known in zip(*entries, strict=True)
    ]  # fmt: skip


def _lacks_apostrophe(word: str, zipf: float, language: Language) -> bool:
    """Whether a lower-case word of this Zipf frequency is far commoner with an apostrophe: cant, youre."""
    ending = word[-2:] if word[-2:] in _CONTRACTIONS else word[-1:]
    if ending not in _CONTRACTIONS:
        return False
    contracted = f"{word[: -len(ending)]}'{ending}"
    return contracted in language.frequencies and language.zipf(contracted) > zipf + _COMMONER


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
