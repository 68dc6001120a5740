"""An extra adds packages to those of the run and changes none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "locks"


def pins(name: str) -> set[str]:
    return set(re.findall(r"^\S+==\S+", (LOCKS / name).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", sorted(path.name for path in LOCKS.glob("*.txt")))
def test_every_lock_holds_the_packages_of_the_run_unchanged(lock):
    assert pins("run.txt") <= pins(lock)
