"""A small clean/ folder and a browser that was let in to the review page."""

import pytest
from review_browser import Browser, correction, write_clean

from pipeline.review.app import Desk


@pytest.fixture
def clean(tmp_path):
    return write_clean(tmp_path / "clean", [correction("k1"), correction("k2", status="applied")])


@pytest.fixture
def browser(tmp_path, clean):
    return Browser(Desk(clean, tmp_path / "decisions", "ana"))
