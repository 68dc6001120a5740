"""Causes and risks that are no mentions: the phrase beside a cue, trimmed to what names the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.cues import DASH
from pipeline.extract.relations_claims import Named
from pipeline.extract.relations_reading import Sentence

LONGEST = 14
"""Most words of such a phrase."""

_ENDS = frozenset(",.;:()[]–?!") | {
    "which", "who", "that", "because", "but", "when", "if", "while", "although", "however", "where", "so",
    "is", "are", "was", "were", "may", "can", "will", "has", "have", "causes", "cause", "or", "called",
    "without", "require", "requires", "need", "needs", "do", "does", "must", "should", "could", "would",
    "might", "makes", "leads", "results", "increases", "occurs", "happens", "unless", "especially",
    "including",
}  # fmt: skip
"""Words and marks that end a phrase."""
_LEAVE = frozenset({
    "a", "an", "the", "some", "certain", "any", "other", "being", "your", "their", "his", "her", "its",
    "these",
    "those", "most", "many", "several", "often", "usually", "sometimes", "also", "and", "as", "such",
    "result",
    "of", "for", "to", "both", "either", "by", "in", "mainly", "mostly", "generally", "typically", "directly",
    "probably", "partly", "all", "one", "rarely", "commonly", "then", "thus", "with", "from", "has", "have",
})  # fmt: skip
"""Words that a phrase neither begins nor ends with."""
_EMPTY = frozenset({
    "it", "they", "this", "that", "these", "those", "what", "which", "who", "you", "he", "she", "we", "them",
    "there", "condition", "conditions", "disease", "diseases", "disorder", "disorders", "problem", "problems",
    "symptom", "symptoms", "sign", "signs", "infection", "infections", "treatment", "medicines", "something",
    "unknown", "known", "not", "cause", "causes", "factor", "factors", "reason", "reasons", "doctors",
    "researchers", "scientists", "experts", "people", "another",
})  # fmt: skip
"""Words that name nothing: no phrase begins with one."""
_STARTS = frozenset({DASH, "that", ":", ";"})
"""Marks and words after which a clause may begin."""
_ENDS_BEFORE = _ENDS - {"or"}
_AUXILIARIES = frozenset({
    "can", "may", "could", "might", "also", "often", "usually", "sometimes", "and", "or", "help", "to",
    "that",
})  # fmt: skip
_MEMBER_ENDS = frozenset(",;.–") | {"and", "or"}
_SPACE = re.compile(r"\s+")


def phrase_after(sentence: Sentence, word: int) -> Named | None:
    """The phrase that begins at a word, up to the end of its clause; None where it names nothing."""
    texts = sentence.words.texts
    while word < len(texts) and texts[word] in _LEAVE:
        word += 1
    last = word
    while last < min(len(texts), word + LONGEST) and texts[last] not in _ENDS:
        last = _over_bracket(texts, last + 1)
    return _phrase(sentence, word, last)


def phrase_before(sentence: Sentence, word: int) -> Named | None:
    """The phrase that opens a clause and ends before a word; None where there is more between.

    Examples in it are left out: "infections, such as viruses, | may trigger".
    """
    texts = sentence.words.texts
    last = _before_examples(texts, _before_auxiliaries(texts, word))
    first = last
    while first > max(0, last - LONGEST) and texts[first - 1] not in _STARTS:
        first -= 1
    while first < last and texts[first] in _LEAVE:
        first += 1
    place = first
    while place < last and texts[place] not in _ENDS_BEFORE:
        place = _over_bracket(texts, place + 1)
    opens = first == 0 or texts[first - 1] in _STARTS | _LEAVE
    return _phrase(sentence, first, last) if opens and place == last else None


def _before_auxiliaries(texts: Sequence[str], last: int) -> int:
    while last > 0 and texts[last - 1] in _AUXILIARIES:
        last -= 1
    return last


def _before_examples(texts: Sequence[str], last: int) -> int:
    """Where the examples begin that end before a word, with a comma on either side; else the word."""
    if last == 0 or texts[last - 1] != ",":
        return last
    for place in range(last - 2, max(0, last - LONGEST), -1):
        if texts[place] == "," and texts[place + 1] in ("such", "including", "like"):
            return place
    return last


def _over_bracket(texts: Sequence[str], place: int) -> int:
    """The place after a short bracket that begins at a place, else the place itself."""
    if place < len(texts) and texts[place] == "(" and ")" in texts[place : place + 5]:
        return texts.index(")", place) + 1
    return place


def phrases_listed(sentence: Sentence, word: int) -> tuple[Named, ...]:
    """The members of a list from a word on, that hold no mention."""
    texts = sentence.words.texts
    members: list[Named] = []
    first = word
    for place in range(word, len(texts) + 1):
        if place == len(texts) or texts[place] in _MEMBER_ENDS:
            member = None if _holds_mention(sentence, first, place) else phrase_after(sentence, first)
            if member is not None and first < place:
                members.append(member)
            first = place + 1
    return tuple(members)


def phrases_itemised(sentence: Sentence) -> tuple[Named, ...]:
    """What begins each item of a flattened list ("- a - b"), of the items that hold no mention."""
    texts = sentence.words.texts
    firsts = [0, *(place + 1 for place, text in enumerate(texts) if text == DASH and place > 0)]
    lasts = [*(first - 1 for first in firsts[1:]), len(texts)]
    phrases = (phrase_after(sentence, first) for first, last in zip(firsts, lasts, strict=True)
               if first < last and not _holds_mention(sentence, first, last))  # fmt: skip
    return tuple(phrase for phrase in phrases if phrase is not None)


def _holds_mention(sentence: Sentence, first: int, last: int) -> bool:
    return any(spot.first < last and spot.last > first for spot in sentence.spots)


def _phrase(sentence: Sentence, first: int, last: int) -> Named | None:
    while last > first and sentence.words.texts[last - 1] in _LEAVE:
        last -= 1
    texts = sentence.words.texts[first:last]
    if not texts or texts[0] in _EMPTY or _EMPTY.issuperset(texts) or max(map(len, texts)) < 3:
        return None
    surface = sentence.text[sentence.words.starts[first] : sentence.words.ends[last - 1]]
    return Named(None, _SPACE.sub(" ", surface), None)
