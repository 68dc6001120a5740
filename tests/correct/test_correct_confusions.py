"""Words that are commonly put for one another."""

from __future__ import annotations

import pytest

from pipeline.correct.confusions import confusion_prior, load_confusions
from pipeline.correct.policy import is_direction_pair
from pipeline.errors import RuleError


def test_a_pair_is_known_either_way_round_and_with_its_forms():
    assert confusion_prior("tract", "track") == confusion_prior("track", "tract") > 0
    assert confusion_prior("tracts", "tracks") > 0


def test_other_words_have_no_prior():
    assert confusion_prior("tract", "tracts") == 0


def test_nothing_is_confused_with_itself():
    assert all(word not in others for word, others in load_confusions().items())


@pytest.mark.parametrize("pair", [("prostate", "prostrate"), ("cord", "chord"), ("affect", "effect")])
def test_words_merely_confused_turn_no_meaning(pair):
    assert confusion_prior(*pair) > 0
    assert not is_direction_pair(*pair)


@pytest.mark.parametrize(
    "text", ["[[confusion]]\npairs = [['a', 'b']]", "[[confusion]]\nprior = 1\npairs = ['a']"]
)
def test_a_broken_entry_is_refused_by_name(text, tmp_path):
    path = tmp_path / "confusions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        load_confusions(path)
    assert raised.value.where == str(path)
