"""Paths of elements."""

import pytest

from pipeline.model import NO_PARENT, Element
from pipeline.strip.locators import locators


def nested(depth):
    return [Element(NO_PARENT, "html", 1, ()), Element(0, "body", 1, ("home",)),
            *[Element(row, "div", 2, ()) for row in range(1, depth + 1)]]  # fmt: skip


def test_path_has_the_number_among_elements_of_its_tag():
    table = [*nested(1), Element(2, "p", 1, ("a",)), Element(2, "p", 2, ())]
    assert locators(table)[2:] == ["html/body/div[2]", "html/body/div[2]/p[1]", "html/body/div[2]/p[2]"]


@pytest.mark.parametrize("depth", [37, 38, 39, 40, 41, 500])
def test_path_names_the_nearest_steps(depth):
    steps = locators(nested(depth))[-1].split("/")
    assert steps[-1] == "div[2]"
    assert steps == ["html", "body", *steps[2:]] if depth < 39 else steps[0] == "..." and len(steps) == 41
