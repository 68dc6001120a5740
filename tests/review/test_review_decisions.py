"""Decision files: what is written is read back, what is broken is named, nobody is overruled."""

import json
import multiprocessing
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DecisionError
from pipeline.model import Decision
from pipeline.review import append_decisions, decision_id, history, load_decisions


def verdict(reviewer="ana", *, key="k1", action="accept", after="fractures", time="2025-01-01T00:00:00Z",
            supersedes=None):  # fmt: skip
    return Decision(
        id=decision_id(reviewer, key, action, after, time),
        time=time,
        reviewer=reviewer,
        key=key,
        action=action,
        before="factors",
        after=after,
        rule_id="near-miss",
        supersedes=supersedes,
        path="site/a.txt",
        source_id="site",
    )


def line(**changes) -> str:
    fields = verdict()
    return json.dumps({name: getattr(fields, name) for name in Decision.__slots__} | changes)


def test_missing_folder_holds_no_decisions(tmp_path):
    loaded = load_decisions(tmp_path / "none")
    assert (loaded.decisions, loaded.disputed, loaded.torn) == ({}, (), ())


def test_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "decisions").write_text("")
    with pytest.raises(DecisionError, match="no folder"):
        load_decisions(tmp_path / "decisions")


def test_appended_decision_is_read_back_equal(tmp_path):
    decision = verdict(after='"quoted"\tünïcode \u2028 \u202e, <b>')
    append_decisions(tmp_path, [decision])
    assert load_decisions(tmp_path).decisions == {"k1": decision}


def test_line_written_without_supersedes_is_read(tmp_path):
    fields = json.loads(line())
    del fields["supersedes"]
    (tmp_path / "ana.jsonl").write_text(json.dumps(fields) + "\n")
    assert load_decisions(tmp_path).decisions == {"k1": verdict()}


def test_later_line_of_a_reviewer_replaces_the_earlier(tmp_path):
    append_decisions(tmp_path, [verdict()])
    second = verdict(action="reject", time="2025-01-02T00:00:00Z")
    append_decisions(tmp_path, [second])
    assert load_decisions(tmp_path).decisions == {"k1": second}


def test_superseded_line_stays_replaced_when_a_merge_moves_it_last(tmp_path):
    first = verdict()
    second = verdict(action="reject", time="2025-01-02T00:00:00Z", supersedes=first.id)
    append_decisions(tmp_path, [second])
    append_decisions(tmp_path, [first])
    assert load_decisions(tmp_path).decisions == {"k1": second}


def test_decisions_that_supersede_each_other_are_refused(tmp_path):
    (tmp_path / "ana.jsonl").write_text(
        line(id="a", supersedes="b") + "\n" + line(id="b", supersedes="a") + "\n"
    )
    with pytest.raises(DecisionError, match="supersede each other"):
        load_decisions(tmp_path)


def test_superseding_on_one_key_leaves_the_same_id_on_another_key_alone(tmp_path):
    (tmp_path / "ana.jsonl").write_text(
        line(id="a", key="k1") + "\n" + line(id="b", key="k2", supersedes="a") + "\n"
    )
    assert list(load_decisions(tmp_path).decisions) == ["k1", "k2"]


def undo(line_):
    return verdict(
        line_.reviewer, key=line_.key, action="undo", time="2025-09-01T00:00:00Z", supersedes=line_.id
    )


def test_verdict_that_was_taken_back_does_not_stand(tmp_path):
    append_decisions(tmp_path, [verdict()])
    append_decisions(tmp_path, [undo(verdict())])
    assert load_decisions(tmp_path).decisions == {}


def test_taking_back_a_verdict_lets_the_one_before_stand_again(tmp_path):
    first = verdict()
    second = verdict(action="reject", time="2025-01-02T00:00:00Z", supersedes=first.id)
    append_decisions(tmp_path, [first])
    append_decisions(tmp_path, [second])
    append_decisions(tmp_path, [undo(second)])
    assert load_decisions(tmp_path).decisions == {"k1": first}


def test_history_holds_what_was_not_taken_back_in_the_order_said(tmp_path):
    lines = [verdict(key=key) for key in ("k1", "k2", "k3")]
    for each in lines:
        append_decisions(tmp_path, [each])
    append_decisions(tmp_path, [undo(lines[1])])
    assert history(tmp_path, "ana") == (lines[0], lines[2])
    assert history(tmp_path, "bo") == ()


def test_skipped_key_is_undecided_and_known_as_skipped(tmp_path):
    skipped = verdict(action="skip")
    append_decisions(tmp_path, [skipped])
    append_decisions(tmp_path, [verdict("bo")])
    loaded = load_decisions(tmp_path)
    assert loaded.decisions == {"k1": verdict("bo")}
    assert loaded.by_reviewer["ana"] == {"k1": skipped}


