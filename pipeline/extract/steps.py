"""From the spans that the tagger finds on consumer pages to names: step after step on one sentence.

bounds      spans cut down to names, two treatments parted
remedies    treatments named by what they relieve ("pain-relieving tablets") as one
terms       treatments and own terms that the others left out or found but part of
endings     single words that their ending makes a name ("-itis")
company     words in their everyday sense out, plainly medical ones in
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.extract.bounds import bounded
from pipeline.extract.compose import RELIEVERS, find_remedies
from pipeline.extract.coordination import parted
from pipeline.extract.everyday import (
    Everyday,
    Scene,
    is_everyday_head,
    is_everyday_scene,
    is_medical,
    is_plainly_medical,
    load_everyday,
)
from pipeline.extract.features import Reading
from pipeline.extract.grammar import is_clause
from pipeline.extract.matcher import TermMatcher, TermSpan
from pipeline.extract.morphology import find_endings, has_ending
from pipeline.extract.numbered import ByNumber
from pipeline.extract.row import Row
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import Tokens, key_of
from pipeline.extract.weights import LABELS
from pipeline.model import Label
from pipeline.vocabulary import Vocabulary

_CERTAIN_KIND = "drug"


def may_be_refined(row: Row) -> set[int]:
    """Numbers of the sentences in which a step may find a name where the tagger found none."""
    calling = np.flatnonzero(_CALLING.of(row.known).take(row.words))
    terms = np.fromiter((term.first for term in row.terms), np.int64, len(row.terms))
    return set(row.owners(np.concatenate([terms, calling])).tolist())


def refined(reading: Reading, spans: list[Span], matcher: TermMatcher) -> list[Span]:
    """The names in a sentence, left to right, not overlapping.

    Args:
        reading: the sentence.
        spans: what the tagger found in it.
        matcher: the vocabulary.
    """
    tokens, vocabulary = reading.tokens, matcher.vocabulary
    terms = list(_added_terms(reading, vocabulary))
    spans = list(parted(tokens, bounded(tokens, spans, matcher), matcher))
    remedies = (Span(first, last, "TREATMENT") for first, last in find_remedies(tokens))
    spans = _with_wider(spans, remedies, frozenset(LABELS))
    spans = _with_terms(tokens, spans, terms, vocabulary)
    spans = _with_wider(spans, find_endings(tokens), frozenset())
    return _with_company(tokens, spans, vocabulary)


def _calling(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    senses = load_everyday().senses
    asked = zip(words, map(key_of, words), strict=True)
    return np.array([key in RELIEVERS or key in senses or has_ending(word, key) for word, key in asked])


_CALLING = ByNumber[str, np.bool_](np.array(False), _calling)
"""Whether a word can make a step find a name in a sentence without one."""


def _with_wider(spans: list[Span], wider: Iterable[Span], replaceable: frozenset[Label]) -> list[Span]:
    """Add spans; those that they hold go where their label is replaceable, else the added one stays out."""
    wider = list(wider)
    if not wider:
        return spans
    at = {index: span for span in spans for index in range(span.first, span.last)}
    added: list[Span] = []
    replaced: set[Span] = set()
    for new in wider:
        met = {at[index] for index in range(new.first, new.last) if index in at}
        if all(new.first <= old.first and old.last <= new.last and old.label in replaceable for old in met):
            added.append(new)
            replaced |= met
    kept = [span for span in spans if span not in replaced]
    return sorted([*kept, *added], key=lambda span: span.first)


def _added_terms(reading: Reading, vocabulary: Vocabulary) -> Iterator[Span]:
    """Treatments of several words, drug names and one's own terms.

    Names of problems are left to the tagger: too many of them stand in names of programmes and definitions.
    """
    for term in reading.terms:
        concept = vocabulary.concept(term.rows[0])
        is_certain = concept.kind == _CERTAIN_KIND or (
            concept.label == "TREATMENT" and term.last - term.first > 1
        )
        if is_certain or (vocabulary.own and _key(reading.tokens, term) in vocabulary.own):
            yield Span(term.first, term.last, concept.label)


def _with_terms(
    tokens: Tokens, spans: list[Span], terms: Iterable[Span], vocabulary: Vocabulary
) -> list[Span]:
    """Add terms where nothing or only a part was found; one's own terms name what they name in any case."""
    taken = {(span.first, span.last) for span in spans}
    added = (term for term in terms
             if (term.first, term.last) not in taken or _key(tokens, term) in vocabulary.own)  # fmt: skip
    return _with_wider(spans, added, frozenset(LABELS))


def _with_company(tokens: Tokens, spans: list[Span], vocabulary: Vocabulary) -> list[Span]:
    """Leave out words in their everyday sense; add those that their neighbours make medical."""
    everyday = load_everyday()
    scene = Scene(tokens, vocabulary.anatomy, has_other_mention=len(spans) > 1)
    kept = [span for span in spans if _is_kept(span, scene, everyday, vocabulary)]
    return _with_wider(kept, _plainly_medical(scene, everyday, vocabulary), frozenset())


def _is_kept(span: Span, scene: Scene, everyday: Everyday, vocabulary: Vocabulary) -> bool:
    """Whether a span is a name, and has its medical sense where its head is a word of two senses."""
    tokens, head = scene.tokens, _head(scene.tokens, span)
    is_known = _key(tokens, span) in vocabulary.keys
    if not is_known and _is_no_name(span, scene, everyday):
        return False
    if tokens.keys[head] not in everyday.senses:
        return True
    if span.last - span.first == 1:
        return is_medical(span.first, scene, everyday)
    return is_known or not is_everyday_head(head, scene, everyday)


def _is_no_name(span: Span, scene: Scene, everyday: Everyday) -> bool:
    """Whether words that no vocabulary knows name nothing: a clause, or what is done in an everyday scene."""
    if span.label == "TREATMENT":
        return span.last - span.first > 1 and is_everyday_scene(scene, everyday)
    return is_clause(scene.tokens, span.first, span.last)


def _head(tokens: Tokens, span: Span) -> int:
    """Place of the word that says what kind of thing is named: the one before "of", else the last."""
    inner = range(span.first + 1, span.last)
    return next((index - 1 for index in inner if tokens.words[index].lower() == "of"), span.last - 1)


def _plainly_medical(scene: Scene, everyday: Everyday, vocabulary: Vocabulary) -> Iterator[Span]:
    keys = scene.tokens.keys
    for index, key in [(index, key) for index, key in enumerate(keys) if key in everyday.senses]:
        if not is_plainly_medical(index, scene, everyday):
            continue
        rows = vocabulary.keys.get(key)
        label = everyday.senses[key].label or (vocabulary.concept(rows[0]).label if rows else None)
        if label:
            yield Span(index, index + 1, label)


def _key(tokens: Tokens, span: Span | TermSpan) -> str:
    return " ".join(filter(None, tokens.keys[span.first : span.last]))
