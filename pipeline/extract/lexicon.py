"""What is known of words beside the text: vocabulary terms, word classes and clusters, the heads of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RuleError
from pipeline.extract.beginnings import Beginnings
from pipeline.extract.matcher import TermMatcher, TermSpan
from pipeline.extract.numbered import WordNumbers
from pipeline.extract.tokens import OUTSIDE
from pipeline.model import Label
from pipeline.rules import read_toml
from pipeline.vocabulary import Vocabulary
from pipeline.vocabulary.index import LABELS

CLASSES = Path(__file__).with_name("word_classes.toml")
_MANY, _FEW = 16, 4
_PURE, _MIXED = 0.9, 0.7


class Mark(NamedTuple):
    """What the vocabulary says of a token."""

    term: str = "O"
    """Place in a term (S alone, B first, I inner, E last), label of its concept, one word or more."""
    kind: str = "O"
    """Kind of the concept, one word or more."""


NO_MARK = Mark()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often words stand in terms of each label."""

    counts: Mapping[str, Sequence[int]] = field(repr=False)
    """Key of a word -> in how many terms of each label."""

    def summaries(self, keys: Iterable[str]) -> list[str]:
        """The most common label of words with how often and how purely it is meant, in steps; else `-`."""
        return ["-" if counts is None else _summary(*counts) for counts in map(self.counts.get, keys)]


@lru_cache(maxsize=1_000)
def _summary(*counts: int) -> str:
    total, count = sum(counts), max(counts)
    label = LABELS[counts.index(count)][0]
    size = "2" if total >= _MANY else "1" if total >= _FEW else "0"
    purity = "p" if count > _PURE * total else "q" if count > _MIXED * total else "r"
    return label + size + purity


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the tagger looks words up in; made by `build_lexicon`."""

    matcher: TermMatcher = field(repr=False)
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Key of a word -> names of the clusters of like-used words it is in, finest first, `-` if it is too rare
    to be in one; then the parts of speech that it can be."""
    heads: Tally = field(repr=False)
    """Of the key of a word what the terms that end with it mostly name."""
    members: Tally = field(repr=False)
    """Of the key of a word what the terms that hold it before their end mostly name."""
    classes: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Word or key of a word -> its classes, sorted."""
    beginnings: Beginnings = field(repr=False, compare=False)
    """Of the terms that the matcher knows."""
    words: WordNumbers = field(repr=False, compare=False)
    """Of the words that were looked up so far; they change no result."""

    def classes_of(self, names: Iterable[str], small: Iterable[str]) -> list[tuple[str, ...]]:
        """The classes of words, sorted, by their normal forms and as written.

        Args:
            names: the normal forms; a mark is its own.
            small: the words in lower case.
        """
        known = self.classes.get
        both = zip(map(known, names, repeat(())), map(known, small, repeat(())), strict=True)
        return [named if named == written else tuple(sorted({*named, *written})) for named, written in both]

    def marks(self, terms: Iterable[TermSpan], n_tokens: int) -> list[Mark]:
        """The mark of each token of a text, by the terms in it."""
        marks = [NO_MARK] * n_tokens
        for term in terms:
            marks[term.first : term.last] = self.marks_of(term)
        return marks

    def marks_of(self, term: TermSpan) -> tuple[Mark, ...]:
        """The marks of the tokens of a term."""
        concept = self.matcher.vocabulary.concept(term.rows[0])
        return _marks(concept.label, concept.kind, term.last - term.first)


def build_lexicon(vocabulary: Vocabulary, clusters: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """The lexicon of a vocabulary.

    Raises:
        RuleError: the file of word classes is broken.
    """
    return Lexicon(
        matcher=TermMatcher(vocabulary),
        clusters=clusters,
        heads=Tally(vocabulary.index.heads),
        members=Tally(vocabulary.index.members),
        classes=word_classes(),
        beginnings=Beginnings(vocabulary),
        words=WordNumbers(OUTSIDE),
    )


@cache
def word_classes(path: Path = CLASSES) -> dict[str, tuple[str, ...]]:
    """The classes of each word.

    Raises:
        RuleError: the file is broken, or a class is no string of words.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, words in read_toml(path).items():
        if not isinstance(words, str):
            raise RuleError("A class of words is no string.", where=f"{path}, {name}",
                            remedy="Write the words in one string, parted by spaces.")  # fmt: skip
        for word in dict.fromkeys(words.split()):
            found[word] = tuple(sorted((*found.get(word, ()), name)))
    return found


@lru_cache(maxsize=1_000)
def _marks(label: Label, kind: str, n_tokens: int) -> tuple[Mark, ...]:
    length = "1" if n_tokens == 1 else "2"
    places = "S" if n_tokens == 1 else f"B{'I' * (n_tokens - 2)}E"
    return tuple(Mark(place + label[0] + length, kind + length) for place in places)
