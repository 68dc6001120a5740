"""A question that is a line of its own and begins with a small letter: "what research is being done?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.scene import Scene

_QUESTION = re.compile(r"(?m)^(?:what|how|who|when|where|why|which)(?= [^\n.?!:]{3,300}\?[ \t]{0,8}$)")


def detect_question_case(scene: Scene, language: Language) -> Iterator[Candidate]:
    """The first word of each such line, capitalised."""
    for block in scene.text.blocks:
        if "?" not in block.text:
            continue
        for match in _QUESTION.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            yield Candidate(block, start, end, match.group().capitalize(), "question_case")
