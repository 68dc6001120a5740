"""What all tests share: properties without a deadline by the clock, and one browser a test file."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is no error
settings.load_profile("unhurried")

# What drives and audits a page in a browser lies with the tests of the review page.
sys.path.append(str(Path(__file__).parent / "review" / "browser"))


@pytest.fixture(scope="module")
def chromium():
    """The browser of this machine, one a test file: playwright's event loop would be in the way of others.

    Where there is none, tests fail in CI and are skipped elsewhere.
    """
    from browser_desk import NAMES, browser_path, launched  # noqa: PLC0415

    path = browser_path()
    if path is None:
        missing = f"No browser on this machine ({', '.join(NAMES)}): the page was not tried in one."
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with launched(path) as browser:
        yield browser
