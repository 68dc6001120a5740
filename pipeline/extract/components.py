"""The recogniser for users of spaCy: `doc.ents` of a blank English pipeline.

    nlp = spacy_pipeline(load_recogniser(load_vocabulary()))
    [(entity.text, entity.label_) for entity in nlp("Hip pain is treated with ibuprofen.").ents]

Winnow itself needs no `Doc`, and does without spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity
from spacy.vocab import Vocab

from pipeline.extract.recogniser import Recogniser
from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import tokenise

MENTIONS = "winnow_mentions"
_SENTENCES = "sentences"
_ORIGINS = "origins"
"""Under which the first token of each sentence is kept."""
_NO_LIMIT = 1 << 40
"""spaCy's own limit is there for its parser's memory, and there is no parser here."""


def spacy_pipeline(recogniser: Recogniser) -> Language:
    """A blank English pipeline with the recogniser's words and the component that sets the entities."""
    nlp = spacy.blank("en")
    nlp.max_length = _NO_LIMIT
    nlp.tokenizer = _Words(nlp.vocab, recogniser)
    component = nlp.add_pipe(MENTIONS)
    component.recogniser = recogniser  # type: ignore[attr-defined]
    return nlp


@dataclass(frozen=True, slots=True)
class _Words:
    """Makes a `Doc` of the words and marks of a text, its sentences in its user data."""

    vocab: Vocab
    recogniser: Recogniser

    def __call__(self, text: str) -> Doc:
        texts = [text[start:end] for start, end in sentences(text)]
        parts = list(map(tokenise, texts))
        words = [word for tokens in parts for word in tokens.words]
        spaces = [bool(gap) for tokens in parts for gap in (*tokens.pieces[2:-1:2], " ")]
        origins = list(accumulate(map(len, parts), initial=0))
        return Doc(self.vocab, words=words, spaces=spaces, user_data={_SENTENCES: texts, _ORIGINS: origins})


@dataclass(slots=True)
class _Mentions:
    """Sets the entities of a document; connected after it is made."""

    recogniser: Recogniser | None = None

    def __call__(self, doc: Doc) -> Doc:
        assert self.recogniser is not None
        origins: Sequence[int] = doc.user_data[_ORIGINS]
        doc.ents = [
            Entity(doc, origins[number] + span.first, origins[number] + span.last, label=span.label)
            for number, _, spans in self.recogniser.find(doc.user_data[_SENTENCES])
            for span in spans
        ]
        return doc


@Language.factory(MENTIONS)
def _mentions(nlp: Language, name: str) -> _Mentions:
    return _Mentions()
