import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.strip.evidence.names import DOCUMENT, NOTED, ElementNames, parts_of

NAMES = {"sidebar": -2.0, "div": 0.25}
PARTS = {"entry": 1.5, "nav": -0.5, "ab": 3.0}
tokens = st.text(st.sampled_from("abentrynav-_1é"), min_size=1, max_size=12)


@given(st.lists(tokens, min_size=1, max_size=5))
def test_sums_are_those_of_the_tokens_and_of_their_parts(kind: list[str]) -> None:
    (sums,), _ = ElementNames(NAMES, PARTS).of([tuple(kind)])
    means = [sum(PARTS.get(part, 0.0) for part in parts_of(its)) / max(len(parts_of(its)), 1) for its in kind]
    assert np.allclose(sums, [sum(NAMES.get(its, 0.0) for its in kind), sum(means), len(kind)])


def test_extremes_are_those_of_the_tokens() -> None:
    _, (highs,) = ElementNames(NAMES, PARTS).of([("div", "sidebar", "entry-x")])
    assert highs[:4].tolist() == [0.25, 1.5, 2.0, 0.0]


def test_elements_of_note_are_known_by_their_tag_and_by_their_names() -> None:
    _, highs = ElementNames(NAMES, PARTS).of([("main",), ("div", "nav")])
    assert highs[:, 4:].tolist() == [[name == noted for noted in NOTED] for name in ("main", "nav")]


def test_document_has_no_token() -> None:
    (sums,), _ = ElementNames(NAMES, PARTS).of([DOCUMENT])
    assert sums.tolist() == [0, 0, 0]


def test_what_was_met_before_says_the_same_again() -> None:
    names = ElementNames(NAMES, PARTS)
    kinds = [("div", "entry-nav"), ("p",)]
    first, second = names.of(kinds), names.of(kinds[::-1])
    assert first[0].tolist() == second[0].tolist()[::-1]
    assert first[1].tolist() == second[1].tolist()[::-1]
