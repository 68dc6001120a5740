"""Every rule does what its own examples say, and leaves alone what it says it keeps."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct import stage_rules
from pipeline.correct.correction import candidates_of
from pipeline.correct.detectors.matching import Matcher
from pipeline.correct.precision import Measured, load_precision
from pipeline.correct.rulebook import load_rulebook
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text
from pipeline.errors import RuleError

RULES = load_rulebook()
EXAMPLES = [(rule.rule_id, example) for rule in RULES.values() for example in rule.examples]
KEEPS = [(rule.rule_id, text) for rule in RULES.values() for text in rule.keeps]
TEXTS = [form for _, text in (*EXAMPLES, *KEEPS) for form in (text, text.upper(), text.replace(" ", "\xa0"))]

PIECES = (
    "pain", "Pain", "Pains", " ", " ", ".", ",", ";", "?", ")", "1", "12,3", "MRI", "The", "This", "It is",
    " are ",
    "Most people", "However, s", "вес", "боль ", "abcdМ", "Type 2", "\xa0", "’s ",
)  # fmt: skip
"""What the rules with gates look at."""


@pytest.mark.parametrize(("rule_id", "example"), EXAMPLES)
def test_a_rule_does_what_its_example_says(rule_id, example, language, pages):
    before, after = example.split(" => ")
    changed, end = "", 0
    found = [c for c in candidates_of(pages.blocks(before), language) if c.rule_id == rule_id]
    assert found, "the rule proposes nothing"
    for candidate in found:
        changed += before[end : candidate.start] + candidate.after
        end = candidate.end
    assert changed + before[end:] == after


@pytest.mark.parametrize(("rule_id", "text"), KEEPS)
def test_a_rule_leaves_alone_what_it_keeps(rule_id, text, language, pages):
    assert [c for c in candidates_of(pages.blocks(text), language) if c.rule_id == rule_id] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.pattern], ids=lambda rule: rule.rule_id
)
@pytest.mark.parametrize("besides", ["", "Straße", "İzmir"])
def test_a_rule_finds_what_its_pattern_finds(rule, besides, pages, language):
    lines = [line for text in (*TEXTS, besides) for line in text.split("\n")]
    scene = scene_of(read_text(pages.blocks("\n".join(lines))), language)
    found = [
        (its.block.index, its.found.span()) for its in chain.from_iterable(Matcher([rule]).matches(scene))
    ]
    wanted = [
        (number, match.span()) for number, line in enumerate(lines) for match in rule.pattern.finditer(line)
    ]
    assert found == wanted


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.gate or rule.echo], ids=lambda rule: rule.rule_id
)
@given(lines=st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4))
def test_a_gate_lets_through_what_the_pattern_finds(rule, lines, pages, language):
    scene = scene_of(read_text(pages.blocks("\n".join(lines))), language)
    found = [its.found.span() for its in chain.from_iterable(Matcher([rule]).matches(scene))]
    assert found == [match.span() for line in lines for match in rule.pattern.finditer(line)]


def test_a_rule_that_was_never_measured_only_flags():
    unmeasured = [rule for rule in RULES.values() if rule.measured is None]
    assert unmeasured
    assert not any(rule.may_apply(1.0) for rule in unmeasured)


def test_a_rule_that_applies_was_measured_to_be_right():
    applied = [rule for rule in RULES.values() if rule.may_apply(1.0) and rule.apply_from is None]
    assert applied
    assert all(rule.measured is not None and rule.measured.precision >= 0.98 for rule in applied)
    assert all(rule.kin.lower_bound >= 0.98 for rule in applied)


def test_rules_of_one_family_are_trusted_together(tmp_path):
    path = tmp_path / "precision.toml"
    path.write_text(
        "[glued_sentence]\nn = 300\nright = 300\n[glued_label]\nn = 2\nright = 2\n", encoding="utf-8"
    )
    rules = load_rulebook(precision=path)
    assert rules["glued_label"].kin == Measured(302, 302)
    assert rules["glued_label"].may_apply()
    assert not rules["glued_sentence_code"].may_apply()


def test_few_right_proposals_are_no_proof(tmp_path):
    path = tmp_path / "precision.toml"
    path.write_text("[doubled_comma]\nn = 100\nright = 100\n", encoding="utf-8")
    assert not load_rulebook(precision=path)["doubled_comma"].may_apply()


def test_every_rule_is_listed_with_its_measured_precision():
    listed = {rule.rule_id: rule for rule in stage_rules()}
    assert listed.keys() == RULES.keys()
    assert (
        listed["doubled_function_word"].measured_precision
        == RULES["doubled_function_word"].measured.precision
    )


def test_every_measured_rule_exists():
    assert load_precision().keys() <= RULES.keys()


def test_the_lower_bound_is_that_of_wilson():
    assert Measured(10, 10).lower_bound == pytest.approx(0.7225, abs=1e-4)
    assert Measured(0, 0).lower_bound == 0.0


def test_belief_follows_the_rule_of_succession():
    assert Measured(0, 0).belief == 0.5
    assert Measured(8, 8).belief == 0.9


RULE = """[[rule]]
id = "tea"
kind = "spelling"
action = "flag"
description = "d"
reason = "r"
pattern = 'teh'
replacement = 'the'
examples = ["teh => the"]
keeps = []
"""


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        ('kind = "spelling"', 'kind = "grammar"', "kind"),
        ('action = "flag"', 'action = "delete"', "action"),
        ("teh => the", "teh -> the", "before => after"),
        ("'teh'", "'(teh'", "regular expression"),
        ("keeps = []", 'keeps = []\nwords = ["hte"]', "words"),
        ("keeps = []", "keeps = []\ngate = ['hte']", "gate"),
    ],
)
def test_a_broken_rule_is_refused_by_name(tmp_path, sound, broken, said):
    path = tmp_path / "rules.toml"
    path.write_text(RULE.replace(sound, broken), encoding="utf-8")
    with pytest.raises(RuleError, match=said) as raised:
        load_rulebook(path)
    assert raised.value.where == f"{path}, rule tea"


def test_broken_precisions_are_refused_by_name(tmp_path):
    path = tmp_path / "precision.toml"
    path.write_text('[tea]\nn = "many"\n', encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        load_precision(path)
    assert raised.value.where == str(path)
