"""What the strip classifiers learn from: labels of lines, and log-odds of words and names."""

from dataclasses import replace

import numpy as np
import pytest
from msgspec import structs

from pipeline.model import NO_PARENT, Document, Element, Markup
from pipeline.strip.examples import example_page
from pipeline.strip.outline import outline
from pipeline.strip.reading import read
from training.strip.figures import best_threshold, figures
from training.strip.labels import labels
from training.strip.lexicon import count_lexicon, health_words
from training.strip.pages import Page

GOLD = "Gout comes on quickly and hurts a lot.\nRest the foot\nFever\nSee a doctor if it lasts."


@pytest.mark.parametrize(
    ("line", "is_content"),
    [
        ("Gout comes on quickly and hurts a lot.", True),
        ("Gout comes on quickly and hurts a lot. Share this page", True),
        ("Share this page with all your friends", False),
        ("Rest the foot", True),
    ],
)
def test_line_is_content_if_most_of_its_word_triples_are(line, is_content):
    assert labels([line], GOLD).tolist() == [is_content]


def test_short_line_is_content_between_content():
    lines = ["Fever pitch", "Gout comes on quickly and hurts a lot.", "the foot", "See a doctor if it lasts."]
    assert labels(lines, GOLD).tolist() == [False, True, True, True]


def page(number, lines, names=()):
    blocks = list(example_page("\n".join(lines)).blocks)
    markup = Markup(0, 1, "paragraph", None, 0, 0, 1)
    elements = (Element(NO_PARENT, "div", 1, names), Element(0, "p", 1, ()))
    document = Document(
        "d", "s", "p", None, None, "text/plain", "und", "utf-8", "", "\n".join(lines), elements=elements
    )
    if names:
        blocks = [structs.replace(block, markup=markup) for block in blocks]
    return Page(
        id=f"page {number}", set="wcxb", kind="article", fold=number % 5, gold=lines[0], document=document,
        outline=outline(blocks), reading=read(lines),
        claimed=frozenset(), is_content=np.array([index == 0 for index in range(len(blocks))]),
    )  # fmt: skip


def test_words_of_content_have_positive_odds():
    pages = [page(number, ["Gout hurts", "Subscribe now"], ("entry-content",)) for number in range(6)]
    words, names = count_lexicon(pages)
    assert words["gout"][1] > 0 > words["subscribe"][1]
    assert words["the"][0] == 1
    assert "entry-content" not in names  # around content and boilerplate alike


def test_names_around_boilerplate_have_negative_odds():
    pages = [page(number, ["Log in", "Menu"], ("site-nav",)) for number in range(6)]
    pages = [replace(one, is_content=np.array([False, False])) for one in pages]
    content = [replace(page(number, ["Gout hurts", "Rest"], ("entry",)), is_content=np.array([True, True]))
               for number in range(6)]  # fmt: skip
    _, names = count_lexicon([*pages, *content])
    assert names["site-nav"] < 0 < names["entry"]
    assert names["/nav"] < 0


def test_health_words_are_neither_everyday_nor_arcane():
    words = health_words()
    assert {"ulcer", "arthritis"} <= words
    assert not {"the", "home", "share"} & words


def test_figures_are_those_of_the_kept_lines():
    pages = [page(number, ["Gout comes on quickly and hurts a lot", "Subscribe to our weekly letter today"])
             for number in range(3)]  # fmt: skip
    assert figures(pages, [np.array([0.9, 0.1])] * 3, 0.5) == {"wcxb": 1.0}
    assert figures(pages, [np.array([0.9, 0.8])] * 3, 0.5)["wcxb"] < 0.9


def test_threshold_is_the_one_with_the_best_figures():
    pages = [page(0, ["Gout comes on quickly and hurts a lot", "Subscribe to our weekly letter today"])]
    assert best_threshold(pages, [np.array([0.9, 0.42])]) == 0.5
