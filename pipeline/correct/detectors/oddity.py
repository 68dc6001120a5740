"""Sentences that cannot be meant as they stand: shares that make no whole, a sentence and its denial.

What should stand there cannot be told, so nothing is proposed in its place: the edit is the text as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.vocabulary import word_key

_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?) ?(?:%|percent\b|per cent\b)")
_SIGNS = ("%", "percent", "per cent")
_OF_ALL = re.compile(
    r" (?:of|in) (?:all |the |these |those )?(?:people|patients|cases|women|men|children|adults|babies)"
)
_REST = re.compile(r"\b(?:the )?(?:remaining|remainder|rest|other)\b[^.\d]{0,40}\Z", re.IGNORECASE)
_STOP = re.compile(r"[.?!]\s")
_DENIALS = frozenset({"not", "never", "cannot"})
_HELPING = ("do", "does", "did")
"""Words that come with a denial."""
_MARKS = 127
"""How many different ones `_marks` gives."""
_SHORTEST = 5
"""Words of a sentence from which it is not said twice by chance."""
_ROUNDING = 2.0


def detect_odd_shares(scene: Scene, language: Language) -> Iterator[Candidate]:
    """More than all of some people, and the rest of a whole that is not what is left of it."""
    for block in scene.text.blocks:
        if not any(sign in block.text for sign in _SIGNS):
            continue
        total, end = 0.0, 0
        for match in _PERCENT.finditer(block.text):
            between, share = block.text[end : match.start()], float(match[1])
            if _STOP.search(between):
                total = 0.0
            is_odd = total > 0 and bool(_REST.search(between[-60:])) and abs(total + share - 100) > _ROUNDING
            if is_odd or (share > 100 and _OF_ALL.match(block.text, match.end())):
                start = block.start + match.start()
                yield Candidate(block, start, block.start + match.end(), match.group(), "odd_share")
            total, end = total + share, match.end()


def detect_denials(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Sentences that stand in the document a second time, with a `not` more or less."""
    said: dict[tuple[str, ...], bool] = {}
    for number in _like_denials(scene):
        words, is_denial = _without_denial(scene.lowers[number])
        if len(words) >= _SHORTEST and said.setdefault(words, is_denial) != is_denial:
            sentence = scene.text.sentence(number)
            first, last = sentence.words[0], sentence.words[-1]
            before = sentence.block.text[first.start - sentence.block.start : last.end - sentence.block.start]
            yield Candidate(sentence.block, first.start, last.end, before, "said_and_denied")


def _like_denials(scene: Scene) -> Iterator[int]:
    """The numbers of longer sentences that may say the same as one another, of which one holds a denial."""
    text = scene.text
    denials = np.flatnonzero(scene.are(_are_denials))
    if not len(denials):
        return
    marks = scene.tell(_marks)
    (said,) = marks.nonzero()
    starts, sums = said.searchsorted(text.firsts), np.cumsum(np.append(0, marks[said]))
    (long,) = (np.diff(starts) >= _SHORTEST).nonzero()
    firsts, ends = starts[long], starts[long + 1]
    sides = marks[said[firsts]].astype(np.int64) * 2 * _MARKS + marks[said[ends - 1]]
    likes = (sums[ends] - sums[firsts]) * (2 * _MARKS) ** 2 + sides
    like = dict(zip(long.tolist(), likes.tolist(), strict=True))
    counts = Counter(like.values())
    denied = {like.get(number) for number in text.sentence_numbers[denials].tolist()}
    for number, its in like.items():
        if its in denied and counts[its] > 1:
            yield number


def _marks(entries: Entries, _: Language) -> Sequence[int]:
    """For each word a number of what it says but for a denial, the same for the same; 0 for nothing."""
    keys = map(_affirmed_key, entries.words)
    return [0 if key is None else 1 + crc32(key.encode("utf-8", "surrogatepass")) % _MARKS for key in keys]


def _are_denials(entries: Entries, _: Language) -> Sequence[bool]:
    return list(map(_denies, entries.words))


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith("n't")


@lru_cache(maxsize=50_000)
def _affirmed_key(word: str) -> str | None:
    """The key of a lower-case word without its denial; None for what comes and goes with one."""
    if word in ("cannot", "can't"):
        return "can"
    affirmed = word.removesuffix("n't")
    return None if affirmed in _DENIALS or affirmed in _HELPING else word_key(affirmed)


def _without_denial(lowers: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The keys of a sentence's words less those that deny, and whether there is an odd number of these."""
    keys = tuple([key for key in map(_affirmed_key, lowers) if key is not None])
    return keys, sum(map(_denies, lowers)) % 2 == 1
