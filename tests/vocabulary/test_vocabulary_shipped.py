import time

import pytest

from pipeline.vocabulary import DEFAULT, Vocabulary, load_vocabulary, surface_form, term_key
from pipeline.vocabulary.index import index_of

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


def test_index_follows_from_the_terms(shipped: Vocabulary) -> None:
    assert shipped.index == index_of(shipped.terms, shipped.keys, shipped.concepts)


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


@pytest.mark.parametrize(
    "word", ["disease", "infection", "pregnancy", "mri", "water", "bend", "period", "symbiosis", "mitosis"]
)
def test_generic_words_are_no_terms(shipped: Vocabulary, word: str) -> None:
    assert word not in shipped.terms


def test_names_in_capitals_are_acronyms(shipped: Vocabulary) -> None:
    assert "aids" in shipped.acronyms


@pytest.mark.parametrize("spelling", ["gastro-oesophageal", "gastro-esophageal", "gastroesophageal"])
def test_spellings_of_a_name_are_one_concept(shipped: Vocabulary, spelling: str) -> None:
    (row, *_) = shipped.keys[term_key(f"{spelling} reflux disease")]
    concept = shipped.concept(row)
    assert (concept.concept_id, "ICD10CM:K21" in concept.xrefs) == ("MONDO:0007186", True)


def test_lay_name_says_something_else(shipped: Vocabulary) -> None:
    assert not [
        concept.concept_id
        for concept in shipped.concepts
        if concept.lay_name and surface_form(concept.lay_name) == surface_form(concept.preferred_name)
    ]


@pytest.mark.parametrize("name", ["homeopathy", "naturopathy"])
def test_ways_of_healing_are_treatments(shipped: Vocabulary, name: str) -> None:
    assert shipped.concept(shipped.terms[name][0]).label == "TREATMENT"
