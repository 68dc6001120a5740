"""The recogniser as spaCy components in a blank English pipeline.

A `Doc` is one sentence. Its words are those of `Tokens`, kept in `doc.user_data["tokens"]` with their offsets
in the sentence (spaCy's own offsets fold white space). The components, in order:

    winnow_tagger     spans that the trained tagger finds
    winnow_bounds     spans cut down to names, two treatments parted
    winnow_remedies   treatments named by what they relieve ("pain-relieving tablets") as one
    winnow_terms      treatments and own terms that the others left out or found but part of
    winnow_endings    single words that their ending makes a name ("-itis")
    winnow_everyday   words in their everyday sense out, plainly medical ones in; sets `doc.ents`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity
from spacy.vocab import Vocab

from pipeline.extract.bounds import bounded
from pipeline.extract.compose import find_remedies
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
from pipeline.extract.features import ANYWHERE
from pipeline.extract.grammar import is_clause
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.matcher import TermSpan
from pipeline.extract.morphology import find_endings
from pipeline.extract.tagger import Span, Tagger
from pipeline.extract.tokens import Tokens, tokenise
from pipeline.extract.weights import LABELS, Weights
from pipeline.model import Label, SectionType
from pipeline.vocabulary import Vocabulary

_TOKENS, _SPANS, _SECTION = "tokens", "mentions", "section"
_CERTAIN_KIND = "drug"
_BATCH = 256
TAGGER = "winnow_tagger"
STEPS = (
    TAGGER, "winnow_bounds", "winnow_remedies", "winnow_terms", "winnow_endings", "winnow_everyday",
)  # fmt: skip
_NO_LIMIT = 1 << 40
"""spaCy's own limit is there for its parser's memory, and there is no parser here."""
Component = Callable[[Doc], Doc]


def build_pipeline(weights: Weights, lexicon: Lexicon, steps: Sequence[str] = STEPS) -> Language:
    """A blank English pipeline with the recogniser's components."""
    nlp = spacy.blank("en")
    nlp.max_length = _NO_LIMIT
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    for name in steps:
        nlp.add_pipe(name)
    for _, component in nlp.pipeline:
        component.connect(Tagger(weights, lexicon))  # type: ignore[attr-defined]
    return nlp


def document(nlp: Language, text: str, section: SectionType) -> Doc:
    """The unannotated document of a sentence that stands in a section of this type."""
    doc = nlp.make_doc(text)
    doc.user_data[_SECTION] = section
    return doc


def tokens_of(doc: Doc) -> Tokens:
    """The tokens of a document made by the pipeline, with offsets in its text."""
    tokens = doc.user_data[_TOKENS]
    assert isinstance(tokens, Tokens)
    return tokens


