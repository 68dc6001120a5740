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


GOLDEN = {path.name.removesuffix(".trace.txt"): path for path in sorted(HERE.glob("*.trace.txt"))}


@pytest.mark.parametrize("source", GOLDEN)
def test_shipped_page_is_told_as_before(source):
    (file,) = (file for file in inventory(RAW).files if file.source_id == source)
    page = process(read_document(RAW, file), load_resources({}), Facts())
    told = "\n".join(trace_page(page)) + "\n"
    assert told == GOLDEN[source].read_text(encoding="utf-8")


def test_there_are_golden_files():
    assert len(GOLDEN) == 2
