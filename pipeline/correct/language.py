"""What the detectors know of the language: rules, word frequencies and the medical vocabulary."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from math import log10

from pipeline.correct.frequencies import load_frequencies
from pipeline.correct.heard import Change, Verdicts, load_heard
from pipeline.correct.ngrams import LanguageModel, load_model
from pipeline.correct.ngrams.words import MARKS
from pipeline.correct.policy_lists import load_policy
from pipeline.correct.rulebook import CorrectionRule, load_rulebook
from pipeline.correct.wording.bigrams import Bigrams, load_bigrams
from pipeline.correct.wording.collocations import Collocations, collocations_of
from pipeline.correct.wording.company import Company, load_company
from pipeline.correct.wording.expectation import Expectation, load_expectation
from pipeline.correct.wording.neighbours import Neighbours, wordlike
from pipeline.correct.wording.ready import ReadyNeighbours, load_ready
from pipeline.vocabulary import Vocabulary, word_key

_EVERYDAY = 1e-6
"""Share of running English from which a word may be meant although the model has no place for it."""
_LEAST_SHARE = 1e-7
"""Share of running English, a Zipf frequency of two, that a word of no medical term needs to be meant."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Rules and words, loaded once and only read: equal to itself alone, so that caches may go by it."""

    rules: Mapping[str, CorrectionRule] = field(repr=False)
    frequencies: Mapping[str, float] = field(repr=False)
    """Share of running English that a lower-case word makes up (wordfreq, large list); falling."""
    term_words: frozenset[str] = field(repr=False)
    """Lower-case words that stand in some vocabulary term."""
    terms: frozenset[str] = field(repr=False)
    """Vocabulary terms of two and three words, each word under its `word_key`."""
    term_beginnings: frozenset[str] = field(repr=False)
    """The first two words of each of `terms`."""
    term_parts: Mapping[str, int] = field(repr=False)
    """Of the single words of `terms` which word of one each may be, see `pipeline.vocabulary.index`."""
    heard: Mapping[Change, Verdicts] = field(repr=False)
    """What reviewers said of single changes."""
    drug_words: frozenset[str] = field(repr=False)
    """Lower-case words that name drugs."""
    model: LanguageModel = field(repr=False)
    neighbours: Neighbours = field(repr=False)
    """The words that may be meant by a slip."""
    ready: ReadyNeighbours = field(repr=False)
    """Those that may be meant by the commoner words of the language."""
    collocations: Collocations = field(repr=False)
    """Those that may be meant because they belong beside their neighbours."""
    company: Company = field(repr=False)
    """What company words keep."""
    bigrams: Bigrams = field(repr=False)
    """Which words stand side by side in English at large."""
    expectation: Expectation = field(repr=False)
    """Which words a place leads one to expect."""

    def zipf(self, word: str) -> float:
        """Zipf frequency of a lower-case word (log10 of its uses in a billion words); 0 if unknown."""
        return zipf_of(self.frequencies.get(word, 0.0))

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is English or medical; plurals and possessives of such words too."""
        return _knows(self, word)

    def commoner_than(self, zipf: float) -> frozenset[str]:
        """The lower-case words of at least this Zipf frequency, which is more than 0."""
        return _commoner_than(self, zipf)


_GREEK_PLURAL = "ses"


@lru_cache(maxsize=100_000)
def _knows(language: Language, word: str) -> bool:
    bare, terms = word.removesuffix("'s"), language.term_words
    if bare in language.frequencies or bare in terms or word_key(word) in terms:
        return True
    return word.endswith(_GREEK_PLURAL) and f"{word[:-2]}is" in terms  # ichthyoses


@lru_cache(maxsize=32)
def _commoner_than(language: Language, zipf: float) -> frozenset[str]:
    shares = list(language.frequencies.values())
    count = bisect_right(shares, -zipf, key=lambda share: -zipf_of(share))
    return frozenset(islice(language.frequencies, count))


def load_language(vocabulary: Vocabulary) -> Language:
    """The language of a run.

    Raises:
        RuleError: a rule file of the stage, or what was heard of reviewers, is broken.
        VocabularyError: an artefact is missing or broken, or the list of English words is.
    """
    load_policy()
    index = vocabulary.index
    phrases = index.phrases
    frequencies = load_frequencies()
    model = load_model(frequencies)
    neighbours = neighbours_of(model, index.words)
    return Language(
        rules=load_rulebook(),
        frequencies=frequencies,
        term_words=index.words,
        terms=phrases.pairs | phrases.triples,
        term_beginnings=phrases.pairs | phrases.openings,
        term_parts=phrases.parts,
        heard=load_heard(),
        drug_words=index.drugs,
        model=model,
        neighbours=neighbours,
        ready=load_ready(neighbours, frequencies),
        collocations=collocations_of(model, neighbours),
        company=load_company(),
        bigrams=load_bigrams(),
        expectation=load_expectation(frequencies),
    )


def neighbours_of(model: LanguageModel, term_words: Set[str]) -> Neighbours:
    """The words that may be meant: those of the model that are English or medical, and everyday ones.

    Args:
        model: knows how often a word stands in English, and has a place for those of its own texts.
        term_words: words of medical terms; those unknown to the model are looked for a letter away only.
    """
    own = zip(islice(model.words.ids, len(MARKS), None), model.words.own_shares, strict=True)
    meant = {word: share for word, share in own if share >= _LEAST_SHARE or word in term_words}
    meant.update(takewhile(lambda pair: pair[1] >= _EVERYDAY, model.words.frequencies.items()))
    words = sorted(wordlike(meant))
    zipf = map(zipf_of, map(meant.__getitem__, words))
    return Neighbours(dict(zip(words, zipf, strict=True)), term_words)


@lru_cache(maxsize=1_000)
def zipf_of(share: float) -> float:
    """The Zipf frequency of a word that makes up some share of running English; 0 for none."""
    return log10(share) + 9 if share else 0.0