@dataclass(frozen=True, slots=True)
class WordTokenizer:
    """Makes a `Doc` of the words and marks of a text."""

    vocab: Vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text, its `Tokens` in its user data."""
        tokens = tokenise(text)
        following = (*tokens.starts[1:], len(text))
        spaces = (
            [end < start for end, start in zip(tokens.ends, following, strict=True)] if tokens.words else []
        )
        return Doc(
            self.vocab, words=list(tokens.words), spaces=spaces, user_data={_TOKENS: tokens, _SPANS: []}
        )


@dataclass(slots=True)
class _Step:
    """A component: a function from tokens and the spans so far to spans; connected after it is made."""

    run: Callable[[Tokens, list[Span], Tagger], list[Span]]
    tagger: Tagger | None = None

    def connect(self, tagger: Tagger) -> None:
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        assert self.tagger is not None
        return _with_spans(doc, self.run(tokens_of(doc), doc.user_data[_SPANS], self.tagger))


@dataclass(slots=True)
class _TaggerStep:
    """The component that finds the first spans; documents that come together are tagged together."""

    tagger: Tagger | None = None

    def connect(self, tagger: Tagger) -> None:
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        assert self.tagger is not None
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            sentences = [(tokens_of(doc), doc.user_data.get(_SECTION, ANYWHERE)) for doc in docs]
            yield from map(_with_spans, docs, self.tagger.find_all(sentences))


def _with_spans(doc: Doc, spans: list[Span]) -> Doc:
    doc.user_data[_SPANS] = spans
    doc.ents = [Entity(doc, span.first, span.last, label=span.label) for span in spans]
    return doc


@Language.factory(TAGGER)
def _tagger_step(nlp: Language, name: str) -> Component:
    return _TaggerStep()


@Language.factory("winnow_bounds")
def _bounds_step(nlp: Language, name: str) -> Component:
    return _Step(_with_bounds)


@Language.factory("winnow_remedies")
def _remedies_step(nlp: Language, name: str) -> Component:
    return _Step(lambda tokens, spans, _: _with_remedies(tokens, spans))


@Language.factory("winnow_terms")
def _terms_step(nlp: Language, name: str) -> Component:
    return _Step(_with_terms)


@Language.factory("winnow_endings")
def _endings_step(nlp: Language, name: str) -> Component:
    return _Step(lambda tokens, spans, _: _with_endings(tokens, spans))


@Language.factory("winnow_everyday")
def _everyday_step(nlp: Language, name: str) -> Component:
    return _Step(_with_company)


def _with_bounds(tokens: Tokens, spans: list[Span], tagger: Tagger) -> list[Span]:
    """Cut spans down to names, and part those that name two treatments."""
    matcher = tagger.lexicon.matcher
    return list(parted(tokens, bounded(tokens, spans, matcher), matcher))


def _with_remedies(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add remedies; what they hold of mentions found before goes."""
    remedies = (Span(first, last, "TREATMENT") for first, last in find_remedies(tokens))
    return _with_wider(spans, remedies, frozenset(LABELS))


def _with_wider(spans: list[Span], wider: Iterable[Span], replaceable: frozenset[Label]) -> list[Span]:
    """Add spans; those that they hold go where their label is replaceable, else the added one stays out."""
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


def _with_terms(tokens: Tokens, spans: list[Span], tagger: Tagger) -> list[Span]:
    """Add treatments of several words, drug names and one's own terms where nothing or only a part was found.

    Names of problems are left to the tagger: too many of them stand in names of programmes and definitions.
    """
    matcher = tagger.lexicon.matcher
    taken = {(span.first, span.last) for span in spans}
    terms = []
    for term in matcher.find(tokens):
        concept = matcher.vocabulary.concept(term.rows[0])
        is_own = _key(tokens, term) in matcher.vocabulary.own
        is_certain = concept.kind == _CERTAIN_KIND or (
            concept.label == "TREATMENT" and term.last - term.first > 1
        )
        if is_own or (is_certain and (term.first, term.last) not in taken):
            terms.append(Span(term.first, term.last, concept.label))
    return _with_wider(spans, terms, frozenset(LABELS))


def _with_endings(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add words that their ending makes a name, where nothing was found."""
    return _with_wider(spans, find_endings(tokens), frozenset())


def _with_company(tokens: Tokens, spans: list[Span], tagger: Tagger) -> list[Span]:
    """Leave out words in their everyday sense; add those that their neighbours make medical."""
    everyday = load_everyday()
    scene = Scene(tokens, tagger.lexicon.matcher.vocabulary.anatomy, has_other_mention=len(spans) > 1)
    vocabulary = tagger.lexicon.matcher.vocabulary
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
    for index, key in enumerate(scene.tokens.keys):
        if key not in everyday.senses or not is_plainly_medical(index, scene, everyday):
            continue
        rows = vocabulary.keys.get(key)
        label = everyday.senses[key].label or (vocabulary.concept(rows[0]).label if rows else None)
        if label:
            yield Span(index, index + 1, label)


def _key(tokens: Tokens, span: Span | TermSpan) -> str:
    return " ".join(filter(None, tokens.keys[span.first : span.last]))
