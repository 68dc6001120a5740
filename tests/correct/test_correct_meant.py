"""What the words that may be meant are read as."""

from __future__ import annotations

import numpy as np

from pipeline.correct.wording.meant import Meant


def test_every_word_is_read_as_the_language_model_reads_it(language):
    every = language.neighbours.all
    numbers = np.arange(0, len(every), 7)
    words = [every[number] for number in numbers.tolist()]
    ids, shares = language.model.words.read(words)
    read = Meant(language).read(numbers)
    assert read.ids.tolist() == ids.tolist()
    assert read.shares.tolist() == shares.tolist()
    assert read.lengths.tolist() == list(map(len, words))


def test_words_without_an_id_of_their_own_are_read_once_they_are_asked_for(language):
    meant, every = Meant(language), language.neighbours.all
    other = next(number for number, word in enumerate(every) if word not in language.model.words.ids)
    assert meant.read(np.array([other])).lengths.tolist() == [len(every[other])]
    assert meant.read(np.array([other, other])).ids.tolist() == [1, 1]
