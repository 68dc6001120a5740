"""The development pages with what training needs of each."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Block, Document, Facts, MediaType
from pipeline.read.loose import loose_document
from pipeline.strip import Boilerplate, segment
from pipeline.strip.boilerplate import load_rules
from pipeline.strip.claims import claimed_blocks
from pipeline.strip.outline import Outline, outline
from pipeline.strip.reading import Reading, read
from pipeline.strip.wording import wording
from training.strip.labels import labels

Mode = Literal["html", "text"]
SETS = ("scrapinghub", "wcxb")
FOLDS = 5
_MEDIA_TYPES: Mapping[Mode, MediaType] = {"html": "text/html", "text": "text/plain"}


@dataclass(frozen=True, slots=True)
class Page:
    """One development page."""

    id: str
    set: str
    kind: str
    """What sort of page, as its data set says: article, forum, service ..."""
    fold: int
    """All pages of one host are in one fold."""
    gold: str
    document: Document
    outline: Outline
    reading: Reading
    """Of all blocks together."""
    claimed: frozenset[int]
    """Blocks that the rules drop before the model is asked."""
    is_content: NDArray[np.bool_]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The lines of the page."""
        return self.outline.blocks


def read_pages(data: Path, mode: Mode) -> list[Page]:
    """All pages of the data sets that have any text.

    Args:
        data: the folder with the data sets.
        mode: HTML, or text flattened before it comes here.
    """
    rules = load_rules()
    boilerplate = Boilerplate(rules, wording(rules), classifiers={})
    return [page for name in SETS for page in _read_set(data / "strip", name, mode, boilerplate)]


def _read_set(folder: Path, name: str, mode: Mode, boilerplate: Boilerplate) -> Iterator[Page]:
    gold = {row["id"]: row for row in _rows(folder / f"{name}.gold.jsonl.xz")}
    for row in _rows(folder / f"{name}.{mode}.jsonl.xz"):
        document = loose_document(row["id"], row[mode], _MEDIA_TYPES[mode])
        page = outline(segment(document), document.elements)
        if not page.blocks:
            continue
        its = gold[row["id"]]
        yield Page(
            id=row["id"],
            set=name,
            kind=its["kind"],
            fold=int(hashlib.sha256(its["group"].encode()).hexdigest(), 16) % FOLDS,
            gold=its["gold"],
            document=document,
            outline=page,
            reading=read([block.text for block in page.blocks]),
            claimed=frozenset(claimed_blocks(document, page, boilerplate, Facts())),
            is_content=labels([block.text for block in page.blocks], its["gold"]),
        )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
