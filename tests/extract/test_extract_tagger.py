from pathlib import Path

import numpy as np
import pytest
from extract_samples import tiny_vocabulary
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RuleError, VocabularyError
from pipeline.extract.features import JOINED, features, parts_of_speech, read, shape
from pipeline.extract.lexicon import build_lexicon, word_classes
from pipeline.extract.row import REACH, batches, lay
from pipeline.extract.scores import Scores, indexed
from pipeline.extract.tagger import Span, Tagger
from pipeline.extract.tokens import tokenise
from pipeline.extract.trained import encode_model, load_model
from pipeline.extract.weights import SCHEMES, Scheme, Weights, tags_of
from pipeline.model import SectionType

TAGS = tags_of("consumer")
SECTIONS: st.SearchStrategy[SectionType] = st.sampled_from(["other", "treatment"])
CLUSTERS = {"hip": ("7", "3"), "soothe": ("-", "-", "V")}
LEXICON = build_lexicon(tiny_vocabulary(), CLUSTERS)


def weights(features: dict[str, dict[str, int]], scheme: Scheme = "consumer") -> Weights:
    """Weights without transitions from scores by feature and tag, `B_SYMPTOM` for `B-SYMPTOM`."""
    tags = tags_of(scheme)
    scores = [[row.get(tag.replace("-", "_"), 0) for tag in tags] for row in features.values()]
    return Weights(
        tags,
        np.zeros((len(tags), len(tags)), np.int64),
        {name: index for index, name in enumerate(features)},
        np.array(scores, np.int64).reshape(len(features), len(tags)),
    )


WEIGHTS = weights({
    "0|d=BS2": {"B_SYMPTOM": 9}, "0|d=ES2": {"I_SYMPTOM": 9}, "0|c=7": {"O": 1},
})  # fmt: skip
MODELS: dict[Scheme, Weights] = {"consumer": WEIGHTS, "bc5cdr": weights({}, "bc5cdr"),
                                 "ncbi": weights({"0|w=mole": {"B_CONDITION": 5}}, "ncbi")}  # fmt: skip


def tagger_of(learned: Weights) -> Tagger:
    return Tagger(indexed(learned), LEXICON)


def tagged(tagger: Tagger, text: str, section: SectionType = "other") -> list[Span]:
    return tagger.find(lay([text], [section], tagger.lexicon))[0]


def scored(tagger: Tagger, text: str, section: SectionType) -> list[int]:
    """The scores of the first tag of each token."""
    return tagger.emissions(lay([text], [section], tagger.lexicon))[REACH:-REACH, 0].tolist()


def test_marked_tokens_become_one_span() -> None:
    assert tagged(tagger_of(WEIGHTS), "her hip pain grew") == [Span(1, 3, "SYMPTOM")]


def test_inner_tag_never_opens_a_mention() -> None:
    tagger = tagger_of(weights({"0|w=grew": {"I_SYMPTOM": 99}}))
    assert tagged(tagger, "it grew") == [Span(0, 2, "SYMPTOM")]


def test_inner_tag_never_follows_another_label() -> None:
    tagger = tagger_of(weights({"0|w=a": {"B_CONDITION": 9}, "0|w=b": {"I_SYMPTOM": 5}}))
    assert tagged(tagger, "a b") == [Span(0, 1, "CONDITION")]


def test_decoding_takes_the_best_of_all_paths() -> None:
    tagger = tagger_of(weights({"0|w=a": {"B_SYMPTOM": 2, "B_CONDITION": 3}, "0|w=b": {"I_SYMPTOM": 5}}))
    assert tagged(tagger, "a b") == [Span(0, 2, "SYMPTOM")]


def test_section_speaks_where_it_is_known() -> None:
    tagger = tagger_of(weights({"in=treatment": {"B_TREATMENT": 5}}))
    assert tagged(tagger, "rest", "treatment") == [Span(0, 1, "TREATMENT")]
    assert tagged(tagger, "rest") == []


def test_exercises_read_like_treatment() -> None:
    tagger = tagger_of(weights({"in=treatment": {"B_TREATMENT": 5}}))
    assert tagged(tagger, "squats", "exercises") == [Span(0, 1, "TREATMENT")]


def test_no_tokens_give_no_spans() -> None:
    assert tagged(tagger_of(WEIGHTS), "") == []


@given(st.lists(st.text(alphabet="hip pan.-#A9 \n", max_size=40), max_size=4))
def test_sentences_tagged_together_are_tagged_as_alone(texts: list[str]) -> None:
    tagger = tagger_of(WEIGHTS)
    row = lay(texts, ["other"] * len(texts), LEXICON)
    assert tagger.find(row) == [tagged(tagger, text) for text in texts]


@given(st.lists(st.text(alphabet="hip pan.-#A9 \n", max_size=40), max_size=4))
def test_sentences_laid_together_read_as_alone(texts: list[str]) -> None:
    row = lay(texts, ["treatment"] * len(texts), LEXICON)
    alone = [read(tokenise(text), LEXICON, "treatment") for text in texts]
    assert [row.reading(number) for number in range(len(texts))] == alone


def test_what_stands_between_sentences_is_a_mark_inside_one() -> None:
    row = lay(["hip\0pain", "", "arm"], ["other"] * 3, LEXICON)
    assert row.lengths.tolist() == [3, 0, 1]
    assert [row.tokens.words[start] for start in row.starts[::2]] == ["hip", "arm"]


