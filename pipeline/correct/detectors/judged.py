"""Each different word of a document is judged once, and only so many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Where = TypeVar("Where")
Verdict = TypeVar("Verdict")
BUDGET = 3_000
"""Different words of a document that a detector looks into: each may cost some thousand lookups."""


def judged_words(
    words: Iterable[tuple[Where, str]], judge: Callable[[str], Verdict | None], *, budget: int = BUDGET
) -> Iterator[tuple[Where, Verdict]]:
    """Where words with a verdict stand, and the verdict.

    Args:
        words: where each stands, in reading order, and in lower case.
        judge: says what to make of a lower-case word; None: nothing.
        budget: how many different words are judged; the rest have no verdict.
    """
    verdicts: dict[str, Verdict | None] = {}
    for where, word in words:
        if word not in verdicts and len(verdicts) < budget:
            verdicts[word] = judge(word)
        verdict = verdicts.get(word)
        if verdict is not None:
            yield where, verdict
