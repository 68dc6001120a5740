"""The recogniser: everything that finds and names mentions, loaded once a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract.context import CUES, load_cues
from pipeline.extract.everyday import load_everyday
from pipeline.extract.features import ANYWHERE, Reading, read
from pipeline.extract.lexicon import build_lexicon
from pipeline.extract.linking import Linker
from pipeline.extract.relations_cues import CUES as RELATION_CUES
from pipeline.extract.relations_cues import load_relation_cues
from pipeline.extract.relations_ranker import load_ranker
from pipeline.extract.steps import refined
from pipeline.extract.tagger import Span, Tagger
from pipeline.extract.tokens import tokenise
from pipeline.extract.weights import MODEL, Scheme, load_model
from pipeline.model import SectionType
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds mentions in sentences, and links them to concepts."""

    tagger: Tagger = field(repr=False)
    linker: Linker
    scheme: Scheme

    def read(self, sentence: str, section: SectionType = ANYWHERE) -> Reading:
        """A sentence as the recogniser sees it.

        Args:
            sentence: its text.
            section: type of the section that it stands in.
        """
        return read(tokenise(sentence), self.tagger.lexicon, section)

    def find(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """The mentions of each sentence, left to right; those of a page are best asked for together.

        What a corpus of abstracts annotates is what the tagger finds; consumer pages need the steps after it.
        """
        tagged = self.tagger.find_all(readings)
        if self.scheme != "consumer":
            return tagged
        matcher = self.tagger.lexicon.matcher
        return [refined(reading, spans, matcher) for reading, spans in zip(readings, tagged, strict=True)]


def load_recogniser(vocabulary: Vocabulary, path: Path = MODEL, scheme: Scheme = "consumer") -> Recogniser:
    """Build the recogniser on a vocabulary.

    Args:
        vocabulary: see `load_vocabulary`.
        path: the tagger's model file.
        scheme: what counts as a mention: what consumer pages need, or what a corpus of abstracts annotates.

    Raises:
        VocabularyError: a model file of the tagger or of the relations is missing or broken.
        RuleError: the rules for everyday words, for context or for relations are broken.
    """
    model = load_model(path, scheme)
    load_everyday()
    load_cues(CUES)
    load_relation_cues(RELATION_CUES)
    load_ranker()
    lexicon = build_lexicon(vocabulary, model.clusters)
    return Recogniser(Tagger(model.weights, lexicon), Linker(vocabulary), scheme)
