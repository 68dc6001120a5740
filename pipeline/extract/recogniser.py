"""The recogniser: everything that finds and names mentions, loaded once a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract.context import CUES, load_cues
from pipeline.extract.everyday import load_everyday
from pipeline.extract.features import ANYWHERE
from pipeline.extract.lexicon import build_lexicon
from pipeline.extract.linking import Linker
from pipeline.extract.relations_cues import CUES as RELATION_CUES
from pipeline.extract.relations_cues import load_relation_cues
from pipeline.extract.relations_ranker import load_ranker
from pipeline.extract.row import Row, batches, lay
from pipeline.extract.steps import may_be_refined, refined
from pipeline.extract.tagger import Span, Tagger
from pipeline.extract.tokens import Tokens
from pipeline.extract.trained import MODEL, load_model
from pipeline.extract.weights import Scheme
from pipeline.model import SectionType
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds mentions in sentences, and links them to concepts."""

    tagger: Tagger = field(repr=False)
    linker: Linker
    scheme: Scheme

    def find(
        self, texts: Sequence[str], sections: Sequence[SectionType] | None = None
    ) -> Iterator[tuple[int, Tokens, list[Span]]]:
        """The sentences that have mentions, with their numbers: the tokens, and the spans from left to right.

        What a corpus of abstracts annotates is what the tagger finds; consumer pages need the steps after it.

        Args:
            texts: the sentences; those of a page are best asked for together.
            sections: type of the section that each one stands in; by default such that tells nothing.
        """
        sections = sections or [ANYWHERE] * len(texts)
        for batch in batches(texts):
            row = lay(texts[batch], sections[batch], self.tagger.lexicon)
            for number, tokens, spans in self._found(row):
                yield batch.start + number, tokens, spans

    def _found(self, row: Row) -> Iterator[tuple[int, Tokens, list[Span]]]:
        tagged = self.tagger.find(row)
        is_refined = self.scheme == "consumer"
        told = {number for number, spans in enumerate(tagged) if spans}
        for number in sorted(told | may_be_refined(row) if is_refined else told):
            reading, spans = row.reading(number), tagged[number]
            if is_refined:
                spans = refined(reading, spans, self.tagger.lexicon.matcher)
            if spans:
                yield number, reading.tokens, spans


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
    return Recogniser(Tagger(model.scores, lexicon), Linker(vocabulary), scheme)
