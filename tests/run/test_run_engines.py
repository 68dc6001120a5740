"""Every engine gives the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from run_samples import build, content, kept_results

from benchmarks.generated import write_pages
from benchmarks.watch import family

PAGES = 300


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "raw"
    write_pages(folder, PAGES)
    return folder


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


def test_run_survives_the_loss_of_a_ray_actor(raw: Path, expected: dict[str, bytes], tmp_path: Path):
    command = [sys.executable, "-m", "pipeline", "run", "--raw", raw, "--engine", "daft"]
    environment = {**os.environ, "DAFT_RUNNER": "ray"}
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=log, stderr=log
    ) as run:  # fmt: skip
        while not (lost := actor_at_work(run.pid, tmp_path)):
            assert run.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.1)
        os.kill(lost, signal.SIGKILL)
    assert run.returncode == 0, (tmp_path / "log").read_text()
    assert content(tmp_path / "clean") == expected


def actor_at_work(run: int, folder: Path) -> int | None:
    """The actor's process, once all pages are observed."""
    if len(kept_results(folder)) < PAGES:
        return None
    return next((each for each in family(run) if name_of(each).startswith("ray::RaySwordfish")), None)


def name_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    except OSError:
        return ""
