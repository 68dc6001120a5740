"""Hostile pages cost bounded time: nothing is quadratic in a line or in the number of lines."""

from __future__ import annotations

import time

import pytest
from correct_samples import correct

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "the ",
        "(",
        '"',
        ".",
        " ?",
        "â€",
        "Ab",
        "a.B",
        "x,",
        "stress factors ",
        "zqx wvq ",
        "é",
        "1,",
        " ",
    ],
)
def test_a_megabyte_on_one_line(unit, language, pages):
    text = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]
    document, blocks = pages.of(text)
    start = time.process_time()
    correct(document, blocks, language, {})
    assert time.process_time() - start < 30


def test_five_thousand_near_equal_lines(language, pages):
    text = "\n".join(
        f"Line {n}: stress fractures hurt. Stress factors too, the the pain ?" for n in range(5_000)
    )
    document, blocks = pages.of(text)
    start = time.process_time()
    edits = correct(document, blocks, language, {})
    assert len(edits) >= 10_000
    assert time.process_time() - start < 30


def test_a_hundred_thousand_different_unknown_words(language, pages):
    text = " ".join(
        f"qz{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}xv" for n in range(100_000)
    )
    document, blocks = pages.of(text)
    start = time.process_time()
    correct(document, blocks, language, {})
    assert time.process_time() - start < 30
