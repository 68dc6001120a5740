"""a or an, by the sound that follows: an hour, a unicorn, an MRI, a US study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.inflection import is_plural
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.neighbours import LONGEST, one_slip_away
from pipeline.vocabulary.remembered import Remembered

_SILENT_H = re.compile(r"(?:hour|heir|hono[u]?r|honest)")
_EITHER = re.compile(
    r"(?:h(?:erb|ist|ot|yst|ypo|yper|abit|eredi|ered|allu|omage|olis)|ouija|ur?l\b|s(?:ql|ku)\b|faq|aaa\b|sat\b|uh|um\b)"
)
_SOUNDS_LIKE_YOU = re.compile(
    r"(?:u(?:ni(?!n|m|d(?!ir|im)|r|ss|ll|tial)|nanim|r[aeio]|s[aeiu]|t[eio]|biqu|kr|v[eu]|[kvs]$|ganda)|eu|ew|uk$)"
)
_SOUNDS_LIKE_WON = re.compile(r"one(?:s|self|time|ness)?$|once")
_NAMED_BY_LETTER_VOWEL = frozenset("AEFHILMNORSX")
_BEFORE_LETTER = frozenset({
    "vitamin", "vitamins", "hepatitis", "type", "group", "grade", "class", "stage", "influenza", "part",
    "appendix", "plan", "factor", "protein", "strain", "virus", "blood", "section", "column", "option",
    "figure", "table", "serum", "point", "streptococcus",
})  # fmt: skip
"""After these, A is a letter."""
_AFTER_LETTER = frozenset({
    "and", "or", "is", "are", "was", "were", "in", "on", "at", "as", "to", "of", "if", "it", "its",
    "for", "from", "with", "can", "may", "does", "has", "i", "a", "an", "un", "en", "el", "another", "die",
})  # fmt: skip
"""Before these, A is a letter or the sentence another language's."""

_ENGLISH = frozenset({"the", "of", "is", "are", "to", "with", "for", "that", "it", "you", "your", "on", "by"})
_FOREIGN = frozenset({
    "der", "die", "das", "und", "ist", "nicht", "von", "zu", "ein", "eine", "de", "la", "el", "los", "que",
    "da", "para", "com", "uma", "um", "se", "por", "una", "les", "des", "et", "est", "il", "di", "che", "en",
})  # fmt: skip
_WRONGLY_DECODED = frozenset("âã")
"""Letters of words that may be English once they are decoded anew: "itâ€™s"."""
_COMMON = 3.5
"""Zipf frequency from which a word can be the one that was meant."""
_FEWER = 1.5
"""By how much in Zipf frequency the opposite of a word is rarer at most, to be one that may be meant."""


def detect_articles(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Each a or an that the sound of the next word contradicts; one that fits before it goes: "an a hour"."""
    articles = scene.are(_may_be_article)
    foreign: dict[int, bool] = {}  # by sentence: an endless one is read once, not for each of its articles
    text = scene.text
    numbers = np.flatnonzero(articles & scene.go_on[1:])
    for number, behind in zip(numbers.tolist(), text.written(numbers + 1), strict=True):
        wanted = _wanted(behind)
        if not wanted or wanted == text.lowers[number]:
            continue
        sentence, place = text.place_of(number)
        if _is_article(sentence, place):
            article, word = sentence.words[place : place + 2]
            if sentence.number not in foreign:
                foreign[sentence.number] = _is_foreign(sentence)
            if not foreign[sentence.number] and not _is_slip(word.lower, article.lower, language):
                first = _other_article(sentence, place) or article
                after = wanted.capitalize() if first.text[0].isupper() else wanted
                yield Candidate(
                    sentence.block, first.start, article.end, after, "article_by_sound",
                    f'"{word.text}" begins with a {"vowel" if wanted == "an" else "consonant"} sound.',
                )  # fmt: skip


def _may_be_article(entries: Entries, _: Language) -> Sequence[bool]:
    return [word in ("a", "an") for word in entries.words]


def _is_foreign(sentence: Sentence) -> bool:
    """Whether other languages have written words of the sentence, and English none of the commonest."""
    words = {word.lower for word in sentence.words}
    is_plain = all(word.isascii() or not _WRONGLY_DECODED.isdisjoint(word) for word in words)
    return words.isdisjoint(_ENGLISH) and not (words.isdisjoint(_FOREIGN) and is_plain)


def _is_slip(word: str, article: str, language: Language) -> bool:
    """Whether the word is wrong rather than the article, or `and` is meant: "an usually small head"."""
    if article == "an" and is_plural(word):
        return True
    lost = "un" + word
    if language.knows(word):
        gap = language.zipf(word) - language.zipf(lost)
        return article == "an" and language.zipf(lost) >= _COMMON and gap <= _FEWER
    if len(word) > LONGEST:
        return False
    return any(_wanted(right) == article for right in one_slip_away(word) & language.commoner_than(_COMMON))


def _is_article(sentence: Sentence, place: int) -> bool:
    """Not the letter A: as in vitamin A, "A or B", "A-positive", "p.a."."""
    article, word = sentence.words[place], sentence.words[place + 1]
    if not word.gap.isspace() or word.lower in _AFTER_LETTER or not _follows_space(article, place):
        return False
    if article.text in ("A", "AN", "An") and place > 0:
        return False
    return place == 0 or sentence.words[place - 1].lower not in _BEFORE_LETTER


def _other_article(sentence: Sentence, place: int) -> Word | None:
    """The other article right before one, which it would repeat once it is right."""
    if not place:
        return None
    before, article = sentence.words[place - 1 : place + 1]
    is_other = before.lower in ("a", "an") and before.lower != article.lower and article.gap.isspace()
    return before if is_other and (before.text.islower() or place == 1) else None


def _follows_space(article: Word, place: int) -> bool:
    return place == 0 or article.gap[-1:].isspace() or article.gap.endswith(tuple('("“‘—'))


def _told(word: str) -> str | None:
    """The article before a word, or None where both are in use or it cannot be told."""
    if not word.isascii() or not word.isalpha():
        return None
    if word.isupper() and _EITHER.match(word.lower()) and len(word) > 2:
        return None
    if word.isupper():
        return _before_initialism(word) if len(word) > 1 else _before_letter(word)
    return _before_word(word.lower()) if word[1:].islower() else None


_wanted = Remembered(_told).__getitem__
"""The same, remembered."""


def _before_word(word: str) -> str | None:
    if _EITHER.match(word):
        return None
    has_vowel_sound = word[0] in "aeiou" and not (
        _SOUNDS_LIKE_YOU.match(word) or _SOUNDS_LIKE_WON.match(word)
    )
    if has_vowel_sound or _SILENT_H.match(word):
        return "an"
    return "a" if any(letter in "aeiouy" for letter in word[:4]) else None


def _before_letter(letter: str) -> str:
    return "an" if letter in _NAMED_BY_LETTER_VOWEL else "a"


def _before_initialism(word: str) -> str | None:
    """By the name of the first letter; None for what may be read as a word (NASA, SARS) or is long."""
    if len(word) > 5:
        return None
    readable = any(letter in "AEIOU" for letter in word[1:])
    if word[0] in "AEIO":
        return "an"
    if readable and word[0] in _NAMED_BY_LETTER_VOWEL:
        return None if len(word) > 3 or word[1] in "AEIOU" else "an"
    return None if word[0] == "U" and len(word) > 3 else _before_letter(word[0])
