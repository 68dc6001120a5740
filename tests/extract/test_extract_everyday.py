from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.extract import Recogniser, stage_rules
from pipeline.extract.everyday import RULES, everyday_words
from pipeline.rules import load_entries

ENTRIES = load_entries(RULES, optional=("words", "company", "any_mention"))


def everyday_mentions(recogniser: Recogniser, text: str, words: list[str]) -> list[str]:
    return [entity.text for entity in recogniser.nlp(text).ents if entity.text.lower() in words]


@pytest.mark.parametrize(
    ("text", "words"), [(text, entry["words"]) for entry in ENTRIES for text in entry["examples"]]
)
def test_word_in_its_everyday_sense_is_no_mention(
    shipped_recogniser: Recogniser, text: str, words: list[str]
) -> None:
    assert everyday_mentions(shipped_recogniser, text, words) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wait for a short period before you bend again.",
        "The mole ran across the lawn.",
        "Put no stress on the board.",
        "It was a shock for the market.",
        "Exercise aids recovery.",
        "Bend the left knee until the hip muscle feels a stretch.",
    ],
)
def test_plain_sentence_names_nothing_but_remedies(shipped_recogniser: Recogniser, text: str) -> None:
    assert {entity.label_ for entity in shipped_recogniser.nlp(text).ents} <= {"TREATMENT"}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("High blood pressure raises the risk of stroke.", "stroke"),
        ("Stress and anxiety keep many people awake.", "Stress"),
        ("Apply ice to the joint.", "ice"),
    ],
)
def test_word_in_medical_company_is_a_mention(
    shipped_recogniser: Recogniser, text: str, mention: str
) -> None:
    assert any(mention in entity.text for entity in shipped_recogniser.nlp(text).ents)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_kept_examples_give_company(entry: dict[str, list[str]], shipped_recogniser: Recogniser) -> None:
    needs = everyday_words()
    for text in entry["keeps"]:
        keys = frozenset(shipped_recogniser.nlp(text).user_data["tokens"].keys)
        used = [word for word in entry["words"] if word in keys]
        assert used
        assert any(needs[word].is_kept(word, keys, has_other_mention=True) for word in used)


def test_a_word_is_no_company_to_itself() -> None:
    need = everyday_words()["worry"]
    assert not need.is_kept("worry", {"worry"}, has_other_mention=False)


def test_rules_are_listed_for_the_table() -> None:
    assert {rule.stage for rule in stage_rules()} == {"extract"}


def test_rule_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[rule]]\nid="x"\ndescription="d"\naction="require_company"\nreason="r"\nexamples=["e"]\nkeeps=[]\n'
    )
    with pytest.raises(RuleError, match="company"):
        everyday_words(path)
