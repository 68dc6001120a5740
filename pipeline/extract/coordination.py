"""Parts names that the tagger found as one though each can stand alone: "zinc | and | maca root"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.extract.compose import ACTIONS
from pipeline.extract.matcher import TermMatcher
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import Tokens

_JOINING = frozenset({"and", "or"})
_SHARED = frozenset({"pill", "tablet", "cream", "ointment", "spray", "drop", "shot", "injection", "pad"})
"""Words that need the words before the joined ones ("vitamin shots or pills")."""
_VERBS = ACTIONS | {
    "add", "boil", "brush", "check", "choose", "clean", "cook", "cover", "dress", "dry", "include", "peel",
    "pack", "remove", "replace", "treat",
}  # fmt: skip
_PREPOSITIONS = frozenset({"of", "in", "on", "to", "for", "with", "from", "by", "at", "that", "against"})


def parted(tokens: Tokens, spans: Iterable[Span], matcher: TermMatcher) -> Iterator[Span]:
    """The spans in order, those of two names in two; none reaches over a bracket that it does not close.

    Two names are parted where a comma stands before the word that joins them ("lethargy, | and | pale skin"),
    if the vocabulary knows the first and the second is no single word that it does not know.
    Treatments are also parted where the first half is a term of the vocabulary or a plural, or where both
    halves are an activity; else the halves share a word ("physical and occupational therapy"). What tells
    people to do something ("wash fruits and vegetables") is one action.

    Args:
        tokens: of one sentence.
        spans: in order, not overlapping.
        matcher: the vocabulary.
    """
    for found in spans:
        span = _balanced(tokens, found)
        place = _joint(tokens, span)
        if place is None:
            yield span
        elif _are_listed(tokens, span, place, matcher):
            yield Span(span.first, place - 1, span.label)
            yield Span(place + 1, span.last, span.label)
        elif span.label == "TREATMENT" and _stands_alone(tokens, span.first, place, span.last, matcher):
            yield Span(span.first, place, span.label)
            yield Span(place + 1, span.last, span.label)
        else:
            yield span


def _balanced(tokens: Tokens, span: Span) -> Span:
    """What stands before the first bracket that is closed or opened in the span alone."""
    opened: list[int] = []
    for index in range(span.first, span.last):
        if tokens.words[index] == "(":
            opened.append(index)
        elif tokens.words[index] == ")":
            if not opened:
                opened.append(index)
                break
            opened.pop()
    return Span(span.first, opened[0], span.label) if opened and opened[0] > span.first else span


def _are_listed(tokens: Tokens, span: Span, place: int, matcher: TermMatcher) -> bool:
    """Whether a comma, the only one, stands before the joining word, and each side is a name."""
    if [index for index in range(span.first, span.last) if tokens.words[index] == ","] != [place - 1]:
        return False
    left, right, whole = (
        " ".join(filter(None, tokens.keys[first:last]))
        for first, last in ((span.first, place - 1), (place + 1, span.last), (span.first, span.last))
    )
    known = matcher.vocabulary.keys
    is_name = right in known or (" " in right and _PREPOSITIONS.isdisjoint(left.split()))
    return left in known and is_name and whole not in known


def _joint(tokens: Tokens, span: Span) -> int | None:
    """Place of the only "and" or "or" inside a span."""
    places = [index for index in range(span.first, span.last) if tokens.words[index].lower() in _JOINING]
    return places[0] if len(places) == 1 and span.first < places[0] < span.last - 1 else None


def _stands_alone(tokens: Tokens, first: int, place: int, last: int, matcher: TermMatcher) -> bool:
    words = [word.lower() for word in tokens.words[first:last]]
    left, right = words[: place - first], words[place - first + 1 :]
    if len(left) == len(right) == 1 and left[0].endswith("ing") and right[0].endswith("ing"):
        return True
    if words[0] in _VERBS or words[0].endswith("ing") or not _PREPOSITIONS.isdisjoint(words):
        return False
    if len(right) == 1 and tokens.keys[last - 1] in _SHARED:
        return False
    key = " ".join(filter(None, tokens.keys[first:place]))
    rows = matcher.vocabulary.keys.get(key)
    is_known = rows is not None and matcher.vocabulary.concept(rows[0]).label == "TREATMENT"
    return is_known or (left[-1].endswith("s") and left[-1] != tokens.keys[place - 1])
