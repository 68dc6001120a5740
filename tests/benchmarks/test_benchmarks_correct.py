"""The correct bench: adapters, how single edits are judged, and the tables."""

from __future__ import annotations

import io
import json
import sys

import pytest

from benchmarks import correct_peers
from benchmarks.correct_peers import PEERS, by_word, located, reported
from benchmarks.edits import Entry, Proposed, serve
from benchmarks.quality import correct, correct_audit
from benchmarks.quality.judged import judge
from benchmarks.quality.verdicts import PATH, Change, Verdict, load_verdicts
from pipeline.errors import RuleError

HEAD = "id\tbefore\tafter\tverdict\twhy\n"


def served(load, lines, monkeypatch, capsys, timing=None):
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(line) + "\n" for line in lines)))
    serve(load, timing)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_texts_are_answered_in_order_with_their_edits(monkeypatch, capsys):
    upper = by_word(lambda word: word.upper() if word == "b" else None)
    lines = [{"id": "2", "text": "a b"}, {"id": "1", "text": "é"}]
    first, second = served(lambda: upper, lines, monkeypatch, capsys)
    assert (first["id"], first["text"], second["edits"]) == ("2", "a b", [])
    assert first["edits"] == [
        {"start": 2, "end": 3, "replacement": "B", "confidence": 1.0, "status": "applied", "rule": ""}
    ]


def test_words_and_seconds_are_written_where_asked(monkeypatch, capsys, tmp_path):
    timing = tmp_path / "timing.json"
    served(
        lambda: by_word(lambda word: None), [{"id": "1", "text": "two words"}], monkeypatch, capsys, timing
    )
    measured = json.loads(timing.read_text(encoding="utf-8"))
    assert measured["words"] == 2
    assert measured["load_seconds"] > 0 <= measured["seconds"]


def test_a_report_of_misspellings_is_read_by_line():
    report = "1: teh ==> the\n3: Thier ==> Their\n3: wich ==> which, witch\nnoise\n"
    assert reported(report) == {1: [("teh", "the")], 3: [("Thier", "Their"), ("wich", "which, witch")]}


def test_a_misspelling_with_several_readings_is_only_flagged():
    assert located("teh teh wich", [("teh", "the"), ("teh", "the"), ("wich", "which, witch")]) == (
        Proposed(0, 3, "the"),
        Proposed(4, 7, "the"),
        Proposed(8, 12, "which", status="flagged"),
    )


@pytest.mark.parametrize("name", PEERS)
def test_each_peer_mends_a_misspelling(name):
    pytest.importorskip("hunspell", reason="the extra `bench` is not installed")
    text = "They recieve care"
    [edits] = PEERS[name].load()([Entry("1", text)])
    mended = [edit.replacement for edit in edits if text[edit.start : edit.end] == "recieve"]
    assert mended == ["receive"]


def test_a_peer_is_named_on_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["correct_peers", "--name", "nobody"])
    with pytest.raises(SystemExit):
        correct_peers.main()
    assert "nobody" in capsys.readouterr().err


def judged(tmp_path, text, reference, *edit, verdicts=None, status="applied"):
    start, end, after = edit
    gold, answers = tmp_path / "planted.jsonl", tmp_path / "answers.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": text, "refs": [reference]}), encoding="utf-8")
    proposed = Proposed(start, end, after, 0.9, status, "tea")._asdict()
    answers.write_text(json.dumps({"id": "1", "text": text, "edits": [proposed]}), encoding="utf-8")
    [one] = judge(gold, answers, verdicts or {})
    return one


def test_the_edit_that_makes_the_reference_is_right(tmp_path):
    one = judged(tmp_path, "in teh leg", "in the leg", 3, 6, "the")
    assert (one.is_reference, one.is_right, one.set_name) == (True, True, "planted")


def test_a_typographic_apostrophe_is_as_right_as_a_plain_one(tmp_path):
    assert judged(tmp_path, "it doesnt", "it doesn't", 3, 9, "doesn’t").is_reference


def test_another_repair_of_the_place_is_told_from_a_false_edit(tmp_path):
    other = judged(tmp_path, "in teh leg", "in the leg", 3, 6, "ten")
    false = judged(tmp_path, "in teh leg", "in the leg", 7, 10, "log")
    assert [(one.is_right, one.touches_error) for one in (other, false)] == [(False, True), (False, False)]


def test_an_edit_that_the_audit_calls_right_is_right(tmp_path):
    verdicts = {Change("1", "lg", "leg"): Verdict("right", "a slip")}
    one = judged(tmp_path, "the lg", "the lg", 4, 6, "leg", verdicts=verdicts)
    assert (one.is_reference, one.is_right) == (False, True)


def test_a_long_edit_is_known_by_its_beginning(tmp_path):
    one = judged(tmp_path, "a " * 60, "a", 0, 119, "")
    assert (len(one.change.before), one.change.before[-1]) == (50, "…")


