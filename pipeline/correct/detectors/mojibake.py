"""Text decoded with the wrong encoding ("donâ€™t"), as ftfy recognises it, and what else that left behind.

Only the encoding is mended. Quotation marks and dashes come back in the style of the rest of the page: one
that nowhere else has a curly quotation mark gets a straight one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape

from ftfy import fix_encoding_and_explain

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.scene import Scene

_RUN = re.compile(r"[\x80-\u017f\u02c6\u02dc\u2010-\u2122]{2,24}|[\x80-\x9f]")
"""Characters that the bytes of UTF-8 turn into under the single-byte encodings of the West."""
_STRAY = re.compile(r"(?<=[a-z0-9.,;:)%°])Â(?:[ \xa0]|(?=\n|\Z))")
"""What is left of a non-breaking space."""
_CUT = re.compile(r"(?<=[\w.,!?])â€(?=[\s.,;:)]|$)")
"""A closing quotation mark whose last byte no character stands for."""
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|[lr][sd]quo|[nm]dash|hellip|deg|micro|frac(?:12|14|34)|[nN]tilde|[cC]cedil"
    r"|[aeiouAEIOU](?:acute|grave|uml|circ)|#(?:39|160|82(?:11|12|16|17|20|21|30)));"
)
_CODE = re.compile(r"&[lg]t;|&amp;\w{1,8};|</?[a-z]")
_LEFT_OVER = re.compile("[âÃÂð\ufffd]")
"""What is still there where decoding anew fails."""
_LIGATURE = re.compile(r"[\ufb00-\ufb06]{1,2}")
_CURLY, _DASH = re.compile("[‘’“”]"), re.compile("[–—]")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")

Repair = Callable[[str], tuple[str, str]]
"""From what stands there to what should, and why."""


def detect_mojibake(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Runs of characters that make sense when decoded anew; offsets are those of the run."""
    text = scene.text
    blocks = [block for block in text.blocks if not block.text.isascii() or "&" in block.text]
    together = "\n".join([block.text for block in blocks])
    if not any(sign in together and pattern.search(together) for _, sign, pattern, _ in _REPAIRS):
        return  # so it is with most pages
    style: Callable[[str], str] | None = None  # asks for the whole page, of which most need nothing
    for block in blocks:
        repairs = _REPAIRS[:-1] if _CODE.search(block.text) else _REPAIRS
        for rule, sign, pattern, repair in repairs:
            for match in pattern.finditer(block.text) if sign in block.text else ():
                right, evidence = repair(match.group())
                if right != match.group() and not _LEFT_OVER.search(right):
                    style = style or _style("\n".join(_RUN.sub("", its.text) for its in text.blocks))
                    start, end = block.start + match.start(), block.start + match.end()
                    yield Candidate(block, start, end, style(right), rule, evidence)


def _decoded(run: str) -> tuple[str, str]:
    fixed = fix_encoding_and_explain(run)
    steps = ", ".join(f"{step.action} {step.parameter}" for step in fixed.explanation or [])
    return fixed.text, f"Steps of ftfy: {steps}."


def _said(right: Callable[[str], str], evidence: str) -> Repair:
    return lambda run: (right(run), evidence)


_REPAIRS: Sequence[tuple[str, str, re.Pattern[str], Repair]] = (
    ("mojibake", "", _RUN, _decoded),
    ("mojibake", "Â", _STRAY, _said(lambda run: " " if len(run) > 1 else "", "")),
    ("mojibake_cut", "â€", _CUT, _said(lambda _: "”", "")),
    ("ligature", "", _LIGATURE, _said(partial(unicodedata.normalize, "NFKC"), "")),
    ("html_entity", "&", _ENTITY, _said(unescape, "")),
)
"""Rule, a sign in all that it looks at, that, and what becomes of it; the last one not in lines of code."""


def _style(page: str) -> Callable[[str], str]:
    """How a page, less what may be decoded wrongly, writes quotation marks, dashes and spaces."""
    has_curly, has_dash, has_fixed = bool(_CURLY.search(page)), bool(_DASH.search(page)), "\xa0" in page

    def styled(right: str) -> str:
        right = right if has_curly else right.translate(_STRAIGHT)
        right = right if has_dash else right.replace("–", "-")
        return right if has_fixed else right.replace("\xa0", " ")

    return styled
