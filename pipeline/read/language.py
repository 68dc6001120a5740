"""Tells English from the rest by the share of its commonest words."""

from __future__ import annotations

import re
from collections import Counter

UNDETERMINED = "und"
_SAMPLE = 20_000
_LEAST_WORDS = 5
_LEAST_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")
# Words that no other large European language uses often.
_ENGLISH = frozenset({
    "the", "and", "of", "to", "is", "that", "it", "for", "with", "are", "was", "you", "your", "can",
    "this", "have", "be", "by", "from", "or", "not", "they", "which", "has", "may", "if", "when",
    "what", "how", "there", "their", "will", "about", "more", "also", "into", "than", "these",
    "other", "been", "should",
})  # fmt: skip


def guess_language(text: str) -> str:
    """`en` where enough of the words are common English ones, else `und`.

    Args:
        text: any text; only its first characters are looked at.
    """
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    total = words.total()
    if total < _LEAST_WORDS:
        return UNDETERMINED
    share = sum(words[word] for word in _ENGLISH) / total
    return "en" if share >= _LEAST_SHARE else UNDETERMINED
