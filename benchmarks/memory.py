"""Memory of a worker on a large page: `python -m benchmarks.memory RAW PATH` prints its peak in megabytes.

The page is generated, so the measurement needs no data. A process of its own loads what a worker loads, reads
the page and strips it.
"""

from __future__ import annotations

import hashlib
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.strip import main_content
from pipeline.model import RawFile
from pipeline.read import read_document
from pipeline.resources import load_resources

FIGURE = "worker.peak-megabytes"
PAGE_BYTES = 20_000_000
_WORDS = ("the", "knee", "may", "hurt", "when", "you", "climb", "stairs", "and", "rest", "often")


def large_page(size: int) -> str:
    """A page of at least `size` characters: sections with a heading, paragraphs, a list and a menu."""
    parts = ["<html><head><title>Knee pain</title></head><body>"]
    length = 0
    for section in _sections(random.Random(0)):
        parts.append(section)
        length += len(section)
        if length >= size:
            break
    return "".join([*parts, "</body></html>"])


def _sections(chance: random.Random) -> Iterator[str]:
    def text(words: int) -> str:
        return " ".join(chance.choices(_WORDS, k=words)).capitalize()

    while True:
        paragraphs = "".join(f'<p class="text">{text(60)}. {text(20)}.</p>' for _ in range(4))
        points = "".join(f"<li>{text(8)}</li>" for _ in range(5))
        menu = "".join(f'<li><a href="/{text(1)}">{text(2)}</a></li>' for _ in range(5))
        yield f"<div><h2>{text(3)}</h2>{paragraphs}<ul>{points}</ul><ul class='menu'>{menu}</ul></div>\n"


def peak_megabytes(size: int = PAGE_BYTES) -> float:
    """Peak resident memory of a fresh process that reads and strips a generated page of `size` bytes.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(large_page(size), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.memory", folder, "page.html"]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak() -> int:
    """Peak resident memory of this process in bytes.

    From Linux's `VmHWM`, because there `ru_maxrss` starts with the peak of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (kilobytes,) = re.findall(r"^VmHWM:\s*(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
        return int(kilobytes) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> None:
    """Read and strip one page as a worker does, and print this process's peak."""
    raw, path = Path(sys.argv[1]), sys.argv[2]
    content = (raw / path).read_bytes()
    file = RawFile(path, "generated", len(content), hashlib.sha256(content).hexdigest())
    del content
    main_content(read_document(raw, file), load_resources({}).boilerplate)
    print(own_peak() / 1e6)


if __name__ == "__main__":
    main()
