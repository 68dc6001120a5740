"""What a detector proposes; the decision whether to make it falls later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipeline.correct.language import Language
from pipeline.correct.scene import Scene
from pipeline.model import Block


class Candidate(NamedTuple):
    """A proposed replacement of a span of `Document.text` (half-open, code points)."""

    block: Block
    start: int
    end: int
    after: str
    rule_id: str
    evidence: str = ""
    """Whole sentences that read well after the rule's reason; empty where the reason says it all."""
    belief: float | None = None
    """Probability that it is right, where the place itself was judged; else the rule's precision tells."""

    @property
    def before(self) -> str:
        """The text to be replaced."""
        return self.block.text[self.start - self.block.start : self.end - self.block.start]


Detector = Callable[[Scene, Language], Iterable[Candidate]]
"""Pure: the same candidates for the same scene and language."""
