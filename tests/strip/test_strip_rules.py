"""Every rule does what its own examples say, and a broken rule file names its fault."""

import re
from collections import Counter

import pytest

from pipeline.errors import RuleError
from pipeline.rules import load_entries
from pipeline.strip import load_boilerplate, stage_rules
from pipeline.strip.boilerplate import RULES_FILE, load_rules
from pipeline.strip.examples import example_page
from pipeline.strip.mechanisms import claims
from pipeline.strip.rule import KEYS, compile_rule
from pipeline.strip.wording import wording

ENTRIES = {entry["id"]: entry for entry in load_entries(RULES_FILE, optional=KEYS)}


def cases(key):
    return [
        pytest.param(id_, text, id=f"{id_}: {text[:40]!r}") for id_, e in ENTRIES.items() for text in e[key]
    ]


def claimed(rule_id, text):
    rules = [compile_rule(ENTRIES[rule_id], rule_id)]
    return claims(rules, wording(rules), example_page(text))


@pytest.mark.parametrize(("rule_id", "text"), cases("examples"))
def test_rule_acts_on_its_example(rule_id, text):
    assert claimed(rule_id, text)


@pytest.mark.parametrize(("rule_id", "text"), cases("keeps"))
def test_rule_leaves_alone_what_it_keeps(rule_id, text):
    assert not claimed(rule_id, text)


@pytest.mark.parametrize("rule_id", [id_ for id_, entry in ENTRIES.items() if entry.get("patterns")])
def test_patterns_repeat_no_group_without_bound(rule_id):
    assert not any(re.search(r"(?<!\\)\)[*+]", pattern) for pattern in ENTRIES[rule_id]["patterns"])


def test_stage_rules_have_unique_ids_and_name_the_classifier():
    ids = Counter(rule.rule_id for rule in stage_rules())
    assert set(ids.values()) == {1}
    assert {"strip.classifier", "strip.repeated-line", "strip.reviewer", *ENTRIES} == set(ids)


def test_every_rule_of_the_file_is_loaded_in_file_order():
    assert [rule.rule_id for rule in load_boilerplate().rules] == list(ENTRIES)


RULE = """
[[rule]]
id = "strip.test"
description = "A test"
action = "drop"
reason = "a test"
kind = "line"
patterns = ['gout']
examples = ["Gout"]
keeps = ["Gouty"]
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("'gout'", "'gout('", "does not compile"),
        ('kind = "line"', 'kind = "page"', "`kind` has no valid value"),
        ('kind = "line"', 'kind = "title"', "`patterns` has no valid value"),
        ("patterns = ['gout']", "", "`patterns` has no valid value"),
        ('kind = "line"', 'kind = "line"\nreach = "far"', "`reach` has no valid value"),
        ('kind = "line"', 'kind = "line"\non = ["poem"]', "`on` has no valid value"),
        ('kind = "line"', 'kind = "line"\nneeds = ["Gout"]', "`needs` has no valid value"),
        ('kind = "line"', 'kind = "line"\nneeds = ["big toe"]', "`needs` has no valid value"),
        ('kind = "line"', 'kind = "line"\nneeds = ["toe"]', "does not act on 'Gout'"),
        ('kind = "line"', 'kind = "line"\nneeds = [["gout"], ["toe"]]', "`needs` has no valid value"),
        ('kind = "line"', 'kind = "line"\nneeds = [[]]', "`needs` has no valid value"),
        ('kind = "line"', 'kind = "line"\nmax_words = "ten"', "`max_words` has no valid value"),
        ('action = "drop"', 'action = "keep"', "`action` has no valid value"),
        ('kind = "line"', 'kind = "line"\ncolour = "red"', "Unknown key `colour`"),
        ('["Gout"]', '["Gouty"]', "does not act on 'Gouty'"),
        ('["Gouty"]', '["Gout"]', "acts on 'Gout' of its `keeps`"),
    ],
)
def test_broken_rule_is_refused_with_file_and_entry(tmp_path, old, new, message):
    path = tmp_path / "rules.toml"
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError, match=r"strip\.test") as caught:
        load_rules(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
