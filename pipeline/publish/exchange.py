"""Exchange of two folders in one step, where the system has a call for it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # <linux/fs.h>, for renameat2(2)
_RENAME_SWAP = 2  # <sys/stdio.h> of macOS, for renamex_np(2)
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(first: Path, second: Path) -> bool:
    """Let two paths of one file system change places, atomically.

    Returns:
        False where neither system nor file system can; nothing has changed then.

    Raises:
        OSError: the system refused (another file system, no permission, a missing path).
    """
    result = _call(os.fsencode(first), os.fsencode(second))
    if result is None:
        return False
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


def _call(first: bytes, second: bytes) -> int | None:
    """What the system's call returns (-1: see errno), or None where it has none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return int(library.renamex_np(first, second, _RENAME_SWAP))
        return int(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE))
    except AttributeError:  # a C library older than the call
        return None
