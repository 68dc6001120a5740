"""The annotated passages, as tagged sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its annotated spans (start, end, label), in code points of `text`."""

    topic: str
    text: str
    spans: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of a passage: its place, its tokens and their tags."""

    start: int
    tokens: Tokens
    tags: list[str]


def read_passages(shared: Path) -> list[Passage]:
    """All passages, in file order.

    Args:
        shared: folder that holds data/pages/passages.jsonl.
    """
    lines = (shared / "data" / "pages" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [_passage(json.loads(line)) for line in lines]


def _passage(fields: dict[str, object]) -> Passage:
    entities = fields["entities"]
    assert isinstance(entities, list)
    spans = frozenset((entity["start"], entity["end"], entity["label"]) for entity in entities)
    return Passage(str(fields["focus"]), str(fields["text"]), spans)


def samples(passage: Passage) -> Iterator[Sample]:
    """The sentences of a passage; a span that crosses a sentence end is left out."""
    for start, end in sentences(passage.text):
        tokens = tokenise(passage.text[start:end])
        tags = ["O"] * len(tokens)
        for first, last, label in sorted(passage.spans):
            if start <= first and last <= end:
                _mark(tags, tokens, first - start, last - start, label)
        yield Sample(start, tokens, tags)


def _mark(tags: list[str], tokens: Tokens, start: int, end: int, label: str) -> None:
    inside = [i for i in range(len(tokens)) if tokens.starts[i] < end and tokens.ends[i] > start]
    for index in inside:
        tags[index] = f"{'B' if index == inside[0] else 'I'}-{label}"
