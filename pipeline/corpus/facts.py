"""Folds what was observed of the documents into what concerns each one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corpus.copies import Candidate, near_copies
from pipeline.corpus.observation import KEY_BYTES, Observation
from pipeline.corpus.sample import unpack
from pipeline.model import Facts

MIN_PAGES = 5
"""A line repeats if it stands on at least this many different pages of its source ..."""
MIN_SHARE = 0.3
"""... and on at least this share of them. A frame stands on all pages of a section, and a source may have a
few sections. The rarer lines of a large source are teasers, and as often standing advice and rows of tables.
"""
_NUMBER_BYTES = 8
"""Bytes of a key that are counted as one number."""


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """What all observations say together."""

    repeated: Mapping[str, frozenset[str]]
    """By source id: keys of the lines that repeat across its pages."""
    duplicates: Mapping[str, str]
    """By id of a document that says the same as an earlier one, up to small changes: that one's id."""


def reduce(observations: Iterable[Observation]) -> CorpusFacts:
    """Fold observations into facts; their order does not matter.

    Copies and near-copies of a page count as one page when its lines are counted: else five copies would turn
    all its text into repeats. What repeats then counts for nothing when near-copies are marked: pages are no
    copies for having a frame in common, and are such though their frames differ.
    """
    ordered = sorted(observations, key=lambda observation: observation.document_id)
    by_source: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in ordered:
        by_source[observation.source_id].append(observation)
    pages = {source: _different(members) for source, members in by_source.items()}
    return CorpusFacts(
        repeated={source: _repeated(members) for source, members in pages.items()},
        duplicates=_duplicates(ordered, pages),
    )


def facts_for(observation: Observation, corpus: CorpusFacts) -> Facts:
    """What the corpus says about the lines and the text of one document."""
    repeated = corpus.repeated.get(observation.source_id, frozenset())
    return Facts(
        repeated_lines=observation.line_keys() & repeated if repeated else frozenset(),
        duplicate_of=corpus.duplicates.get(observation.document_id),
    )


def _duplicates(ordered: Sequence[Observation], pages: Mapping[str, Sequence[Observation]]) -> dict[str, str]:
    """Each copy's original: exact copies of a near-copy have that one's original."""
    same = _exact_copies(ordered)
    doubtful = _sharing_titles(page for page in ordered if page.document_id not in same)
    # What is frame on one site says nothing on another either: else the two sides would be measured unlike.
    frame = frozenset[int]().union(
        *(_frame(pages[source]) for source in {page.source_id for page in doubtful})
    )
    near = near_copies(
        Candidate(page.document_id, page.title_key, unpack(page.packed_sample).without(frame))
        for page in doubtful
    )
    return {**near, **{copy: near.get(first, first) for copy, first in same.items()}}


def _different(pages: Sequence[Observation]) -> list[Observation]:
    """Pages of one source without the copies and near-copies among them."""
    same = _exact_copies(pages)
    firsts = [page for page in pages if page.document_id not in same]
    near = near_copies(
        Candidate(page.document_id, page.title_key, unpack(page.packed_sample))
        for page in _sharing_titles(firsts)
    )
    return [page for page in firsts if page.document_id not in near]


def _exact_copies(pages: Iterable[Observation]) -> dict[str, str]:
    """By id: the smallest id among the pages with the same text; the pages come by id."""
    firsts: dict[str, str] = {}
    copies = {page.document_id: firsts.setdefault(page.text_digest, page.document_id) for page in pages}
    return {copy: first for copy, first in copies.items() if copy != first}


def _sharing_titles(pages: Iterable[Observation]) -> list[Observation]:
    """Those whose title another page has: no other can be a near-copy, and few are unpacked."""
    pages = tuple(pages)
    counts = Counter(page.title_key for page in pages)
    return [page for page in pages if counts[page.title_key] > 1]


def _repeated(pages: Sequence[Observation]) -> frozenset[str]:
    """Keys of the lines on so many of the pages that they are the frame's.

    The lines of a large source are many, and few repeat. So all are counted by the beginnings of their keys,
    as numbers; only those whose beginning stands on enough pages are then looked at one by one.
    """
    if len(pages) < MIN_PAGES:
        return frozenset()
    import numpy as np  # noqa: PLC0415 - a run with nothing to do folds no corpus

    keys = np.frombuffer(b"".join(page.packed_lines for page in pages), np.uint8).reshape(-1, KEY_BYTES)
    beginnings = keys[:, :_NUMBER_BYTES].copy().view(np.uint64).ravel()
    needed = max(MIN_PAGES, MIN_SHARE * len(pages))
    numbers, times = np.unique(beginnings, return_counts=True)
    likely = keys[np.isin(beginnings, numbers[times >= needed])]
    counts = Counter(map(bytes, likely))
    return frozenset(key.hex() for key, count in counts.items() if count >= needed)


def _frame(pages: Sequence[Observation]) -> frozenset[int]:
    """Shingles on so many of the pages, by the same measure; only samples that reach so high can tell."""
    samples = [unpack(page.packed_sample) for page in pages]
    counts = Counter(value for sample in samples for value in sample.values)
    ceilings = sorted(sample.ceiling for sample in samples)
    return frozenset(
        value
        for value, count in counts.items()
        if count >= max(MIN_PAGES, MIN_SHARE * (len(ceilings) - bisect_left(ceilings, value)))
    )
