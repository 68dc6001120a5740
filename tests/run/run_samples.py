"""Raw folders for the tests, and engines for them in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pipeline.engine import Answer, Job
from pipeline.engine.worker import DocumentWorker, answer
from pipeline.heeding import index_decisions
from pipeline.model import Decisions
from pipeline.resources import Resources, load_resources
from pipeline.run import Settings

SOURCE = """title = "Invented pages"
publisher = "unknown"
url = "unknown"
licence = "unknown"
accessed = "unknown"
"""
PARAGRAPHS = (
    "Hip pain after running is common. Stress fractures of the hip are rare. Stress factors of the hip "
    "heal with rest, and you should see a orthopedist if the the pain stays for weeks.",
    "Osteoarthritis of the knee causes stiffness in the morning. It is treated with exercise, weight loss "
    "and, if nothing else helps, with a new joint. Ask your physician which of these suits you.",
    "Asthma can cause cough and shortness of breath. An inhaler with a corticosteroid is the treatment "
    "that most people need. Smoke makes asthma worse, so do not let anyone smoke at home.",
)
FOOTER = "Share this page with your friends and subscribe to our letter"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page_text(number: int) -> str:
    return f"Question number {chr(97 + number)} about health\n\n{PARAGRAPHS[number % 3]}\n\n{FOOTER}\n"


def make_raw(raw: Path, pages: int = 6) -> Path:
    """Text pages that share a footer, a copy, an HTML page and a file for quarantine, in two sources."""
    for number in range(pages):
        write(raw / "texts" / f"{number:02}.txt", page_text(number))
    write(raw / "texts" / "copy.txt", page_text(0))
    write(raw / "texts" / "empty.txt", "")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    write(raw / "pages" / "a.html", f"<title>Joints</title><h1>Joints</h1>{body}<nav>Home</nav>")
    for source in ("texts", "pages"):
        write(raw / source / "source.toml", SOURCE)
    return raw


def settings_in(folder: Path, **options: object) -> Settings:
    return Settings(raw=folder / "raw", clean=folder / "clean", decisions=folder / "decisions", **options)


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@cache
def resources() -> Resources:
    return load_resources({})


@dataclass
class HereEngine:
    """Answers jobs in this process with the real pipeline; `opened` counts what it was asked."""

    turned: bool = False
    processed: list[str] = field(default_factory=list)
    _worker: DocumentWorker | None = None

    def __call__(self, settings: Settings, decisions: Decisions) -> HereEngine:
        loaded = resources()
        boilerplate = replace(loaded.boilerplate, comments=settings.comments)
        here = Resources(boilerplate, loaded.language, loaded.recogniser, index_decisions(decisions))
        self._worker = DocumentWorker(settings.raw, here)
        return self

    batch_bytes = 100

    def start(self) -> None:
        pass

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Answer]]:
        for job in reversed(jobs) if self.turned else jobs:
            if job.facts is not None:
                self.processed.append(job.file.path)
            yield job, answer(self._worker, job)

    def close(self) -> None:
        pass


class SilentProgress:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None = None) -> None:
        pass

    def advance(self, steps: float = 1) -> None:
        pass

    def end(self) -> None:
        pass


def winnow(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip


def build(raw: Path, folder: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """All files that a run by the command line makes of raw pages."""
    done = winnow("run", "--raw", raw, "--clean", folder / "clean", *options, cwd=folder, **environment)
    assert done.returncode == 0, done.stderr
    return content(folder / "clean")


def kept_results(folder: Path) -> list[Path]:
    """What a run in this folder has kept of its pages so far."""
    return [path for path in (folder / ".build" / "clean" / "cache").glob("??/*") if not path.suffix]
