"""Words of the wrong form: "can leads", "the symptoms is", "several month", "is cause by", "a persons risk".

Patterns over the classes of words (`word_classes`) say where such a slip can be. Whether it is one, the
language model says, by how much likelier the other form makes the text. Patterns that leave hardly another
reading ask for less, because what people seldom write is unlikely even where it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.word_classes import class_row
from pipeline.correct.inflection import base_of, participle, plural_of, third_person
from pipeline.correct.language import Language
from pipeline.correct.ngrams import Replaced
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word

_VERBS_OF_MANY: Mapping[str, str] = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
    "doesn't": "don't",
}  # fmt: skip
_VERBS_OF_ONE = {many: one for one, many in _VERBS_OF_MANY.items()}
_BARE = {"is": "be", "was": "be", "are": "be", "were": "be", "has": "have"}
_Form = Callable[[str, Language], str]
"""Gives another form of a lower-case word."""


def _bare(word: str, language: Language) -> str:
    return _BARE.get(word) or base_of(word, language.zipf)


def _verb_of_many(word: str, language: Language) -> str:
    return _VERBS_OF_MANY.get(word) or base_of(word, language.zipf)


def _verb_of_one(word: str, _: Language) -> str:
    return _VERBS_OF_ONE.get(word) or third_person(word)


def _many(word: str, _: Language) -> str:
    return plural_of(word)


def _one(word: str, language: Language) -> str:
    return word if word == "people" else base_of(word, language.zipf)  # "a people" is right


def _participle(word: str, language: Language) -> str:
    return participle(word, language.zipf)


def _possessive(word: str, language: Language) -> str:
    if word == "people":  # "a people person" is right
        return word
    owner = base_of(word, language.zipf) if word.endswith("s") else word  # "the children health"
    return owner + "'s"


class _Slip(NamedTuple):
    """Where a word may have the wrong form."""

    rule_id: str
    pattern: re.Pattern[bytes]
    """Over the classes of words; the word is the last one of a match."""
    form: _Form
    """The right one."""
    least: float
    """log10 of how much likelier the right form makes the text at least."""


def _slip(rule_id: str, pattern: bytes, form: _Form, least: float) -> _Slip:
    return _Slip(rule_id, re.compile(pattern), form, least)


_SURE = -9.0
"""Asks for nothing: the pattern leaves no other reading."""
_SLIPS = (
    # Not "May is a month of".
    _slip("verb_after_modal", rb"M(?<![od]M)(?!(?<=\.M)I)N?A?[VSIRrHe]", _bare, 0.5),
    _slip("verb_after_modal", rb"[DuU]N?A?V|DNA?[Se]", _bare, 0.5),
    _slip("verb_after_modal", rb"T(?:V(?![Ff.&IRrHhM])|S(?=[odm]))", _bare, 0.5),
    _slip("verb_of_pronoun", rb"P(?<=[.c&]P)(?<![PQ]&P)A?[vbhRu]", _verb_of_one, 0.0),
    _slip("verb_of_pronoun", rb"Q(?<=[.c&twW]Q)A?[VSIHU]", _verb_of_many, 0.0),
    # "Symptoms includes", "if the kidneys filters", "drugs that helps", "that the symptoms is"
    _slip(
        "verb_of_plural",
        rb"[.c][adm]?[xnbe]{0,2}[pSY](?:t|&[xnbe]?[pSY])?A?(?:[IHV]|S(?=[odmQ]))",
        _verb_of_many,
        -1.0,
    ),
    _slip("verb_of_plural", rb"t[adm][xnbe]{0,2}[pSY]A?(?:[IHV]|S(?=[odmQ]))", _verb_of_many, -1.0),
    # "Causes of the disease is", "people with diabetes has", "needs"
    _slip(
        "verb_of_plural",
        rb"[.c](?:[adm]x{0,2})?(?:[pSY][Ff][od]?[xnb]{1,2}A?[IH]|Yf[od]?[xnb]{1,2}A?V)",
        _verb_of_many,
        _SURE,
    ),
    _slip("verb_of_plural", rb"Y(?<=[.cadmx]Y)f[od]?[xnb]{1,2}A?S(?=[odmQT])", _verb_of_many, 0.5),
    # "children who has", unless one of them is meant
    _slip("verb_of_plural", rb"Y(?<!1FY)(?<!1F.Y)(?<!1F..Y)WA?[IHVS]", _verb_of_many, _SURE),
    # "The doctor recommend", "The size of the legs are", "a person who have"
    _slip("verb_of_singular", rb"[.c][ods][xnbe]{0,2}[nb]A?(?:[Rhv](?!&)|b(?=[odmQ]))", _verb_of_one, 0.0),
    _slip("verb_of_singular", rb"[.c][ods]x{0,2}[nb][Ff][dm]?[xnb]?[pSY][Rh]", _verb_of_one, _SURE),
    _slip("verb_of_singular", rb"ox?[nb]WA?[hRv]", _verb_of_one, -1.5),
    _slip("verb_of_singular", rb"\.[xnbe]{0,2}[nb]A?[Rh](?!&)", _verb_of_one, 0.7),
    # "What is the symptoms of", "What are the cause of"
    _slip("verb_of_plural", rb"w(?<=\.w)I(?=[adm]?[xnbe]{0,2}[pSY][Ff.])", _verb_of_many, 0.5),
    _slip("verb_of_singular", rb"w(?<=\.w)R(?=dx{0,2}[nb][Ff.])", _verb_of_one, 0.5),
    _slip("there_is_many", rb"EA?I(?=A?m)", _verb_of_many, _SURE),
    _slip("there_is_many", rb"EA?[Rr](?=A?o(?![xnbe]{0,2}[qm2pSY]))", _verb_of_one, 0.0),
    _slip("singular_after_many", rb"mx?[nb](?![nbpSegz])", _many, 0.5),
    _slip("singular_after_many", rb"mn(?![nbpSegz])", _many, -0.5),
    _slip("singular_after_many", rb"2(?<=[.fFvVTc&]2)x?[nb](?=[FfIRrHhMc&])", _many, 2.0),
    _slip("singular_after_many", rb"1F[dmsaA]{1,2}[xnbe]{0,3}[nb](?=[FfIRrHhtWwMT.])", _many, -4.0),
    _slip("plural_after_one", rb"ox?[pSY](?![nbxpS&odmQT])", _one, 0.5),
    _slip("plural_after_one", rb"sx?(?:p(?![nbxpS&])|S(?=[MIRrHB]))", _one, 0.5),
    _slip("verb_for_participle", rb"BA?[vb](?![PQdoms])", _participle, 0.8),
    _slip("verb_for_participle", rb"[IRr](?<!E.)(?<!EA.)A?(?:v(?![PQdoms])|b(?=[fT]))", _participle, 2.0),
    _slip("lost_possessive", rb"ox?[pS](?=[xnbpS])", _possessive, 0.0),
    _slip("lost_possessive", rb"oY(?=[xnbpS])", _possessive, -2.0),
    _slip("lost_possessive", rb"dx?[pSY](?=[nbpS])", _possessive, 0.4),
)
"""Patterns that begin with one letter are found in no time; those that begin with one of two cost most."""


class _Idea(NamedTuple):
    """A word, and what may be meant."""

    slip: _Slip
    sentence: Sentence
    word: Word
    place: int
    """Of the word in the reading."""
    after: str


def detect_agreement(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Each word in lower case of which another form fits far better; linear in the length of the text."""
    row = class_row(scene)
    ideas = [
        idea
        for slip in _SLIPS
        for match in slip.pattern.finditer(row)
        for idea in _ideas(slip, match, scene, language)
    ]
    if not ideas:
        return
    places = np.array([idea.place for idea in ideas], np.int64)
    least = np.array([idea.slip.least for idea in ideas])
    ids, shares = language.model.words.read([idea.after for idea in ideas])
    gains = language.model.word_gains(scene.reading, Replaced(places, places + 1, ids, shares), least)
    for number in np.flatnonzero(gains >= least).tolist():
        slip, sentence, word, _, after = ideas[number]
        yield Candidate(sentence.block, word.start, word.end, after, slip.rule_id)


def _ideas(slip: _Slip, match: re.Match[bytes], scene: Scene, language: Language) -> Iterator[_Idea]:
    """What may be meant at a match, if its words stand plainly side by side."""
    place = match.end() - 1
    sentence, last = scene.text.place_of(int(np.searchsorted(scene.reading.places, place)))
    first = max(last - (place - match.start()), 0)
    if not _is_plain(sentence, first, last):
        return
    word = sentence.words[last]
    after = slip.form(word.lower, language)
    if after != word.lower and language.knows(after):
        yield _Idea(slip, sentence, word, place, after)


def _is_plain(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words are in lower case, but for the first of a sentence, with nothing but spaces between them.

    Others are names ("Homes For Our Troops has") or parts of them ("the SIX5 gene", "your teams' needs").
    """
    words = sentence.words[first : last + 1]
    begins_small = words[0].text[first == 0 :].islower() or len(words[0].text) == 1
    is_start = begins_small and (not first or words[0].gap.endswith((" ", "(")))
    behind = sentence.block.text[words[-1].end - sentence.block.start :][:1]
    are_alone = all(word.gap == " " and word.text.islower() for word in words[1:])
    return is_start and are_alone and behind not in ("'", "’", "-") and len(words) > 1
