"""Near-copies: what counts as the same page, and what must not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import CorpusFacts, observe, reduce
from pipeline.corpus.copies import LEAST_RESEMBLANCE
from pipeline.corpus.sample import SIZE, draw, resemblance, unpack
from pipeline.model import Document, line_key

WORDS = ("ache", "bone", "calm", "drug", "edema", "fever", "gout", "heart", "itch", "joint", "knee", "liver")


def prose(seed: int, words: int = 400) -> list[str]:
    """Lines of invented text that has no shingle in common with that of another seed."""
    chance = random.Random(seed)
    chosen = [f"{chance.choice(WORDS)}{chance.randrange(10**6)}" for _ in range(words)]
    return [" ".join(chosen[i : i + 20]) + "." for i in range(0, words, 20)]


def page(name: str, lines: Sequence[str], *, title: str = "Gout", source: str = "site") -> Document:
    return Document(
        id=name, source_id=source, path=f"{source}/{name}", title=title, url=None, media_type="text/html",
        language="en", encoding="utf-8", raw_sha256="0" * 64, text="\n".join(lines),
    )  # fmt: skip


def facts(*pages: Document) -> CorpusFacts:
    return reduce(map(observe, pages))


def duplicates(*pages: Document) -> dict[str, str]:
    return dict(facts(*pages).duplicates)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [*lines, "Last reviewed on 3 March 2021"],
        lambda lines: ["Home", "About us", *lines, "Copyright, all rights reserved by the publisher"],
        lambda lines: [*lines[:5], lines[5].replace(" ", " perhaps ", 1), *lines[6:]],
        lambda lines: [" ".join(lines)],
        lambda lines: [line.upper() for line in lines[1:]],
    ],
    ids=["a date", "a frame", "a word", "other line breaks", "a line less, in capitals"],
)
def test_page_with_a_small_change_is_a_near_copy(change):
    assert duplicates(page("a", prose(1)), page("b", change(prose(1)))) == {"b": "a"}


def test_half_the_text_is_no_copy():
    assert duplicates(page("a", prose(1)), page("b", prose(1)[:10])) == {}


def test_name_of_the_site_in_the_title_does_not_count():
    one, other = page("a", prose(1), title="Gout"), page("b", prose(1)[1:], title="GOUT | Health pages")
    assert duplicates(one, other) == {"b": "a"}


def test_pages_from_one_template_under_different_titles_are_no_copies():
    """A series of pages on kindred conditions: one word differs, and it is what each page is about."""
    lines = prose(1, 2_000)
    one = page("a", ["Ataxia type 1", *lines], title="Ataxia type 1")
    other = page("b", ["Ataxia type 2", *lines], title="Ataxia type 2")
    assert duplicates(one, other) == {}


@pytest.mark.parametrize("words", [20, 60, 90])
def test_thin_pages_that_differ_in_one_word_are_no_copies(words):
    lines = prose(1, words)
    assert duplicates(page("a", [*lines, "This is type 1"]), page("b", [*lines, "This is type 2"])) == {}


def test_thin_pages_with_the_same_text_are_copies():
    assert duplicates(page("a", ["Rest helps."]), page("b", ["Rest  HELPS."], title="Rest")) == {"b": "a"}


def test_common_frame_makes_no_copies_of_short_pages():
    frame = prose(0, 6_000)
    others = [page(f"o{n}", [*frame, *prose(n, 2_000)]) for n in range(1, 9)]
    short = [page(f"s{n}", [*frame, *prose(100 + n, 120)]) for n in range(2)]
    assert resemblance(*(unpack(draw(page.text)) for page in short)) > LEAST_RESEMBLANCE
    assert duplicates(*others, *short) == {}


def test_same_article_in_the_frames_of_two_sites_is_a_copy():
    pages = [
        page(
            f"{site}{n}",
            [*prose(ord(site), 400), *prose(10 if n == 0 else ord(site) * n, 2_000)],
            source=site,
        )
        for site in "ab"
        for n in range(6)
    ]
    assert duplicates(*pages) == {"b0": "a0"}


def test_a_copy_points_at_an_original_that_it_resembles_itself():
    """Each page keeps most of the one before it; the last is far from the first."""
    lines = prose(1)
    pages = [page(f"{n}", [*lines[n:], *prose(2)[:n]]) for n in range(0, 6)]
    found = duplicates(*pages)
    samples = {p.id: unpack(draw(p.text)) for p in pages}
    assert found["1"] == "0"
    assert not set(found.values()) & found.keys()
    assert all(
        resemblance(samples[copy], samples[first]) >= LEAST_RESEMBLANCE for copy, first in found.items()
    )


def test_exact_copy_of_a_near_copy_points_at_the_original():
    near = [*prose(1), "Reviewed in March"]
    assert duplicates(page("a", prose(1)), page("b", near), page("c", near)) == {"b": "a", "c": "a"}


def test_page_is_no_duplicate_of_one_that_was_removed():
    pages = [page(name, [*prose(1), f"Seen {name}"]) for name in "abc"]
    assert duplicates(*pages) == {"b": "a", "c": "a"}
    assert duplicates(*pages[1:]) == {"c": "b"}


def test_near_copies_count_as_one_page_when_lines_are_counted():
    snapshots = [page(f"s{n}", [*prose(1), "Share", f"Seen on day {n} by many"]) for n in range(8)]
    others = [page(f"o{n}", [*prose(n), "Share"], title=f"Page {n}") for n in range(2, 8)]
    assert facts(*snapshots, *others).repeated["site"] == {line_key("Share")}


def test_series_of_pages_that_are_mostly_frame_holds_no_copies():
    frame = prose(0, 1_000)
    pages = [page(f"{n:04}", [*frame, *prose(n, 200)]) for n in range(1, 500)]
    assert duplicates(*pages) == {}


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_near_copies_do_not_depend_on_order(data: st.DataObject):
    texts = [[*prose(n % 3, 200), *prose(50 + n, 20 * (n % 4))] for n in range(12)]
    observations = [observe(page(f"{n:02}", text)) for n, text in enumerate(texts)]
    assert reduce(data.draw(st.permutations(observations))) == reduce(observations)


@given(st.integers(0, 10**6), st.integers(5, 90), st.integers(0, 90))
def test_resemblance_of_short_texts_is_exact(seed: int, words: int, cut: int):
    one, other = " ".join(prose(seed, words)).split(), " ".join(prose(seed, words)).split()[cut:]

    def shingles(text: list[str]) -> set[tuple[str, ...]]:
        return {tuple(text[i : i + 5]) for i in range(len(text) - 4)}

    union = len(shingles(one) | shingles(other))
    expected = len(shingles(one) & shingles(other)) / union if union else 0.0
    assert resemblance(unpack(draw(" ".join(one))), unpack(draw(" ".join(other)))) == expected


def test_sample_is_small_and_the_same_on_every_machine():
    assert len(draw(" ".join(prose(1, 5_000)))) == 4 * SIZE
    assert draw("rest helps most people with gout").hex() == "ae40f3edbccb600e"


def test_text_of_fewer_words_than_a_shingle_has_an_empty_sample():
    assert draw("rest helps most people") == b""
    assert resemblance(unpack(b""), unpack(b"")) == 0
