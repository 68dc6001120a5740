"""Abbreviations: what a text explains is found, at the right place, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.abbreviations import find_abbreviations


def pairs(text):
    return [(found.short, found.long) for found in find_abbreviations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The chronic fatigue syndrome (CFS)", ("CFS", "chronic fatigue syndrome")),
        ("The anterior cruciate ligament (ACL) tore.", ("ACL", "anterior cruciate ligament")),
        ("ACL (anterior cruciate ligament) tears heal.", ("ACL", "anterior cruciate ligament")),
        ("Irritable bowel syndrome (IBS; spastic colon)", ("IBS", "Irritable bowel syndrome")),
        ("non-steroidal anti-inflammatory drug (NSAID)", ("NSAID", "non-steroidal anti-inflammatory drug")),
        ("Vitamin D dependent rickets (VDDR)", ("VDDR", "Vitamin D dependent rickets")),
    ],
)  # fmt: skip
def test_finds_the_long_form_beside_the_bracket(text, expected):
    assert pairs(text) == [expected]


def test_leaves_the_plural_ending_out_of_the_short_form():
    assert pairs("urinary tract infections (UTIs)") == [("UTI", "urinary tract infections")]


@pytest.mark.parametrize(
    "text",
    [
        "The knee (see below) hurts.",
        "Rest (about two weeks) helps.",
        "The lump (Baker) is soft.",
        "It lasts a week (CDC).",
        "Pain. Knee (PK)",
        "()",
        "(AB)",
    ],
)
def test_leaves_other_brackets_alone(text):
    assert pairs(text) == []


def test_does_not_reach_into_the_sentence_before():
    assert pairs("A cold. Obstructive disease (COD)") == []


@given(st.text(alphabet="abAB (),.;\nß1İ", max_size=200))
def test_offsets_point_at_both_forms(text):
    for found in find_abbreviations(text):
        assert text[found.short_start : found.short_end] == found.short
        assert text[found.long_start : found.long_end] == found.long


@given(st.text(max_size=200))
def test_never_raises_and_repeats_itself(text):
    assert find_abbreviations(text) == find_abbreviations(text)


@pytest.mark.parametrize("unit", ["(", "(A ", "a", "a (AB) ", "AB (a b) "])
def test_a_megabyte_takes_bounded_time(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    find_abbreviations(text)
    assert time.process_time() - start < 20
