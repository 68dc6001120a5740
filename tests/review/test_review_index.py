"""The index: it holds what the tables hold, and what is decided as the decision files say it."""

import random
import subprocess
import sys
from dataclasses import replace

import pytest
from review_tables import LEAD, TEXT, block, correction, document, dropped, mention, write_clean

from pipeline.errors import ArgumentError
from pipeline.heeding import block_key, change_key, duplicate_key, mention_key
from pipeline.model import Decision
from pipeline.review import append_decisions, load_decisions
from pipeline.review.context import REACH
from pipeline.review.entries import entry_of, row_of, rows_of
from pipeline.review.index.build import build
from pipeline.review.index.store import open_store
from pipeline.review.queue import View, shown_ids
from pipeline.review.session import Desk, Session
from pipeline.review.verdicts import Verdict, decide, take_back


def rows_in(folder, corrections=(), **tables):
    """All entries of these tables in the order of review."""
    store = open_store(write_clean(folder / "clean", corrections, **tables), folder / "index.sqlite")
    ids = [row[0] for row in store.connection.execute("SELECT id FROM entries ORDER BY id")]
    found = tuple(rows_of(store.connection, ids))
    store.connection.close()
    return found


def test_doubt_and_the_pages_affected_order_the_queue(tmp_path):
    corrections = [
        correction("sure", confidence="0.9900", after="a"),
        correction("doubtful", confidence="0.5000", after="b"),
        *(correction(f"often{n}", confidence="0.6000", after="c", document_id=f"d{n}") for n in (1, 2)),
        correction("refused", confidence="0.0100", after="d"),
    ]
    rows = rows_in(tmp_path, corrections, documents=[document(1), document(2)],
                   blocks=[block(), block(document_id="d2")])  # fmt: skip
    assert [row.key for row in rows] == ["often1", "often2", "doubtful", "refused", "sure"]
    assert [row.pages for row in rows] == [2, 2, 1, 1, 1]


def test_corrections_come_before_blocks_mentions_and_duplicates(tmp_path):
    rows = rows_in(
        tmp_path, [correction("k1", status="applied", confidence="1.0000")],
        documents=[document(1), document(2, duplicate_of="d1")],
        blocks=[block(), dropped(1, "Read more", score="0.5000")], mentions=[mention(1, score="0.5000")],
    )  # fmt: skip
    assert [row.kind for row in rows] == ["correction", "block", "mention", "duplicate"]


def test_keys_are_those_by_which_the_pipeline_heeds(tmp_path):
    rows = rows_in(
        tmp_path, documents=[document(1), document(2, duplicate_of="d1")],
        blocks=[block(), dropped(1, "Read more"), dropped(2, "Read more")], mentions=[mention(1)],
    )  # fmt: skip
    path, start = "hips/page1.txt", TEXT.index("cracks")
    whole = block_key(path, TEXT, 0)
    assert {row.key for row in rows} == {
        block_key(path, "Read more", 0), block_key(path, "Read more", 1),
        mention_key(whole, "SYMPTOM", "cracks", start), duplicate_key("hips/page2.txt", "d1"),
    }  # fmt: skip
    assert {row.source_key for row in rows if row.kind == "block"} == {
        change_key("block", "hips", "strip.read-more", "Read more", "")
    }


def test_block_that_a_reviewer_kept_is_still_the_rules(tmp_path):
    kept = dropped(
        1, "Read more", is_kept="true", rule_id="strip.reviewer",
        reason="kept by ana; strip.read-more had dropped it: navigation: a pointer; or so",
    )  # fmt: skip
    [row] = rows_in(tmp_path, blocks=[block(), kept])
    assert (row.status, row.rule_id) == ("kept", "strip.read-more")


def test_kept_blocks_are_not_reviewed(tmp_path):
    assert rows_in(tmp_path, blocks=[block(), block(1, reason="kept by nobody; a list")]) == ()


def test_long_block_is_held_in_part_and_keyed_as_a_whole(tmp_path):
    text = "word " * 5000
    [row] = rows_in(tmp_path, blocks=[dropped(0, text)])
    assert len(row.before) < 1100
    assert row.key == block_key("hips/page1.txt", text, 0)


def test_blocks_out_of_order_cost_no_entry(tmp_path):
    blocks = [block(1), block(0)]
    assert {row.key for row in rows_in(tmp_path, [correction("k1")], blocks=blocks)} == {"k1"}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("X heals. Then Y.", "", " heals. Then Y."),
        ("One. Two. X heals. Then Y. And Z.", "Two. ", " heals."),
        ("One. X", "One. ", ""),
        ("e.g. X vs. rest", "e.g. ", " vs. rest"),
        ("X", "", ""),
    ],
    ids=["first", "middle", "last", "abbreviations", "alone"],
)
def test_context_is_two_sentences(tmp_path, text, before, after):
    start = text.index("X")
    row = correction("k1", before="X", after="Y", start=start, end=start + 1)
    [found] = rows_in(tmp_path, [row], blocks=[block(text=text)])
    assert (found.context_before, found.context_after) == (before, after)


