"""Plants the slips that typing, copying and converting make: words stay, what joins them does not.

Each slip is known by its place and by what stood there, so that a proposal can be told right or wrong. Slips
keep apart, so that each can be undone alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from random import Random
from types import MappingProxyType
from typing import NamedTuple

SLIPS_A_PAGE = 8
"""Of kinds that few texts have room for, and as many of the others."""
_APART = 60
"""Characters between two slips at least."""
_SHORTEST = 6
"""Letters of a word that is broken in two."""
_SMALL = (
    "the|a|an|of|and|or|to|from|at|as|be|your|their|its|in|for|with|by|which|is|that|are|can|this|if|but|they"
)
_LABEL = re.compile(r"(?m)^(?:[-•*] )?([A-Z][a-z]{2,20}): (?=[A-Z][a-z]+ [a-z])")
"""Before a text. Such lines are made entries of a list, their colons full stops, to lose the space after."""
_CURLY = MappingProxyType({"'": "\u2019", "-": "\u2013"})
_LIGATURES = MappingProxyType(
    {"ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02", "ffi": "\ufb03", "ffl": "\ufb04"}
)
_ENTITIES = MappingProxyType({"&": "&amp;", "\u2019": "&rsquo;", "\u2013": "&ndash;"})
_CONFUSED = (
    ("ide effect", "ide affect"), ("affected", "effected"), ("Affected", "Effected"), ("losing", "loosing"),
    ("sometimes", "sometime"),
)  # fmt: skip
_FOLDED = str.maketrans("\u2019\u2018\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")
"""Typographic variants count as equal."""


class Slip(NamedTuple):
    """A wrong run of characters in a spoilt text (half-open, code points), and what stood there."""

    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A text with slips in it."""

    text: str
    slips: tuple[Slip, ...]
    """By place."""

    def is_undone_by(self, start: int, end: int, after: str) -> bool | None:
        """Whether an edit undoes the slip that it touches; None where it touches none.

        Args:
            start: where the edit begins in the spoilt text.
            end: where it ends.
            after: what it puts there.
        """
        place = bisect_left(self.slips, start + (start < end), key=lambda slip: slip.end)
        if place == len(self.slips) or self.slips[place].start > end - (start < end):
            return None
        slip = self.slips[place]
        first, last = min(start, slip.start), max(end, slip.end)
        edited = self.text[first:start] + after + self.text[end:last]
        wanted = self.text[first : slip.start] + slip.right + self.text[slip.end : last]
        return edited.translate(_FOLDED) == wanted.translate(_FOLDED)


Spoil = Callable[[re.Match[str], Random], str]


def spoil(text: str, chance: Random, *, count: int = SLIPS_A_PAGE) -> Spoilt:
    """Put slips of different kinds into a text.

    Args:
        text: sound, or nearly.
        chance: decides on kinds and places.
        count: how many of rare kinds are put in, and how many others.
    """
    text = _LABEL.sub(r"- \1. ", text)
    taken: list[tuple[int, int, str]] = []
    for kinds in KINDS:
        most = len(taken) + count
        for pattern, way in chance.sample(kinds, len(kinds)):
            match = _chosen(pattern, text, taken, chance) if len(taken) < most else None
            if match is not None:
                insort(taken, (*match.span(), way(match, chance)))
    return spoilt_at(text, taken)


def _chosen(
    pattern: re.Pattern[str], text: str, taken: Sequence[tuple[int, int, str]], chance: Random
) -> re.Match[str] | None:
    """One of the places where a pattern is found, away from the taken ones."""
    free = [
        match
        for match in pattern.finditer(text)
        if all(match.end() + _APART < start or end + _APART < match.start() for start, end, _ in taken)
    ]
    return chance.choice(free) if free else None


def spoilt_at(text: str, wrongs: Sequence[tuple[int, int, str]]) -> Spoilt:
    """A text with other characters in some places.

    Args:
        text: any.
        wrongs: places (half-open) and what is put there, in order.
    """
    parts: list[str] = []
    slips: list[Slip] = []
    position = length = 0
    for start, end, wrong in wrongs:
        length += start - position
        slips.append(Slip(length, length + len(wrong), text[start:end]))
        parts += [text[position:start], wrong]
        position, length = end, length + len(wrong)
    return Spoilt("".join(parts) + text[position:], tuple(slips))


def _broken(match: re.Match[str], chance: Random) -> str:
    place = chance.randrange(2, len(match[0]) - 1)
    return f"{match[0][:place]} {match[0][place:]}"


def _broken_compound(match: re.Match[str], _: Random) -> str:
    return re.sub("(?=(?:out|wise|where)$)", " ", match[0])


def _without_space(match: re.Match[str], _: Random) -> str:
    return match[0].replace(" ", "")


def _twice(match: re.Match[str], _: Random) -> str:
    return f"{match[0]} {match[0]}"


def _spaced(match: re.Match[str], _: Random) -> str:
    return f" {match[0]}"


def _lowered(match: re.Match[str], _: Random) -> str:
    return match[0].lower()


def _bare(match: re.Match[str], _: Random) -> str:
    return re.sub("['’]", "", match[0])


