"""The artefact of the company that words keep, and its card."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.correct.wording.company import ARTEFACT, packed
from training.language.company import DIMENSIONS, LEAST, REACH, keep_company
from training.language.texts import Sentence

_CARD = """# Card: company.msgpack.zst

In what surroundings each word stands, as vectors: positive pointwise mutual information of words up to
{reach} apart, its {dimensions} greatest singular vectors (Levy and Goldberg 2014), each number a byte.
The closer look at words put for others asks it whether a word fits its sentence (`correct.md` has the
figures). Made by `python -m training.language --shared PATH` of the texts that `ngrams.md` names, under the
same licences.

- {sentences:,} sentences; {words:,} words, each seen {least} times or more; {size:,} bytes; SHA-256 {digest}
"""


def write(folder: Path, sentences: Sequence[Sentence]) -> None:
    """Learn from sentences, and write the artefact with its card.

    Args:
        folder: where.
        sentences: different ones.
    """
    company = keep_company(sentences)
    artefact = packed(company)
    (folder / ARTEFACT.name).write_bytes(artefact)
    told = _CARD.format(
        reach=REACH,
        dimensions=DIMENSIONS,
        sentences=len(sentences),
        words=len(company.places),
        least=LEAST,
        size=len(artefact),
        digest=hashlib.sha256(artefact).hexdigest(),
    )
    (folder / f"{ARTEFACT.name.partition('.')[0]}.md").write_text(told, encoding="utf-8")
