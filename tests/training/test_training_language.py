"""The language model's training: counts, smoothing, what is left out, and the figures."""

import json
import lzma

import numpy as np
import pytest

from pipeline.correct.ngrams import Change
from training.language import card
from training.language.building import build
from training.language.counts import count
from training.language.figures import COMMON, Confusables, best_gains, log_probability
from training.language.texts import Text, mended, page_group, read_texts, sentences
from training.language.trials import read_pages
from training.language.validation import Measured, cross_validate, fold_of

FREQUENCIES = {
    "heart": 1e-4,
    "heat": 1e-4,
    "hears": 1e-5,
    "hearts": 1e-5,
    "of": 1e-2,
    "ulcer": 1e-5,
    "hearth": 1e-7,
}
WORDS = [one + other for one in "abcde" for other in "uvwxyz"]
HEART = ("the", "heart", "of", "the", "matter")
HEAT = ("the", "heat", "of", "the", "day")


def text(*found, group="g"):
    return Text("health", group, found)


def tokens(*rows):
    return np.array([0, *(token for row in rows for token in (*row, 0))])


def gain(model, sentence, place, word):
    reading = model.read([sentence])
    start = reading.starts[0] + place
    return model.gains(reading, [Change(start, start + 1, (word,))])[0]


def test_ngrams_are_counted_within_sentences():
    singles, pairs, triples = count(tokens((3, 4), (3, 4)), 5, 3)
    assert singles.counts.tolist() == [3, 0, 0, 2, 2]
    assert [divmod(key, 5) for key in pairs.keys.tolist()] == [(0, 3), (3, 4), (4, 0)]
    assert pairs.counts.tolist() == [2, 2, 2]
    assert [(pairs.keys.tolist()[key // 5], key % 5) for key in triples.keys.tolist()] == [(3, 4), (19, 0)]
    assert pairs.keys[triples.suffixes].tolist() == [19, 20]


@pytest.mark.parametrize("least", [(1, 1), (1, 1, 1), (1, 1, 2), (1, 2, 2), (1, 1, 1, 2)])
def test_probabilities_sum_to_one(least):
    chance = np.random.default_rng(0)
    rows = [tuple(WORDS[number] for number in chance.zipf(1.6, 8) % len(WORDS)) for _ in range(300)]
    model = build([text(*rows)], FREQUENCIES, least=least)
    words = np.arange(model.tables.n_words)
    for context in ([0], [0, 3], [0, 3, 4], [0, 5, 20], [0, 9, 4, 3]):
        runs = np.column_stack([np.tile(context, (len(words), 1)), words]).ravel()
        logs = model.tables.log_probabilities(runs).reshape(len(words), -1)[:, -1]
        assert (10.0**logs).sum() == pytest.approx(1, abs=1e-4)


def test_seen_words_are_likelier_in_their_place():
    model = build(
        [text(HEART, ("a", "heart", "attack"), ("a", "heat", "wave"), ("heat", "wave", "attack"))],
        FREQUENCIES,
    )
    assert gain(model, ("a", "heat", "attack"), 1, "heart") > 0
    assert gain(model, ("a", "heat", "wave"), 1, "heart") < 0


def test_repeated_sentence_counts_once():
    once, often = build([text(HEART, HEAT)], FREQUENCIES), build([text(*[HEART] * 9, HEAT)], FREQUENCIES)
    assert list(once.words.ids) == list(often.words.ids)
    assert log_probability(once, [HEART]) == log_probability(often, [HEART])


def test_word_seen_once_has_no_id():
    ids = build([text(HEART, HEAT)], FREQUENCIES).words.ids
    assert {"the", "of"} < set(ids)
    assert "matter" not in ids


def test_texts_left_out_take_their_page_and_their_sentences_along():
    texts = [
        text(HEART),
        text(("of", "of", "of"), group="h"),
        text((*HEART, "too"), group="other"),
        text(HEART, group="copy"),
    ]
    without = build(texts, FREQUENCIES, without=[text(HEART)])
    assert list(without.words.ids) == list(build(texts[1:3], FREQUENCIES).words.ids)


def test_training_again_gives_the_same_model():
    one, other = (build([text(HEART, HEAT)], FREQUENCIES).tables for _ in range(2))
    for first, second in zip(one.orders, other.orders, strict=True):
        assert first.keys.tobytes() == second.keys.tobytes()
        assert first.probabilities.tobytes() == second.probabilities.tobytes()


def test_confusables_are_a_slip_away_common_and_other_words():
    confusables = Confusables(FREQUENCIES)
    assert confusables.of("heart") == ["hears", "heat"]
    assert confusables.of("haert") == ["heart"]


def test_best_gain_is_that_of_the_best_confusable():
    model = build([text(HEART, HEAT, (*HEART, "is"), (*HEAT, "is"))], FREQUENCIES)
    gains = best_gains(model, [("the", "heat", "of", "the", "matter")], Confusables(FREQUENCIES))
    plain = gain(model, ("the", "heat", "of", "the", "matter"), 1, "heart")
    common = model.commonness(["heart"])[0] - model.commonness(["heat"])[0]
    others = [-np.inf] * 3
    assert gains[0].tolist() == [others[0], plain, *others[1:]]
    assert gains[1, 1] == plain - COMMON * common


def test_errors_with_a_known_correction_are_mended():
    errors = [{"start": 4, "end": 9, "correction": "tract"}, {"start": 0, "end": 3, "correction": None}]
    assert mended("The track", errors) == "The tract"


@pytest.mark.parametrize(
    "id_",
    ["5_NIDDK_QA/0000018_4.xml", "medquad/5_NIDDK_QA/0000018#2", "inj-a_an-5_NIDDK_QA/0000018.xml#8.1"],
)
def test_parts_of_a_page_have_its_group(id_):
    assert page_group(id_) == "5_NIDDK_QA/0000018"


def test_sentences_end_with_lines_and_stops():
    assert sentences("Gout HURTS.\nRest. See a doctor’s") == (
        ("gout", "hurts"),
        ("rest",),
        ("see", "a", "doctor's"),
    )


def _write(path, *objects):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(one) + "\n" for one in objects).encode()
    path.write_bytes(lzma.compress(lines) if path.suffix == ".xz" else lines)


@pytest.fixture
def data(tmp_path):
    sections = [{"question": "What is gout?", "answer": None}]
    _write(tmp_path / "text/medquad.pages.jsonl.xz", {"id": "5_NIDDK_QA/0000018.xml", "sections": sections})
    errors = [{"start": 0, "end": 5, "correction": "Rest"}]
    passage = {"id": "medquad/5_NIDDK_QA/0000018#2", "text": "Reset helps.", "errors": errors}
    _write(tmp_path / "pages/passages.jsonl", passage)
    for name in ("wcxb", "scrapinghub"):
        _write(
            tmp_path / f"strip/{name}.gold.jsonl.xz", {"id": "x/1", "group": "", "gold": f"Talk of {name}"}
        )
    _write(tmp_path / "extract/ncbi/dev.jsonl.xz", {"id": "n1", "text": "A report"})
    for name in ("clean", "decoys"):
        _write(
            tmp_path / f"correct/{name}.jsonl",
            {"id": "clean-5_NIDDK_QA/0000018.xml#1", "text": "What heart of?"},
        )
    planted = {
        "id": "inj-a_an-5_NIDDK_QA/0000019.xml#8",
        "type": "a_an",
        "text": "Of an heart",
        "refs": ["Of a heart"],
    }
    _write(tmp_path / "correct/medinject.jsonl", planted)
    _write(tmp_path / "pages/gold/p.json", {"keep_lines": [[2, 3]]})
    (tmp_path / "pages/gold/p.txt").write_text("Menu\nGout\nHurts the heart\nMore", encoding="utf-8")
    return tmp_path


def test_texts_of_all_sets_are_read(data):
    found = [(one.set, one.group, one.sentences) for one in read_texts(data)]
    assert found == [
        ("health", "5_NIDDK_QA/0000018", (("what", "is", "gout"),)),
        ("health", "5_NIDDK_QA/0000018", (("rest", "helps"),)),
        ("web", "x/1", (("talk", "of", "wcxb"),)),
        ("web", "x/1", (("talk", "of", "scrapinghub"),)),
        ("reports", "n1", (("a", "report"),)),
    ]


def test_of_pages_the_kept_lines_are_read(data):
    assert [page.sentences for page in read_pages(data)] == [(("gout",), ("hurts", "the", "heart"))]


def test_cross_validation_measures_each_text_once(data):
    measured = cross_validate(data, list(read_texts(data)), FREQUENCIES)
    assert measured.logs["health"][1] == 4 + 3
    assert measured.logs["web"][1] == 4 + 4
    assert [gains.shape for gains in measured.planted.values()] == [(2, 1)]
    assert {name: gains.shape[1] for name, gains in measured.alarms.items()} == {
        "clean": 2,
        "decoys": 2,
        "gold pages": 4,
    }


def test_folds_are_those_of_the_group():
    assert fold_of("5_NIDDK_QA/0000018") == fold_of(page_group("5_NIDDK_QA/0000018_4.xml"))


def test_card_tells_the_figures(tmp_path):
    model = build([text(HEART, HEAT)], FREQUENCIES)
    gains = np.array([[0.5, 2.5], [0.5, 3.5]])
    planted = dict.fromkeys(("chq_realword", "confusion", "term_malaprop"), gains)
    alarms = {"clean": np.array([[0.0, 1.5], [3.0, 0.5]]), "decoys": gains - 9}
    measured = Measured({"web": (-4.0, 2)}, planted, alarms)
    card.write(tmp_path, model, b"artefact", 2, measured)
    told = (tmp_path / "ngrams.md").read_text(encoding="utf-8")
    assert "| plain | 0.500 |" in told
    assert "| general web pages | 2 | 100.0 |" in told
    assert "| confusion | 2 | 1.000 | 0.500 | 0.500 | 0.000 |" in told
    assert '"clean" = [0.50000, 0.50000, 0.00000' in (tmp_path / "ngrams.card.toml").read_text(
        encoding="utf-8"
    )