def test_the_audit_lists_applied_edits_without_verdict_as_open(tmp_path):
    one = judged(tmp_path, "a|b", "a|b", 0, 3, "c")
    section = correct_audit.audit([one], {"planted": 1000}, {"planted": 8})
    assert section.rows == (("planted", "`1`", "`a\\|b`", "`c`", "tea", "false", "open", ""),)
    assert section.figures == {
        "correct.planted.applied.false-after-audit": 10.0,
        "correct.planted.applied.f-after-audit": 0.0,
    }


def test_what_the_audit_calls_right_or_people_only_see_is_not_false(tmp_path):
    verdicts = {Change("1", "lg", "leg"): Verdict("right", "a slip")}
    right = judged(tmp_path, "the lg", "the lg", 4, 6, "leg", verdicts=verdicts)
    flagged = judged(tmp_path, "the lg", "the lg", 4, 6, "log", status="flagged")
    section = correct_audit.audit([right, flagged], {"planted": 1000}, {"planted": 8})
    assert section.figures == {
        "correct.planted.applied.false-after-audit": 0.0,
        "correct.planted.applied.f-after-audit": 0.0,
    }
    assert len(section.rows) == 1


def test_repairs_of_the_texts_own_errors_do_not_count_against_those_of_planted_ones(tmp_path):
    verdicts = {Change("1", "lg", "leg"): Verdict("right", "a slip")}
    mended = judged(tmp_path, "the lg", "the lg", 4, 6, "leg", verdicts=verdicts)
    right = judged(tmp_path, "in teh leg", "in the leg", 3, 6, "the")
    wrong = judged(tmp_path, "in teh leg", "in the leg", 3, 6, "ten")
    section = correct_audit.audit([mended, mended, right, right, wrong], {"planted": 1000}, {"planted": 8})
    assert section.figures["correct.planted.applied.f-after-audit"] == 1.25 * 2 / (0.25 * 8 + 3)
    assert "P 0.6667, F0.5\n0.5000." in section.caveat


def test_reliability_sets_confidence_against_the_share_that_is_right(tmp_path):
    edits = [
        judged(tmp_path, "in teh leg", "in the leg", 3, 6, "the"),
        judged(tmp_path, "in teh leg", "in the leg", 3, 6, "ten", status="flagged"),
    ]
    rows = {row[0]: row[1:] for row in correct_audit.reliability(edits).rows}
    assert rows["0.90 to 0.95"] == (2, 1, "0.900", "0.500")
    assert rows["0.98 to 1.00"] == (0, 0, None, None)


def test_the_committed_verdicts_are_sound():
    assert load_verdicts(PATH)


@pytest.mark.parametrize(
    "lines",
    [
        "id\tverdict\n",
        HEAD + "1\ta\tb\tmaybe\twhy\n",
        HEAD + "1\ta\tb\tright\t\n",
        HEAD + "1\ta\tb\tright\n",
        HEAD + "1\n",
        HEAD + "1\ta\tb\tright\twhy\n" * 2,
    ],
)
def test_broken_verdicts_are_a_typed_error_that_names_the_file(tmp_path, lines):
    path = tmp_path / "correct.tsv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(RuleError, match=r"correct\.tsv"):
        load_verdicts(path)


def test_missing_verdicts_are_a_typed_error(tmp_path):
    with pytest.raises(RuleError, match=r"correct\.tsv"):
        load_verdicts(tmp_path / "correct.tsv")


def score(repaired):
    view = {
        "correction": {"P": 1.0, "R": repaired, "F0.5": repaired},
        "false_edits_per_10k_words": 0.5,
        "harm": {"number": 1},
        "by_type": {
            "term_malaprop": {"n": 4, "detect": 1.0, "correct": repaired},
            "direction": {"n": 2, "detect": 0.0, "correct": 0.0},
        },
    }
    views = {"applied": view, "all": view}
    return correct.Score({"clean": views, "decoys": views, "medinject": views}, 1234.5, 0.5)


def test_winnow_has_a_row_for_what_it_shows_and_a_peer_for_what_it_applies():
    section = correct.beside_peers({"Winnow": score(0.5), "peer 1": score(0.25)})
    assert [row[:2] for row in section.rows] == [
        ("Winnow", "applied"),
        ("Winnow", "applied and flagged"),
        ("peer 1", "applied"),
    ]
    assert section.rows[2][2:] == (0.5, 0.5, 0.5, 1.0, 0.25, 0.25, 3, 0.25, "1,234", "0.5")


def test_only_winnows_figures_are_guarded():
    figures = correct.beside_peers({"Winnow": score(0.5), "peer 1": score(0.25)}).figures
    assert figures["correct.medinject.applied.in-terms"] == 0.5
    assert figures["correct.clean.all.harm"] == 1
    assert figures["correct.medinject.applied.direction"] == 0.0


def test_repairs_are_told_by_type_for_each_system():
    section = correct.by_type({"Winnow": score(0.5), "peer 1": score(0.25)})
    assert section.header == ("type", "errors", "Winnow", "Winnow, flagged too", "peer 1")
    assert section.rows[0] == ("term_malaprop", 4, 0.5, 0.5, 0.25)
