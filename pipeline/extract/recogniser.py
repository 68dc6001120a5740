"""The recogniser: everything that finds and names mentions, loaded once a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from pipeline.extract.components import STEPS, TAGGER, build_pipeline
from pipeline.extract.context import CUES, load_cues
from pipeline.extract.everyday import load_everyday
from pipeline.extract.lexicon import build_lexicon
from pipeline.extract.linking import Linker
from pipeline.extract.relations_cues import CUES as RELATION_CUES
from pipeline.extract.relations_cues import load_relation_cues
from pipeline.extract.relations_ranker import load_ranker
from pipeline.extract.weights import MODEL, Scheme, load_model
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The spaCy pipeline whose `doc.ents` are mentions, and what links them to concepts."""

    nlp: Language = field(repr=False)
    linker: Linker


def load_recogniser(vocabulary: Vocabulary, path: Path = MODEL, scheme: Scheme = "consumer") -> Recogniser:
    """Build the recogniser on a vocabulary.

    Args:
        vocabulary: see `load_vocabulary`.
        path: the tagger's model file.
        scheme: what counts as a mention: what consumer pages need, or what a corpus of abstracts annotates.
            Only consumer pages have the steps after the tagger, which follow their annotation.

    Raises:
        VocabularyError: a model file of the tagger or of the relations is missing or broken.
        RuleError: the rules for everyday words, for context or for relations are broken.
    """
    model = load_model(path, scheme)
    load_everyday()
    load_cues(CUES)
    load_relation_cues(RELATION_CUES)
    load_ranker()
    steps = STEPS if scheme == "consumer" else (TAGGER,)
    lexicon = build_lexicon(vocabulary, model.clusters)
    return Recogniser(build_pipeline(model.weights, lexicon, steps), Linker(vocabulary))
