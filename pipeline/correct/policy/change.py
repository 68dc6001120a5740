"""What a candidate changes, seen in its block: whole words, before and after, and what stands around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""Letters, apostrophes between them."""
_START = re.compile(r"\w*")
REACH = 80
"""How far an edit looks around itself for the rest of its words and for what decides on them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A candidate with the words that it cuts into made whole."""

    candidate: Candidate
    language: Language
    uses: Mapping[str, int]
    """How often each lower-case word stands in the document; empty where that is not known."""
    before: str
    after: str
    gone: Sequence[str]
    """Words that `before` has and `after` lacks; one said twice is lost once."""
    new: Sequence[str]
    """Words that `after` has and `before` lacks."""
    words: frozenset[str]
    """Both, in lower case."""
    behind: str
    """The text of the block up to `before`, at most `REACH` characters."""
    ahead: str
    """The text of the block from the end of `before` on, at most `REACH` characters."""

    @property
    def is_deletion_of_boilerplate(self) -> bool:
        """Whether the rule deletes what a page says about itself."""
        return self.language.rules[self.candidate.rule_id].kind == "boilerplate"

    @property
    def keeps_letters(self) -> bool:
        """Whether only white space, marks and capitals change: `onlyone`, `youre`."""
        return _letters_of(self.before) == _letters_of(self.after)

    @property
    def left(self) -> str:
        """What is joined to `before` or `after` on the left without white space."""
        stays_apart = self.before[:1].isspace() and (self.after + self.ahead)[:1].isspace()
        is_apart = stays_apart or self.behind[-1:].isspace()
        return "" if is_apart else "".join(self.behind.split()[-1:])

    @property
    def right(self) -> str:
        """What is joined to `before` or `after` on the right without white space."""
        stays_apart = self.before[-1:].isspace() and (self.behind + self.after)[-1:].isspace()
        is_apart = stays_apart or self.ahead[:1].isspace()
        return "" if is_apart else "".join(self.ahead.split()[:1])

    @property
    def span(self) -> tuple[int, int]:
        """The candidate's place in its block."""
        offset = self.candidate.block.start
        return self.candidate.start - offset, self.candidate.end - offset


def read_change(candidate: Candidate, language: Language, uses: Mapping[str, int]) -> Change:
    """See `Change`; costs the same wherever in a block the candidate stands."""
    text, offset = candidate.block.text, candidate.block.start
    start, end = candidate.start - offset, candidate.end - offset
    behind, ahead = text[max(0, start - REACH) : start], text[end : end + REACH]
    head = _head(behind[::-1])[::-1] if candidate.before[:1].isalnum() else ""
    tail = _head(ahead) if candidate.before[-1:].isalnum() else ""
    before, after = head + candidate.before + tail, head + candidate.after + tail
    gone, new = _lost(before, after), _lost(after, before)
    return Change(
        candidate=candidate,
        language=language,
        uses=uses,
        before=before,
        after=after,
        gone=gone,
        new=new,
        words=frozenset(word.lower() for word in (*gone, *new)),
        behind=behind[: len(behind) - len(head)],
        ahead=ahead[len(tail) :],
    )


def _letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _head(text: str) -> str:
    """The letters, digits and underscores with which a text begins."""
    match = _START.match(text)
    return match.group() if match else ""


def _lost(one: str, other: str) -> Sequence[str]:
    """Words of the one that the other lacks, sorted."""
    return sorted((Counter(WORD.findall(one)) - Counter(WORD.findall(other))).elements())
