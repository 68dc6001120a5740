"""A small clean/ folder and a browser that was let in to the review page."""

import pytest
from review_browser import Browser
from review_tables import correction, write_clean

from pipeline.review.session import Desk


@pytest.fixture
def clean(tmp_path):
    return write_clean(
        tmp_path / "clean", [correction("k1"), correction("k2", status="applied", start=30, end=44)]
    )


@pytest.fixture
def browser(tmp_path, clean):
    return Browser(Desk(clean, tmp_path / "decisions", "ana"))


@pytest.fixture
def bo(browser):
    """Another reviewer of the same tables."""
    return Browser(Desk(browser.desk.clean, browser.desk.decisions, "bo"))
