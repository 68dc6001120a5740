import time

import pytest

from pipeline.vocabulary import DEFAULT, Vocabulary, load_vocabulary, surface_form

MOST_BYTES, MOST_SECONDS = 6_000_000, 1.0


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return load_vocabulary()


def test_file_is_small() -> None:
    assert DEFAULT.stat().st_size <= MOST_BYTES


def test_file_loads_quickly() -> None:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        load_vocabulary()
        seconds.append(time.process_time() - start)
    assert min(seconds) <= MOST_SECONDS


def test_ids_are_unique(shipped: Vocabulary) -> None:
    ids = [concept.concept_id for concept in shipped.concepts]
    assert len(set(ids)) == len(ids)


def test_terms_are_surface_forms(shipped: Vocabulary) -> None:
    assert all(term == surface_form(term) for term in shipped.terms)


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("hip pain", "SYMPTOM"),
        ("nausea", "SYMPTOM"),
        ("osteoarthritis", "CONDITION"),
        ("stress fractures", "CONDITION"),
        ("high blood pressure", "CONDITION"),
        ("ibuprofen", "TREATMENT"),
        ("physical therapy", "TREATMENT"),
        ("strength training", "TREATMENT"),
    ],
)
def test_common_terms_have_their_label(shipped: Vocabulary, surface: str, label: str) -> None:
    assert shipped.concept(shipped.terms[surface][0]).label == label


@pytest.mark.parametrize(
    ("surface", "concept_id"),
    [("hip pain", "HP:0030838"), ("osteoarthritis", "MONDO:0005178"), ("ibuprofen", "MESH:D007052")],
)
def test_ontology_ids_are_kept(shipped: Vocabulary, surface: str, concept_id: str) -> None:
    assert shipped.concept(shipped.terms[surface][0]).concept_id == concept_id


@pytest.mark.parametrize("word", ["disease", "infection", "pregnancy", "mri", "water", "bend", "period"])
def test_generic_words_are_no_terms(shipped: Vocabulary, word: str) -> None:
    assert word not in shipped.terms


def test_names_in_capitals_are_acronyms(shipped: Vocabulary) -> None:
    assert "aids" in shipped.acronyms
