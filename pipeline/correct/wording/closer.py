"""A closer look at the likeliest option of a doubtful word: what is costly to know is asked for few words.

Beside what the first look knew: how sure it was; how much of the words agrees at either end; which of the
n-grams around the place the language model has seen with the one word and with the other; how often each
stands beside its neighbours in English at large; what company the two words keep; which of them the words
around lead one to expect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.near import common_start
from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import BOUNDARY, Ids, Order
from pipeline.correct.wording.bigrams import Bigrams
from pipeline.correct.wording.expectation import Expectation
from pipeline.correct.wording.features import FEATURES

LEAST_BELIEF = 0.03
"""An option less likely than this at first sight gets no second look."""
_AROUND = 8
"""Words on each side that say what a sentence is about."""
_UNSEEN = -6.0
"""Stands for the logarithm of a probability where an n-gram was not seen."""
_NO_RIVAL = -9.0
"""Stands for how well another option fits where there is none."""
_DIGITS = 4
_KINSHIP = ("same_start", "same_end", "start_share", "after_length", "before_length", "same_share")
_SURENESS = ("second", "left_over", "score", "options")
_LINKS = tuple(
    f"{grams}_{word}_{what}"
    for word in ("before", "after")
    for grams in ("left", "right", "two_left", "middle", "two_right")
    for what in ("seen", "log")
)
_SURROUNDINGS = ("opens", "closes", "before_strange", "after_strange", "left_log", "right_log")
_FIT = ("before", "after", "gain", "both")
_COMPANY = tuple(f"{company}_{what}" for company in ("fit", "wide_fit") for what in _FIT)
_BESIDE = (
    "pair_left_before", "pair_left_after", "pair_right_before", "pair_right_after", "pair_left", "pair_right",
    "pairs",
)  # fmt: skip
_EXPECTED = ("expected_before", "expected_after", "expected_gain", "expected_rival")
COLUMNS = (*FEATURES, *_SURENESS, *_KINSHIP, *_COMPANY, *_LINKS, *_SURROUNDINGS, *_BESIDE, *_EXPECTED)
"""Names of the columns of `closer_look`."""


class Case(NamedTuple):
    """A doubtful word and its likeliest option, at first sight."""

    lowers: Sequence[str]
    """The words of its sentence in lower case."""
    at: int
    """Its number among them."""
    options: Sequence[str]
    features: NDArray[np.float64]
    """Shape (options, `FEATURES`)."""
    chances: NDArray[np.float64]
    """Shape (options,)."""

    @property
    def best(self) -> int:
        """The number of the likeliest option."""
        return int(self.chances.argmax())


def closer_look(cases: Sequence[Case], language: Language) -> NDArray[np.float32]:
    """What is known of each case, shape (cases, `COLUMNS`); same cases, same numbers."""
    own = [
        (*case.features[case.best], *_sureness(case), *_kinship(case), *_company(case, language))
        for case in cases
    ]
    return np.hstack([
        np.array(own, np.float64).reshape(len(cases), -1),
        _links(cases, language.model),
        _beside(cases, language.bigrams),
        _expected(cases, language.expectation),
    ]).astype(np.float32)  # fmt: skip


def _sureness(case: Case) -> tuple[float, ...]:
    chances = np.sort(case.chances)
    left_over = max(1.0 - float(chances.sum()), 1e-9)
    second = float(chances[-2]) if len(chances) > 1 else 0.0
    score = float(np.log(max(float(chances[-1]), 1e-9) / left_over))
    return round(second, _DIGITS), round(left_over, _DIGITS), round(score, _DIGITS), len(chances)


def _kinship(case: Case) -> tuple[float, ...]:
    one, other = case.lowers[case.at], case.options[case.best]
    start, end = common_start(one, other), common_start(one[::-1], other[::-1])
    longer = max(len(one), len(other))
    return start, end, start / min(len(one), len(other)), len(other), len(one), (start + end) / longer


def _company(case: Case, language: Language) -> tuple[float, ...]:
    around = [
        *case.lowers[max(0, case.at - _AROUND) : case.at],
        *case.lowers[case.at + 1 : case.at + 1 + _AROUND],
    ]
    one, other = case.lowers[case.at], case.options[case.best]
    fits = [company.fit(one, other, around) for company in (language.company, language.expectation.company)]
    return tuple(
        number for fit in fits for number in (fit.before, fit.after, fit.after - fit.before, fit.both)
    )


def _beside(cases: Sequence[Case], bigrams: Bigrams) -> NDArray[np.float64]:
    """How often each of the two words stands after the word before, and before the word after."""
    lefts, rights = [_word(case, -1) for case in cases], [_word(case, 1) for case in cases]
    befores = [case.lowers[case.at] for case in cases]
    afters = [case.options[case.best] for case in cases]
    left_before, left_after = bigrams.of(lefts, befores), bigrams.of(lefts, afters)
    right_before, right_after = bigrams.of(befores, rights), bigrams.of(afters, rights)
    left, right = left_after - left_before, right_after - right_before
    columns = (left_before, left_after, right_before, right_after, left, right, left + right)
    return np.array(columns, np.float64).T


def _expected(cases: Sequence[Case], expectation: Expectation) -> NDArray[np.float64]:
    """How well the two words fit, and by how much the option fits better than the best of the others."""
    fits = expectation.fits(
        [case.lowers for case in cases],
        [case.at for case in cases],
        [(case.lowers[case.at], *case.options) for case in cases],
    )
    rows = []
    for case, fit in zip(cases, fits, strict=True):
        before, after = fit[0], fit[1 + case.best]
        others = np.delete(fit, (0, 1 + case.best))
        rival = others.max() if len(others) else _NO_RIVAL
        rows.append((before, after, after - before, after - rival))
    return np.array(rows, np.float64).reshape(len(cases), len(_EXPECTED))


def _links(cases: Sequence[Case], model: LanguageModel) -> NDArray[np.float64]:
    """The n-grams that hold the place, with the word and with the option, and what stands on both sides."""
    rows = [
        (
            _word(case, -2),
            _word(case, -1),
            case.lowers[case.at],
            case.options[case.best],
            _word(case, 1),
            _word(case, 2),
        )
        for case in cases
    ]
    ids = model.words.read([word for row in rows for word in row])[0].reshape(-1, 6).T
    both = np.hstack((ids[[0, 1, 2, 4, 5]], ids[[0, 1, 3, 4, 5]]))
    columns = [half for column in _grams(both, model) for half in np.split(column, 2)]
    columns = [*columns[::2], *columns[1::2]]
    alone = model.tables.orders[0].probabilities
    columns += [
        ids[1] == BOUNDARY,
        ids[4] == BOUNDARY,
        ids[2] == 1,
        ids[3] == 1,
        alone[ids[1]],
        alone[ids[4]],
    ]
    return np.array(columns, np.float64).T


def _word(case: Case, step: int) -> str:
    place = case.at + step
    return case.lowers[place] if 0 <= place < len(case.lowers) else "\n"


def _grams(ids: Ids, model: LanguageModel) -> list[NDArray[np.float64]]:
    """Whether n-grams around the middle one of five words were seen, and how likely their last words are."""
    far, left, word, right, farther = ids
    pairs, triples = model.tables.orders[1:3]
    # Pairs at once, then triples: few numbers are looked up as fast as one.
    beside = _grown(np.hstack((left, word, far)), np.hstack((word, right, left)), pairs, model)
    left_word, word_right, far_left = np.split(beside, 3)
    longer = _grown(
        np.hstack((far_left, left_word, word_right)), np.hstack((word, right, farther)), triples, model
    )
    found = [(left_word, pairs), (word_right, pairs), *((its, triples) for its in np.split(longer, 3))]
    return [column for places, order in found for column in _seen(places, order)]


def _grown(places: Ids, words: Ids, order: Order, model: LanguageModel) -> Ids:
    """The places in an order of the n-grams at some places of the one before, with a word more."""
    return order.index.find(np.where(places < 0, -1, places * model.tables.n_words + words))


def _seen(places: Ids, order: Order) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (places >= 0).astype(np.float64), np.where(places < 0, _UNSEEN, order.probabilities[places])
