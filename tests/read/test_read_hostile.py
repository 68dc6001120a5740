"""Pages made to break parsers, each in a process of its own with bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import hashlib, resource, sys
from pathlib import Path
from pipeline.errors import InputError
from pipeline.model import RawFile
from pipeline.read import read_document
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
raw = Path(sys.argv[1])
content = (raw / "site" / "a.html").read_bytes()
file = RawFile("site/a.html", "site", len(content), hashlib.sha256(content).hexdigest())
try:
    print(read_document(raw, file).text[-20:])
except InputError as error:
    print(error.code)
"""
DEPTH = 100_000

PAGES = {
    "deep": "<div>" * DEPTH + "bottom" + "</div>" * DEPTH + "<p>after",
    "deep with text": "<div>x" * DEPTH + "bottom",
    "deep inline": "<b>" * DEPTH + "bottom<p>after",
    "deep tables": "<table><tr><td>" * 20_000 + "bottom",
    "deep tables with text": "<table><tr><td>x" * 60_000 + "bottom",
    "deep lists": "<ul><li>x" * 20_000 + "bottom",
    "unclosed links": "<a href=x>y " * DEPTH + "bottom",
    "million attributes": "<p " + " ".join(f"a{i}=b" for i in range(1_000_000)) + ">bottom",
    "million attributes of one name": "<p " + "a=b " * 1_000_000 + ">bottom",
    "million classes": "<p class='" + "a " * 1_000_000 + "'>bottom",
    "long line": "<p>" + "word " * 2_000_000 + "bottom",
    "many cells": "<table><tr>" + "<td>x" * DEPTH + "</table>bottom",
    "open comment": "<p>bottom<!--" + "-" * 1_000_000,
    "many openers": "<p>bottom " + "<" * 1_000_000,
}
PAGES_WITHOUT_TEXT = {
    "deep": "<div>" * DEPTH,
    "million attributes": "<p " + " ".join(f"a{i}=b" for i in range(200_000)) + ">",
    "long script": "<script>" + "var a = '<p>b';\n" * DEPTH + "</script>",
    "many comments": "<!-- a -->" * DEPTH,
    "unclosed script": "<script>" + "<" * DEPTH,
}


def read_apart(page: str, folder: Path) -> str:
    (folder / "site").mkdir()
    (folder / "site" / "a.html").write_text(page)
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout


@pytest.mark.parametrize("name", PAGES)
def test_hostile_page_is_read_to_its_end(name: str, tmp_path: Path) -> None:
    assert read_apart(PAGES[name], tmp_path).rstrip().endswith(("bottom", "after", "<" * 19))


@pytest.mark.parametrize("name", PAGES_WITHOUT_TEXT)
def test_hostile_page_without_text_is_refused(name: str, tmp_path: Path) -> None:
    assert read_apart(PAGES_WITHOUT_TEXT[name], tmp_path).strip() == "no_text"
