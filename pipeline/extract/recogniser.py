"""The recogniser: everything that finds and names mentions, loaded once a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from pipeline.extract.components import build_pipeline
from pipeline.extract.context import CUES, load_cues
from pipeline.extract.everyday import load_everyday
from pipeline.extract.features import Lexicon
from pipeline.extract.linking import Linker
from pipeline.extract.matcher import build_matcher
from pipeline.extract.relations_cues import CUES as RELATION_CUES
from pipeline.extract.relations_cues import load_relation_cues
from pipeline.extract.weights import MODEL, load_weights
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The spaCy pipeline whose `doc.ents` are mentions, and what links them to concepts."""

    nlp: Language = field(repr=False)
    linker: Linker


def load_recogniser(vocabulary: Vocabulary, model: Path = MODEL) -> Recogniser:
    """Build the recogniser on a vocabulary.

    Raises:
        VocabularyError: the tagger's model file is missing or broken.
        RuleError: the rules for everyday words, for context or for relations are broken.
    """
    weights = load_weights(model)
    load_everyday()
    load_cues(CUES)
    load_relation_cues(RELATION_CUES)
    lexicon = Lexicon(build_matcher(vocabulary), weights.clusters)
    return Recogniser(build_pipeline(weights, lexicon), Linker(vocabulary))
