"""How common the words of English are, by the large list of wordfreq.

The list is read without the rest of that package, which takes nearly twice as long.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import chain, repeat
from pathlib import Path
from typing import Any, cast

import msgspec

from pipeline.errors import VocabularyError

_HEADER = {"format": "cB", "version": 1}
_FINENESS = 100
"""What follows the header are the words of a share of 1, of 10 ** (-1 / 100) and so on, a list each."""


def load_frequencies() -> dict[str, float]:
    """Share of running English that each lower-case word makes up, falling.

    Raises:
        VocabularyError: the list is missing, broken, or laid out otherwise.
    """
    spec = find_spec("wordfreq")
    package = Path(spec.origin).parent if spec and spec.origin else Path("wordfreq")
    path = package / "data" / "large_en.msgpack.gz"
    try:
        lists = _lists(path.read_bytes())
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError, ValueError, TypeError) as error:
        raise VocabularyError(f"The frequencies of words cannot be read: {error}.", where=str(path),
                              remedy="Install the package wordfreq anew.") from error  # fmt: skip
    shares = (repeat(10 ** (-place / _FINENESS), len(words)) for place, words in enumerate(lists))
    return dict(zip(chain.from_iterable(lists), chain.from_iterable(shares), strict=True))


def _lists(packed: bytes) -> Sequence[Sequence[str]]:
    """The words by their share, those of the greatest first.

    Raises:
        OSError, EOFError, zlib.error, msgspec.MsgspecError, TypeError, ValueError: there are none.
    """
    header, *lists = msgspec.msgpack.decode(gzip.decompress(packed), type=list[dict[str, Any] | list[str]])
    if header != _HEADER:
        raise ValueError("it is no list of this layout")
    return cast("list[list[str]]", lists)
