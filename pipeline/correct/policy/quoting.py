"""Clauses on words that stand as somebody wrote them: quotations, [sic], words cut off by an ellipsis."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter

from pipeline.correct.policy.change import Change

_QUOTED = re.compile(r"“[^”\n]{1,600}”|«[^»\n]{1,600}»|(?<!\d)\"[^\"\n]{1,600}\"")
_SIC = re.compile(r"[^.?!\n]{0,80}[\[(] ?(?i:sic)\b")
_CUT_AHEAD = re.compile(r"[ \xa0]?[\[(]?(?:…|\.(?: ?\.){2})")
_CUT_BEHIND = re.compile(r"(?:…|\.(?: ?\.){2})[\])]?\Z")


def touches_quotation(change: Change) -> bool:
    """Words between quotation marks, or a block that is a quotation."""
    start, end = change.span
    quotations = _quotations(change.candidate.block.text)
    place = bisect_left(quotations, start + 1, key=itemgetter(1))  # the first that ends after the start
    return change.candidate.block.kind == "quote" or (place < len(quotations) and quotations[place][0] < end)


def stands_before_sic(change: Change) -> bool:
    """Words of a sentence that the page itself says are as written."""
    return bool(_SIC.match(change.before + change.ahead)) or bool(_SIC.match(change.ahead))


def touches_cut_word(change: Change) -> bool:
    """A word that an ellipsis cuts off, at its end or its beginning."""
    return bool(change.gone) and bool(_CUT_AHEAD.match(change.ahead) or _CUT_BEHIND.search(change.behind))


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _QUOTED.finditer(text))
