"""Two words run together: "in thegastrointestinal tract", "radiationtherapy", "whenyou"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.followers import following
from pipeline.correct.detectors.judged import judged_words
from pipeline.correct.detectors.unknown import PREFIXES, are_prose
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.neighbours import one_slip_away
from pipeline.vocabulary import word_key

_LEADING = frozenset({
    "the", "and", "with", "from", "that", "your", "their", "these", "this", "have", "into", "called",
    "include", "includes", "causing", "when", "whether", "once", "has", "can", "may", "are", "was", "were",
    "which", "while", "because", "about", "during", "than", "they", "will", "would", "should", "could",
    "been", "being", "only", "most", "such", "our", "its", "you", "for", "not",
})  # fmt: skip
"""Words that may lose the space after them. The space before them may as well have been a dash."""
_TRAILING = frozenset({
    "the", "and", "with", "from", "that", "your", "their", "these", "this", "have", "you", "they", "are",
    "was", "were", "can", "may", "has", "for", "who", "when", "which", "than", "will", "most", "more",
    "one", "not", "our", "its", "is", "be", "of", "to", "in", "or", "a", "an", "it", "we",
})  # fmt: skip
"""Words that may lose the space before them."""
_LIVING_PREFIXES = (*PREFIXES, "trans", "bio", "out", "fore", "mid", "up", "off", "self", "electro")
_LIVING = ("like", "wise", "less", "free", "shaped", "based", "type", "ing", "ally", "able", "ware", "ant")
"""Second parts that make new words freely: sleeplike."""
_COMMON = 3.3
"""Zipf frequency from which a word counts as common."""
_FREQUENT = 4.0
"""That from which it is rather meant than two function words."""
_FUNCTION = _LEADING | _TRAILING | {
    "along", "under", "between", "after", "before", "within", "into", "at", "on", "by", "if", "just", "very",
}  # fmt: skip
_LINKING = frozenset({
    "and", "or", "of", "to", "in", "for", "with", "from", "that", "is", "are", "was", "were", "has", "have",
})  # fmt: skip
"""Those of `_TRAILING` before which a dash is seldom lost: "metabolismthe way" lacks one."""
_LEAST_LINK, _CLOSE_LINK = -3.0, -2.5
"""log10 of the probability of the second word after the first from which they are often side by side; from
which that says enough of two common words, of which English at large has not seen the pair."""
_SURE_LINK = -1.3
"""The same for words of `_TRAILING` before which a dash is often lost: "makes the", not "metabolism the"."""
_OPENING = 5.5
"""Zipf frequency from which a second word opens what a lost dash parted as often as it ends a lost pair."""
_SHORTEST, _LONGEST = 5, 30
"""Letters of a word that may be two; of one that the language lacks, at most."""
_ALONE = {"glued_trailing_word": "glued_small_word", "glued_common_words": "glued_pair"}
_WORDS = frozenset({"atone", "canto", "inmost", "cancan", "incan", "incans"})
"""Words that two function words make."""
_RUN_TOGETHER = 3.4
"""Zipf frequency below which two function words in one are a slip so frequent that the word list holds it."""


def detect_glued_words(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Words that the language lacks and that fall into two it has.

    By strength: the two make a vocabulary term; the first is a function word; the second is; both are common
    and stand side by side elsewhere. Where a page has lost its dashes, it has lost several: only what happens
    once, and reads well on both sides, is taken for a lost space.
    """
    numbers = np.flatnonzero(scene.are(_may_be_glued))
    numbers = numbers[are_prose(scene.text, numbers)]
    lowers = list(map(scene.text.lowers.__getitem__, numbers.tolist()))
    words = [
        (number, lower)
        for number, lower, text in zip(numbers.tolist(), lowers, scene.text.written(numbers), strict=True)
        if _is_plain(text, lower, language)
    ]
    found = [
        (sentence, sentence.words[place], rule, after)
        for number, (rule, after) in judged_words(words, lambda word: _verdict(word, language))
        for sentence, place in (scene.text.place_of(number),)
    ]
    found = [its for its in found if its[1].text.islower() or not _is_name(*its[:2], its[3], language)]
    for sentence, word, rule, after in found:
        is_lost_space = len(found) == 1 and rule in _ALONE and word.text.islower()
        if is_lost_space and _reads_well(sentence, word, after, language, _least_link(rule, after, language)):
            yield Candidate(sentence.block, word.start, word.end, after, _ALONE[rule])
        else:
            yield Candidate(sentence.block, word.start, word.end, word.text[0] + after[1:], rule)


def _least_link(rule: str, after: str, language: Language) -> float:
    """How likely the second word must be after the first; infinitely where it cannot be told from a dash."""
    if rule != "glued_common_words":
        return _LEAST_LINK
    left, right = after.split(" ")
    if language.zipf(right) >= _OPENING:
        return np.inf
    return -np.inf if _is_seen_in_english(left, right, language) else _CLOSE_LINK


