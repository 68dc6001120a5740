"""Causes and risks that are no mentions: the phrase beside a cue, trimmed to what names the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.cues import DASH
from pipeline.extract.relations_claims import Named
from pipeline.extract.relations_reading import Sentence
from pipeline.extract.relations_words import ADJECTIVES, BARE, CLAUSES, ELSEWHERE, EMPTY, LEAVE, VERBS

LONGEST = 14
"""Most words of such a phrase."""

MARKS = frozenset(".;:()[]–?!")
"""Marks that end a phrase."""
_ENDS = MARKS | VERBS | {",", "or"} | (CLAUSES - {"such", "like"})
_SAYS_NOTHING = EMPTY | LEAVE
_SHORTEST = 3
"""Fewest letters of the longest word of a phrase."""
STARTS = frozenset({DASH, ".", ":", ";"})
"""Marks after which a clause may begin."""
_ENDS_CLAUSE = frozenset(".,;:()?!–")
_LONGEST_CLAUSE = 18
"""Most words of a clause that is told as a cause."""
_SHORTEST_CLAUSE = 3
"""Fewest words of such a clause."""
_ADJECTIVAL = ("al", "ic", "ous", "ive", "ary", "ible", "able", "ed", "less", "ful")
_MEMBER_ENDS = frozenset(",;.–") | {"and", "or"}
_LONGEST_ITEM = 10
"""Most words of a phrase that begins an item of a list."""
_SPACE = re.compile(r"\s+")


def phrase_after(sentence: Sentence, word: int) -> Named | None:
    """The phrase that begins at a word, up to the end of its clause; None where it names nothing."""
    texts = sentence.words.texts
    while word < len(texts) and texts[word] in LEAVE:
        word += 1
    last = word
    while last < min(len(texts), word + LONGEST) and not _ends(texts, word, last):
        last = over_bracket(texts, last + 1)
    return phrase_of(sentence, word, last)


def _ends(texts: Sequence[str], first: int, place: int) -> bool:
    """Whether a phrase that began at a word ends before a place."""
    return texts[place] in _ENDS and not (texts[place] == "or" and shares_noun(texts, first, place))


def clause_after(sentence: Sentence, word: int) -> Named | None:
    """The clause that begins at a word; None where it is short, long, or about something named elsewhere."""
    texts = sentence.words.texts
    last = word
    while last < min(len(texts), word + _LONGEST_CLAUSE) and texts[last] not in _ENDS_CLAUSE:
        last += 1
    words = texts[word:last]
    is_whole = last == len(texts) or texts[last] in _ENDS_CLAUSE
    if not is_whole or len(words) < _SHORTEST_CLAUSE or words[0] in ELSEWHERE:
        return None
    surface = sentence.text[sentence.words.starts[word] : sentence.words.ends[last - 1]]
    return Named(None, _SPACE.sub(" ", surface), None)


def before_examples(texts: Sequence[str], last: int) -> int:
    """Where the examples begin that end before a word, with a comma on either side; else the word."""
    if last == 0 or texts[last - 1] != ",":
        return last
    for place in range(last - 2, max(0, last - LONGEST), -1):
        if texts[place] == "," and texts[place + 1] in ("such", "including", "like"):
            return place
    return last


def over_bracket(texts: Sequence[str], place: int) -> int:
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
    phrases = (_phrase_item(sentence, first) for first, last in zip(firsts, lasts, strict=True)
               if first < last and not _holds_mention(sentence, first, last))  # fmt: skip
    return tuple(phrase for phrase in phrases if phrase is not None)


def _phrase_item(sentence: Sentence, first: int) -> Named | None:
    """As `phrase_after`, but a long one is a clause and no name."""
    phrase = phrase_after(sentence, first)
    return None if phrase is None or len(phrase.surface.split()) > _LONGEST_ITEM else phrase


def shares_noun(texts: Sequence[str], start: int, place: int) -> bool:
    """Whether what stands before a conjunction needs what follows: "genetic and other causes"."""
    before = texts[place - 1] if place > start else ""
    if before.isdigit() or "between" in texts[start:place]:
        return True
    if before in ADJECTIVES or (before.endswith(_ADJECTIVAL) and len(before) > len("bed")):
        return True
    following = texts[place + 1 : place + 3]
    is_pair = before.endswith("ing") and len(following) == 2 and following[0].endswith("ing")
    return is_pair and following[1] == "of"


def _holds_mention(sentence: Sentence, first: int, last: int) -> bool:
    return any(spot.first < last and spot.last > first for spot in sentence.spots)


def phrase_of(sentence: Sentence, first: int, last: int) -> Named | None:
    """The phrase of the words `first` up to but without `last`, trimmed; None where it names nothing."""
    every = sentence.words.texts
    last = min(last, first + LONGEST)
    while first < last and every[first] in LEAVE:
        first += 1
    while last > first and every[last - 1] in LEAVE:
        last -= 1
    texts = every[first:last]
    if not texts or texts[0] in BARE or _says_nothing(texts) or max(map(len, texts)) < _SHORTEST:
        return None
    surface = sentence.text[sentence.words.starts[first] : sentence.words.ends[last - 1]]
    return Named(None, _SPACE.sub(" ", surface), None)


def names_kind(phrase: Named) -> bool:
    """Whether a phrase names but the kind of what follows: "conditions of the nose, such as colds"."""
    return phrase.concept_id is None and phrase.surface.lower().split()[0] in EMPTY


def _says_nothing(texts: Sequence[str]) -> bool:
    """Whether no word names a thing, but for those that tell more of nothing ("things that hurt")."""
    head = texts[: texts.index("that")] if "that" in texts else texts
    return _SAYS_NOTHING.issuperset(head)
