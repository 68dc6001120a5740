"""Raw paths as printable text and back, and the refusal of paths that lead out of raw/."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from pipeline.errors import UnreadableFile, UnsafePath

_UNPRINTABLE = re.compile(
    "[\\\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_ESCAPE = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4}))")


def printable(name: str) -> str:
    r"""A file name with everything unprintable escaped; `file_name` is the inverse.

    A byte that is no UTF-8 (surrogate-escaped by Python) and an ASCII control character become `\xNN`,
    other invisible characters `\uNNNN`, a backslash is doubled. Names without these stay as they are.
    """
    return _UNPRINTABLE.sub(lambda match: _escape(match.group()), name)


def _escape(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"


def file_name(path: str) -> str:
    """The name on disk that `printable` made this path of."""
    return _ESCAPE.sub(_unescape, path)


def _unescape(match: re.Match[str]) -> str:
    byte, unit = match.groups()
    if byte:
        code = int(byte, 16)
        return chr(code if code < 0x80 else 0xDC00 + code)
    return chr(int(unit, 16)) if unit else "\\"


def check_plain_file(raw: Path, path: Path, shown: str) -> os.stat_result:
    """The file's status, links followed.

    Args:
        raw: the raw folder, resolved.
        path: a file below it.
        shown: the path as messages name it.

    Raises:
        UnsafePath: a link that leads out of `raw` or to a folder, or no plain file.
        UnreadableFile: the system gives no answer, as for a link to nothing.
    """
    try:
        inside = path.resolve().is_relative_to(raw)
        status = path.stat() if inside else None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a ring
        raise unreadable(error, shown) from error
    if status is None:
        raise UnsafePath("The link leads out of the raw folder.", where=shown,
                         remedy="Copy the file to its source folder.")  # fmt: skip
    if not stat.S_ISREG(status.st_mode):
        raise UnsafePath("This is no plain file.", where=shown,
                         remedy="Put plain files into raw/; no pipes, devices or folder links.")  # fmt: skip
    return status


def unreadable(error: Exception, shown: str) -> UnreadableFile:
    """The error for a file or folder that the system refused to open."""
    reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return UnreadableFile(f"The system refused to read it: {reason}.", where=shown,
                          remedy="Check the permissions and the disk.")  # fmt: skip
