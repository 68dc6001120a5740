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
from pipeline.extract.tokens import Tokens
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
"""What depends on a word alone, see `Word`: of its classes the first, of its clusters the coarser one; `-`
without any."""


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


class Word(NamedTuple):
    """What is known of a word or mark, wherever it stands."""

    written: str
    small: str
    key: str
    """Its normal form, empty for a mark."""
    clusters: Sequence[str]
    classes: Sequence[str]
    parts: str
    head: str
    """What the terms that end with it mostly name."""
    member: str
    """What the terms that hold it before their end mostly name."""
    is_anatomy: bool

    @property
    def name(self) -> str:
        """Its key, a mark's own self."""
        return self.key or self.written


def look_up(word: str, key: str, lexicon: Lexicon) -> Word:
    """What is known of a word, given with its normal form."""
    head, member = lexicon.heads.summary(key), lexicon.members.summary(key)
    return Word(
        word, word.lower(), key, lexicon.clusters.get(key, ()), lexicon.classes_of(word, key),
        parts_of_speech(word, key, lexicon), head, member, key in lexicon.matcher.vocabulary.anatomy,
    )  # fmt: skip


def word_features(word: Word) -> list[str]:
    """Own features of a word."""
    small, name = word.small, word.name
    found = [
        f"w={small}", f"k={name}", f"s={shape(word.written)}", f"2={small[-2:]}", f"3={small[-3:]}",
        f"4={small[-4:]}", f"5={small[-5:]}", f"e={name[-3:]}", f"p={small[:3]}", f"q={small[:4]}",
    ]  # fmt: skip
    if word.key:
        found += [f"h={word.head}", f"m={word.member}"]
    if word.is_anatomy:
        found.append("ana=")
    found += [f"{name}={value}" for name, value in zip("cC", word.clusters, strict=False)]
    found.append(f"P={word.parts}")
    found += [f"is={name}" for name in word.classes]
    return found


def parts_of_speech(word: str, key: str, lexicon: Lexicon) -> str:
    """The parts of speech that a word can be, commonest first; a mark is its own.

    A word that is not its own normal form ("splints", "soothes") has an `s` behind.
    """
    if not key:
        return word
    known = lexicon.clusters.get(key, ())
    parts = known[N_CLUSTERS] if len(known) > N_CLUSTERS else "?"
    return parts if word == key or word.lower() == key else f"{parts}s"


def shape(word: str) -> str:
    """Coarse writing of a word: digits, capitals, title case, letters with digits, small, mark."""
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


def word_values(word: Word) -> tuple[str, ...]:
    """The values of `WORD_COLUMNS`."""
    cluster = word.clusters[1] if len(word.clusters) > 1 else "-"
    return word.name, word.small, (word.classes or "-")[0], word.parts, cluster, word.head


def section_value(section: SectionType) -> str | None:
    """The value of the column `section`; None of the one that tells nothing."""
    return None if section == ANYWHERE else _ALIKE.get(section, section)


def length_feature(tokens: Tokens) -> str:
    """Whether a text reads like a heading (a question, or few words) or like running text."""
    return SHORT if len(tokens) < SHORT_TEXT or tokens.words[-1] == "?" else LONG


def features(reading: Reading, lexicon: Lexicon) -> list[list[str]]:
    """All features of each token, as the training sees them."""
    tokens = reading.tokens
    words = [look_up(*pair, lexicon) for pair in zip(tokens.words, tokens.keys, strict=True)]
    marks = lexicon.marks(reading.terms, len(tokens))
    known = [mark_features(mark) + word_features(word) for mark, word in zip(marks, words, strict=True)]
    values = [word_values(word) for word in words]
    columns: dict[Column, Sequence[str | None]] = {
        name: [row[place] for row in values] for place, name in enumerate(WORD_COLUMNS)
    }
    columns["term"] = [mark.term for mark in marks]
    columns["section"] = [section_value(reading.section)] * len(tokens)
    return [
        [length_feature(tokens), *_joined(columns, index), *_own(known, index)]
        for index in range(len(tokens))
    ]


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
