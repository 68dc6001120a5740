"""Text decoded with the wrong encoding ("donâ€™t"), as ftfy recognises it; only the encoding is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy import ExplanationStep, fix_encoding_and_explain

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.text import Text

_RUN = re.compile(r"[\x80-\u017f\u02c6\u02dc\u2010-\u2122]{2,24}")
"""Characters that the bytes of UTF-8 turn into under the single-byte encodings of the West."""


def detect_mojibake(text: Text, language: Language) -> Iterator[Candidate]:
    """Runs of non-ASCII characters that make sense when decoded anew; offsets are those of the run."""
    for block in text.blocks:
        if block.text.isascii():
            continue
        for match in _RUN.finditer(block.text):
            fixed = fix_encoding_and_explain(match.group())
            if fixed.text != match.group() and "\ufffd" not in fixed.text:
                yield Candidate(
                    block, block.start + match.start(), block.start + match.end(), fixed.text,
                    "mojibake", _steps(fixed.explanation or []),
                )  # fmt: skip


def _steps(explanation: list[ExplanationStep]) -> str:
    return f"Steps of ftfy: {', '.join(f'{step.action} {step.parameter}' for step in explanation)}."