def _is_seen_in_english(left: str, right: str, language: Language) -> bool:
    return bool(language.bigrams.of([left], [right])[0] > language.bigrams.least)


def _reads_well(sentence: Sentence, word: Word, after: str, language: Language, least: float) -> bool:
    """Whether the language model has seen the two words side by side, and each beside its neighbour."""
    place = sentence.words.index(word)
    left, right = after.split(" ")
    before, behind = sentence.words[:place][-1:], sentence.words[place + 1 :][:1]
    if right in _TRAILING | {"those"} and right not in _LINKING:
        least = max(least, _SURE_LINK)
    row = [*(other.lower for other in before), left, right, *(other.lower for other in behind)]
    links = following(language.model, row[:-1], row[1:])
    link = links[len(before)]
    others = np.delete(links, len(before))
    return len(others) > 0 and bool(np.isfinite(others).all()) and bool(link >= least)


def _is_name(sentence: Sentence, word: Word, after: str, language: Language) -> bool:
    """Whether a capitalised word may be a name: "Whichford Pottery", "Forthea"."""
    ahead = sentence.block.text[word.end - sentence.block.start :][:2]
    is_before_prose = ahead[:1].isspace() and ahead[1:].islower()
    return not is_before_prose or language.zipf(after.rpartition(" ")[2]) < _FREQUENT


def _may_be_glued(entries: Entries, language: Language) -> Sequence[bool]:
    """Whether each word is unknown or rare, however it is written where it stands."""
    return [
        (0 < zipf < _RUN_TOGETHER and word not in language.term_words if known else len(word) <= _LONGEST)
        and len(word) >= _SHORTEST
        and word.isascii()
        and word.isalpha()
        for word, zipf, known in zip(*entries, strict=True)
    ]


def _is_plain(text: str, lower: str, language: Language) -> bool:
    """Whether a word is written in small letters, or with a capital in front if it is unknown."""
    is_plain = text.islower() or (text[1:].islower() and not language.knows(lower))
    return is_plain and text.isascii()


@lru_cache(maxsize=100_000)
def _verdict(word: str, language: Language) -> tuple[str, str] | None:
    pairs = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    if language.zipf(word):
        pairs = list(filter(_are_function_words, pairs))
        is_glued = len(pairs) == 1 and word not in _WORDS and not _is_slip(word, _FREQUENT, language)
        return ("glued_function_word", " ".join(pairs[0])) if is_glued else None
    known = [pair for pair in pairs if language.knows(pair[0]) and language.knows(pair[1])]
    terms = [pair for pair in known if f"{word_key(pair[0])} {word_key(pair[1])}" in language.terms]
    if len(terms) == 1:
        return "glued_term", " ".join(terms[0])
    return _by_function_word(word, known, language) or _by_frequency(word, known, language)


def _are_function_words(pair: tuple[str, str]) -> bool:
    return _FUNCTION.issuperset(pair) and max(map(len, pair)) >= 3


def _by_function_word(word: str, known: list[tuple[str, str]], language: Language) -> tuple[str, str] | None:
    leading = [
        (left, right)
        for left, right in known
        if left in _LEADING and len(right) >= 3 and language.zipf(right) >= _COMMON - 1
    ]
    if len(leading) == 1 and leading[0] == _commonest(word, known, language):
        return "glued_function_word", " ".join(leading[0])
    trailing = [
        (left, right)
        for left, right in known
        if right in _TRAILING and len(left) >= 3 and len(right) >= 3 and language.zipf(left) >= _COMMON
    ]
    if len(trailing) == 1 and not leading and not _is_slip(word, _COMMON, language):
        return "glued_trailing_word", " ".join(trailing[0])
    return None


def _commonest(word: str, known: list[tuple[str, str]], language: Language) -> tuple[str, str]:
    """Of the two words that a word may fall into, those of which the rarer one is commonest."""
    return max([*known, (word[:1], word[1:])], key=lambda pair: min(map(language.zipf, pair)))


def _by_frequency(word: str, known: list[tuple[str, str]], language: Language) -> tuple[str, str] | None:
    if word.startswith(_LIVING_PREFIXES) or word.endswith(_LIVING):
        return None
    common = [pair for pair in known if min(map(language.zipf, pair)) >= _COMMON and min(map(len, pair)) >= 3]
    if len(common) != 1 or _is_slip(word, _COMMON, language):
        return None
    is_unseen = np.isneginf(following(language.model, common[0][:1], common[0][1:])[0])
    if is_unseen and not _is_seen_in_english(*common[0], language):
        return None
    return "glued_common_words", " ".join(common[0])


def _is_slip(word: str, least: float, language: Language) -> bool:
    """Whether a word is rather one slip away from another than two in one."""
    return not one_slip_away(word).isdisjoint(language.commoner_than(least))
