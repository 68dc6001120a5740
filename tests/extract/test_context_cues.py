"""Cue phrases: how they are written, and how words and longest matches come about."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.cues import PhraseTable, expand, rough_words, split_words
from pipeline.extract.cues_hints import Hints


def test_alternatives_and_optional_words_are_written_out():
    assert expand("not usually? needed|required") == (
        ("not", "usually", "needed"), ("not", "usually", "required"), ("not", "needed"), ("not", "required"),
    )  # fmt: skip


def test_contractions_are_two_words_at_one_place():
    words = split_words("It isn’t")
    assert words.texts == ("it", "is", "not")
    assert words.starts[1:] == (3, 3)


def test_lost_apostrophes_are_understood():
    assert split_words("dont wont cannot").texts == ("do", "not", "will", "not", "can", "not")


def test_a_possessive_is_its_noun():
    assert split_words("Crohn's").texts == ("crohn",)


def test_a_spaced_hyphen_is_a_dash_and_an_inner_one_is_not():
    assert split_words("a - b-c").texts == ("a", "–", "b", "-", "c")


def test_the_longest_phrase_wins():
    table = PhraseTable([("no", 1), ("no doubt", 2)])
    assert [found.value for found in table.find(split_words("no doubt, no"))] == [2, 1]


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    words = split_words(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert list(words.starts) == sorted(words.starts)


PIECES = [
    "no",
    "No ",
    "doubt",
    " can't ",
    " be ",
    ", ",
    "cannot",
    "CANT",
    "'s",
    "n’t",
    "x" * 100,
    " - ",
    "_",
    " ",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_text_with_a_phrase_holds_a_hint(text):
    table = PhraseTable([("no doubt", 1), ("can not be", 1), ("be no", 2), (", no", 1)])
    hints = Hints(table.phrases(lambda value: value == 1))
    if any(found.value == 1 for found in table.find(split_words(text))):
        assert hints.may_be_in(rough_words(text))


def test_a_text_with_a_part_of_a_phrase_holds_no_phrase():
    assert not Hints([("without", "doubt")]).may_be_in(["without", "delay"])