def test_decisions_of_a_batch_are_written_together(tmp_path):
    batch = [verdict(key=f"k{number}") for number in range(214)]
    append_decisions(tmp_path, batch)
    assert load_decisions(tmp_path).by_reviewer["ana"] == {each.key: each for each in batch}


@pytest.mark.parametrize(
    ("scope", "lacking"), [("place", "path"), ("place", "source_id"), ("source", "source_id")]
)
def test_verdict_that_does_not_say_where_it_holds_is_refused(tmp_path, scope, lacking):
    (tmp_path / "ana.jsonl").write_text(line(scope=scope, **{lacking: None}) + "\n")
    with pytest.raises(DecisionError, match=f"line 1.*{lacking}|lacks {lacking}"):
        load_decisions(tmp_path)


def test_disagreement_is_disputed_and_not_applied(tmp_path):
    ana, bo = verdict(), verdict("bo", action="reject", time="2025-02-01T00:00:00Z")
    append_decisions(tmp_path, [ana])
    append_decisions(tmp_path, [bo])
    loaded = load_decisions(tmp_path)
    assert loaded.decisions == {}
    assert [(dispute.key, dispute.decisions) for dispute in loaded.disputed] == [("k1", (ana, bo))]


def test_two_different_replacements_are_a_dispute(tmp_path):
    append_decisions(tmp_path, [verdict(action="edit", after="fracture")])
    append_decisions(tmp_path, [verdict("bo", action="edit", after="breaks")])
    assert [dispute.key for dispute in load_decisions(tmp_path).disputed] == ["k1"]


def test_two_rejections_agree_whatever_was_proposed(tmp_path):
    append_decisions(tmp_path, [verdict(action="reject", after="one")])
    append_decisions(tmp_path, [verdict("bo", action="reject", after="two")])
    assert load_decisions(tmp_path).disputed == ()


def test_accepting_and_typing_the_same_change_agree(tmp_path):
    append_decisions(tmp_path, [verdict(action="accept")])
    append_decisions(tmp_path, [verdict("bo", action="edit")])
    assert load_decisions(tmp_path).disputed == ()


def test_first_of_two_who_agree_stands_for_both(tmp_path):
    append_decisions(tmp_path, [verdict(time="2025-03-01T00:00:00Z")])
    earlier = verdict("bo", time="2025-02-01T00:00:00Z")
    append_decisions(tmp_path, [earlier])
    assert load_decisions(tmp_path).decisions == {"k1": earlier}


def test_reviewer_who_comes_round_ends_the_dispute(tmp_path):
    append_decisions(tmp_path, [verdict()])
    append_decisions(tmp_path, [verdict("bo", action="reject")])
    append_decisions(tmp_path, [verdict("bo", action="accept", time="2025-05-01T00:00:00Z")])
    loaded = load_decisions(tmp_path)
    assert (list(loaded.decisions), loaded.disputed) == (["k1"], ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(line(action="maybe"), "action", id="unknown action"),
        pytest.param(line(key=7), "key", id="wrong type"),
        pytest.param(line(colour="red"), "colour", id="unknown key"),
        pytest.param(line(reviewer="bo"), "bo.jsonl", id="another reviewer's line"),
        pytest.param(line(action="edit", scope="source"), "in its place", id="edit of a source"),
        pytest.param(line(action="edit", kind="mention"), "in its place", id="edit of a mention"),
        pytest.param(line(action="edit", after="\u200b"), "empty", id="invisible edit"),
        pytest.param(line(action="edit", after="a\u202eb"), "U\\+202E", id="edit that turns the direction"),
        pytest.param(line(action="edit", after="two\nlines"), "line break", id="edit of two lines"),
        pytest.param(line(action="edit", after=" facts"), "blank", id="edit with a blank at its end"),
        pytest.param("{}", "missing", id="no keys"),
        pytest.param('{"id": "1",', "no decision", id="half a line"),
        pytest.param("<<<<<<< HEAD", "merge conflict", id="merge conflict"),
        pytest.param("[]", "no decision", id="a list"),
        pytest.param("null", "no decision", id="null"),
        pytest.param("[" * 100_000, "no decision", id="deep nesting"),
        pytest.param('{"x": ' + "[" * 100_000, "no decision", id="deep nesting in a key"),
    ],
)
def test_broken_line_is_named_with_file_line_and_remedy(tmp_path, text, fault):
    (tmp_path / "ana.jsonl").write_text(line() + "\n" + text + "\n")
    with pytest.raises(DecisionError, match=fault) as caught:
        load_decisions(tmp_path)
    assert caught.value.where == f"{tmp_path / 'ana.jsonl'}, line 2"
    assert caught.value.remedy


def test_line_of_invalid_utf8_is_named(tmp_path):
    (tmp_path / "ana.jsonl").write_bytes(line().encode().replace(b"near", b"\xff\xfe") + b"\n")
    with pytest.raises(DecisionError, match="no decision"):
        load_decisions(tmp_path)


