from __future__ import annotations

from typing import Any

import pytest

from pipeline.correct import Language, load_language
from pipeline.model import Block, BlockKind, Concept, Document
from pipeline.vocabulary import Vocabulary, decode, encode

TERMS = {
    "stress fracture": "injury",
    "hemifacial spasm": "disorder",
    "danon disease": "disorder",
    "radiation therapy": "procedure",
    "mantle cell lymphoma": "neoplasm",
    "eczema": "disorder",
    "ichthyosis": "disorder",
    "ibuprofen": "drug",
    "blood clot": "disorder",
    "hypothyroid state": "disorder",
}


def stand_in_vocabulary() -> Vocabulary:
    """A handful of terms."""
    concepts = [
        Concept(
            f"X:{row}",
            "TREATMENT" if kind in ("drug", "procedure") else "CONDITION",
            term,
            None,
            kind,
            "X",
            "1",
        )
        for row, (term, kind) in enumerate(TERMS.items())
    ]
    return decode(encode(concepts, {term: (row,) for row, term in enumerate(TERMS)}, (), ()), where="tests")


class Pages:
    """Makes documents of paragraphs, one a line."""

    @staticmethod
    def of(text: str, **changes: Any) -> tuple[Document, tuple[Block, ...]]:
        document = Document(
            id="d1", source_id="s1", path="s1/page.txt", title="A page", url=None, media_type="text/plain",
            language="en", encoding="utf-8", raw_sha256="0", text=text,
        )  # fmt: skip
        return document, Pages.blocks(text, **changes)

    @staticmethod
    def blocks(
        text: str, *, kind: BlockKind = "paragraph", dropped: tuple[int, ...] = ()
    ) -> tuple[Block, ...]:
        blocks: list[Block] = []
        start = 0
        for index, line in enumerate(text.split("\n")):
            block = Block(
                document_id="d1", index=index, start=start, end=start + len(line), text=line, kind=kind,
                heading_level=None, heading=None, section_type="other", locator=f"line[{index + 1}]",
                is_kept=index not in dropped,
            )  # fmt: skip
            blocks.append(block)
            start += len(line) + 1
        return tuple(blocks)


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language(stand_in_vocabulary())


@pytest.fixture(scope="session")
def pages() -> type[Pages]:
    return Pages