def test_long_text_is_cut_between_words(tmp_path):
    words = " ".join(f"word{number}" for number in range(100))
    start = len(words) + 1
    row = correction("k1", start=start, end=start + len("Stress factors"))
    [found] = rows_in(tmp_path, [row], blocks=[block(text=f"{words} Stress factors {words}")])
    assert found.context_before[0] == found.context_after[-1] == "…"
    for shown in (found.context_before[1:], found.context_after[:-1]):
        assert set(shown.split()) <= set(words.split())
        assert REACH - 10 < len(shown) <= REACH


def test_long_word_is_cut_to_bounded_length(tmp_path):
    text = f"{'x' * 1000}Stress factors{'y' * 1000}"
    [found] = rows_in(tmp_path, [correction("k1", start=1000, end=1014)], blocks=[block(text=text)])
    assert (found.context_before, found.context_after) == ("…" + "x" * REACH, "y" * REACH + "…")


@pytest.mark.parametrize("changes", [{"before": "Stress fakters"}, {"start": 5000, "end": 5014}, {"end": 3}])
def test_block_that_says_something_else_gives_way_to_the_short_context(tmp_path, changes):
    [found] = rows_in(tmp_path, [correction("k1", **changes)])
    assert (found.context_before, found.context_after) == (LEAD[-30:], " are small cracks. Rest helps.…")


def test_index_is_built_anew_when_a_table_changes_and_only_then(tmp_path):
    clean, path = write_clean(tmp_path / "clean", [correction("k1")]), tmp_path / "index.sqlite"
    open_store(clean, path).connection.close()
    first = path.stat().st_ino
    open_store(clean, path).connection.close()
    assert path.stat().st_ino == first
    write_clean(clean, [correction("k1"), correction("k2")])
    store = open_store(clean, path)
    assert store.connection.execute("SELECT count(*) FROM entries").fetchone() == (2,)
    store.connection.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 500])
def test_broken_index_is_built_anew(tmp_path, content):
    path = tmp_path / "index.sqlite"
    path.write_bytes(content)
    assert [row.key for row in rows_in(tmp_path, [correction("k1")])] == ["k1"]


