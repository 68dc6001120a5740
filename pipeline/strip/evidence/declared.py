"""How the lines compare with what the page says about itself: title, description, declared body."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Document
from pipeline.strip.evidence.table import Column
from pipeline.strip.evidence.windows import distances
from pipeline.strip.reading import Reading

_WORD = re.compile(r"\w+")
_LEAST = 8
_ENDS = 60
_TITLE_SHARE = 0.7
_MOST_TITLES = 3


def declared_columns(document: Document, reading: Reading, *, is_html: bool) -> dict[str, Column]:
    """Likeness to the title; for HTML also what of each line stands in the declared description and body."""
    columns = _title_columns(document, reading)
    if is_html:
        columns |= _body_columns(document, reading)
    return columns


def _title_columns(document: Document, reading: Reading) -> dict[str, Column]:
    title = frozenset(_WORD.findall((document.title or "").lower()))
    counts = reading.counts["words"]
    hits = reading.per_line(reading.is_among(title).astype(np.float64))
    share = hits / np.maximum(counts, 1)
    cover = np.minimum(hits / max(1, len(title)), 2)
    titles_above = np.cumsum((share >= _TITLE_SHARE) & (cover >= _TITLE_SHARE))
    return {
        "title_share": share,
        "title_cover": cover,
        "below_title": np.minimum(titles_above, _MOST_TITLES),
    }


def _body_columns(document: Document, reading: Reading) -> dict[str, Column]:
    description, body = _squeezed(document.declared.description), _squeezed(document.declared.body)
    count = len(reading.lengths)
    unknown = np.full(count, -1, np.float32)
    names = ("in_body", "body_cover", "body_above", "body_below")
    columns = {"in_description": unknown} | dict.fromkeys(names, unknown)
    lines = reading.folded
    if description:
        columns["in_description"] = _standing_in(description, lines)
    if body:
        inside = _standing_in(body, lines)
        covered = sum(len(line) for line, is_in in zip(lines, inside, strict=True) if is_in) / len(body)
        above, below = distances(inside > 0)
        values: tuple[Column, ...] = (inside, np.full(count, min(covered, 2), np.float32), above, below)
        columns |= dict(zip(names, values, strict=True))
    return columns


def _squeezed(text: str | None) -> str:
    return "".join(_WORD.findall((text or "").lower()))


def _standing_in(whole: str, lines: Sequence[str]) -> NDArray[np.float32]:
    values = [_stands_in(line, whole) if len(line) >= _LEAST else 0.0 for line in lines]
    return np.array(values, np.float32)


def _stands_in(line: str, whole: str) -> float:
    """1 if the line's beginning or end stands in the whole, 0.5 if it holds the beginning of the whole."""
    if line[:_ENDS] in whole or (len(line) > _ENDS and line[-_ENDS:] in whole):
        return 1.0
    return 0.5 if whole[:_ENDS] in line else 0.0
