"""What the tagger sees of each token: named features, the same in training and in use.

Own features of a token also serve its neighbours with their distance in front (`-1|w=hip`), so that the
weights of a word can be summed once and reused wherever the word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.lexicon import Lexicon, Mark
from pipeline.extract.tokens import Tokens
from pipeline.model import SectionType

OFFSETS = (-2, -1, 0, 1, 2)
OUTSIDE = "#"
"""The only feature of a place before the first or after the last token."""
SHORT_TEXT = 8
"""Texts of fewer tokens read like headings."""
ANYWHERE: SectionType = "other"
"""The section that tells nothing."""
_ALIKE: Mapping[SectionType, SectionType] = {"exercises": "treatment"}
"""Sections without annotated examples, and those that read like them."""
N_CLUSTERS = 2
"""Clusters that the lexicon names of a word, before its parts of speech."""
NEIGHBOUR = frozenset({"w", "s", "ana", "c", "C", "h", "is", "P"})
"""Own features of a word that its neighbours see."""


def word_features(word: str, key: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Features that depend on the word alone: short name and value."""
    low, name = word.lower(), key or word
    found = [
        ("w", low), ("k", name), ("s", shape(word)), ("2", low[-2:]), ("3", low[-3:]), ("4", low[-4:]),
        ("5", low[-5:]), ("e", name[-3:]), ("p", low[:3]), ("q", low[:4]),
    ]  # fmt: skip
    if key:
        found += [("h", lexicon.heads.get(key, "-")), ("m", lexicon.members.get(key, "-"))]
    if key in lexicon.matcher.vocabulary.anatomy:
        found.append(("ana", ""))
    found += zip("cC", lexicon.clusters.get(key, ()), strict=False)
    found.append(("P", parts_of_speech(word, key, lexicon)))
    found += (("is", name) for name in lexicon.classes_of(word, key))
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
    if any(character.isdigit() for character in word):
        return "a9"
    return "a" if word.isalpha() else "."


def own(known: Sequence[tuple[str, str]], mark: Mark, offset: int) -> Iterable[str]:
    """Names of the features that a token gives to the token `offset` places before it (0: itself)."""
    place = f"{offset}|"
    yield f"{place}d={mark.term}"
    yield f"{place}dk={mark.kind}"
    for name, value in known:
        if offset == 0 or name in NEIGHBOUR or (name == "3" and abs(offset) == 1):
            yield f"{place}{name}={value}"


def in_section(key: str, lexicon: Lexicon, mark: Mark, section: SectionType) -> Iterable[str]:
    """Names of the features that a token has because of the section that it stands in."""
    section = _ALIKE.get(section, section)
    if section != ANYWHERE:
        clusters = lexicon.clusters.get(key, ())
        yield f"in={section}"
        yield f"in={section}|d={mark.term}"
        yield f"in={section}|C={clusters[1] if len(clusters) > 1 else '-'}"
        yield f"in={section}|h={lexicon.heads.get(key, '-') if key else '-'}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the features see it; one entry a token."""

    tokens: Tokens
    section: SectionType
    names: Sequence[str]
    """Its key, a mark's own self."""
    marks: Sequence[Mark]
    classes: Sequence[str]
    """Its first class, `-` without any."""
    parts: Sequence[str]
    """See `parts_of_speech`."""


def read(tokens: Tokens, lexicon: Lexicon, section: SectionType = ANYWHERE) -> Reading:
    """Look the tokens of a sentence up."""
    pairs = list(zip(tokens.words, tokens.keys, strict=True))
    names = [key or word for word, key in pairs]
    classes = [(lexicon.classes_of(word, key) or "-")[0] for word, key in pairs]
    parts = [parts_of_speech(word, key, lexicon) for word, key in pairs]
    return Reading(tokens, section, names, lexicon.term_marks(tokens), classes, parts)


def together(reading: Reading, index: int) -> Iterable[str]:
    """Names of the features of a token that need its neighbours too, or the whole sentence."""
    names, marks, classes, words = reading.names, reading.marks, reading.classes, reading.tokens.words
    has_next, own_mark = index + 1 < len(names), marks[index].term
    parts = reading.parts
    pair = f"{parts[index - 1] if index else OUTSIDE}|{parts[index]}"
    yield f"pp={pair}"
    yield f"ppp={pair}|{parts[index + 1] if has_next else OUTSIDE}"
    if index:
        yield f"bi={names[index - 1]}|{names[index]}"
        yield f"dd={marks[index - 1].term}|{own_mark}"
        yield f"cc={classes[index - 1]}|{classes[index]}"
        yield f"wd={words[index - 1].lower()}|{own_mark}"
    if has_next:
        yield f"ib={names[index]}|{names[index + 1]}"
        yield f"cn={classes[index]}|{classes[index + 1]}"
        yield f"dw={own_mark}|{words[index + 1].lower()}"
    if index and has_next:
        yield f"ccc={classes[index - 1]}|{classes[index]}|{classes[index + 1]}"
        yield f"ddd={marks[index - 1].term}|{own_mark}|{marks[index + 1].term}"


def length_feature(tokens: Tokens) -> str:
    """Whether a text reads like a heading (a question, or few words) or like running text."""
    return "short" if len(tokens) < SHORT_TEXT or tokens.words[-1] == "?" else "long"


def features(reading: Reading, lexicon: Lexicon) -> list[list[str]]:
    """All features of each token, as the training sees them."""
    tokens, marks = reading.tokens, reading.marks
    words = [word_features(*pair, lexicon) for pair in zip(tokens.words, tokens.keys, strict=True)]
    found = []
    for index in range(len(tokens)):
        seen = [length_feature(tokens), *together(reading, index)]
        seen += in_section(tokens.keys[index], lexicon, marks[index], reading.section)
        for offset in OFFSETS:
            place = index + offset
            is_inside = 0 <= place < len(tokens)
            seen += own(words[place], marks[place], offset) if is_inside else (f"{offset}|{OUTSIDE}",)
        found.append(seen)
    return found
