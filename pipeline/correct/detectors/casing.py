"""Words that lack their capital: questions that are lines of their own, `i`, days and peoples, vitamins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word

_QUESTION = re.compile(r"(?m)^(?:what|how|who|when|where|why|which)(?= [^\n.?!:]{3,300}\?[ \t]{0,8}$)")
_NAMES = frozenset({
    "january", "february", "april", "june", "july", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "africa", "asia",
    "europe", "america", "england", "australia", "canada", "mexico", "germany", "france", "japan",
    "india", "pakistan", "bangladesh", "brazil", "russia", "spain", "italy", "london", "california",
    "texas", "florida", "english", "spanish", "german", "italian", "chinese", "japanese", "american",
    "americans", "african", "africans", "asian", "asians", "european", "europeans", "indian", "indians",
    "british", "canadian", "canadians", "australian", "australians", "mexican", "mexicans", "hispanic",
    "hispanics", "caucasian", "caucasians", "korean", "koreans", "russian", "russians", "portuguese",
    "vietnamese", "jewish", "muslim", "muslims", "christian", "christians",
})  # fmt: skip
"""Words that are names wherever they stand: not `may`, `turkey`, `polish`, nor names of dishes."""
_NO_NAMES = frozenset({("india", "ink"), ("indian", "ink")})
_VITAMINS = frozenset("bcdek")
"""Not `a`, which is an article: "take a vitamin a day"."""
_AFTER_I = frozenset({
    "am", "have", "was", "had", "do", "don't", "did", "didn't", "can", "can't", "cannot", "could",
    "would", "will", "should", "think", "feel", "felt", "know", "want", "get", "got", "take", "took",
    "need", "went", "see", "saw", "use", "used", "tried", "found", "hope", "love", "like", "started",
    "suffer", "also", "just", "really", "still", "always", "never",
})  # fmt: skip
_SHORT_I = frozenset({"i'm", "i've", "i'll", "i'd"})
_JOINTS = frozenset("./@_#:=&-'’")
"""What joins a word to an address or to code."""


def detect_question_case(scene: Scene, language: Language) -> Iterator[Candidate]:
    """The first word of each such line, capitalised."""
    for block in scene.text.blocks:
        if "?" not in block.text:
            continue
        for match in _QUESTION.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            yield Candidate(block, start, end, match.group().capitalize(), "question_case")


def detect_small_names(scene: Scene, language: Language) -> Iterator[Candidate]:
    """The words in small letters that begin with a capital wherever they stand, capitalised.

    Only in sentences that begin with one: who writes all in small letters does so throughout.
    """
    for number in np.flatnonzero(scene.are(_may_be_small_names)).tolist():
        sentence, place = scene.text.place_of(number)
        word = sentence.words[place]
        is_slip = word.text.islower() and sentence.words[0].text[0].isupper()
        if is_slip and _stands_alone(sentence, word):
            rule_id = _rule(sentence, place)
            if rule_id:
                after = word.text[0].upper() + word.text[1:]
                yield Candidate(sentence.block, word.start, word.end, after, rule_id)


def _may_be_small_names(entries: Entries, _: Language) -> Sequence[bool]:
    asked = _NAMES | _VITAMINS | _SHORT_I | {"i"}
    return [word in asked for word in entries.words]


def _stands_alone(sentence: Sentence, word: Word) -> bool:
    """Whether a word is no part of an address, of code or of a longer word."""
    text, offset = sentence.block.text, sentence.block.start
    before, behind = text[: word.start - offset][-1:], text[word.end - offset :][:2]
    is_joined = behind[:1] in _JOINTS and not (behind[:1] in ".:" and not behind[1:].strip())
    return (not before or before in ' \t\n\xa0(“"') and not (behind and is_joined)


def _rule(sentence: Sentence, place: int) -> str | None:
    """The rule by which a word in small letters wants a capital, if there is one."""
    word = sentence.words[place].lower
    before, behind = ([its.lower for its in side] for side in _beside(sentence, place))
    if word in _VITAMINS:
        return "small_vitamin" if before in (["vitamin"], ["vitamins"]) else None
    if word == "i":
        return "small_i" if not _AFTER_I.isdisjoint(behind) and before != ["i"] else None
    if word in _SHORT_I:
        return "small_i"
    return None if (word, *behind) in _NO_NAMES else "small_name"


def _beside(sentence: Sentence, place: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """The word before one and that behind it, where they are parted from it by a space alone."""
    before = sentence.words[place - 1 : place] if sentence.words[place].gap == " " else ()
    behind = [its for its in sentence.words[place + 1 : place + 2] if its.gap == " "]
    return before, behind
