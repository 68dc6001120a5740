"""What decisions teach of changes that were met again and again."""

from pipeline.correct.heard import Change, Verdicts, load_heard
from pipeline.model import Decision
from pipeline.review.learning import keep, lessons, verdicts_of

CHANGE = Change("drug_name", "alvadon", "alvedon")


def decision(key, action="accept", *, before="Alvadon", after="Alvedon"):
    return Decision(
        id=key, time="2025-01-01T00:00:00Z", reviewer="ana", key=key, action=action, before=before,
        after=after, rule_id="drug_name",
    )  # fmt: skip


def test_verdicts_on_a_change_are_counted_whatever_its_capitals():
    said = [decision("k1"), decision("k2", before="ALVADON", after="ALVEDON"), decision("k3", "reject")]
    assert verdicts_of(said) == {CHANGE: Verdicts(2, 1)}


def test_a_single_verdict_teaches_nothing():
    assert verdicts_of([decision("k1")]) == {}


def test_an_edit_counts_for_what_the_reviewer_wrote():
    own = [decision(key, "edit", after="Alvesco") for key in ("k1", "k2")]
    assert verdicts_of(own) == {Change("drug_name", "alvadon", "alvesco"): Verdicts(2, 0)}


def test_acceptances_raise_and_rejections_lower_what_is_believed(tmp_path):
    path = tmp_path / "heard.jsonl"
    (raised,) = lessons([decision("k1"), decision("k2")], path)
    (lowered,) = lessons([decision("k1", "reject"), decision("k2", "reject")], path)
    assert raised.belief_after > raised.belief_before == lowered.belief_before > lowered.belief_after


def test_what_is_kept_is_no_lesson_any_more(tmp_path):
    path, said = tmp_path / "heard.jsonl", [decision("k1"), decision("k2")]
    keep(said, path)
    assert load_heard(path) == {CHANGE: Verdicts(2, 0)}
    assert lessons(said, path) == ()


def test_a_change_whose_decisions_have_gone_is_forgotten(tmp_path):
    path = tmp_path / "heard.jsonl"
    keep([decision("k1"), decision("k2")], path)
    (lesson,) = lessons([], path)
    assert lesson.change == CHANGE
    assert lesson.belief_after < lesson.belief_before
