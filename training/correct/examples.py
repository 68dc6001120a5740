"""What the corrector doubts in texts whose errors are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from jellyfish import levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct import Language
from pipeline.correct.near import common_start
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text
from pipeline.correct.wording.options import Doubt, doubts
from pipeline.model import Block, content_id
from training.correct.folds import FOLDS, Fold, part_of
from training.correct.planting import plant
from training.language.texts import page_group, rows

_SIDE = 20
"""Characters on each side of a proposal that tell it from others."""


class Origin(NamedTuple):
    """Where an example comes from."""

    kind: str
    fold: int
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A doubtful word, its options, and what was meant."""

    origin: str
    """`health` or `web`: pages with errors planted here; else the type of a planted or annotated error."""
    family: str
    before: str
    options: tuple[str, ...]
    features: NDArray[np.float32]
    right: int | None
    """The number of the right option; None: the word is sound, or what was meant is not among them."""
    is_error: bool
    """Whether the word is known to be wrong."""
    keys: tuple[str, ...]
    """Ids of the proposals, for the audit."""
    excerpt: str
    lowers: tuple[str, ...]
    """The words of its sentence in lower case."""
    at: int
    """Its number among them."""
    fold: int
    """Of the page; its language judges it, and what is learned from the other folds."""
    seed: int
    """Which of the times it is that errors were planted into the page."""


def blocks_of(text: str) -> list[Block]:
    """A text with a paragraph a line."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(
            Block("trial", len(blocks), start, start + len(line), line, "paragraph", None, None, "other", "")
        )
        start += len(line) + 1
    return blocks


def planted_examples(fold: Fold, seed: int) -> Iterator[Example]:
    """The doubts about a fold's pages, errors planted in them; another seed, other errors."""
    chance = Random(fold.number + FOLDS * seed)
    for page in fold.pages:
        planted = plant(page.text, fold.language, chance)
        for doubt in doubts_in(planted.text, fold.language):
            wrong = planted.errors.get(doubt.word.start)
            start = planted.source_of(doubt.word.start)
            place = (page.text, start, start + len(wrong[1] if wrong else doubt.word.text))
            meant = wrong[1].lower() if wrong else None
            yield _example(
                Origin(page.kind, fold.number, seed), doubt, place, meant, is_error=wrong is not None
            )


def annotated_examples(fold: Fold, part: Mapping[str, int], data: Path) -> Iterator[Example]:
    """The doubts about the fold's paragraphs with one known error each: those of consumers, among others."""
    for row in rows(data / "correct" / "medinject.jsonl"):
        if part_of(page_group(row["id"]), part) == fold.number:
            for doubt in doubts_in(row["text"], fold.language):
                right = _right_option(doubt, row["text"], row["refs"][0])
                place = (row["text"], doubt.word.start, doubt.word.end)
                yield _example(
                    Origin(row["type"], fold.number), doubt, place, right, is_error=right is not None
                )


def doubts_in(text: str, language: Language) -> Iterator[Doubt]:
    """What the corrector doubts in a text."""
    return doubts(scene_of(read_text(blocks_of(text)), language), language)


def _right_option(doubt: Doubt, text: str, right: str) -> str | None:
    """The option that leads straight to what the text should read."""
    if not _is_inside(doubt, text, right):
        return None
    distance = levenshtein_distance(text, right)
    for option in doubt.options:
        edited = text[: doubt.word.start] + option + text[doubt.word.end :]
        gain = distance - levenshtein_distance(edited.lower(), right.lower())
        if gain > 0 and gain == levenshtein_distance(doubt.word.lower, option):
            return option
    return None


def _is_inside(doubt: Doubt, text: str, right: str) -> bool:
    """Whether the word touches what differs."""
    lead = common_start(text, right)
    tail = common_start(text[lead:][::-1], right[lead:][::-1])
    return doubt.word.end >= lead and doubt.word.start <= len(text) - tail


def _example(
    origin: Origin, doubt: Doubt, place: tuple[str, int, int], meant: str | None, *, is_error: bool
) -> Example:
    """An example, known by where it stands in the text that nothing was planted in."""
    text, start, end = place
    word = doubt.word.text
    lead = text[max(0, start - _SIDE) : start].rpartition("\n")[2]
    tail = text[end : end + _SIDE].partition("\n")[0]
    return Example(
        origin.kind, doubt.family, word, tuple(doubt.options), doubt.features.astype(np.float32),
        _number(doubt.options, meant), is_error,
        tuple(content_id("wording", word, option, lead, tail) for option in doubt.options),
        f"{lead}[{word}]{tail}", tuple(other.lower for other in doubt.sentence.words), doubt.at, origin.fold,
        origin.seed,
    )  # fmt: skip


def _number(options: Sequence[str], meant: str | None) -> int | None:
    return options.index(meant) if meant in options else None