def _misread(match: re.Match[str], _: Random) -> str:
    meant = _CURLY.get(match[0], match[0])
    return meant.encode().decode("cp1252", errors="replace").replace("\ufffd", "\x9d")


def _entity(match: re.Match[str], _: Random) -> str:
    return _ENTITIES.get(match[0], "&nbsp;")


def _confused(match: re.Match[str], _: Random) -> str:
    return reduce(lambda word, pair: word.replace(*pair), _CONFUSED, match[0])


_RARE_KINDS: Mapping[str, tuple[str, Spoil]] = {
    "lost space after a code": (r"(?<=[A-Z]{2})\. (?=[A-Z][a-z])", _without_space),
    "lost space after a label": (r"(?m)(?<=^- )[A-Z][a-z]{2,20}\. (?=[A-Z][a-z]+ [a-z])", _without_space),
    "lost space before a bracket": (r"(?<=[a-z]) \((?=[A-Za-z])", _without_space),
    "lost space after a percent sign": (r"(?<=\d%) [a-z]", _without_space),
    "stop said again at an end": (r"(?<=[a-z)])\.(?=\n|\Z)", lambda match, _: ". ."),
    "comma before a bracket": (
        r"(?<=[a-z]) \((?=(?:usually|e\.g\.|for example|such as|also|sometimes|including|or)\b)",
        lambda match, _: ", (",
    ),
    "lost apostrophe": (r"(?i)\b(?:they|you|we)['’](?:re|ve|ll)\b", _bare),
    "lost apostrophe of is": (r"\b(?:[Ii]t|[Tt]hat|[Ww]hat|[Tt]here)['’]s\b", _bare),
    "lost apostrophe of not": (
        r"\b(?:do|does|did|is|are|was|were|has|have|had|could|should|would)n['’]t\b", _bare
    ),
    "lost apostrophe of an owner": (
        r"\b(?:body|baby|artery|family|child|children|women|men|person|patient|doctor)['’]s(?= [a-z])", _bare
    ),
    "lost apostrophe of a name": (
        r"\b[A-Z][a-zö]{3,15}['’]s(?= (?:disease|lymphoma|syndrome|thyroiditis))", _bare
    ),
    "small question": (r"(?m)^(?:What|How|Who|When|Where|Why|Which)(?= [^\n.?!:]{3,300}\?$)", _lowered),
    "side affect": (r"\b[Ss]ide effects?\b", _confused),
    "effected": (r"\b[Aa]ffected\b", _confused),
    "loosing": (r"\blosing\b", _confused),
    "sometime": (r"\bsometimes\b", _confused),
    "broken compound": (r"\b(?:without|otherwise|somewhere|anywhere)\b", _broken_compound),
    "doubled is": (r"\bis\b(?= [a-z])", _twice),
    "doubled that": (r"\bthat\b(?= [a-z])", _twice),
}  # fmt: skip
_COMMON_KINDS: Mapping[str, tuple[str, Spoil]] = {
    "doubled small word": (rf"\b(?:{_SMALL})\b(?= [a-z])", _twice),
    "doubled word": (r"(?<=[a-z] )[a-z]{3,12}\b(?= [a-z])", _twice),
    "article": (r"(?<= )an?(?= [a-z]{3})", lambda match, _: "a" if match[0] == "an" else "an"),
    "lost space": (r"(?<= )[a-z]{2,14} [a-z]{2,14}\b", _without_space),
    "lost space by a small word": (
        rf"(?<= )(?:(?:{_SMALL}) [a-z]{{3,14}}|[a-z]{{3,14}} (?:{_SMALL}))\b", _without_space
    ),
    "lost space after a stop": (r"(?<=[a-z)])[.?] (?=[A-Z][a-z])", _without_space),
    "lost space after a comma": (r"(?<=[a-z])[,;] (?=[a-z])", _without_space),
    "space before a stop": (r"(?<=[a-z)])\.(?= [A-Z]|\s*\Z|\n)", _spaced),
    "space before a mark": (r"(?<=[a-z)])[,?](?=\s)", _spaced),
    "doubled stop": (r"(?<=[a-z)])\.(?=\s)", lambda match, chance: chance.choice(("..", ". ."))),
    "doubled comma": (r"(?<=[a-z)]),(?= )", lambda match, chance: chance.choice((",,", ", ,"))),
    "broken word": (rf"(?<= )[a-z]{{{_SHORTEST},20}}\b", _broken),
    "mojibake": ("[\u2018\u2019\u201c\u201d\u2013\u2014\u00a0-\u00ff'-]", _misread),
    "entity": ("[&\u2019\u2013\u00a0]| (?=[a-z])", _entity),
    "ligature": ("f(?:f[il]?|[il])", lambda match, _: _LIGATURES[match[0]]),
}  # fmt: skip
KINDS: Sequence[Sequence[tuple[re.Pattern[str], Spoil]]] = [
    [(re.compile(pattern), way) for pattern, way in kinds.values()] for kinds in (_RARE_KINDS, _COMMON_KINDS)
]
"""Where a slip may fall, and what it makes of that: kinds that few texts have room for, and others."""