def test_unreadable_file_is_named(tmp_path):
    (tmp_path / "ana.jsonl").mkdir()
    with pytest.raises(DecisionError, match="cannot be read") as caught:
        load_decisions(tmp_path)
    assert caught.value.where.endswith("ana.jsonl")


@pytest.mark.parametrize("name", ["Ana", "a b", "ä", "", "x" * 41, "a/b", "a\n"])
def test_reviewer_name_that_is_no_safe_file_name_is_refused(tmp_path, name):
    with pytest.raises(DecisionError, match="name"):
        append_decisions(tmp_path, [verdict(name)])
    assert list(tmp_path.iterdir()) == []


def test_file_of_an_impossible_reviewer_is_refused(tmp_path):
    (tmp_path / "Ana Maria.jsonl").write_text("")
    with pytest.raises(DecisionError, match="name"):
        load_decisions(tmp_path)


def test_other_files_and_blank_lines_and_crlf_are_no_decisions(tmp_path):
    (tmp_path / ".gitkeep").write_text("")
    (tmp_path / "notes.txt").write_text("not JSON")
    (tmp_path / "ana.jsonl").write_bytes(b"\n" + line().encode() + b"\r\n\r\n")
    loaded = load_decisions(tmp_path)
    assert (list(loaded.decisions), loaded.torn) == (["k1"], ())


def test_torn_last_line_is_reported_and_ignored(tmp_path):
    (tmp_path / "ana.jsonl").write_text(line() + "\n" + line(key="k2")[:-9])
    loaded = load_decisions(tmp_path)
    assert (list(loaded.decisions), loaded.torn) == (["k1"], ("ana.jsonl",))


def test_append_cuts_a_torn_last_line(tmp_path):
    (tmp_path / "ana.jsonl").write_text(line() + "\n" + line(key="k2")[:-9])
    append_decisions(tmp_path, [verdict(key="k3")])
    loaded = load_decisions(tmp_path)
    assert (list(loaded.decisions), loaded.torn) == (["k1", "k3"], ())


def test_whole_last_line_without_line_feed_counts_and_survives_an_append(tmp_path):
    (tmp_path / "ana.jsonl").write_text(line())
    assert list(load_decisions(tmp_path).decisions) == ["k1"]
    append_decisions(tmp_path, [verdict(key="k2")])
    assert list(load_decisions(tmp_path).decisions) == ["k1", "k2"]


def test_replacement_that_is_no_utf8_leaves_the_file_untouched(tmp_path):
    append_decisions(tmp_path, [verdict()])
    before = (tmp_path / "ana.jsonl").read_bytes()
    with pytest.raises(DecisionError, match="surrogate"):
        append_decisions(tmp_path, [verdict(after="\ud800")])
    assert (tmp_path / "ana.jsonl").read_bytes() == before


def test_refused_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    append_decisions(tmp_path, [verdict()])
    before = (tmp_path / "ana.jsonl").read_bytes()

    def refuse(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.review.ledger.os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        append_decisions(tmp_path, [verdict(key="k2")])
    assert (tmp_path / "ana.jsonl").read_bytes() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    afters=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=5),
    cut=st.integers(0),
)
def test_any_truncation_keeps_every_whole_line(tmp_path, afters, cut):
    path = tmp_path / "ana.jsonl"
    path.unlink(missing_ok=True)
    for number, after in enumerate(afters):
        append_decisions(tmp_path, [verdict(key=f"k{number}", after=after)])
    content = path.read_bytes() if afters else b""
    kept = content[: cut % (len(content) + 1)]
    path.write_bytes(kept)
    ends = list(accumulate(map(len, content.splitlines(keepends=True))))
    whole = sum(end - 1 <= len(kept) for end in ends)
    loaded = load_decisions(tmp_path)
    assert [decision.after for decision in loaded.decisions.values()] == afters[:whole]
    assert bool(loaded.torn) == (len(kept) not in {0, *ends, *(end - 1 for end in ends)})
    append_decisions(tmp_path, [verdict(key="new")])
    assert len(load_decisions(tmp_path).decisions) == whole + 1


def _append_many(folder: Path, prefix: str) -> None:
    for number in range(100):
        append_decisions(folder, [verdict(key=f"{prefix}{number}")])


def test_two_processes_that_append_at_once_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(tmp_path, prefix)) for prefix in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    expected = {f"{prefix}{number}" for prefix in "ab" for number in range(100)}
    assert load_decisions(tmp_path).decisions.keys() == expected


def test_importing_the_package_loads_no_heavy_module():
    code = (
        "import sys, pathlib, pipeline.review as r; r.load_decisions(pathlib.Path('none'));"
        "print(sorted({'starlette', 'uvicorn', 'jinja2', 'polars', 'spacy'} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
