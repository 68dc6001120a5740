"""Both stages of a classifier, fitted to pages, and scores by classifiers that never saw a page's host."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TypeVar

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from pipeline.forest import Forest
from pipeline.model import Declared, Element
from pipeline.strip.classifier import lexicon_of
from pipeline.strip.evidence import Evidence, Lexicon, page_evidence
from pipeline.strip.evidence.second import score_columns
from pipeline.strip.evidence.table import Table
from pipeline.strip.forest import StoredForest, forest_of
from training.strip.boosting import fit
from training.strip.lexicon import Names, Words, count_lexicon
from training.strip.pages import FOLDS, Page

_ELEMENTS = frozenset(
    """
    a article aside b blockquote body button caption dd div dl dt em figure footer form h1 h2 h3 h4 h5 h6
    header html i label li main nav ol p section span strong table tbody td tr ul
    """.split()  # noqa: SIM905 (a list literal of 40 strings reads worse)
)
"""What a tag is called in a copy with unknown names; all others have none."""
_COPY_SHARE = 0.3
_MOST_LINES = 300
_SET_WEIGHTS = {"scrapinghub": 3.0}
_KIND_WEIGHTS = {"article": 1.5}
_WORKERS = 2

Scores = NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class View:
    """A page as a classifier sees it: as it is, or with what it may not count on taken away."""

    page: int
    """Place in the list of pages."""
    evidence: Evidence
    scores: Scores | None = None
    """By a first stage that never saw the page's host."""

    def table(self) -> Table:
        """The columns of the first stage, and of the second once the scores are there."""
        table = self.evidence.table
        return table if self.scores is None else table.beside(score_columns(self.evidence, self.scores))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Both forests with their lexicon, and each page's held-out scores."""

    words: Words
    names: Names
    first: StoredForest
    second: StoredForest
    held_out: list[NDArray[np.float64]]
    """Second-stage scores of each page by forests that never saw its host."""


def fit_stages(pages: Sequence[Page]) -> Fitted:
    """Fit both stages; the second one learns from scores that the first gave to pages it had not seen.

    As always in stacking, those scores come from first stages that saw the hosts that test the second.
    """
    first_folds = _map(_held_out_views, [(list(pages), fold) for fold in range(FOLDS)])
    views = [view for fold in first_folds for view in fold]
    second_folds = _map(_held_out_scores, [(list(pages), views, fold) for fold in range(FOLDS)])
    held_out = dict(scores for fold in second_folds for scores in fold)
    words, names = count_lexicon(pages)
    first, second = _map(_fit_call, [(list(pages), None), (list(pages), views)])
    return Fitted(words, names, first, second, [held_out[place] for place in range(len(pages))])


def _map(function: Callable[[T], R], arguments: Sequence[T]) -> list[R]:
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("fork")) as pool:
        return list(pool.map(function, arguments))


def _fit_call(call: tuple[list[Page], list[View] | None]) -> StoredForest:
    pages, views = call
    if views is None:
        lexicon = lexicon_of(*count_lexicon(pages))
        views = [view for place in range(len(pages)) for view in _views(pages, place, lexicon)]
    return _fit(pages, views)


def _held_out_views(call: tuple[list[Page], int]) -> list[View]:
    """The views of one fold's pages with scores by a first stage that was fitted to the others."""
    pages, fold = call
    seen = [page for page in pages if page.fold != fold]
    lexicon = lexicon_of(*count_lexicon(seen))
    views = [view for place in range(len(pages)) for view in _views(pages, place, lexicon)]
    stored = _fit(pages, [view for view in views if pages[view.page].fold != fold])
    forest = forest_of(stored)
    return [
        replace(view, scores=_beliefs(forest, view).astype(np.float32))
        for view in views
        if pages[view.page].fold == fold
    ]


def _held_out_scores(call: tuple[list[Page], list[View], int]) -> list[tuple[int, NDArray[np.float64]]]:
    pages, views, fold = call
    forest = forest_of(_fit(pages, [view for view in views if pages[view.page].fold != fold]))
    found: dict[int, NDArray[np.float64]] = {}
    for view in views:
        if pages[view.page].fold == fold and view.page not in found:  # the first view is the page as it is
            found[view.page] = _beliefs(forest, view)
    return list(found.items())


def _beliefs(forest: Forest, view: View) -> NDArray[np.float64]:
    return forest.beliefs(forest.leaves_of(view.table().rows(forest.columns)))


def _views(pages: Sequence[Page], place: int, lexicon: Lexicon) -> Iterable[View]:
    """The page as it is, and for some pages copies in an unknown language or with unknown names.

    The copies keep the forests from leaning on what most pages of the world do not offer.
    """
    page = pages[place]
    yield View(place, page_evidence(page.document, page.blocks, page.reading, page.claimed, lexicon))
    if _is_drawn(page.id, "language"):
        unknown = replace(lexicon, words={})
        yield View(place, page_evidence(page.document, page.blocks, page.reading, page.claimed, unknown))
    if page.document.markup and _is_drawn(page.id, "names"):
        plain = tuple(map(_without_names, page.document.elements))
        silent = replace(page.document, declared=Declared(), elements=plain)
        yield View(place, page_evidence(silent, page.blocks, page.reading, page.claimed, lexicon))


def _is_drawn(page_id: str, what: str) -> bool:
    return int(hashlib.sha256(f"{what} {page_id}".encode()).hexdigest(), 16) % 1000 < 1000 * _COPY_SHARE


def _without_names(element: Element) -> Element:
    return structs.replace(element, tag=element.tag if element.tag in _ELEMENTS else "", names=())


def _fit(pages: Sequence[Page], views: Sequence[View]) -> StoredForest:
    names: tuple[str, ...] = ()
    rows, answers, weights = [], [], []
    for view in views:
        page, table = pages[view.page], view.table()
        names = table.names
        chosen, weight = _lines(page)
        rows.append(table.values[:, chosen].T)
        answers.append(page.is_content[chosen])
        weights.append(weight)
    return fit(names, np.concatenate(rows), np.concatenate(answers), np.concatenate(weights))


def _lines(page: Page) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The lines to learn from with their weights: none that a rule claims, and of long pages a sample."""
    count = len(page.blocks)
    open_ = np.array([place for place in range(count) if place not in page.claimed], np.int64)
    chosen = open_
    if len(open_) > _MOST_LINES:
        chosen = np.sort(np.random.default_rng(count).choice(open_, _MOST_LINES, replace=False))
    words = np.array([len(page.blocks[place].text.split()) for place in chosen])
    page_weight = _SET_WEIGHTS.get(page.set, _KIND_WEIGHTS.get(page.kind, 1.0)) / max(count, 1) ** 0.5
    return chosen, page_weight * (0.3 + np.log1p(words)) * (len(open_) / max(len(chosen), 1)) ** 0.5
