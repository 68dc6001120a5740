"""All the evidence of a page as named columns: how each line looks, and how the lines around it look."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Block, BlockKind, Document, PageKind
from pipeline.strip.evidence.articles import article_columns
from pipeline.strip.evidence.container import Containers, container_columns, containers
from pipeline.strip.evidence.declared import declared_columns
from pipeline.strip.evidence.lexicon import Lexicon
from pipeline.strip.evidence.lines import line_columns
from pipeline.strip.evidence.markup import markup_columns
from pipeline.strip.evidence.table import Column, Table, table_of
from pipeline.strip.evidence.windows import distances, run_lengths, shifted, window_means
from pipeline.strip.reading import Reading
from pipeline.strip.words import Places

_KINDS = {kind: place for place, kind in enumerate(get_args(BlockKind))}
_PAGE_KINDS = {None: 0} | {kind: place for place, kind in enumerate(get_args(PageKind), 1)}
_PROSE_WORDS = 8
_PARAGRAPH_WORDS = 20
_FUNCTION_SHARE = 0.25
_MOST_PLACES = 200
_ALL_LINK = 0.8

_SHIFTED = {
    -1: ("kind", "capital_share", "names_sum", "depth"),
    1: ("words", "kind", "capital_share", "link_share", "names_sum", "parts_sum", "depth"),
}
_AVERAGED = (
    "words", "function_words", "odds", "short_odds_mean", "ends_sentence", "link_share", "names_mean",
    "copies", "claimed",
)  # fmt: skip
_REACHES = (2, 5, 15)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the lines of one page before any is judged."""

    table: Table
    """Its names depend on the page's kind (HTML or text) alone."""
    words: Places
    """Words of each line."""
    is_heading: NDArray[np.bool_]
    around: Containers | None
    """The elements around the lines; `None` in plain text."""


def page_evidence(
    document: Document, blocks: Sequence[Block], reading: Reading, claimed: Collection[int], lexicon: Lexicon
) -> Evidence:
    """Look at all lines of a page at once.

    Args:
        document: for its title and what it declares.
        blocks: the lines; at least one.
        reading: of their texts.
        claimed: indices of the blocks that rules claim as boilerplate.
        lexicon: what training learnt about words and names.
    """
    is_html = document.media_type == "text/html"
    columns = line_columns([block.text for block in blocks], reading, lexicon)
    columns |= _kinds(blocks) | _places(reading) | _claims(len(blocks), claimed)
    columns |= declared_columns(document, reading, is_html=is_html)
    around = containers(document.elements, blocks) if is_html else None
    if around is not None:
        columns |= markup_columns(blocks, around, lexicon)
        columns |= article_columns(around, columns["title_share"], columns["title_cover"])
    prose = _prose(reading, columns)
    columns |= _prose_columns(prose) | _runs(reading, columns)
    if around is not None:
        characters = reading.lengths.astype(np.float64)
        linked = columns["link_share"] * characters
        columns |= container_columns(around, prose, linked, characters)
    columns |= _page_columns(document, reading, columns, prose)
    table = _with_neighbours(table_of(columns))
    is_heading = (columns["kind"] == _KINDS["heading"]) | (columns["kind"] == _KINDS["title"])
    return Evidence(table, reading.counts["words"], is_heading, around)


def _kinds(blocks: Sequence[Block]) -> dict[str, Column]:
    return {
        "kind": np.array([_KINDS[block.kind] for block in blocks]),
        "heading_level": np.array([block.heading_level or 0 for block in blocks]),
    }


def _places(reading: Reading) -> dict[str, Column]:
    characters = np.cumsum(reading.lengths)
    count = len(characters)
    place = np.arange(count)
    return {
        "place": place / count,
        "from_top": np.minimum(place, _MOST_PLACES),
        "to_bottom": np.minimum(count - place, _MOST_PLACES),
        "text_place": characters / max(characters[-1], 1),
    }


