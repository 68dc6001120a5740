"""What the language model says of changes, on a small model told by hand and on the shipped one."""

import numpy as np
import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.ngrams import Change, LanguageModel, Replaced, load_model
from pipeline.correct.ngrams.tables import Index, Order, Tables
from pipeline.correct.ngrams.words import MARKS, Words

WORDS = (*MARKS, "gout", "hurts", "0000")
IDS = {word: place for place, word in enumerate(WORDS)}
SINGLES = np.array([-1, -2, -4, -2, -3, -3], np.float32)
BACKOFFS = np.array([-0.25, 0, 0, -0.5, 0, 0], np.float32)


def order(ngrams):
    """An order of (place of the context, last word, log10 of its probability, log10 of the back-off)."""
    contexts, words, logs, backoffs = zip(*ngrams, strict=True)
    keys = np.array(contexts) * len(WORDS) + [IDS[word] for word in words]
    return Order(keys, np.array(logs, np.float32), np.array(backoffs, np.float32))


PAIRS = order([(0, "gout", -1, -0.125), (3, "hurts", -0.5, -0.0625)])
TRIPLES = order([(0, "hurts", -0.25, 0)])
"""After a boundary and "gout"."""
SMALL = LanguageModel(
    Words(IDS, {"ulcer": 0.25, "tea": 0.75}, (), 1.0),
    Tables((Order(np.arange(len(WORDS)), SINGLES, BACKOFFS), PAIRS, TRIPLES)),
)


def change_of(model, sentence, change):
    reading = model.read([sentence])
    start = reading.starts[0]
    return model.gains(reading, [Change(start + change[0], start + change[1], change[2])])[0]


def joint(model, sentences):
    reading = model.read(sentences)
    last = len(reading.tokens) - model.tables.reach
    return reading.logs[last] + reading.shares[last] - reading.logs[model.tables.reach]


def test_longest_known_context_tells():
    tokens = np.array([0, 3, 4, 0])
    assert SMALL.tables.log_probabilities(tokens)[1:].tolist() == [-1, -0.25, -1 - 0.0625]


def test_shorter_contexts_cost_the_backoff():
    tokens = np.array([4, 3, 4, 3])
    assert SMALL.tables.log_probabilities(tokens)[1:].tolist() == [-2, -0.5, -0.0625 - 2]


def test_nothing_is_known_beyond_a_boundary():
    alone, after = SMALL.read([["gout", "hurts"]]), SMALL.read([["hurts"], ["gout", "hurts"]])
    start = after.starts[1]
    tail = after.logs[start:] - after.logs[start]
    assert tail.tolist() == (alone.logs[alone.starts[0] :] - alone.logs[alone.starts[0]]).tolist()


def test_word_without_an_id_has_its_share_of_the_known_ones():
    tea, ulcer = SMALL.commonness(["tea", "ulcer"])
    assert tea == pytest.approx(-2 + np.log10(0.75), abs=1 / 64)
    assert ulcer == pytest.approx(-2 + np.log10(0.25), abs=1 / 64)


def test_unknown_word_costs_by_its_letters():
    short, long = SMALL.commonness(["tae", "ulcre"])
    assert long < short < SMALL.commonness(["ulcer"])[0]


def test_cost_of_an_unknown_word_is_bounded():
    assert SMALL.commonness(["x" * 1000])[0] > -50


def test_numbers_of_as_many_digits_are_one_word():
    assert SMALL.commonness(["1998"])[0] == SMALL.commonness(["2024"])[0] == -3
    assert SMALL.commonness(["19988"])[0] < -3


def test_no_changes_have_no_gains():
    assert SMALL.gains(SMALL.read([["gout"]]), []).tolist() == []


def test_no_sentences_are_read_as_none():
    assert SMALL.read([]).starts == ()


def drawn_span(reading, sentence, data):
    start = data.draw(st.integers(0, len(sentence)))
    return reading.starts[0] + start, reading.starts[0] + data.draw(st.integers(start, len(sentence)))


sentences = st.lists(st.sampled_from(["gout", "hurts", "1998", "tea", "ulcer", "zzz", "7"]), max_size=6)


