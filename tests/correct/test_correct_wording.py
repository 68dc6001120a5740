"""Words put for others: which words are near, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from correct_samples import correct
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.near import is_variant
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.neighbours import Neighbours, bones
from pipeline.correct.wording.pairs import is_other_form, parts_run_together
from pipeline.correct.wording.thresholds import load_thresholds
from pipeline.errors import RuleError

NEAR = Neighbours({"fractures": 3.5, "structures": 4.4, "immediately": 4.8, "salivary": 2.5, "cow": 4.2})


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("factors", "fractures"), ("emmediatly", "immediately"), ("strucktures", "structures")],
)
def test_words_of_like_consonants_are_neighbours(wrong, right):
    assert right in {near.word for near in NEAR.of(wrong, True)}


def test_a_word_is_no_neighbour_of_itself():
    assert "cow" not in {near.word for near in NEAR.of("cow", True)}


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_bones_hold_no_vowel_and_no_double(word):
    found = bones(word)
    assert not set(found) & set("aeiou")
    assert all(one != other for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    ["See www.beast-cancer.org for help.", "Some women with bre-beast cancer@x.org", "Open Tue - Sat."],
)
def test_addresses_and_dates_are_no_slips(text, language, pages):
    assert not [
        e
        for e in correct(*pages.of(text), language, {})
        if e.rule_id == "wrong_word" and e.status == "applied"
    ]


def test_every_judged_rule_knows_from_where_it_shows():
    assert all(its.flag_from <= its.apply_from for its in load_thresholds().values())


@pytest.mark.parametrize("load", [load_families, load_thresholds])
def test_what_was_learned_is_refused_by_name_where_it_is_broken(load, tmp_path):
    path = tmp_path / "correct.toml"
    path.write_text("[family.misspelling]\nbias = 1.0\n", encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        load(path)
    assert raised.value.where == str(path)


def test_thresholds_do_not_depend_on_what_the_features_are(tmp_path):
    path = tmp_path / "correct.toml"
    threshold = "[threshold.misspelling]\napply_from = 0.9\nflag_from = 0.3\nn = 5\nright = 4\n"
    path.write_text("[family.misspelling.weights]\nno_longer = 1.0\n" + threshold, encoding="utf-8")
    assert load_thresholds(path)["misspelling"].apply_from == 0.9


@pytest.mark.parametrize(
    ("wrong", "right"), [("obvios", "obvious"), ("cilinder", "cylinder"), ("phisiotherapy", "physiotherapy")]
)
def test_a_slip_is_no_fair_spelling_because_it_sounds_right(wrong, right):
    assert is_variant(wrong, right)
    assert not is_variant(wrong, right, is_known=False)


def test_the_two_spellings_of_greek_words_are_fair_in_any_word():
    assert is_variant("oesophagitides", "esophagitides", is_known=False)


@pytest.mark.parametrize(
    ("one", "other", "is_form"),
    [
        ("scar", "scare", False),
        ("treat", "treated", True),
        ("loss", "lost", False),
        ("losing", "lost", True),
        ("means", "meant", True),
        ("died", "diet", False),
        ("spelt", "spell", True),
        ("liver", "live", False),
        ("parts", "past", False),
        ("though", "thought", False),
        ("than", "that", False),
        ("trainee", "trained", False),
    ],
)
def test_a_form_of_a_word_is_told_from_another_word(one, other, is_form):
    assert is_other_form(one, other) is is_form


@pytest.mark.parametrize(("word", "part"), [("eatat", "eat"), ("adisorder", "disorder")])
def test_a_word_that_ran_into_a_small_one_is_found_in_it(word, part, language):
    assert part in parts_run_together(word, language)
