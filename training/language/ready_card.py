"""The artefact of the neighbours that are found beforehand, and its card."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.correct.wording.neighbours import Neighbours
from pipeline.correct.wording.ready import ARTEFACT, packed, unpacked

_LEAST_SHARE = 5e-8
"""Share of running English, a Zipf frequency of 1.7, from which a word's neighbours are found beforehand: the
rarer words are many, and seldom doubted."""
_CARD = """# Card: neighbours.msgpack.zst

Which words may be meant by each of the commoner words of English, and how many letters off they are: what
`pipeline/correct/wording/neighbours.py` finds, found beforehand, so that the corrector need not look for it
page by page. It holds numbers of words alone. Made by `python -m training.language --shared PATH`, of the
words of `ngrams.md`, of wordfreq's list and of the vocabulary; it goes out of use where one of these changes.

- {neighbours:,} neighbours of {words:,} words; {size:,} bytes; SHA-256 {digest}
"""


def write(folder: Path, neighbours: Neighbours, frequencies: Mapping[str, float]) -> None:
    """Find all neighbours, and write the artefact with its card.

    Args:
        folder: where.
        neighbours: of the language.
        frequencies: share of running English that each lower-case word makes up, falling.
    """
    commonest = sum(share >= _LEAST_SHARE for share in frequencies.values())
    artefact = packed(neighbours, frequencies, commonest)
    (folder / ARTEFACT.name).write_bytes(artefact)
    ready = unpacked(artefact, neighbours, frequencies)
    told = _CARD.format(
        neighbours=len(ready.numbers),
        words=len(ready.rows),
        size=len(artefact),
        digest=hashlib.sha256(artefact).hexdigest(),
    )
    (folder / f"{ARTEFACT.name.partition('.')[0]}.md").write_text(told, encoding="utf-8")
