from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from run_samples import build, make_raw


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_raw(tmp_path_factory.mktemp("same") / "raw")


@pytest.fixture(scope="module")
def expected(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(raw, tmp_path_factory.mktemp("expected"), "--workers", "1", PYTHONHASHSEED="1")


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["--workers", "2"], {}),
        ([], {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}),
        ([], {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/New_York", "PYTHONUTF8": "0", "COLUMNS": "20"}),
    ],
    ids=["workers", "hash seed, C locale, time zone", "Turkish locale"],
)
def test_same_bytes_whatever_the_host(
    raw: Path, expected: dict[str, bytes], tmp_path: Path, options: list[str], environment: dict[str, str]
):
    assert build(raw, tmp_path, *options, **environment) == expected


def test_same_bytes_in_whatever_order_the_files_were_made(
    raw: Path, expected: dict[str, bytes], tmp_path: Path
):
    files = sorted((path for path in raw.rglob("*") if path.is_file()), reverse=True)
    for file in files:
        copy = tmp_path / "elsewhere" / file.relative_to(raw)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    assert build(tmp_path / "elsewhere", tmp_path) == expected
