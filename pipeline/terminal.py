"""Text of pages, names and messages made safe for a terminal."""

from __future__ import annotations

from pipeline.read.paths import printable


def shown(text: str) -> str:
    """A text in one line with control and invisible characters escaped, backslashes left as they are.

    A hostile page or file name can neither steer the terminal nor hide what it says.
    """
    return printable(text).replace("\\\\", "\\")