def test_sentences_are_parted_where_they_are_too_many_for_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.row._BATCH", 3)
    assert list(batches(["a", "bc", "", "def", "g"])) == [slice(0, 2), slice(2, 4), slice(4, 5)]


def test_words_that_are_forgotten_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = tagger_of(WEIGHTS)
    kept = tagged(tagger, "her hip pain grew")
    monkeypatch.setattr("pipeline.extract.numbered._MOST", 2)
    assert [tagged(tagger, "her hip pain grew") for _ in range(2)] == [kept, kept]


def test_words_of_a_page_are_forgotten_where_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = tagger_of(WEIGHTS)
    monkeypatch.setattr("pipeline.extract.numbered._MOST", 50)
    for page in range(5):
        tagged(tagger, " ".join(f"word{page}x{number}" for number in range(40)))
    assert len(tagger.lexicon.words.latest()) <= 90


@given(st.text(alphabet="hip pan.-#|=A9 \n", max_size=40), SECTIONS)
def test_sums_of_the_tagger_are_those_of_the_features(text: str, section: SectionType) -> None:
    names = features(read(tokenise(text), LEXICON, section), LEXICON)
    tagger = tagger_of(weights({name: {"O": 1} for found in names for name in found}))
    assert scored(tagger, text, section) == [len(found) for found in names]


def test_wide_families_of_features_are_summed_like_narrow_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.scores._LARGEST_SPACE", 0)
    text = "hip pain, hip | pain - or hip pain"
    names = features(read(tokenise(text), LEXICON, "treatment"), LEXICON)
    tagger = tagger_of(weights({name: {"O": 1} for found in names[1:4] for name in found}))
    known = {name for found in names[1:4] for name in found}
    assert scored(tagger, text, "treatment") == [sum(name in known for name in f) for f in names]


def test_tokens_beyond_those_scored_at_once_score_as_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    names = features(read(tokenise("her hip pain, or hip | pain"), LEXICON, "treatment"), LEXICON)
    tagger = tagger_of(weights({name: {"O": 1} for found in names for name in found}))
    text = "hip pain, hip | pain - or her hip pain"
    together = scored(tagger, text, "treatment")
    monkeypatch.setattr("pipeline.extract.tagger._AT_ONCE", 3)
    assert scored(tagger, text, "treatment") == together


def test_every_family_joins_as_many_values_as_it_has_places() -> None:
    assert all(len(family.columns) == len(family.places) <= len(family.leads) for family in JOINED)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_weights_of_each_scheme_are_read_as_written(tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "model.zst"
    path.write_bytes(encode_model(MODELS, CLUSTERS))
    model = load_model(path, scheme)
    assert model.clusters == CLUSTERS
    assert model.scores.tags == tags_of(scheme)
    assert _told(model.scores) == _told(indexed(MODELS[scheme]))


def _told(scores: Scores) -> list[object]:
    arrays = [scores.transitions, scores.own_scores, scores.length_scores]
    arrays += [family.scores for family in scores.families]
    return [scores.own, scores.numbers, *(array.tolist() for array in arrays)]


def test_equal_weights_give_equal_bytes() -> None:
    turned = dict(reversed(CLUSTERS.items()))
    assert encode_model(MODELS, CLUSTERS) == encode_model(dict(reversed(MODELS.items())), turned)


def test_model_whose_parts_do_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.zst"
    path.write_bytes(encode_model({"consumer": MODELS["ncbi"]}, CLUSTERS))
    with pytest.raises(VocabularyError):
        load_model(path)
    with pytest.raises(VocabularyError):
        load_model(path, "ncbi")


def test_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read") as error:
        load_model(tmp_path / "none")
    assert error.value.where.endswith("none")


@pytest.mark.parametrize("length", [0, 10, -1])
def test_truncated_model_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "model.zst"
    path.write_bytes(encode_model(MODELS, CLUSTERS)[:length])
    with pytest.raises(VocabularyError):
        load_model(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("12", "9"), ("A", "A"), ("MRI", "AA"), ("Hip", "Aa"), ("b12", "a9"), ("hip", "a"), (",", ".")],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_marks_tell_place_label_and_kind() -> None:
    reading = read(tokenise("hip pain or ibuprofen"), LEXICON)
    marks = LEXICON.marks(reading.terms, len(reading.tokens))
    assert [mark.term for mark in marks] == ["BS2", "ES2", "O", "ST1"]
    assert marks[3].kind == "drug1"


def test_heads_of_terms_tell_what_they_mostly_name() -> None:
    assert LEXICON.heads.summaries(["cancer"])[0].startswith("C")
    assert LEXICON.members.summaries(["cancer"]) == ["-"]


def test_classes_that_are_no_words_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "classes.toml"
    path.write_text('side = ["left"]', encoding="utf-8")
    with pytest.raises(RuleError, match="no string"):
        word_classes(path)


@pytest.mark.parametrize(
    ("word", "key", "parts"),
    [("soothe", "soothe", "V"), ("Soothes", "soothe", "Vs"), ("hips", "hip", "?s"), (",", "", ",")],
)
def test_parts_of_speech_tell_the_form_of_a_word(word: str, key: str, parts: str) -> None:
    assert parts_of_speech(word, key, CLUSTERS.get(key, ())) == parts