def _claims(count: int, claimed: Collection[int]) -> dict[str, Column]:
    is_claimed = np.zeros(count, bool)
    is_claimed[list(claimed)] = True
    above, below = distances(is_claimed)
    return {"claimed": is_claimed, "claimed_above": above, "claimed_below": below}


def _prose(reading: Reading, columns: Mapping[str, Column]) -> NDArray[np.float64]:
    """Words of each line that reads as running text, less for links and for few function words."""
    words = reading.counts["words"]
    unlinked = (1 - columns["link_share"]) ** 2 if "link_share" in columns else 1.0
    reads = np.minimum(1.0, columns["function_words"] / _FUNCTION_SHARE)
    return np.where(words >= _PROSE_WORDS, words * unlinked * reads, 0.0)


def _runs(reading: Reading, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Runs of lines that end no sentence, of short ones among them, and of links: menus, lists of teasers."""
    bare = columns["ends_sentence"] == 0
    runs = {"bare_run": bare, "short_run": bare & (reading.counts["words"] < _PROSE_WORDS)}
    if "link_share" in columns:
        runs["link_run"] = columns["link_share"] >= _ALL_LINK
    return dict(zip(runs, run_lengths(np.array(list(runs.values()))), strict=True))


def _prose_columns(prose: NDArray[np.float64]) -> dict[str, Column]:
    above, below = distances(prose >= _PARAGRAPH_WORDS)
    done = np.cumsum(prose)
    return {
        "prose_above": above,
        "prose_below": below,
        "prose_done": ((done - prose / 2) / max(done[-1], 1)),
        "of_longest": (prose / max(prose.max(), 1)),
    }


def _page_columns(
    document: Document, reading: Reading, columns: Mapping[str, Column], prose: NDArray[np.float64]
) -> dict[str, Column]:
    """What is the same for all lines of the page."""
    words = reading.counts["words"]
    many = max(int(words.sum()), 1)
    characters = reading.lengths
    facts = {
        "page_lines": np.log1p(len(words)),
        "page_prose": np.log1p(prose.sum()),
        "page_paragraphs": np.log1p((prose >= _PARAGRAPH_WORDS).sum()),
        "page_longest": np.log1p(prose.max()),
        "page_function": (columns["function_words"] * words).sum() / many,
        "page_odds": columns["odds"].sum() / many,
    }
    if "link_share" in columns:
        facts["page_links"] = (columns["link_share"] * characters).sum() / max(characters.sum(), 1)
        facts["page_kind"] = _PAGE_KINDS[document.declared.kind]
    of_lines = np.array(list(facts.values()), np.float32)[:, None].repeat(len(words), axis=1)
    return dict(zip(facts, of_lines, strict=True))


def _with_neighbours(table: Table) -> Table:
    """The table with what some of its columns say of the lines around."""
    shown = _shown(table.names)
    shifts = [shifted(table.rows(names), [by])[0] for by, names in shown.shifts]
    means = window_means(table.rows(shown.averaged), _REACHES)
    return Table(shown.all_names, np.concatenate([table.values, *shifts, means]))


class _Shown(NamedTuple):
    """Which columns are shown of the lines around."""

    shifts: tuple[tuple[int, tuple[str, ...]], ...]
    averaged: tuple[str, ...]
    all_names: tuple[str, ...]
    """Those of the table with them."""


@cache
def _shown(names: tuple[str, ...]) -> _Shown:
    """What is shown of a table with these columns."""
    shifts = tuple((by, tuple(name for name in wanted if name in names)) for by, wanted in _SHIFTED.items())
    averaged = tuple(name for name in _AVERAGED if name in names)
    of_shifts = [f"{name}{by:+d}" for by, shown in shifts for name in shown]
    of_means = [f"{name}~{reach}" for reach in _REACHES for name in averaged]
    return _Shown(shifts, averaged, (*names, *of_shifts, *of_means))
