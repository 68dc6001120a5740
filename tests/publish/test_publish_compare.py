import shutil
from dataclasses import replace

import pytest
from publish_pages import (
    RULES,
    plain_page,
    sample_page,
    sample_tables,
)

from pipeline.errors import ArgumentError
from pipeline.publish import FileDifference, compare_folders, diff_tables, read_report, write_tables
from pipeline.publish.diff import _OF_A_PAGE, _WORDS, MAX_WORDS, _one_line
from schemas import TABLES


@pytest.fixture
def folders(tmp_path):
    for name in ("old", "new"):
        write_tables(sample_tables(), tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def test_equal_folders_do_not_differ(folders):
    assert compare_folders(*folders) == ()
    assert diff_tables(*folders) == ()


def test_changed_added_and_removed_files_are_named(folders):
    old, new = folders
    (new / "rules.csv").write_text("other")
    (new / "more.csv").write_text("")
    (new / "README.md").unlink()
    assert compare_folders(old, new) == (
        FileDifference("README.md", "removed"),
        FileDifference("more.csv", "added"),
        FileDifference("rules.csv", "changed"),
    )


def test_parquet_that_the_old_folder_lacks_does_not_count(folders):
    old, new = folders
    (old / "rules.parquet").unlink()
    assert compare_folders(old, new) == ()


def test_parquet_that_both_have_counts(folders):
    old, new = folders
    (old / "rules.parquet").write_bytes(b"other")
    assert compare_folders(old, new) == (FileDifference("rules.parquet", "changed"),)


def test_a_missing_folder_differs_in_every_file_that_is_committed(folders):
    old, new = folders
    shutil.rmtree(old)
    assert {difference.change for difference in compare_folders(old, new)} == {"added"}


def test_a_row_that_is_new_and_one_that_is_gone_are_named_by_key(tmp_path):
    gone, come = plain_page(), plain_page("clinic/three.txt")
    write_tables(sample_tables([sample_page(), gone]), tmp_path / "old")
    write_tables(sample_tables([sample_page(), come]), tmp_path / "new")
    documents = next(d for d in diff_tables(tmp_path / "old", tmp_path / "new") if d.table == "documents")
    assert documents.added == ((come.document.id,),)
    assert documents.removed == ((gone.document.id,),)
    assert (documents.changed, documents.changed_columns) == ((), {})


def test_every_row_that_differs_is_told_in_a_few_words(tmp_path):
    write_tables(sample_tables([sample_page(), plain_page()]), tmp_path / "old")
    write_tables(sample_tables([plain_page("clinic/three.txt")]), tmp_path / "new")
    differences = {
        difference.table: difference for difference in diff_tables(tmp_path / "old", tmp_path / "new")
    }
    for difference in differences.values():
        keys = {*difference.added, *difference.removed, *difference.changed}
        assert difference.words.keys() == keys
        assert all(0 < len(words) <= MAX_WORDS and "\n" not in words for words in difference.words.values())
    path = sample_page().document.path
    assert path in differences["documents"].words.values()
    assert f"{path}: Stress factors → Stress fractures" in differences["corrections"].words.values()


def test_a_long_row_is_told_in_one_line_of_bounded_length():
    line = _one_line("a/b.txt", "so\nmany words " * 1000)
    assert line.startswith("a/b.txt: so many words so")
    assert (len(line), line[-1]) == (MAX_WORDS, "…")


def test_the_words_are_columns_of_every_table():
    assert _WORDS.keys() == TABLES.keys()
    assert all(set(columns) <= TABLES[name].fields.keys() for name, columns in _WORDS.items())
    assert set(_OF_A_PAGE) == {n for n, t in TABLES.items() if "document_id" in t.fields} - {"documents"}


def test_changed_cells_are_counted_by_column(tmp_path):
    rules = [replace(rule, action="other", measured_precision=0.5) for rule in RULES[1:]]
    write_tables(sample_tables(), tmp_path / "old")
    write_tables(sample_tables(rules=(RULES[0], *rules)), tmp_path / "new")
    [difference] = diff_tables(tmp_path / "old", tmp_path / "new")
    assert difference.changed == (("doubled-word",), ("near-miss",))
    assert difference.changed_columns == {"action": 2, "measured_precision": 2}


def test_a_build_of_an_earlier_version_may_lack_a_column(folders):
    old, new = folders
    header, *rows = (old / "rules.csv").read_text().splitlines()
    shortened = [line.rsplit(",", 1)[0] for line in (header, *rows)]
    (old / "rules.csv").write_text("\n".join(shortened) + "\n")
    [difference] = diff_tables(old, new)
    assert difference.changed_columns == {"measured_precision": 2}


def test_a_folder_without_tables_cannot_be_compared_by_row(folders, tmp_path):
    with pytest.raises(ArgumentError, match="winnow run"):
        diff_tables(tmp_path / "nowhere", folders[1])


def test_the_report_counts_what_the_build_holds(tmp_path):
    write_tables(sample_tables([sample_page(), sample_page("clinic/b.txt"), plain_page()]), tmp_path)
    found = read_report(tmp_path)
    assert (found.rows["documents"], found.rows["quarantine"]) == (3, 1)
    [drop] = found.drops
    assert (drop.reason, drop.rule_id, drop.blocks) == ("share line", "share-line", 2)
    assert [file.error_code for file in found.quarantine] == ["empty_file"]


def test_the_report_gives_examples_of_each_rule_and_status(tmp_path):
    write_tables(sample_tables([sample_page(), sample_page("clinic/b.txt")]), tmp_path)
    found = {
        (c.rule_id, c.status): (c.corrections, [(e.before, e.after) for e in c.examples])
        for c in read_report(tmp_path).corrections
    }
    assert found == {
        ("doubled-word", "flagged"): (2, [("the the", "the")]),
        ("near-miss", "applied"): (2, [("Stress factors", "Stress fractures")]),
    }


def test_the_report_ranks_conditions_with_their_symptoms_and_treatments(tmp_path):
    write_tables(sample_tables(), tmp_path)
    conditions = {c.name: (c.documents, c.symptoms, c.treatments) for c in read_report(tmp_path).subjects}
    assert conditions == {"Stress fracture": (1, 0, 1), "hip pain": (1, 0, 0)}


def test_the_report_of_an_empty_build_is_empty(tmp_path):
    write_tables(sample_tables([plain_page()], rules=()), tmp_path)
    found = read_report(tmp_path)
    assert (found.drops, found.corrections, found.subjects) == ((), (), ())
