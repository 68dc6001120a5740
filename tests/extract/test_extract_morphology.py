"""Words that their ending makes a medical name."""

from pathlib import Path

import pytest
from extract_samples import document

from pipeline.errors import RuleError
from pipeline.extract import Recogniser, extract
from pipeline.extract.morphology import KEYS, RULES, find_endings, load_endings
from pipeline.extract.tokens import tokenise
from pipeline.rules import load_entries

ENTRIES = load_entries(RULES, optional=KEYS)


def labels(text: str) -> list[str]:
    return [span.label for span in find_endings(tokenise(text))]


@pytest.mark.parametrize(("label", "word"), [(e["action"], word) for e in ENTRIES for word in e["examples"]])
def test_ending_gives_the_label(label: str, word: str) -> None:
    assert labels(word) == [label]


@pytest.mark.parametrize("word", [word for entry in ENTRIES for word in entry["keeps"]])
def test_everyday_word_with_such_an_ending_gives_none(word: str) -> None:
    assert labels(word) == []


def test_british_spelling_has_the_ending() -> None:
    assert labels("hyperphosphataemia") == ["CONDITION"]


def test_a_capital_inside_the_sentence_makes_a_proper_name() -> None:
    assert labels("They met in Maspaloma") == []


def test_unknown_disease_is_a_local_disorder(shipped_recogniser: Recogniser) -> None:
    found = extract(document("This is called trochanteritis."), shipped_recogniser)
    (concept,) = found.concepts
    assert (concept.concept_id, concept.kind) == ("local:condition-trochanteritis", "disorder")
    assert [mention.match for mention in found.mentions] == ["model"]


def test_unknown_disease_in_apposition_is_a_mention(shipped_recogniser: Recogniser) -> None:
    found = extract(document("Wear of the hip joint, or coxarthrosis, is common."), shipped_recogniser)
    assert "coxarthrosis" in [mention.surface for mention in found.mentions]


def test_rule_with_an_unknown_label_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[rule]]\nid="x"\ndescription="d"\naction="DISEASE"\nreason="r"\nexamples=["e"]\nkeeps=[]\n'
        'endings=["itis"]\n'
    )
    with pytest.raises(RuleError, match="label"):
        load_endings(path)
