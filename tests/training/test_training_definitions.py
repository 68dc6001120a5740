"""Definitions to learn from: which sentences are sound, and how those of HPO are read."""

import pytest

from training.language import definitions
from training.language.definitions import of_hpo, read_definitions

OBO = """format-version: 1.2

[Term]
id: HP:1
name: Gout
def: "A \\"painful\\" joint." [x]

[Term]
id: HP:2
name: Undefined

[Term]
id: HP:3
name: Palsy
comment: none
def: "Weak muscles." []
"""


@pytest.fixture
def hpo(monkeypatch):
    monkeypatch.setattr("training.sources.hpo.ontology", lambda: OBO)


def test_the_definitions_of_hpo_are_read_with_the_ids_of_their_terms(hpo):
    assert list(of_hpo()) == [("HP:1", 'A "painful" joint.'), ("HP:3", "Weak muscles.")]


def test_a_sentence_with_an_unknown_word_is_left_out(monkeypatch):
    monkeypatch.setattr(definitions, "of_mondo", lambda: [("M:1", "A sore joint. A sroe joint of 12 xq.")])
    monkeypatch.setattr(definitions, "of_hpo", list)
    (text,) = read_definitions({"sore", "joint"})
    assert (text.set, text.group) == ("definitions", "M:1")
    assert text.sentences == (("a", "sore", "joint"),)