def test_index_that_breaks_under_the_page_is_built_anew_at_the_next_try(browser):
    browser.get()
    content = bytearray(browser.desk.index.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    browser.desk.index.write_bytes(content)
    answers = [browser.get().status_code for _ in range(3)]
    assert answers[-1] == 200


def test_index_that_is_removed_under_the_page_is_built_anew(browser):
    browser.post(key="k1", action="accept")
    browser.desk.index.unlink()
    assert "ana accepted" in browser.get().text


def corpus(folder):
    """Twelve corrections, four of a kind, on three pages of two sources; two blocks, two mentions."""
    documents = [document(n, source_id=f"s{n % 2}", path=f"s{n % 2}/{n}.txt") for n in (1, 2, 3)]
    corrections = [
        correction(f"k{n}", document_id=f"d{1 + n % 3}", after=f"Stress {n % 3}", rule_id=f"rule{n % 2}")
        for n in range(12)
    ]
    blocks = [each for n in (1, 2, 3) for each in (block(document_id=f"d{n}"), dropped(1, "More", f"d{n}"))]
    mentions = [mention(1), mention(2, "Rest")]
    return write_clean(folder / "clean", corrections, documents=documents, blocks=blocks, mentions=mentions)


def say(chance, session, time):
    """One random thing that a reviewer may do: a verdict, a batch of two, or an undo."""
    with session.work() as work:
        standing = work.standing
        if chance.random() < 0.3:
            lines = standing.last()
            if lines:
                work.record(take_back(lines, time))
            return
        ids = [row[0] for row in work.connection.execute("SELECT id FROM entries ORDER BY id")]
        rows = list(rows_of(work.connection, chance.sample(ids, 2 if chance.random() < 0.2 else 1)))
        batch = time if len(rows) > 1 else None
        work.record([decide(row, verdict(chance, row), work, time=time, batch=batch)
                     for row in rows])  # fmt: skip


def verdict(chance, row):
    action = chance.choice(["accept", "reject", "skip", *(["edit"] if row.kind == "correction" else [])])
    scope = chance.choice(row.scopes) if action in {"accept", "reject"} else "place"
    return Verdict(row.key, action, after=chance.choice("xy") if action == "edit" else "", scope=scope)


def told(session):
    """All that the page tells of each entry, and the ids in the order shown."""
    with session.work() as work:
        ids = [row[0] for row in work.connection.execute("SELECT id FROM entries ORDER BY id")]
        entries = tuple(entry_of(row, work.standing) for row in rows_of(work.connection, ids))
        searchable = work.connection.execute(
            "SELECT id, state, is_disputed FROM entries ORDER BY id"
        ).fetchall()
        judged = work.connection.execute("SELECT * FROM judged ORDER BY 1, 2").fetchall()
        changes = work.connection.execute("SELECT * FROM changes ORDER BY 1").fetchall()
        views = [View(), View(view="disputed"), View(reviewer="bo"), View(kind="correction", rule="rule1")]
        shown = [shown_ids(work.connection, view, work.desk.asker) for view in views]
        return entries, searchable, judged, changes, shown, work.progress(), work.standing.last()


@pytest.mark.parametrize("seed", range(12))
def test_index_in_step_equals_one_made_from_the_files(tmp_path, seed):
    chance = random.Random(seed)
    desk = Desk(corpus(tmp_path), tmp_path / "decisions", "ana")
    sessions = [Session(desk), Session(replace(desk, reviewer="bo")), Session(desk)]
    for step in range(40):
        say(chance, chance.choice(sessions), f"2025-01-01T00:00:{step:02}Z")
    for session in sessions:
        in_step = told(session)
        session.desk.index.unlink()
        assert in_step == told(Session(session.desk))


def test_standing_equals_the_loaded_decisions_after_many_verdicts(tmp_path):
    chance = random.Random(99)
    desk = Desk(corpus(tmp_path), tmp_path / "decisions", "ana")
    session = Session(desk)
    for step in range(60):
        say(chance, session, f"2025-01-01T00:00:{step:02}Z")
    loaded = load_decisions(desk.decisions)
    with session.work() as work:
        assert work.standing.settled == dict(loaded.decisions)
        assert work.standing.by_reviewer == {"ana": dict(loaded.by_reviewer["ana"])}


def test_failed_build_leaves_nothing_behind(tmp_path):
    clean = write_clean(tmp_path / "clean", [correction("k1", confidence="x")])
    with pytest.raises(ArgumentError, match="make all"):
        open_store(clean, tmp_path / "workshop" / "index.sqlite")
    assert list((tmp_path / "workshop").iterdir()) == []


def test_two_processes_may_build_the_index_at_once(tmp_path, monkeypatch):
    clean, path = write_clean(tmp_path / "clean", [correction("k1")]), tmp_path / "workshop" / "index.sqlite"
    command = (
        "import sys; from pathlib import Path; from pipeline.review.index.store import open_store;"
        "open_store(Path(sys.argv[1]), Path(sys.argv[2])).connection.close()"
    )

    def build_after_another(*given):
        subprocess.run([sys.executable, "-c", command, clean, path], check=True)
        build(*given)

    monkeypatch.setattr("pipeline.review.index.store.build", build_after_another)
    store = open_store(clean, path)
    assert store.connection.execute("SELECT key FROM entries").fetchall() == [("k1",)]
    store.connection.close()
    assert list(path.parent.iterdir()) == [path]


def test_workshop_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "workshop").write_text("")
    with pytest.raises(ArgumentError, match=r"index\.sqlite"):
        open_store(write_clean(tmp_path / "clean"), tmp_path / "workshop" / "index.sqlite")


def test_lines_that_another_process_writes_are_seen_at_once(browser):
    browser.post(key="k1", action="accept")
    with Session(browser.desk).work() as work:
        row = row_of(work.connection, "k2")
        decision = decide(row, Verdict("k2", "reject"), work, time="2025-01-01T00:00:00Z")
    append_decisions(browser.desk.decisions, [decision])
    assert browser.post(key="k1", action="reject").json()["progress"] == {"decided": 2, "total": 2}
    assert browser.post("/undo").json()["keys"] == ["k1"]
    assert browser.post("/undo").json()["keys"] == ["k2"]


def test_verdicts_on_what_is_gone_stay_in_the_files_and_harm_nothing(browser):
    gone = Decision(
        id="x", time="2025-01-01T00:00:00Z", reviewer="ana", key="gone", action="accept", before="a",
        after="b", rule_id="r", path="hips/gone.txt", source_id="hips",
    )  # fmt: skip
    append_decisions(browser.desk.decisions, [gone])
    assert browser.get().status_code == 200
    assert browser.post("/undo").json()["keys"] == ["gone"]
