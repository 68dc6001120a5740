"""The generated tables that the review page is measured on."""

import pytest

from benchmarks.reviewed import ENTRIES_A_PAGE, write_tables
from pipeline.review.index.store import open_store


@pytest.mark.parametrize("entries", [ENTRIES_A_PAGE, 10 * ENTRIES_A_PAGE])
def test_tables_hold_as_many_entries_as_asked_for(tmp_path, entries):
    write_tables(tmp_path / "clean", entries)
    store = open_store(tmp_path / "clean", tmp_path / "index.sqlite")
    kinds = dict(store.connection.execute("SELECT kind, count(*) FROM entries GROUP BY kind"))
    store.connection.close()
    assert sum(kinds.values()) == entries
    assert kinds["correction"] == entries / 2
