"""Near-copies among pages: which page says the same as an earlier one, up to small changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.corpus.sample import Sample, resemblance

LEAST_RESEMBLANCE = 0.85
"""A near-copy shares at least this part of the shingles: a sentence more in a page of 150 words."""
LEAST_SHINGLES = 100
"""A thinner page has no near-copies: one word of difference may be all that it is about."""
LEAST_SAMPLE = 32
"""Nor has one of whose own text less than this was drawn."""
_SLOTS = 32
_BAND = 4
_CROWD = 16
"""A band that so many different pages share tells none of them apart; later ones are not compared by it."""

_Band = tuple[int, ...]


class Candidate(NamedTuple):
    """A page that may be a near-copy or have some."""

    document_id: str
    title_key: Hashable
    """Pages under different titles are no copies, however alike: series of pages on kindred conditions
    come from one template."""
    sample: Sample


def near_copies(pages: Iterable[Candidate]) -> Mapping[str, str]:
    """By id of each near-copy: the smallest id among the pages that it resembles and that are none.

    So an original is never itself marked, and every copy resembles its original, not a copy of it. The pages
    may come in any order. Time is linear in their number: a page is compared with those alone that share a
    band of least hash values (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, Mining of Massive
    Datasets, ch. 3). Pages whose resemblance is .85 share one in 1 - (1 - .85**4)**8 = 99.7 % of the cases.
    """
    by_title: defaultdict[Hashable, list[Candidate]] = defaultdict(list)
    for page in pages:
        if _is_thick(page.sample):
            by_title[page.title_key].append(page)
    copies: dict[str, str] = {}
    for alike in by_title.values():
        copies.update(_copies_in(sorted(alike, key=lambda page: page.document_id)))
    return copies


def _is_thick(sample: Sample) -> bool:
    return len(sample.values) >= LEAST_SAMPLE and sample.estimated_shingles >= LEAST_SHINGLES


def _copies_in(pages: list[Candidate]) -> Iterator[tuple[str, str]]:
    originals: defaultdict[_Band, list[Candidate]] = defaultdict(list)
    for page in pages:
        bands = list(_bands(page.sample)) if len(pages) > 1 else []
        near = {other.document_id: other for band in bands for other in originals.get(band, ())}
        first = next((name for name in sorted(near) if _resemble(near[name], page)), None)
        if first is not None:
            yield page.document_id, first
            continue
        for band in bands:
            if len(originals[band]) < _CROWD:
                originals[band].append(page)


def _resemble(one: Candidate, other: Candidate) -> bool:
    return resemblance(one.sample, other.sample) >= LEAST_RESEMBLANCE


def _bands(sample: Sample) -> Iterator[_Band]:
    """The least value of each of `_SLOTS` classes of values, `_BAND` at a time with their place."""
    least = [-1] * _SLOTS
    for value in reversed(sample.values):
        least[value % _SLOTS] = value
    for place in range(0, _SLOTS, _BAND):
        band = least[place : place + _BAND]
        if max(band) >= 0:
            yield place, *band
