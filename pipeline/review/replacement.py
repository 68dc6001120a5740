"""A reviewer's own replacement: one short line of signs that can be seen."""

from __future__ import annotations

import unicodedata

from pipeline.errors import ArgumentError

LONGEST = 1000
"""Characters that it may have."""
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def fitted(before: str, after: str) -> str:
    """The replacement without blanks at an end where the text that it replaces has none."""
    if not before[:1].isspace():
        after = after.lstrip()
    return after if before[-1:].isspace() else after.rstrip()


def check_replacement(before: str, after: str) -> None:
    """Hold a replacement to what can stand in a line of text.

    Args:
        before: what stands there.
        after: what is to stand there.

    Raises:
        ArgumentError: it is empty or too long, changes nothing, breaks the line, or holds what nobody sees.
    """
    if not any(_is_seen(sign) for sign in after):
        raise ArgumentError("The replacement is empty.", remedy="Type what should stand there.")
    if after == before:
        raise ArgumentError("The replacement changes nothing.", remedy="Reject the correction instead.")
    if len(after) > LONGEST or any(unicodedata.category(sign) in _BREAKS for sign in after):
        raise ArgumentError(f"The replacement is over {LONGEST} characters or holds a line break or control "
                            "character.", remedy="Type one short line.")  # fmt: skip
    if unseen := sorted({f"U+{ord(after[place]):04X}" for place in _unseen(after)}):
        raise ArgumentError(f"The replacement holds signs that nobody sees: {', '.join(unseen)}.",
                            remedy="Type it anew instead of pasting it.")  # fmt: skip
    if after != fitted(before, after):
        raise ArgumentError("The replacement has a blank at an end where the text has none.",
                            remedy="Take it away.")  # fmt: skip


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) != "Cf"


def _unseen(text: str) -> list[int]:
    """Where invisible and direction-turning signs stand, save the joiners that some scripts need."""
    return [
        place
        for place, sign in enumerate(text)
        if unicodedata.category(sign) == "Cf"
        and not (sign in _JOINERS and _is_letter(text[:place][-1:]) and _is_letter(text[place + 1 :][:1]))
    ]


def _is_letter(sign: str) -> bool:
    """Letters, and the marks that belong to them."""
    return bool(sign) and unicodedata.category(sign)[0] in "LM"
