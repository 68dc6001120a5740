from pathlib import Path

import pytest
from extract_samples import tiny_vocabulary
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import VocabularyError
from pipeline.extract.features import Lexicon, features, shape
from pipeline.extract.matcher import build_matcher
from pipeline.extract.tagger import Span, Tagger
from pipeline.extract.tokens import tokenise
from pipeline.extract.weights import TAGS, Weights, encode_weights, load_weights

FLAT = ((0,) * len(TAGS),) * len(TAGS)
LEXICON = Lexicon(build_matcher(tiny_vocabulary()), {"hip": ("7", "3")})


def score(**tags: int) -> tuple[int, ...]:
    return tuple(tags.get(tag.replace("-", "_"), 0) for tag in TAGS)


WEIGHTS = Weights(
    FLAT,
    {"0|d=BS2": score(B_SYMPTOM=9), "0|d=IS2": score(I_SYMPTOM=9), "0|c=7": score(O=1)},
    LEXICON.clusters,
)


def test_marked_tokens_become_one_span() -> None:
    assert Tagger(WEIGHTS, LEXICON).find(tokenise("her hip pain grew")) == [Span(1, 3, "SYMPTOM")]


def test_inner_tag_never_opens_a_mention() -> None:
    weights = Weights(FLAT, {"0|w=grew": score(I_SYMPTOM=99)}, {})
    spans = Tagger(weights, LEXICON).find(tokenise("it grew"))
    assert spans == [Span(0, 2, "SYMPTOM")]


def test_decoding_takes_the_best_of_all_paths() -> None:
    weights = Weights(FLAT, {"0|w=a": score(B_SYMPTOM=2, B_CONDITION=3), "0|w=b": score(I_SYMPTOM=5)}, {})
    assert Tagger(weights, LEXICON).find(tokenise("a b")) == [Span(0, 2, "SYMPTOM")]


def test_no_tokens_give_no_spans() -> None:
    assert Tagger(WEIGHTS, LEXICON).find(tokenise("")) == []


@given(st.text(alphabet="hip pan.-A9 \n", max_size=40))
def test_sums_of_the_tagger_are_those_of_the_features(text: str) -> None:
    tokens = tokenise(text)
    names = features(tokens, LEXICON)
    weights = Weights(FLAT, {name: (1,) * len(TAGS) for found in names for name in found}, LEXICON.clusters)
    emissions = Tagger(weights, LEXICON)._emissions(tokens)
    assert [scores[0] for scores in emissions] == [len(found) for found in names]


def test_weights_are_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "model.xz"
    path.write_bytes(encode_weights(WEIGHTS))
    assert load_weights(path) == WEIGHTS


def test_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read") as error:
        load_weights(tmp_path / "none")
    assert error.value.where.endswith("none")


@pytest.mark.parametrize("length", [0, 10, -1])
def test_truncated_model_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "model.xz"
    path.write_bytes(encode_weights(WEIGHTS)[:length])
    with pytest.raises(VocabularyError):
        load_weights(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("12", "9"), ("A", "A"), ("MRI", "AA"), ("Hip", "Aa"), ("b12", "a9"), ("hip", "a"), (",", ".")],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected
