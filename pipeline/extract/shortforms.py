"""Abbreviations that the text explains: their short forms are mentions of what the long form names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.extract.abbreviations import Abbreviation
from pipeline.extract.linking import Link
from pipeline.extract.spans import Found
from pipeline.model import CleanText

_MOST_ABBREVIATIONS = 200
"""Bounds the work on hostile text."""
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6
_SMALL_WORDS = frozenset({"of", "the", "in", "and", "with", "to"})


def with_short_forms(
    clean: CleanText, found: Sequence[Sequence[Found]], abbreviations: Sequence[Abbreviation]
) -> list[list[Found]]:
    """Add a mention for each use of a short form from its definition on; they replace what overlaps.

    Args:
        clean: the text in which the abbreviations were found.
        found: for each block its spans, in order.
        abbreviations: with offsets in `clean.text`.
    """
    starts = [block.start for block in clean.blocks]
    ends = {starts[index] + span.end: (starts[index] + span.start, span.link)
            for index, spans in enumerate(found) for span in spans}  # fmt: skip
    known: dict[str, tuple[int, Link]] = {}
    for short in abbreviations[:_MOST_ABBREVIATIONS]:
        if link := _named(short, ends):
            known.setdefault(short.short, (short.short_start, link))
    added: list[list[Found]] = [[] for _ in found]
    for start, end, link in _uses(clean.text, known):
        index = bisect_right(starts, start) - 1
        added[index].append(Found(start - starts[index], end - starts[index], link))
    merged = [_merged(spans, extra) for spans, extra in zip(found, added, strict=True)]
    return _by_initials(clean, merged)


def _by_initials(clean: CleanText, found: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Unexplained capitals that spell the initials of a name of the page mean that name, and nothing else.

    "HPS" on a page on hantavirus pulmonary syndrome is no Hermansky-Pudlak syndrome.
    """
    names: dict[str, Link] = {}
    for block, spans in zip(clean.blocks, found, strict=True):
        for span in spans:
            for initials in _initials(block.text[span.start : span.end]):
                names.setdefault(initials, Link(span.link.concept, "abbreviation"))
    return [
        [
            replace(span, link=names[short])
            if span.link.match == "exact" and (short := block.text[span.start : span.end]) in names
            else span
            for span in spans
        ]
        for block, spans in zip(clean.blocks, found, strict=True)
    ]


def _initials(name: str) -> Iterator[str]:
    """The capitals that a name of several words can be shortened to, with and without its small words."""
    words = re.findall(r"\w+", name)
    for kept in (words, [word for word in words if word.lower() not in _SMALL_WORDS]):
        if _FEWEST_INITIALS <= len(kept) <= _MOST_INITIALS:
            yield "".join(word[0] for word in kept).upper()


def _named(short: Abbreviation, ends: Mapping[int, tuple[int, Link]]) -> Link | None:
    """What the long form names: the concept of a mention that ends where it ends and covers half of it."""
    start, link = ends.get(short.long_end, (short.long_end, None))
    covered = short.long_end - max(start, short.long_start)
    is_most = 2 * covered >= short.long_end - short.long_start
    return Link(link.concept, "abbreviation") if link and is_most else None


def _uses(text: str, known: Mapping[str, tuple[int, Link]]) -> Iterator[tuple[int, int, Link]]:
    if not known:
        return
    names = "|".join(re.escape(short) for short in sorted(known, key=lambda short: (-len(short), short)))
    for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text):
        start, link = known[match.group()]
        if match.start() >= start:
            yield match.start(), match.end(), link


def _merged(spans: Sequence[Found], extra: Sequence[Found]) -> list[Found]:
    """Both lists in order; a short form inside a longer span ("COPD medication") leaves the span alone."""
    if not extra:
        return list(spans)
    starts = [span.start for span in spans]
    kept, replaced = [], set()
    for use in extra:
        met = range(max(bisect_right(starts, use.start) - 1, 0), bisect_left(starts, use.end))
        met_spans = [index for index in met if spans[index].end > use.start]
        if not any(_is_wider(spans[index], use) for index in met_spans):
            kept.append(use)
            replaced.update(met_spans)
    kept += [span for index, span in enumerate(spans) if index not in replaced]
    return sorted(kept, key=lambda span: span.start)


def _is_wider(span: Found, use: Found) -> bool:
    is_around = span.start <= use.start and use.end <= span.end
    return is_around and span.end - span.start > use.end - use.start
