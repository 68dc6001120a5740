"""What the tagger sees of each token: named features, the same in training and in use.

Three kinds. Own features of a word or mark serve its neighbours too, with their distance in front
(`-1|w=hip`), so that the weights of a word can be summed once and reused wherever the word stands. `JOINED`
features tell what neighbours are together (`bi=hip|pain`). The last tells how long the text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.extract.lexicon import Lexicon, Mark
from pipeline.extract.matcher import TermSpan
from pipeline.extract.tokens import Tokens, key_of
from pipeline.model import SectionType

OFFSETS = (-2, -1, 0, 1, 2)
OUTSIDE = "#"
"""The only own feature of a place before the first or after the last token, and its part of speech."""
SHORT, LONG = "short", "long"
SHORT_TEXT = 8
"""Texts of fewer tokens read like headings."""
ANYWHERE: SectionType = "other"
"""The section that tells nothing."""
_ALIKE: Mapping[SectionType, SectionType] = {"exercises": "treatment"}
"""Sections without annotated examples, and those that read like them."""
N_CLUSTERS = 2
"""Clusters that the lexicon names of a word, before its parts of speech."""
_NEIGHBOUR = frozenset({OUTSIDE, "d", "dk", "w", "s", "ana", "c", "C", "h", "is", "P"})

Column = Literal["name", "small", "class", "part", "cluster", "head", "term", "section"]
WORD_COLUMNS: tuple[Column, ...] = ("name", "small", "class", "part", "cluster", "head")
"""What depends on a word alone: its normal form (a mark is its own), the word in lower case, the first of its
classes, its parts of speech, the coarser of its clusters, what the terms that end with it mostly name; `-`
without a class or cluster."""


class Joined(NamedTuple):
    """A family of features: what tokens have in these columns, at these places from the one that has it."""

    name: str
    columns: tuple[Column, ...]
    places: tuple[int, ...]
    leads: tuple[str, ...] = ("", "", "")
    """What stands before each value."""


JOINED = (
    Joined("pp", ("part", "part"), (-1, 0)),
    Joined("ppp", ("part", "part", "part"), (-1, 0, 1)),
    Joined("bi", ("name", "name"), (-1, 0)),
    Joined("dd", ("term", "term"), (-1, 0)),
    Joined("cc", ("class", "class"), (-1, 0)),
    Joined("wd", ("small", "term"), (-1, 0)),
    Joined("ib", ("name", "name"), (0, 1)),
    Joined("cn", ("class", "class"), (0, 1)),
    Joined("dw", ("term", "small"), (0, 1)),
    Joined("ccc", ("class", "class", "class"), (-1, 0, 1)),
    Joined("ddd", ("term", "term", "term"), (-1, 0, 1)),
    Joined("in", ("section",), (0,)),
    Joined("in", ("section", "term"), (0, 0), ("", "d=")),
    Joined("in", ("section", "cluster"), (0, 0), ("", "C=")),
    Joined("in", ("section", "head"), (0, 0), ("", "h=")),
)
"""`term` is the place of a token in a vocabulary term, `section` that in which its sentence stands. A token
without section lacks the feature, and so does one without the neighbours; only parts of speech have an
outside."""


class Reading(NamedTuple):
    """A sentence as the features see it."""

    tokens: Tokens
    section: SectionType
    terms: Sequence[TermSpan]
    """The vocabulary terms in it."""


def read(tokens: Tokens, lexicon: Lexicon, section: SectionType = ANYWHERE) -> Reading:
    """Look the terms of a sentence up."""
    return Reading(tokens, section, list(lexicon.matcher.find(tokens)))


class Described(NamedTuple):
    """What is known of some words and marks wherever they stand, in columns: one value a word."""

    own: Mapping[str, Sequence[str | None]]
    """Values of the own features, by the name of the feature; None where a word lacks it."""
    classes: Sequence[Sequence[str]]
    """Values of the own feature `is`: a word may have several."""
    joined: Mapping[Column, Sequence[str]]
    """The values of `WORD_COLUMNS`."""

    def features(self, place: int) -> list[str]:
        """The own features of one of the words."""
        values = ((name, column[place]) for name, column in self.own.items())
        found = [f"{name}={value}" for name, value in values if value is not None]
        return found + [f"is={name}" for name in self.classes[place]]


def describe(words: Sequence[str], lexicon: Lexicon) -> Described:
    """Look words and marks up, all in one go.

    Args:
        words: as written, none empty.
        lexicon: what is known of them.
    """
    small, keys = [word.lower() for word in words], list(map(key_of, words))
    names = [key or word for key, word in zip(keys, words, strict=True)]
    clusters = [lexicon.clusters.get(key, ()) for key in keys]
    heads, members = lexicon.heads.summaries(keys), lexicon.members.summaries(keys)
    parts, classes = list(map(parts_of_speech, words, keys, clusters)), lexicon.classes_of(names, small)
    coarse = [known[1] if len(known) > 1 else None for known in clusters]
    anatomy = lexicon.matcher.vocabulary.anatomy
    own: dict[str, Sequence[str | None]] = {
        "w": small,
        "k": names,
        "s": list(map(shape, words)),
        "2": [word[-2:] for word in small],
        "3": [word[-3:] for word in small],
        "4": [word[-4:] for word in small],
        "5": [word[-5:] for word in small],
        "e": [name[-3:] for name in names],
        "p": [word[:3] for word in small],
        "q": [word[:4] for word in small],
        "h": [head if key else None for head, key in zip(heads, keys, strict=True)],
        "m": [member if key else None for member, key in zip(members, keys, strict=True)],
        "ana": ["" if key in anatomy else None for key in keys],
        "c": [known[0] if known else None for known in clusters],
        "C": coarse,
        "P": parts,
    }
    joined: dict[Column, Sequence[str]] = {
        "name": names,
        "small": small,
        "class": [known[0] if known else "-" for known in classes],
        "part": parts,
        "cluster": [cluster or "-" for cluster in coarse],
        "head": heads,
    }
    return Described(own, classes, joined)


def parts_of_speech(word: str, key: str, clusters: Sequence[str]) -> str:
    """The parts of speech that a word can be, commonest first; a mark is its own.

    A word that is not its own normal form ("splints", "soothes") has an `s` behind.

    Args:
        word: as written.
        key: its normal form, empty for a mark.
        clusters: see `Lexicon.clusters`.
    """
    if not key:
        return word
    parts = clusters[N_CLUSTERS] if len(clusters) > N_CLUSTERS else "?"
    return parts if word == key or word.lower() == key else f"{parts}s"


def shape(word: str) -> str:
    """Coarse writing of a word: digits, capitals, title case, letters with digits, small, mark."""
    if word.islower() and word.isalpha():
        return "a"  # as most are
    if word.isdigit():
        return "9"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word[0].isupper():
        return "Aa"
    if word.isalpha():
        return "a"
    return "a9" if any(character.isdigit() for character in word) else "."


def mark_features(mark: Mark) -> list[str]:
    """Own features of a place in a term."""
    return [f"d={mark.term}", f"dk={mark.kind}"]


def is_seen(feature: str, offset: int) -> bool:
    """Whether an own feature is seen from the token `offset` places before its own (0: that itself)."""
    name = feature.partition("=")[0]
    return offset == 0 or name in _NEIGHBOUR or (name == "3" and abs(offset) == 1)


def section_value(section: SectionType) -> str | None:
    """The value of the column `section`; None of the one that tells nothing."""
    return None if section == ANYWHERE else _ALIKE.get(section, section)


def is_short(n_tokens: int, last: str) -> bool:
    """Whether a text reads like a heading (few words, or a question) and not like running text.

    Args:
        n_tokens: how many tokens it has.
        last: the last one.
    """
    return n_tokens < SHORT_TEXT or last == "?"


def features(reading: Reading, lexicon: Lexicon) -> list[list[str]]:
    """All features of each token, as the training sees them."""
    tokens = reading.tokens
    words = describe(tokens.words, lexicon)
    marks = lexicon.marks(reading.terms, len(tokens))
    own = [mark_features(mark) + words.features(place) for place, mark in enumerate(marks)]
    columns: dict[Column, Sequence[str | None]] = dict(words.joined)
    columns["term"] = [mark.term for mark in marks]
    columns["section"] = [section_value(reading.section)] * len(tokens)
    length = SHORT if is_short(len(tokens), "".join(tokens.words[-1:])) else LONG
    return [[length, *_joined(columns, index), *_own(own, index)] for index in range(len(tokens))]


def _joined(columns: Mapping[Column, Sequence[str | None]], index: int) -> Iterator[str]:
    for family in JOINED:
        values = [_value(name, columns[name], index + place)
                  for name, place in zip(family.columns, family.places, strict=True)]  # fmt: skip
        if None not in values:
            told = (f"{lead}{value}" for lead, value in zip(family.leads, values, strict=False))
            yield f"{family.name}={'|'.join(told)}"


def _value(name: Column, values: Sequence[str | None], index: int) -> str | None:
    if 0 <= index < len(values):
        return values[index]
    return OUTSIDE if name == "part" else None


def _own(known: Sequence[Sequence[str]], index: int) -> Iterator[str]:
    for offset in OFFSETS:
        is_inside = 0 <= index + offset < len(known)
        seen = known[index + offset] if is_inside else (OUTSIDE,)
        yield from (f"{offset}|{feature}" for feature in seen if is_seen(feature, offset))
