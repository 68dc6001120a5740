"""The run that is killed and taken up again."""

from __future__ import annotations

from benchmarks.generated import write_pages
from benchmarks.killed import ended, killed


def test_a_killed_run_is_taken_up_and_ends(tmp_path):
    write_pages(tmp_path / "raw", 3)
    killed(tmp_path, 0.5)
    assert not list((tmp_path / "clean").glob("*.csv"))
    assert ended(tmp_path).split()[:2] == ["documents", "3"]
    assert (tmp_path / "clean" / "corrections.csv").exists()
