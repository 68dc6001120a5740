import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import NO_PARENT, Element
from pipeline.strip.evidence.names import NOTED, ElementNames, parts_of

NAMES = {"sidebar": -2.0, "div": 0.25}
PARTS = {"entry": 1.5, "nav": -0.5, "ab": 3.0}
tokens = st.text(st.sampled_from("abentrynav-_1é"), min_size=1, max_size=12)


def element(tag: str, *names: str) -> Element:
    return Element(NO_PARENT, tag, 1, names)


@given(st.lists(tokens, min_size=1, max_size=5))
def test_sums_are_those_of_the_tokens_and_of_their_parts(its: list[str]) -> None:
    sums = ElementNames(NAMES, PARTS).of([element("p"), element(*its)])[0][-1]
    means = [sum(PARTS.get(part, 0.0) for part in parts_of(of)) / max(len(parts_of(of)), 1) for of in its]
    assert np.allclose(sums, [sum(NAMES.get(of, 0.0) for of in its), sum(means), len(its)])


def test_extremes_are_those_of_the_tokens() -> None:
    _, (_, highs) = ElementNames(NAMES, PARTS).of([element("div", "sidebar", "entry-x")])
    assert highs[:4].tolist() == [0.25, 1.5, 2.0, 0.0]


def test_elements_of_note_are_known_by_their_tag_and_by_their_names() -> None:
    _, highs = ElementNames(NAMES, PARTS).of([element("main"), element("div", "nav"), element("li", "nav")])
    noted = [["main"], ["nav"], ["nav", "li"]]
    assert highs[1:, 4:].tolist() == [[name in names for name in NOTED] for names in noted]


def test_document_has_no_token() -> None:
    sums, highs = ElementNames(NAMES, PARTS).of([])
    assert sums.tolist() == [[0] * 3]
    assert highs.tolist() == [[0] * 9]


def test_what_was_met_before_says_the_same_again() -> None:
    names = ElementNames(NAMES, PARTS)
    elements = [element("div", "entry-nav"), element("p")]
    first, second = names.of(elements), names.of(elements[::-1])
    assert first[0][1:].tolist() == second[0][:0:-1].tolist()
    assert first[1][1:].tolist() == second[1][:0:-1].tolist()
