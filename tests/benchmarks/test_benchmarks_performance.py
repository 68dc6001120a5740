from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import performance
from benchmarks.generated import SITE_PAGES, write_pages
from benchmarks.watch import Usage, watch
from pipeline.read import inventory

BUSY = "import time; b = bytearray(200_000_000)\nwhile time.process_time() < 0.6: pass"


def test_watched_command_is_measured_with_its_children():
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
    usage = watch([sys.executable, "-c", child])
    assert usage.cpu_seconds >= 0.6
    assert usage.child_megabytes > 200 > usage.parent_megabytes > 5


def test_watched_command_that_fails_is_told():
    with pytest.raises(subprocess.CalledProcessError) as caught:
        watch([sys.executable, "-c", "raise SystemExit('no such page')"])
    assert caught.value.__notes__ == ["no such page\n"]


def test_generated_pages_are_the_same_each_time_and_differ_from_each_other(tmp_path: Path):
    for place in ("one", "two"):
        write_pages(tmp_path / place, SITE_PAGES + 5)
    pages = [path.read_bytes() for path in sorted((tmp_path / "one").glob("*/*.html"))]
    assert pages == [path.read_bytes() for path in sorted((tmp_path / "two").glob("*/*.html"))]
    assert len(set(pages)) == SITE_PAGES + 5
    assert len(inventory(tmp_path / "one").sources) == 2


def test_pages_are_laid_out_a_source_a_site(tmp_path: Path):
    pages = [{"id": str(n), "html": f"<p>Page {n}\ud800", "site": f"site-{n % 2}"} for n in range(4)]
    place = performance.lay_out(pages, tmp_path / "place")
    found = inventory(place.folder / "raw")
    assert (place.pages, len(found.files), len(found.sources)) == (4, 4, 2)
    assert [json.loads(line)["id"] for line in place.lines.read_text().splitlines()] == list("0123")


def test_ratios_say_how_many_times_as_fast_winnow_is():
    used = {"Winnow": Usage(5, 2, 300, 400), "peer": Usage(9, 6, 100, 0)}
    table = "\n".join(performance._table(used, 100, 5_000))
    assert "| Winnow |  | 50.0 | 2,500 | 5.0 | 400 |" in table
    assert "| peer | 3.00 | 16.7 | 833 | 9.0 | 100 |" in table
