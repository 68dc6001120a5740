"""Blocks as sentences of words with their places."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.text import read_text

LETTERS = "aZ0٣’'.,?•| \n\tßéªİ²½ŠΣσ中ﬁ–“”…™→😀\xa0\ufeff"
TEXTS = st.text(st.sampled_from(LETTERS) | st.characters(codec="utf-8"), max_size=40)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
STOP = re.compile(r"[.?!][\"'”’)\]]*\s|\n|[•|]")


def _lines(text):
    return text.replace("\r", " ").split("\n")


def _words(read):
    return [word for sentence in read.sentences for word in sentence.words]


@given(text=TEXTS)
def test_words_are_what_a_block_holds_whatever_its_letters(text, pages):
    blocks = pages.blocks("\n".join(_lines(text)))
    assert [(word.start, word.end, word.text) for word in _words(read_text(blocks))] == [
        (block.start + match.start(), block.start + match.end(), match.group())
        for block in blocks
        for match in WORD.finditer(block.text)
    ]


@given(text=TEXTS)
def test_gaps_and_words_make_up_each_block_but_for_its_end(text, pages):
    blocks = pages.blocks("\n".join(_lines(text)))
    read = read_text(blocks)
    for block in blocks:
        words = [word for its in read.sentences if its.block is block for word in its.words]
        assert block.text.startswith("".join(word.gap + word.text for word in words))


@given(text=TEXTS)
def test_each_word_knows_its_sentence_and_its_small_letters(text, pages):
    read = read_text(pages.blocks("\n".join(_lines(text))))
    assert read.lowers == [word.text.lower().replace("’", "'") for word in _words(read)]
    for number, word in enumerate(_words(read)):
        sentence, place = read.place_of(number)
        assert sentence.words[place] is word


@given(text=st.text(st.sampled_from("ab1.?!\"'”’)] \u2028|•"), max_size=40))
def test_sentences_are_parted_by_what_stops_them_between_two_words(text, pages):
    read = read_text(pages.blocks(text))
    stops = [bool(STOP.search(word.gap)) for word in _words(read)[1:]]
    assert stops == [one < other for one, other in pairwise(read.sentence_numbers.tolist())]


def test_a_full_stop_ends_a_sentence_and_so_does_a_block(pages):
    read = read_text(pages.blocks("One two. Three\nfour, five"))
    assert [[word.text for word in its.words] for its in read.sentences] == [
        ["One", "two"], ["Three"], ["four", "five"],
    ]  # fmt: skip
    assert all(one.first + len(one.words) == other.first for one, other in pairwise(read.sentences))


def test_what_is_dropped_is_not_read(pages):
    blocks = pages.blocks("Kept here\ndropped there\nkept too", dropped=(1,))
    assert [word.text for word in _words(read_text(blocks))] == ["Kept", "here", "kept", "too"]
