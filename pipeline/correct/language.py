"""What the detectors know of the language: rules, word frequencies and the medical vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log10

import wordfreq

from pipeline.correct.policy_lists import load_policy
from pipeline.correct.rulebook import CorrectionRule, load_rulebook
from pipeline.vocabulary import Vocabulary, word_key


@dataclass(frozen=True, slots=True)
class Language:
    """Rules and words, loaded once and only read."""

    rules: Mapping[str, CorrectionRule] = field(repr=False)
    frequencies: Mapping[str, float] = field(repr=False)
    """Share of running English that a lower-case word makes up (wordfreq, large list)."""
    term_words: frozenset[str] = field(repr=False)
    """Lower-case words that stand in some vocabulary term."""
    terms: frozenset[str] = field(repr=False)
    """Vocabulary terms of two and three words, each word under its `word_key`."""
    drug_words: frozenset[str] = field(repr=False)
    """Lower-case words that name drugs."""

    def zipf(self, word: str) -> float:
        """Zipf frequency of a lower-case word (log10 of its uses in a billion words); 0 if unknown."""
        frequency = self.frequencies.get(word, 0.0)
        return log10(frequency) + 9 if frequency else 0.0

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is English or medical; plurals and possessives of such words too."""
        bare = word.removesuffix("'s")
        return bare in self.frequencies or bare in self.term_words or word_key(word) in self.term_words


def load_language(vocabulary: Vocabulary) -> Language:
    """The language of a run.

    Raises:
        RuleError: a rule file of the stage is broken.
    """
    load_policy()
    keys = frozenset(
        " ".join(map(word_key, term.split(" "))) for term in vocabulary.terms if 1 <= term.count(" ") <= 2
    )
    return Language(
        rules=load_rulebook(),
        frequencies=wordfreq.get_frequency_dict("en", wordlist="large"),
        term_words=frozenset(word for term in vocabulary.terms for word in term.split(" ")),
        terms=keys,
        drug_words=_drug_words(vocabulary),
    )


def _drug_words(vocabulary: Vocabulary) -> frozenset[str]:
    """One-word drug names: those of several words hold everyday words too."""
    return frozenset(
        term
        for term, rows in vocabulary.terms.items()
        if " " not in term and any(vocabulary.concept(row).kind == "drug" for row in rows)
    )
