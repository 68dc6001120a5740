import numpy as np

from pipeline.model import Concept
from pipeline.vocabulary.concepts import keys_of
from pipeline.vocabulary.index import (
    ANY,
    FIRST,
    SECOND,
    SIEVE,
    TermIndex,
    index_of,
    number_of,
    places,
)

FLU = Concept("MONDO:1", "CONDITION", "flu", None, "infection", "MONDO", "1")
PAIN = Concept("HP:1", "SYMPTOM", "chest pain", None, "finding", "HPO", "1")
PILL = Concept("MESH:1", "TREATMENT", "zonkin", None, "drug", "MeSH", "1")
TERMS = {"flu": (0,), "the flu": (0,), "chest pains": (1,), "sharp chest pain": (1,), "zonkin": (2,)}


def built() -> TermIndex:
    return index_of(TERMS, TERMS | keys_of(TERMS), [FLU, PAIN, PILL])


def has_pair(first: str, second: str) -> bool:
    place = places(np.array([number_of(first)]), np.array([number_of(second)]))
    bits = np.unpackbits(np.frombuffer(built().pairs, np.uint8))
    assert len(bits) == SIEVE
    return bool(bits[place[0]])


def test_terms_are_as_long_as_the_longest_that_begins_so() -> None:
    assert built().longest == {"flu": 1, "chest": 2, "sharp": 3, "zonkin": 1}


def test_sieve_holds_the_pairs_that_begin_terms() -> None:
    assert has_pair("chest", "pain")
    assert has_pair("sharp", "chest")
    assert not has_pair("pain", "chest")


def test_heads_and_members_are_counted_by_label() -> None:
    index = built()
    assert index.heads["pain"] == (0, 2, 0)
    assert index.members == {"the": (1, 0, 0), "chest": (0, 3, 0), "sharp": (0, 1, 0)}


def test_words_are_those_of_the_terms_as_written() -> None:
    assert built().words == {"flu", "the", "chest", "pains", "sharp", "pain", "zonkin"}
    assert built().drugs == {"zonkin"}


def test_phrases_are_terms_of_two_and_three_words_by_their_keys() -> None:
    phrases = built().phrases
    assert phrases.pairs == {"the flu", "chest pain"}
    assert phrases.triples == {"sharp chest pain"}
    assert phrases.openings == {"sharp chest"}
    assert phrases.parts["chest"] == ANY | FIRST | SECOND
    assert phrases.parts["pain"] == ANY | SECOND