@given(st.lists(sentences, min_size=1, max_size=4), st.data())
def test_gain_is_the_difference_of_the_texts_probabilities(text, data):
    which = data.draw(st.integers(0, len(text) - 1))
    start = data.draw(st.integers(0, len(text[which])))
    end = data.draw(st.integers(start, len(text[which])))
    words = data.draw(sentences)
    changed = [*text[:which], [*text[which][:start], *words, *text[which][end:]], *text[which + 1 :]]
    reading = SMALL.read(text)
    first = reading.starts[which]
    gain = SMALL.gains(reading, [Change(first + start, first + end, words)])[0]
    assert gain == joint(SMALL, changed) - joint(SMALL, text)


@given(sentences, st.lists(sentences, max_size=5))
def test_changes_do_not_tell_on_each_other(text, replacements):
    reading = SMALL.read([text])
    start = reading.starts[0]
    changes = [Change(start, start + len(text), words) for words in replacements]
    alone = [SMALL.gains(reading, [change])[0] for change in changes]
    assert SMALL.gains(reading, changes).tolist() == alone


@given(sentences.filter(bool), st.data())
def test_single_words_gain_what_such_changes_gain(text, data):
    reading = SMALL.read([text])
    words = data.draw(st.lists(st.sampled_from(["hurts", "tea", "zzz", "7"]), min_size=1, max_size=4))
    spans = [drawn_span(reading, text, data) for _ in words]
    changes = [Change(*span, [word]) for span, word in zip(spans, words, strict=True)]
    least = np.array([data.draw(st.sampled_from([-np.inf, -2.0, 0.0, 0.5])) for _ in words])
    gains = SMALL.word_gains(reading, Replaced(*np.array(spans).T, *SMALL.words.read(words)), least)
    wanted = SMALL.gains(reading, changes)
    assert gains.tolist() == np.where(wanted >= least, wanted, -np.inf).tolist()


@pytest.fixture(scope="module")
def shipped():
    return load_model(wordfreq.get_frequency_dict("en", wordlist="large"))


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("women have urinary track infections", (3, 4, ["tract"])),
        ("a blood clog in a vein", (2, 3, ["clot"])),
        ("see your your doctor", (2, 3, [])),
        ("the back ofthe leg", (2, 3, ["of", "the"])),
        ("high blood pres sure", (2, 4, ["pressure"])),
        ("side effects chemotherapy", (2, 2, ["of"])),
        ("take this medacation daily", (2, 3, ["medication"])),
    ],
)
def test_repairs_gain(shipped, sentence, change):
    assert change_of(shipped, sentence.split(), change) > 1


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("the urinary tract", (2, 3, ["track"])),
        ("a sore throat", (2, 3, ["thread"])),
        ("people with heart disease", (2, 3, ["hearth"])),
        ("talk to your doctor", (1, 2, [])),
    ],
)
def test_harm_loses(shipped, sentence, change):
    assert change_of(shipped, sentence.split(), change) < -1


@pytest.mark.parametrize("context", [[], ["risk"], ["side", "effects"], ["the", "zzzz"]])
def test_probabilities_of_all_words_sum_to_nearly_one(shipped, context):
    ids, _ = shipped.words.read(context)
    words = np.arange(shipped.tables.n_words)
    rows = np.column_stack([np.tile([0, *ids], (len(words), 1)), words])
    logs = shipped.tables.log_probabilities(rows.ravel()).reshape(rows.shape)[:, -1]
    assert (10.0**logs).sum() == pytest.approx(1, abs=0.03)


def test_what_is_said_is_a_multiple_of_a_32nd(shipped):
    reading = shipped.read([["the", "zzzz", "of", "1998"], ["sieverts", "hurt"]])
    said = np.concatenate([reading.logs, reading.shares, shipped.commonness(["sieverts", "zzzz"])]) * 32
    assert np.array_equal(said, np.round(said))


@given(
    keys=st.lists(st.integers(0, 120), unique=True, max_size=90).map(sorted),
    wanted=st.lists(st.integers(-5, 130), max_size=80),
)
def test_keys_are_found_where_they_are(keys, wanted):
    found = Index(np.array(keys, np.int64)).find(np.array(wanted, np.int64))
    assert found.tolist() == [keys.index(key) if key in keys else -1 for key in wanted]


def test_words_as_long_as_a_page_are_told_alike_and_kept_short():
    words = Words(IDS, {"ulcer": 0.25}, (), 1.0)
    long = ["a" * 100_000, "a" * 99_999 + "1", "a" * 40]
    ids, shares = words.read(long)
    assert len(set(ids.tolist())) == len(set(shares.tolist())) == 1
    assert max(map(len, words._without_id._known)) <= 100
