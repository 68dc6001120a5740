"""Whether words are prose at all, and unknown ones no new words."""

from __future__ import annotations

import re

from pipeline.correct.language import Language
from pipeline.correct.text import Sentence

PREFIXES = (
    "non", "re", "un", "pre", "post", "anti", "sub", "over", "under", "inter", "intra", "co", "de", "dis",
    "micro", "macro", "multi", "neuro", "hyper", "hypo", "super",
)  # fmt: skip
"""Living prefixes: they make new words freely."""
_ADDRESS = re.compile(r"[./@_\\#=&?)-]\Z")
_ADDRESS_AHEAD = re.compile(r"[/@_\\#=&-]|\.\w")


def is_prose(sentence: Sentence, place: int) -> bool:
    """Not a name (capital inside the sentence), part of an address, or part of a hyphenated word."""
    word, block = sentence.words[place], sentence.block
    if word.text[0].isupper() and place > 0:
        return False
    end = word.end - block.start
    return not _ADDRESS.search(word.gap) and not _ADDRESS_AHEAD.match(block.text[end : end + 2])


def is_built(word: str, language: Language) -> bool:
    """Whether a lower-case word is a known one with a living prefix: nontender, reaspiration."""
    return any(word.startswith(prefix) and language.knows(word[len(prefix) :]) for prefix in PREFIXES)
