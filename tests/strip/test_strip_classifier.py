"""The artefacts of the classifiers: read whole, or refused with their name."""

import hashlib

import pytest

from pipeline import artefacts
from pipeline.errors import VocabularyError
from pipeline.model import Document
from pipeline.strip.classifier import MODELS, load_classifier
from pipeline.strip.examples import example_page
from pipeline.strip.outline import outline

DOCUMENT = Document("d", "s", "p", None, None, "text/plain", "und", "utf-8", "", "")
NAMES = ("strip_html", "strip_text")


@pytest.mark.parametrize("name", NAMES)
def test_shipped_classifier_is_complete(name):
    classifier = load_classifier(name)
    assert 0 < classifier.keep_from < 1
    assert classifier.first.questions.shape[1] >= 100
    assert set(classifier.first.columns) < set(classifier.second.columns)
    assert classifier.pulls.of_leaf.shape[1] == classifier.first.leaves.shape[1]


@pytest.mark.parametrize("name", NAMES)
def test_card_tells_the_digest_of_the_artefact(name):
    content = (MODELS / f"{name}.msgpack.zst").read_bytes()
    assert hashlib.sha256(content).hexdigest() in (MODELS / "strip.md").read_text(encoding="utf-8")


def test_missing_artefact_is_named(tmp_path):
    with pytest.raises(VocabularyError, match=r"strip_html\.msgpack\.zst"):
        load_classifier("strip_html", tmp_path)


FOREST = {
    "columns": ["words"], "questions": [[0]], "borders": [[0.5]], "leaves": [[1, 2, 3]], "weights": [[1, 1]],
    "bias": 0,
}  # fmt: skip
BROKEN = {
    "no frame": b"{}",
    "no classifier": artefacts.packed({}),
    "trees of unequal size": artefacts.packed(
        {
            "keep_from": 0.5,
            "words": {},
            "names": {},
            "first": FOREST,
            "second": FOREST,
        }
    ),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_artefact_is_refused(tmp_path, content):
    (tmp_path / "strip_text.msgpack.zst").write_bytes(content)
    with pytest.raises(VocabularyError, match="make train"):
        load_classifier("strip_text", tmp_path)


def test_page_of_very_many_lines_is_judged_in_parts_of_bounded_size():
    classifier = load_classifier("strip_text")
    blocks = example_page("\n".join(f"Line {number} of a very long list" for number in range(9000))).blocks
    judged = classifier.judge(DOCUMENT, outline(blocks), {0, 8999})
    assert judged.scores.shape == judged.first_scores.shape == (9000,)
    first_third = classifier.judge(DOCUMENT, outline(blocks[:3000]), {0})
    assert judged.scores[:3000].tolist() == first_third.scores.tolist()
