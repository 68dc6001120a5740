"""What the tagger sees of each token: named features, the same in training and in use.

Own features of a token also serve its neighbours with their distance in front (`-1|w=hip`), so that the
weights of a word can be summed once and reused wherever the word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.extract.matcher import TermMatcher
from pipeline.extract.tokens import Tokens

OFFSETS = (-2, -1, 0, 1, 2)
OUTSIDE = "#"
"""The only feature of a place before the first or after the last token."""
SHORT_TEXT = 8
"""Texts of fewer tokens read like headings."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words beside the text."""

    matcher: TermMatcher = field(repr=False)
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Key of a word -> names of the clusters of like-used words it is in, finest first."""

    def term_marks(self, tokens: Tokens) -> list[str]:
        """For each token: `O`, or place in a vocabulary term, label of its concept, one word or more."""
        marks = ["O"] * len(tokens)
        for span in self.matcher.find(tokens):
            label = self.matcher.vocabulary.concept(span.rows[0]).label[0]
            length = "1" if span.last - span.first == 1 else "2"
            for index in range(span.first, span.last):
                marks[index] = ("B" if index == span.first else "I") + label + length
        return marks

    def word_features(self, word: str, key: str) -> dict[str, str]:
        """Features that depend on the word alone, by short name."""
        low, name = word.lower(), key or word
        found = {
            "w": low, "k": name, "s": shape(word), "2": low[-2:], "3": low[-3:], "4": low[-4:],
            "p": low[:3], "q": low[:4],
        }  # fmt: skip
        if key in self.matcher.vocabulary.anatomy:
            found["ana"] = ""
        return found | dict(zip("cC", self.clusters.get(key, ()), strict=False))


def shape(word: str) -> str:
    """Coarse writing of a word: digits, capitals, title case, letters with digits, small, mark."""
    if word.isdigit():
        return "9"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word[0].isupper():
        return "Aa"
    if any(character.isdigit() for character in word):
        return "a9"
    return "a" if word.isalpha() else "."


NEIGHBOUR = frozenset({"w", "s", "ana", "c", "C"})
"""Own features of a word that its neighbours see."""


def own(features: Mapping[str, str], mark: str, offset: int) -> Iterable[str]:
    """Names of the features that a token gives to the token `offset` places before it (0: itself)."""
    place = f"{offset}|"
    yield f"{place}d={mark}"
    for name, value in features.items():
        if offset == 0 or name in NEIGHBOUR or (name == "3" and abs(offset) == 1):
            yield f"{place}{name}={value}"


def pairs(tokens: Tokens, marks: Sequence[str], index: int, *, is_short: bool) -> Iterable[str]:
    """Names of the features that need more than one token or the whole text."""
    yield "short" if is_short else "long"
    key = tokens.keys[index] or tokens.words[index]
    if index:
        yield f"bi={tokens.keys[index - 1] or tokens.words[index - 1]}|{key}"
        yield f"dd={marks[index - 1]}|{marks[index]}"
    if index + 1 < len(tokens):
        yield f"ib={key}|{tokens.keys[index + 1] or tokens.words[index + 1]}"


def is_heading_like(tokens: Tokens) -> bool:
    """Whether a text reads like a heading: a question, or few words."""
    return len(tokens) < SHORT_TEXT or tokens.words[-1] == "?"


def features(tokens: Tokens, lexicon: Lexicon) -> list[list[str]]:
    """All features of each token, as the training sees them."""
    marks = lexicon.term_marks(tokens)
    words = [lexicon.word_features(word, key) for word, key in zip(tokens.words, tokens.keys, strict=True)]
    is_short = is_heading_like(tokens)
    found = []
    for index in range(len(tokens)):
        names = list(pairs(tokens, marks, index, is_short=is_short))
        for offset in OFFSETS:
            place = index + offset
            is_inside = 0 <= place < len(tokens)
            names.extend(own(words[place], marks[place], offset) if is_inside else (f"{offset}|{OUTSIDE}",))
        found.append(names)
    return found
