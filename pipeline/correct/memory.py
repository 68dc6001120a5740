"""Answers that are asked for again and again, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Memory(Generic[Asked, Answer]):
    """Remembers what was answered, and asks for the rest at once: the words of a language come back.

    It is emptied when it is full, so that it stays of bounded size; no answer depends on what it holds.
    """

    def __init__(self, answers: Callable[[Sequence[Asked]], Iterable[Answer]], size: int) -> None:
        """Begin with nothing.

        Args:
            answers: the answer to each of some different questions, in order.
            size: how many are remembered; what is asked for at once always is.
        """
        self._answers = answers
        self._size = size
        self._known: dict[Asked, Answer] = {}

    def of(self, asked: Sequence[Asked]) -> list[Answer]:
        """The answer to each question."""
        known = self._known
        new = list(dict.fromkeys(compress(asked, [one not in known for one in asked])))
        if new and len(known) + len(new) > self._size:
            known.clear()
            new = list(dict.fromkeys(asked))
        if new:
            known.update(zip(new, self._answers(new), strict=True))
        return [known[one] for one in asked]
