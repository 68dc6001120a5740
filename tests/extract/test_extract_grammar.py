"""Verbs and clauses, told by the words beside them."""

import pytest

from pipeline.extract.grammar import is_adjective, is_clause, is_verb
from pipeline.extract.tokens import tokenise


@pytest.mark.parametrize("text", ["mole changes its colour", "rash covers the arm", "good map aids the"])
def test_a_verb_with_its_object_makes_a_clause(text):
    tokens = tokenise(text)
    assert is_clause(tokens, 0, len(tokens) - 1)


@pytest.mark.parametrize(
    "text", ["white patches on the tongue", "loss of the sense of smell", "weakness of the arms", "hip pain"]
)
def test_a_name_is_no_clause(text):
    tokens = tokenise(text)
    assert not is_clause(tokens, 0, len(tokens))


def test_a_word_after_a_modal_is_a_verb():
    assert is_verb(tokenise("you should rest"), 2)


def test_a_noun_before_a_past_tense_is_no_adjective():
    assert not is_adjective(tokenise("the rash spread fast"), 1)
    assert is_adjective(tokenise("the rash thing"), 1)
