"""The ranker of relations: pairs, traits, probabilities, and what it does with them."""

import json

import pytest
from test_relations_relate import page, told

from pipeline.errors import VocabularyError
from pipeline.extract.relations import settings
from pipeline.extract.relations_ranker import Ranker, load_ranker, ranked_claims, setting_pairs
from pipeline.extract.relations_traits import pair_traits, setting_traits


def paired(*blocks, topic=None):
    """`problem, role, treatment` of all pairs of a page."""
    return {
        (pair.subject.surface, pair.role, pair.treatment.spot.mention.surface)
        for setting in settings(*page(*blocks, topic=topic))
        for pair in setting_pairs(setting)
    }


def traits(text, topic="gout"):
    (setting, *_) = settings(*page(("treatment", text), ("other", "#[C:Gout]"), topic=topic))
    (pair,) = setting_pairs(setting)
    return pair_traits(pair, setting, setting_traits(setting))


def test_a_treatment_is_paired_with_the_problems_of_its_sentence():
    assert paired(("other", "[T:Rest] eases [S:pain].")) == {("pain", "here", "Rest")}


def test_a_treatment_is_paired_with_what_its_sentence_is_about():
    blocks = (
        ("overview", "#[C:Gout]"), ("treatment", "#Treating [C:shin splints]"),
        ("treatment", "[C:Bursitis] hurts."), ("treatment", "[T:Rest] is best."),
    )  # fmt: skip
    about = {("shin splints", "about", "Rest"), ("Gout", "topic", "Rest"), ("Bursitis", "before", "Rest")}
    assert paired(*blocks, topic="gout") == about


def test_members_of_one_list_are_no_pair():
    assert paired(("other", "[S:Pain], [T:rest], and [T:ice].")) == set()


def test_what_stands_far_apart_is_no_pair():
    assert paired(("other", f"[T:Rest] {'and so on ' * 14}[S:pain].")) == set()


def test_what_is_denied_is_no_pair():
    assert paired(("other", "[S:Pain] is treated without [T:surgery].")) == set()


def test_a_question_and_a_heading_make_no_pair():
    assert paired(("other", "Does [T:rest] ease [S:pain]?"), ("other", "#[T:Rest] for [S:pain]")) == set()


def test_a_warning_is_paired_with_nothing_that_it_does_not_name():
    blocks = (("treatment", "[T:Antacids] can harm an unborn baby."), ("other", "[C:Gout]"))
    assert paired(*blocks, topic="gout") == set()


def test_traits_tell_section_cues_and_words():
    found = traits("[T:Rest] helps.")
    assert "topic section=treatment" in found
    assert "~t list_before=^" in found
    assert "~t near_after=helps" in found
    assert "~C rules=treated_by/section" in found


def test_mentions_are_masked():
    found = traits("[T:Rest] is good for [C:bursitis].", topic=None)
    assert "> word=for" in found
    assert ">s near_before=<TREATMENT>" in found


def test_without_weights_the_three_outcomes_are_equally_probable():
    assert Ranker({}).probability(["any"]) == pytest.approx(1 / 3)


def test_weights_of_traits_add_up():
    ranker = Ranker({"a": (2.0, 0.0), "b": (1.0, 0.0)})
    assert ranker.probability(["a", "b"]) > ranker.probability(["a"]) > 1 / 3


def test_huge_weights_stay_in_bounds():
    assert Ranker({"a": (1e9, -1e9)}).probability(["a"]) == pytest.approx(1.0)


def test_a_claim_is_made_where_it_is_more_likely_than_not():
    (setting, *_) = settings(*page(("other", "[T:Rest] eases [S:pain].")))
    likely, unlikely = (Ranker({"> words=1": weights}) for weights in ((2, 0), (0, 0)))
    assert [claim.method for claim in ranked_claims(setting, likely)] == ["ranker"]
    assert not list(ranked_claims(setting, unlikely))


def test_the_shipped_ranker_reads_a_treatment_without_a_cue():
    blocks = (
        ("treatment", "#Treatment"),
        ("treatment", "Your doctor may prescribe [T:colchicine] to help you get well."),
        ("other", "[C:Gout]"),
    )
    assert "gout | treated_by | colchicine" in told(*blocks, topic="gout")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": ["x", 1]}'])
def test_broken_weights_are_told_with_their_file(tmp_path, text):
    path = tmp_path / "relations.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"relations\.json"):
        load_ranker(path)


def test_weights_are_read_from_a_file(tmp_path):
    path = tmp_path / "relations.json"
    path.write_text(json.dumps({"a": [1, 2]}), encoding="utf-8")
    assert load_ranker(path) == Ranker({"a": (1.0, 2.0)})
