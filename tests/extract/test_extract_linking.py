import pytest
from extract_samples import tiny_vocabulary

from pipeline.extract.linking import Linker


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(tiny_vocabulary())


def test_surface_as_listed_is_exact(linker: Linker) -> None:
    link = linker.link("Hip pain", "SYMPTOM")
    assert (link.concept.concept_id, link.match) == ("HP:1", "exact")


def test_plural_is_a_variant(linker: Linker) -> None:
    link = linker.link("lung cancers", "CONDITION")
    assert (link.concept.concept_id, link.match) == ("MONDO:2", "variant")


@pytest.mark.parametrize("surface", ["pain in the hips", "pain of her hip"])
def test_other_word_order_is_a_variant(linker: Linker, surface: str) -> None:
    link = linker.link(surface, "SYMPTOM")
    assert (link.concept.concept_id, link.match) == ("HP:1", "variant")


def test_unknown_name_gets_a_local_concept_in_normal_form(linker: Linker) -> None:
    link = linker.link("Stiffness in the ankles", "SYMPTOM")
    assert link.concept.concept_id == "local:symptom-ankle-stiffness"
    assert (link.concept.preferred_name, link.match) == ("ankle stiffness", "model")


def test_what_the_words_name_decides_between_condition_and_symptom(linker: Linker) -> None:
    assert linker.link("lung cancer", "SYMPTOM").concept.label == "CONDITION"


def test_what_is_known_as_a_treatment_alone_is_no_problem(linker: Linker) -> None:
    assert linker.link("ibuprofen", "CONDITION").concept.label == "TREATMENT"


def test_a_treatment_is_never_linked_to_a_problem(linker: Linker) -> None:
    link = linker.link("cancer", "TREATMENT")
    assert (link.concept.concept_id, link.concept.label) == ("local:treatment-cancer", "TREATMENT")


def test_local_treatment_has_the_kind_of_its_head(linker: Linker) -> None:
    assert linker.link("topical ibuprofen", "TREATMENT").concept.kind == "drug"


def test_local_problem_has_the_kind_of_its_label(linker: Linker) -> None:
    assert linker.link("skin cancer", "CONDITION").concept.kind == "disorder"
    assert linker.link("cold hip pain", "SYMPTOM").concept.kind == "finding"


@pytest.mark.parametrize(
    "surface", ["lack of sleep", "unpleasant sour taste in the mouth", "swelling around the ankle"]
)
def test_local_name_keeps_the_order_of_the_page(linker: Linker, surface: str) -> None:
    assert linker.link(surface, "SYMPTOM").concept.preferred_name == surface


def test_name_written_apart_is_a_variant(linker: Linker) -> None:
    assert linker.link("ibu profen", "TREATMENT").concept.concept_id == "MESH:1"


@pytest.mark.parametrize("surface", ["", "?!", "\ud800"])
def test_surface_without_words_still_gets_an_id(linker: Linker, surface: str) -> None:
    assert linker.link(surface, "SYMPTOM").concept.concept_id.startswith("local:symptom-")


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("side leg raises", "side leg raise"),
        ("pain-relieving tablets", "pain-relieving tablet"),
        ("avoid tight clothes", "avoid tight clothes"),
        ("wear loose shoes", "wear loose shoes"),
        ("series of shots", "series of shot"),
        ("bias", "bias"),
        ("sit-ups", "sit-ups"),
    ],
)
def test_local_name_is_singular_in_its_last_word_alone(linker: Linker, surface: str, name: str) -> None:
    assert linker.link(surface, "TREATMENT").concept.preferred_name == name


def test_singular_and_plural_share_their_local_concept(linker: Linker) -> None:
    one, many = (
        linker.link(surface, "TREATMENT").concept.concept_id for surface in ("leg raise", "leg raises")
    )
    assert one == many
