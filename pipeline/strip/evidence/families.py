"""Columns of one kind as a reviewer would name them, for the reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SUFFIX = re.compile(r"[-+~]\d+$")


@dataclass(frozen=True, slots=True)
class Family:
    """Columns of one kind, with what they say for and against a line; nothing where it would help nobody."""

    columns: frozenset[str]
    """Names without the suffix that places them around the line."""
    speaks_for: str
    speaks_against: str


def _family(columns: str, speaks_for: str, speaks_against: str) -> Family:
    return Family(frozenset(columns.split()), speaks_for, speaks_against)


FAMILIES = (
    _family("characters words word_length of_longest short_run bare_run", "running text", "short line"),
    _family("function_words odds odds_mean short_odds_mean",
            "worded like an article", "worded like a page's frame"),
    _family("capital_share upper_share digit_share foreign_share marks opens_with",
            "written like a sentence", "written like a label, a date or an address"),
    _family("commas full_stops ends_sentence last_character", "whole sentences", "no whole sentence"),
    _family("kind heading_level", "a heading or list that fits", "an odd kind of line"),
    _family("copies", "said once", "said more than once on the page"),
    _family("title_share title_cover below_title", "goes with the title", "stands apart from the title"),
    _family("in_description in_body body_cover body_above body_below",
            "in the text that the page declares", "not in the text that the page declares"),
    _family("link_share link_run", "few links", "links"),
    _family("depth names_sum names_mean names_low names_high names_near parts_sum parts_mean parts_low"
            " parts_high parts_near in_main in_section in_nav in_li in_figure",
            "in a part of the page named like an article", "in a part of the page named like its frame"),
    _family("best_common below_best above_best in_core below_core above_core parent_score parent_share"
            " parent2_share parent3_share parent4_share best_share parent_lines parent_link_share",
            "in the part of the page with most text", "outside the part of the page with most text"),
    _family("article_number articles title_article", "in the page's own article", "in another article"),
    _family("place from_top to_bottom text_place prose_done", "", ""),
    _family("claimed claimed_above claimed_below", "far from boilerplate", "beside boilerplate"),
    _family("prose_above prose_below", "beside running text", "far from running text"),
    _family("page_lines page_prose page_paragraphs page_longest page_function page_known page_odds"
            " page_health page_links page_kind", "", ""),
)  # fmt: skip
"""Every column of the first stage belongs to one."""

AROUND = Family(frozenset(), "among lines that read like main content", "among lines that do not")
"""The columns that look at the lines around."""


def families_of(columns: Sequence[str]) -> list[int]:
    """The place in `(*FAMILIES, AROUND)` of the family of each column.

    Raises:
        KeyError: a column belongs to none.
    """
    own = {column: place for place, family in enumerate(FAMILIES) for column in family.columns}
    return [len(FAMILIES) if _SUFFIX.search(column) else own[column] for column in columns]
