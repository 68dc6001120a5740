"""Annotated texts as tagged sentences: the consumer passages, and corpora of abstracts."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.extract.features import ANYWHERE
from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import Tokens, tokenise
from pipeline.extract.weights import Scheme
from pipeline.model import SectionType

_SECTIONS: Mapping[str, SectionType] = {
    "symptoms": "symptoms", "causes": "causes", "treatment": "treatment", "prevention": "prevention",
    "information": "overview",
}  # fmt: skip
"""Type of a passage's question -> type of the section that answers it; others tell nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its annotated spans (start, end, label), in code points of `text`."""

    topic: str
    section: SectionType
    text: str
    spans: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of a passage: its place, its tokens and their tags."""

    start: int
    tokens: Tokens
    tags: list[str]


def read_passages(shared: Path) -> list[Passage]:
    """All consumer passages, in file order.

    Args:
        shared: folder that holds data/pages/passages.jsonl.
    """
    lines = (shared / "data" / "pages" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [_passage(fields["focus"], _SECTIONS.get(fields["qtype"], ANYWHERE), fields)
            for fields in map(json.loads, lines)]  # fmt: skip


def read_abstracts(shared: Path, scheme: Scheme, split: str) -> list[Passage]:
    """The abstracts of a corpus, in file order, annotated in its own scheme.

    Args:
        shared: folder that holds data/extract.
        scheme: the corpus.
        split: `train` or `dev`.
    """
    path = shared / "data" / "extract" / scheme / f"{split}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [_passage(fields["id"], ANYWHERE, fields) for fields in map(json.loads, lines)]


def _passage(topic: str, section: SectionType, fields: Mapping[str, Any]) -> Passage:
    spans = frozenset((entity["start"], entity["end"], entity["label"]) for entity in fields["entities"])
    return Passage(topic, section, fields["text"], spans)


def samples(passage: Passage) -> Iterator[Sample]:
    """The sentences of a passage; a span that crosses a sentence end is left out."""
    ordered = sorted(passage.spans)
    for start, end in sentences(passage.text):
        tokens = tokenise(passage.text[start:end])
        inside = ((first - start, last - start, label)
                  for first, last, label in ordered if start <= first and last <= end)  # fmt: skip
        yield Sample(start, tokens, _tags(tokens, inside))


def _tags(tokens: Tokens, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * len(tokens)
    for start, end, label in spans:
        inside = [i for i in range(len(tokens)) if tokens.starts[i] < end and tokens.ends[i] > start]
        for index in inside:
            tags[index] = f"{'B' if index == inside[0] else 'I'}-{label}"
    return tags
