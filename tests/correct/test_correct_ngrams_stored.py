"""The artefact of the language model: read as it was written, or refused with its name."""

import hashlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import artefacts
from pipeline.correct.ngrams import LanguageModel, load_model
from pipeline.correct.ngrams.stored import ARTEFACT, StoredModel, StoredOrder, packed, unpacked
from pipeline.correct.ngrams.tables import Order, Tables
from pipeline.correct.ngrams.words import MARKS, Words
from pipeline.errors import VocabularyError

N_WORDS = 300
IDS = {word: place for place, word in enumerate((*MARKS, *(f"w{n}" for n in range(N_WORDS - len(MARKS)))))}
logs = st.integers(0, 255).map(lambda number: -number / 32)


@st.composite
def orders(draw):
    """Orders with contexts that go on in no, one and many ways."""
    found, n_shorter = [], 1
    for length in range(3):
        some = st.lists(st.integers(0, n_shorter * N_WORDS - 1), min_size=1, max_size=40, unique=True)
        keys = np.arange(N_WORDS) if not length else np.array(sorted(draw(some)))
        likely = draw(st.lists(logs, min_size=len(keys), max_size=len(keys)))
        found.append(Order(keys, np.array(likely, np.float32), np.zeros(len(keys), np.float32)))
        n_shorter = len(keys)
    return tuple(found)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # three hundred words each
@given(orders())
def test_model_is_read_as_it_was_written(written):
    model = LanguageModel(Words(IDS, {}, (), 0), Tables(written))
    read = unpacked(packed(model), {})
    assert (read.words, len(read.tables.orders)) == (model.words, 3)
    for one, other in zip(read.tables.orders, written, strict=True):
        assert one.keys.tolist() == other.keys.tolist()
        assert one.probabilities.tolist() == other.probabilities.tolist()


def test_logarithms_are_rounded_and_bounded():
    singles = Order(
        np.arange(3), np.array([-0.01, -0.02, -99], np.float32), np.array([0.3, -9, 9], np.float32)
    )
    read = unpacked(
        packed(LanguageModel(Words(dict(zip(MARKS, range(3), strict=True)), {}, (), 0), Tables((singles,)))),
        {},
    )
    assert read.tables.orders[0].probabilities.tolist() == [0, -1 / 32, -255 / 32]
    assert read.tables.orders[0].backoffs.tolist() == [0, -127 / 32, 0]


def test_too_many_words_are_refused():
    many = np.zeros(2**16 + 1, np.float32)
    with pytest.raises(ValueError, match="65537"):
        packed(LanguageModel(Words({}, {}, (), 0), Tables((Order(np.arange(len(many)), many, many),))))


def test_card_tells_the_digest_of_the_artefact():
    digest = hashlib.sha256(ARTEFACT.read_bytes()).hexdigest()
    assert digest in ARTEFACT.with_name("ngrams.md").read_text(encoding="utf-8")


def test_artefact_is_small():
    assert ARTEFACT.stat().st_size < 10_000_000


def test_missing_artefact_is_named(tmp_path):
    with pytest.raises(VocabularyError, match=r"ngrams\.msgpack\.zst"):
        load_model({}, tmp_path / ARTEFACT.name)


def stored(*parts):
    singles = StoredOrder(b"", b"", b"\0" * 4, b"\0" * 4)
    return artefacts.packed(StoredModel(["gout"], [singles, *parts]))


BROKEN = {
    "no frame": b"words",
    "no model": artefacts.compress(b"words"),
    "cut off": stored()[:-4],
    "odd number of bytes": stored(StoredOrder(b"\1", b"\0\0", b"\0", b"\0")),
    "too few logarithms": stored(StoredOrder(b"\2" + b"\0" * 7, b"\0\1\0\0", b"\0", b"\0")),
    "another number of contexts": stored(StoredOrder(b"\1\0\0" + b"\0" * 3, b"\0\0", b"\0", b"\0")),
    "no orders": artefacts.packed(StoredModel([], [])),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_artefact_is_named(tmp_path, content):
    path = tmp_path / ARTEFACT.name
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"ngrams\.msgpack\.zst"):
        load_model({}, path)
