"""What part each word can play in a sentence, as one letter: patterns over letters state slips of grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.detectors.followers import followers_of
from pipeline.correct.inflection import base_of
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.scene import Scene

_CLOSED: Mapping[str, str] = {
    "M": "can could may might must shall should will would cannot",
    "D": "do does did didn't",
    "u": "don't",
    "U": "doesn't",
    "T": "to",
    "N": "not",
    "A": "also often usually sometimes never always only even then still just generally typically commonly "
    "easily rarely normally frequently actually really soon quickly slowly gradually probably likely",
    "P": "it he she",
    "Q": "they we you",
    "m": "many several few these those various numerous",
    "2": "two three four five six seven eight nine ten",
    "o": "a an each every another",
    "s": "this",
    "d": "the your their his her its our my",
    "a": "some any no most other such all",
    "I": "is was isn't wasn't",
    "R": "are aren't",
    "r": "were weren't",
    "H": "has",
    "h": "have",
    "B": "be been being",
    "F": "of",
    "f": "in with for from on at by into during after before between among without under over about as than "
    "through against around below above",
    "c": "if when because although while since whereas though unless until once so",
    "t": "that",
    "W": "who",
    "w": "which what how where why whose whom",
    "&": "and or nor",
    "E": "there",
    "x": "present separate open clear clean dry free complete available back home here away already together "
    "blind deaf homeless",
    "1": "one",
    "p": "feet teeth bacteria",
    "Y": "people women men children patients individuals adults persons babies infants girls boys parents "
    "doctors",
    "q": "number variety lot lots couple majority minority range host handful pair array multitude dozen "
    "dozens percent rest group series team family half third quarter hundreds thousands millions total set "
    "plenty bunch plethora parade string mix committee council government public staff police board panel "
    "media data",
}  # fmt: skip
"""Words of closed classes by letter: modal verbs, pronouns of either number, and so on; `Y` are people in the
plural, `q` amounts and groups; `p` holds here plurals without the regular ending, `x` what seldom is the verb
or noun it looks like."""
_LETTERS = {word: ord(letter) for letter, words in _CLOSED.items() for word in words.split()}
_END, _NUMERAL, _GERUND, _PAST, _OWNER, _OTHER = map(ord, ".2gezx")
_IN_S = {ord("v"): ord("V"), ord("n"): ord("p"), ord("b"): ord("S")}
_APART = 1.0
"""log10 of how much likelier a verb must follow `to` than `the`, and a noun `the`, to be nothing else."""
_LEAST_ZIPF = 2.5
"""Zipf frequency from which a word has an open class."""
_NO_BASE = ("ing", "ly", "ics")
_NO_PLURALS = frozenset({
    "news", "means", "series", "species", "lens", "gas", "bus", "pus", "yes", "thus", "plus", "less",
    "perhaps", "always", "yours", "haves", "ours", "others", "https", "shingles", "hives", "mumps",
    "measles", "rabies", "aids",
})  # fmt: skip
_MOSTLY = 0.9
"""By how much in Zipf frequency a word in -s is commoner at most than the word without it."""


def class_row(scene: Scene) -> bytes:
    """The letters of the words of a text at the places of its reading, full stops between the sentences.

    Open classes: `v` verb, `n` noun, `b` one that may be either; `V`, `p` and `S` the same in -s; `e` in -ed;
    `g` in -ing; `z` in -'s; `x` any other word.
    """
    row = np.full(len(scene.reading.tokens), _END, np.uint8)
    row[scene.reading.places] = scene.tell(_letters)
    return row.tobytes()


def _letters(entries: Entries, language: Language) -> Sequence[int]:
    bases = [
        _base(word, zipf, language) if known and zipf >= _LEAST_ZIPF else ""
        for word, zipf, known in zip(*entries, strict=True)
    ]
    named = list(filter(None, bases))
    ids, _ = language.model.words.read(named)
    uses = dict(zip(named, _uses(language.model)[ids].tolist(), strict=True))
    return [
        _LETTERS.get(word) or _letter(word, base, uses.get(base, 0))
        for word, base in zip(entries.words, bases, strict=True)
    ]


def _base(word: str, zipf: float, language: Language) -> str:
    """The word without the ending of a plural or of the third person; nothing for what has no open class."""
    if len(word) < 3 or not word.isalpha() or word in _NO_PLURALS or word.endswith(_NO_BASE):
        return ""
    base = base_of(word, language.zipf)
    return base if base == word or language.zipf(base) >= zipf - _MOSTLY else ""


@lru_cache(maxsize=4)
def _uses(model: LanguageModel) -> NDArray[np.uint8]:
    """By id, whether a word is a verb, a noun or both, by what it follows: a letter, 0 where it is untold."""
    to, the = (followers_of(model, first) for first in ("to", "the"))
    with np.errstate(invalid="ignore"):  # neither was seen
        verb, noun = to - the > _APART, the - to > _APART
    letters = np.select([np.maximum(to, the) == -np.inf, verb, noun], [0, ord("v"), ord("n")], ord("b"))
    return letters.astype(np.uint8)


def _letter(word: str, base: str, use: int) -> int:
    if word.endswith("ed") and base != word:
        return _PAST
    if use:
        return use if word == base else _IN_S[use]
    if word.isdigit():
        return _NUMERAL if word != "1" else _OTHER
    if word.endswith(("'s", "s'")):
        return _OWNER
    return _GERUND if word.endswith("ing") else _OTHER
