"""What reviewers said of a change tells on the same change elsewhere."""

from dataclasses import replace

import pytest
from correct_samples import correct
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.heard import Change, Verdicts, as_lines, change_of, load_heard
from pipeline.errors import RuleError

TEXT = "rotate the the leg"
CHANGE = Change("doubled_function_word", "the the", "the")
counts = st.integers(0, 1000)


def corrected(text, language, pages, heard):
    (edit,) = correct(*pages.of(text), replace(language, heard=heard), {})
    return edit


def test_what_was_taken_is_believed_more(language, pages):
    before = corrected(TEXT, language, pages, {})
    after = corrected(TEXT, language, pages, {CHANGE: Verdicts(30, 0)})
    assert after.confidence > before.confidence
    assert after.id == before.id


def test_what_was_refused_is_not_made_unattended(language, pages):
    assert corrected(TEXT, language, pages, {}).status == "applied"
    assert corrected(TEXT, language, pages, {CHANGE: Verdicts(2, 1)}).status == "flagged"


def test_what_was_taken_far_oftener_than_refused_is_made(language, pages):
    assert corrected(TEXT, language, pages, {CHANGE: Verdicts(60, 1)}).status == "applied"


def test_a_judged_word_that_was_taken_often_passes_its_threshold(language, pages):
    text = "He has ecczema now."
    before = corrected(text, language, pages, {})
    rule = replace(language.rules[before.rule_id], apply_from=before.confidence + 0.001)
    strict = replace(language, rules={**language.rules, rule.rule_id: rule})
    change = change_of(before.rule_id, before.before, before.after)
    assert corrected(text, strict, pages, {}).status == "flagged"
    assert corrected(text, strict, pages, {change: Verdicts(200, 0)}).status == "applied"


def test_verdicts_never_overrule_the_policy(language, pages):
    text = "He said “rotate the the leg” to me"
    before = corrected(text, language, pages, {})
    assert before.status == "flagged"
    assert corrected(text, language, pages, {CHANGE: Verdicts(1000, 0)}).status == "flagged"


def test_verdicts_never_let_a_flagging_rule_apply(language, pages):
    before = corrected("it was one the most common", language, pages, {})
    assert before.status == "flagged"
    change = change_of(before.rule_id, before.before, before.after)
    heard = {change: Verdicts(1000, 0)}
    assert corrected("it was one the most common", language, pages, heard).status == "flagged"


@given(prior=st.floats(0, 1), accepted=counts, rejected=counts)
def test_belief_lies_between_the_prior_and_what_was_said(prior, accepted, rejected):
    said = accepted / (accepted + rejected) if accepted + rejected else prior
    belief = Verdicts(accepted, rejected).belief(prior)
    assert min(prior, said) - 1e-9 <= belief <= max(prior, said) + 1e-9


@given(st.dictionaries(st.builds(Change, *[st.text(max_size=5)] * 3), st.builds(Verdicts, counts, counts)))
def test_what_is_kept_is_read_back(tmp_path_factory, heard):
    path = tmp_path_factory.mktemp("heard") / "heard.jsonl"
    path.write_bytes(as_lines(heard.items()))
    assert load_heard(path) == heard


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "heard.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(RuleError, match="line 1"):
        load_heard(path)
