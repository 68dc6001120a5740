"""What is known of words beside the text: vocabulary terms, word classes and clusters, the heads of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RuleError
from pipeline.extract.matcher import TermMatcher, build_matcher
from pipeline.extract.tokens import Tokens
from pipeline.rules import read_toml
from pipeline.vocabulary import Vocabulary

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
class Lexicon:
    """What the tagger looks words up in; made by `build_lexicon`."""

    matcher: TermMatcher = field(repr=False)
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Key of a word -> names of the clusters of like-used words it is in, finest first, `-` if it is too rare
    to be in one; then the parts of speech that it can be."""
    heads: Mapping[str, str] = field(repr=False)
    """Key of a word -> what the terms that end with it mostly name."""
    members: Mapping[str, str] = field(repr=False)
    """Key of a word -> what the terms that hold it before their end mostly name."""
    classes: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Word or key of a word -> its classes, sorted."""

    def classes_of(self, word: str, key: str) -> tuple[str, ...]:
        """The classes of a word as written and of its key, sorted."""
        of_key, as_written = self.classes.get(key or word, ()), self.classes.get(word.lower(), ())
        return of_key if of_key == as_written else tuple(sorted({*of_key, *as_written}))

    def term_marks(self, tokens: Tokens) -> list[Mark]:
        """The mark of each token, by the longest vocabulary terms from the left."""
        marks = [NO_MARK] * len(tokens)
        for span in self.matcher.find(tokens):
            concept = self.matcher.vocabulary.concept(span.rows[0])
            length = "1" if span.last - span.first == 1 else "2"
            for index in range(span.first, span.last):
                place = _place(index, span.first, span.last)
                marks[index] = Mark(place + concept.label[0] + length, concept.kind + length)
        return marks


def build_lexicon(vocabulary: Vocabulary, clusters: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Index a vocabulary for the tagger.

    Raises:
        RuleError: the file of word classes is broken.
    """
    heads: dict[str, Counter[str]] = {}
    members: dict[str, Counter[str]] = {}
    for key, rows in vocabulary.keys.items():
        *before, last = key.split(" ")
        if before:
            label = vocabulary.concept(rows[0]).label[0]
            heads.setdefault(last, Counter())[label] += 1
            for word in set(before):
                members.setdefault(word, Counter())[label] += 1
    return Lexicon(build_matcher(vocabulary), clusters, _mostly(heads), _mostly(members), word_classes())


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


def _place(index: int, first: int, last: int) -> str:
    if last - first == 1:
        return "S"
    if index == first:
        return "B"
    return "E" if index == last - 1 else "I"


def _mostly(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    """The most common label of each word with how often and how purely it is meant, in steps."""
    return {word: _summary(labels) for word, labels in counts.items()}


def _summary(labels: Counter[str]) -> str:
    total = labels.total()
    label, count = min(labels.items(), key=lambda entry: (-entry[1], entry[0]))
    size = "2" if total >= _MANY else "1" if total >= _FEW else "0"
    purity = "p" if count > _PURE * total else "q" if count > _MIXED * total else "r"
    return label + size + purity
