"""Cuts the tagger's spans down to names: no circumstances, no clauses, no steps of an instruction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.compose import reordered
from pipeline.extract.matcher import TermMatcher
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import Tokens

MOST_WORDS = 6
"""Most words of a name that no vocabulary knows; articles and prepositions do not count."""

_SMALL = frozenset({
    "a", "an", "the", "of", "in", "on", "to", "for", "with", "at", "from", "by", "and", "or", "your", "my",
    "his", "her", "their", "its", "our", "around", "behind", "under",
})  # fmt: skip
_ASIDES = frozenset({
    "after", "during", "while", "when", "whenever", "mainly", "mostly", "especially", "particularly",
})  # fmt: skip
"""Words that end a name, because they begin to say when or where."""
_PEOPLE = frozenset({
    "woman", "man", "child", "people", "person", "adult", "baby", "infant", "patient", "pregnancy", "athlete",
    "runner", "teenager", "girl", "boy",
})  # fmt: skip
_SEASONS = frozenset({
    "winter", "spring", "summer", "fall", "autumn", "morning", "evening", "night",
})  # fmt: skip
_PEOPLE_WORDS = 3
_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_OWNERS = frozenset({"your", "my", "his", "her", "their"})
_FINITE = frozenset({
    "is", "are", "was", "were", "has", "have", "had", "can", "cannot", "will", "may", "could", "should",
    "must",
})  # fmt: skip
_OBJECT_STARTS = frozenset({"a", "an", "the", "too", "your", "my", "his", "her", "their", "our"})
_MOVES = frozenset({"bending", "leaning", "arching", "twisting", "turning", "crossing", "straightening"})


def bounded(tokens: Tokens, spans: Iterable[Span], matcher: TermMatcher) -> list[Span]:
    """The spans that are names, cut where a circumstance begins; of a clause the known terms inside.

    Args:
        tokens: of one sentence.
        spans: in order, not overlapping; those that the vocabulary knows stay as they are.
        matcher: the vocabulary.

    Returns:
        Spans in order, not overlapping, each within one of those given.
    """
    kept: list[Span] = []
    clauses: list[Span] = []
    for span in spans:
        if _is_known(tokens, span, matcher):
            kept.append(span)
            continue
        cut = _without_verb(tokens, _without_circumstance(tokens, span))
        if _is_known(tokens, cut, matcher) or _is_name(_small_words(tokens, cut)):
            if not _is_instruction(tokens, cut, matcher.vocabulary.anatomy):
                kept.append(cut)
        else:
            clauses.append(span)
    kept += _terms_inside(tokens, clauses, matcher) if clauses else []
    return sorted(kept, key=lambda span: span.first)


def _is_known(tokens: Tokens, span: Span, matcher: TermMatcher) -> bool:
    key = " ".join(filter(None, tokens.keys[span.first : span.last]))
    return key in matcher.vocabulary.keys or reordered(key) in matcher.vocabulary.keys


def _small_words(tokens: Tokens, span: Span) -> list[str]:
    return [word.lower() for word in tokens.words[span.first : span.last]]


def _without_circumstance(tokens: Tokens, span: Span) -> Span:
    """`hip pain in pregnant women` -> `hip pain`."""
    for index in range(span.first + 1, span.last):
        word = tokens.words[index].lower()
        is_setting = word in ("in", "at") and _names_setting(tokens.keys[index + 1 : span.last])
        if word in _ASIDES or is_setting:
            last = index if tokens.keys[index - 1] else index - 1
            return Span(span.first, last, span.label) if last > span.first else span
    return span


def _without_verb(tokens: Tokens, span: Span) -> Span:
    """`election fever gripped` of "election fever gripped the capital" -> `election fever`."""
    following = tokens.words[span.last : span.last + 1]
    is_verb = tokens.words[span.last - 1].endswith("ed") and following and following[0] in _OBJECT_STARTS
    return Span(span.first, span.last - 1, span.label) if is_verb and span.last - span.first > 1 else span


def _names_setting(following: Sequence[str]) -> bool:
    """Whether words after "in" name people or a time: "pregnant women", "the morning"."""
    season = following[1:2] if following[:1] == ("the",) else following[:1]
    return not _PEOPLE.isdisjoint(following[:_PEOPLE_WORDS]) or not _SEASONS.isdisjoint(season)


def _is_name(words: Sequence[str]) -> bool:
    """Whether words can name something: not too many, and no clause with its own subject or verb."""
    n_words = sum(word[0].isalnum() and word not in _SMALL for word in words)
    return n_words <= MOST_WORDS and _PRONOUNS.isdisjoint(words[:-1]) and not _has_verb(words)


def _has_verb(words: Sequence[str]) -> bool:
    """Whether a finite verb stands among the words, by its form or by the object that it takes."""
    for index, word in enumerate(words):
        is_infinitive = index > 0 and words[index - 1] == "to"
        if word in _FINITE and not is_infinitive:
            return True
        if word.endswith("ed") and words[index + 1 : index + 2] and words[index + 1] in _OBJECT_STARTS:
            return True
    return False


def _is_instruction(tokens: Tokens, span: Span, anatomy: frozenset[str]) -> bool:
    """`bend your left knee`: what to do with a body part; "brushing your teeth" names an activity."""
    words = _small_words(tokens, span)
    if span.label != "TREATMENT" or (words[0].endswith("ing") and words[0] not in _MOVES):
        return False
    owners = [index for index, word in enumerate(words) if index and word in _OWNERS]
    near = (tokens.keys[span.first + index + 1 : span.last][:3] for index in owners)
    return any("body" in keys or not anatomy.isdisjoint(_runs(keys)) for keys in near)


def _runs(keys: Sequence[str]) -> set[str]:
    return {
        " ".join(keys[first:last]) for first in range(len(keys)) for last in range(first + 1, len(keys) + 1)
    }


def _terms_inside(tokens: Tokens, clauses: Sequence[Span], matcher: TermMatcher) -> list[Span]:
    at = {index: clause for clause in clauses for index in range(clause.first, clause.last)}
    found = []
    for term in matcher.find(tokens):
        clause = at.get(term.first)
        label = matcher.vocabulary.concept(term.rows[0]).label
        is_of_kind = clause is not None and (label == "TREATMENT") == (clause.label == "TREATMENT")
        if is_of_kind and at.get(term.last - 1) is clause:
            found.append(Span(term.first, term.last, label))
    return found
