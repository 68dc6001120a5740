"""What each step does to the pages that the project ships, readable as a diff.

After a change that is meant: `winnow trace PATH > tests/golden/SOURCE.trace.txt`, and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Facts
from pipeline.process import process
from pipeline.read import inventory, read_document
from pipeline.resources import load_resources
from pipeline.trace import trace_page

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "raw"


@pytest.mark.parametrize("file", inventory(RAW).files, ids=lambda file: file.source_id)
def test_page_is_told_as_before(file):
    page = process(read_document(RAW, file), load_resources({}), Facts())
    golden = (HERE / f"{file.source_id}.trace.txt").read_text(encoding="utf-8")
    assert "\n".join(trace_page(page)) + "\n" == golden


def test_no_golden_file_is_left_over():
    sources = {file.source_id for file in inventory(RAW).files}
    assert {path.name.removesuffix(".trace.txt") for path in HERE.glob("*.trace.txt")} == sources
