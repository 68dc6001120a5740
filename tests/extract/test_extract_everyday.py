from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.extract import Recogniser, stage_rules
from pipeline.extract.everyday import KEYS, RULES, Scene, is_medical, load_everyday
from pipeline.extract.grammar import is_verb
from pipeline.extract.tokens import tokenise
from pipeline.rules import load_entries

ENTRIES = [entry for entry in load_entries(RULES, optional=KEYS) if entry["action"] != "topic"]


def found(recogniser: Recogniser, text: str) -> list[tuple[str, str]]:
    """Surface and label of what is found in one sentence."""
    told = recogniser.find([text])
    return [
        (tokens.surface(span.first, span.last), span.label) for _, tokens, spans in told for span in spans
    ]


def everyday_mentions(recogniser: Recogniser, text: str, words: list[str]) -> list[str]:
    return [surface for surface, _ in found(recogniser, text) if surface.lower() in words]


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
    assert {label for _, label in found(shipped_recogniser, text)} <= {"TREATMENT"}


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
    assert any(mention in surface for surface, _ in found(shipped_recogniser, text))


def sense_of(text: str, word: str, *, has_other_mention: bool = False) -> bool:
    tokens = tokenise(text)
    scene = Scene(tokens, frozenset({"skin", "knee"}), has_other_mention)
    return is_medical(tokens.keys.index(word), scene, load_everyday())


@pytest.mark.parametrize(
    ("text", "words"), [(text, entry["words"]) for entry in ENTRIES for text in entry["keeps"]]
)
def test_kept_examples_are_medical(text: str, words: list[str]) -> None:
    used = [word for word in words if word in tokenise(text).keys]
    assert used
    assert any(sense_of(text, word, has_other_mention=True) for word in used)


def test_a_word_is_no_company_to_itself() -> None:
    assert not sense_of("They worry and worry all the night long.", "worry")


def test_neighbours_decide_before_company() -> None:
    assert not sense_of("The rest of the doctors had pain and sleep and fever.", "rest")
    assert sense_of("The bank and the market knew of a postpartum depression.", "depression")


def test_everyday_topics_outweigh_fewer_medical_words() -> None:
    assert sense_of("A growth was seen on the skin again.", "growth")
    assert not sense_of("A growth was seen on the market, says the bank near the skin shop.", "growth")


def test_usual_sense_needs_no_company() -> None:
    assert sense_of("Then the fever came back once more.", "fever")


def test_heading_of_a_word_is_medical() -> None:
    assert sense_of("Cold", "cold")
    assert sense_of("- Stress", "stress")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Try to bend it.", "bend", True),
        ("It is due to stress now.", "stress", False),
        ("If you strain too much", "strain", True),
        ("Beans give you gas often.", "gas", False),
        ("Drill a hole here.", "drill", True),
        ("There is a cut on it.", "cut", False),
    ],
)
def test_verbs_are_told_by_their_neighbours(text: str, word: str, expected: bool) -> None:
    tokens = tokenise(text)
    assert is_verb(tokens, tokens.keys.index(word)) is expected


def test_rules_are_listed_for_the_table() -> None:
    assert {rule.stage for rule in stage_rules()} == {"extract"}


RULE = (
    '[[rule]]\nid="{id}"\ndescription="d"\naction="{action}"\nreason="r"\nexamples=["e"]\nkeeps=[]\n{rest}\n'
)


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([("a", "require_company", "")], "needs `words`"),
        ([("a", "topic", "")], "needs `company`"),
        (
            [("a", "require_company", 'words=["x"]'), ("b", "require_company", 'words=["x"]')],
            "has a rule already",
        ),
        ([("a", "require_company", 'words=["x"]\nlabel="SIGN"')], "is no label"),
    ],
)
def test_broken_rules_are_refused(tmp_path: Path, rules: list[tuple[str, str, str]], problem: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("".join(RULE.format(id=id_, action=action, rest=rest) for id_, action, rest in rules))
    with pytest.raises(RuleError, match=problem):
        load_everyday(path)
