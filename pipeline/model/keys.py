"""Keys that depend on content alone: of anything, and of lines that count as the same line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

LINE = re.compile("[^\r\n\u2028\u2029\x85]+")
"""A stretch of text without a line end."""
ID_LENGTH = 20
"""Hex digits of a content hash."""


def content_id(*parts: object) -> str:
    """A 20-digit hex id that depends on the parts alone (SHA-256 over their unit-separated text)."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


class _DigitsToZeros(dict[int, int]):
    """For `str.translate`, which asks for each character that it does not know yet."""

    def __missing__(self, code: int) -> int:
        self[code] = ord("0") if chr(code).isdigit() else code
        return self[code]


_DIGITS_TO_ZEROS = _DigitsToZeros()
_ASCII_TO_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_ASCII = bytes(range(128))


def line_keys(lines: Iterable[str]) -> list[str]:
    """For each line the key under which it counts as the same line on another page.

    Case, space and digits are folded. The key is the `content_id` of what is left.
    """
    squeezed = [" ".join(line.split()) for line in lines]
    return folded_line_keys("\n".join(squeezed).casefold()) if squeezed else []


def folded_line_keys(folded: str) -> list[str]:
    """See `line_keys`; of lines whose case and space are folded, with a line feed between two."""
    coded = folded.encode("utf-8", "surrogatepass")
    wide = coded.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if any(map(str.isdigit, set(wide))):
        coded = folded.translate(_DIGITS_TO_ZEROS).encode("utf-8", "surrogatepass")
    lines = coded.translate(_ASCII_TO_ZEROS).split(b"\n")
    return [hashlib.sha256(line).hexdigest()[:ID_LENGTH] for line in lines]


def line_key(line: str) -> str:
    """The key of one line, see `line_keys`."""
    (key,) = line_keys([line])
    return key
