"""Every engine gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_samples import content, winnow

from benchmarks.generated import write_pages

PAGES = 300


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "raw"
    write_pages(folder, PAGES)
    return folder


def build(raw: Path, folder: Path, *options: str, **environment: str) -> dict[str, bytes]:
    done = winnow("run", "--raw", raw, "--clean", folder / "clean", *options, cwd=folder, **environment)
    assert done.returncode == 0, done.stderr
    return content(folder / "clean")


@pytest.fixture(scope="module")
def expected(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(raw, tmp_path_factory.mktemp("one"), "--workers", "1")


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["--workers", "2"], {}),
        (["--engine", "daft", "--workers", "2"], {"DAFT_RUNNER": "native"}),
        (["--engine", "daft", "--workers", "2"], {"DAFT_RUNNER": "ray"}),
    ],
    ids=["local", "daft", "daft on ray"],
)
def test_same_bytes_whatever_the_engine(
    raw: Path, expected: dict[str, bytes], tmp_path: Path, options: list[str], environment: dict[str, str]
):
    assert len(expected["documents.csv"].splitlines()) > PAGES
    assert build(raw, tmp_path, *options, **environment) == expected
