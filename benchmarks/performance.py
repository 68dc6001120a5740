"""`python -m benchmarks.performance SHARED`: whole runs beside what users would run instead.

All systems clean the same pages from nothing, with one process for the work; their start counts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks import scale, speed
from benchmarks.watch import Usage, watch
from pipeline.publish import read_table
from schemas import TABLES

SETS = ("wcxb", "scrapinghub")
PAGES = 400
_SOURCE = "\n".join(f'{key} = "unknown"' for key in ("title", "publisher", "url", "licence", "accessed"))
HEAD = """# Performance

Made by `make bench SHARED=<data folder>`. Ratios come first: they carry over to other machines.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The pages of one measurement, as each system wants them."""

    folder: Path
    pages: int

    @property
    def lines(self) -> Path:
        """JSON lines {"id", "html"}."""
        return self.folder / "pages.jsonl"


def lay_out(pages: Sequence[Mapping[str, str]], folder: Path) -> Place:
    """Write pages {"id", "html", "site"} as a raw folder, a source a site, and as JSON lines."""
    place = Place(folder, len(pages))
    (folder / "datatrove").mkdir(parents=True)
    with place.lines.open("w") as lines, (folder / "datatrove" / "pages.jsonl").open("w") as texts:
        for number, page in enumerate(pages):
            source = folder / "raw" / page["site"]
            source.mkdir(parents=True, exist_ok=True)
            (source / "source.toml").write_text(_SOURCE, "utf-8")
            (source / f"{number:05}.html").write_text(page["html"], "utf-8", "replace")
            lines.write(json.dumps({"id": page["id"], "html": page["html"]}) + "\n")
            texts.write(json.dumps({"id": page["id"], "text": page["html"]}) + "\n")
    return place


def real_pages(shared: Path, pages: int = PAGES) -> list[dict[str, str]]:
    """So many health and news pages, spread evenly over the development sets."""
    found = [page for name in SETS for page in _pages_of(shared / "data" / "strip", name)]
    return found[:: max(1, len(found) // pages)][:pages]


def _pages_of(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with lzma.open(folder / f"{name}.gold.jsonl.xz", "rt") as lines:
        sites = {row["id"]: row["group"] for row in map(json.loads, lines)}
    with lzma.open(folder / f"{name}.html.jsonl.xz", "rt") as lines:
        for row in map(json.loads, lines):
            site = "".join(c if c.isalnum() else "-" for c in sites[row["id"]])
            yield {"id": row["id"], "html": row["html"], "site": site}


def systems(place: Place) -> Mapping[str, tuple[str | Path, ...]]:
    """The commands by label; the first is Winnow's."""
    python, out = (sys.executable, "-m"), place.folder / "out"
    chain = "trafilatura, Harper, spaCy small with negspacy, pandas"
    return {
        "Winnow, the whole run": scale.winnow_run(place.folder, 1),
        f"trafilatura {version('trafilatura')} alone":
            (*python, "benchmarks.peers", "--name", "trafilatura", place.lines, out / "trafilatura.jsonl"),
        chain: (*python, "benchmarks.chain", place.lines, out / "chain"),
        f"datatrove {version('datatrove')}, local executor, trafilatura":
            (*python, "benchmarks.datatrove_peer", place.folder / "datatrove", out / "datatrove"),
    }  # fmt: skip


def report(shared: Path) -> str:
    """The page `docs/performance.md`."""
    with tempfile.TemporaryDirectory() as folder:
        place = lay_out(real_pages(shared), Path(folder))
        (Path(folder) / "out").mkdir()
        used = {label: watch(command) for label, command in systems(place).items()}
        words = _words(Path(folder) / "clean")
        again = watch(scale.winnow_run(Path(folder), 1))
        stages = speed.table(Path(folder) / "raw", label="the same pages")
    return "\n".join([HEAD, _machine(), *_table(used, place.pages, words), _waits(again), stages,
                      "## As pages grow\n\nGenerated pages of some 130 words, two workers.\n",
                      scale.table()])  # fmt: skip


def _machine() -> str:
    return (
        f"Measured on {os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}.\n"
    )


def _table(used: Mapping[str, Usage], pages: int, words: int) -> Iterator[str]:
    ours = next(iter(used.values()))
    yield f"## {pages} real health and news pages, {words:,} words of main content, one worker\n"
    yield (
        "| system | Winnow is so many times as fast | pages per CPU second | words per CPU second "
        "| wall seconds | peak MB |"
    )
    yield "|---|---|---|---|---|---|"
    for label, usage in used.items():
        ratio = "" if usage is ours else f"{usage.cpu_seconds / ours.cpu_seconds:.2f}"
        peak = max(usage.parent_megabytes, usage.child_megabytes)
        yield (
            f"| {label} | {ratio} | {pages / usage.cpu_seconds:.1f} | {words / usage.cpu_seconds:,.0f} "
            f"| {usage.seconds:.1f} | {peak:.0f} |"
        )
    yield ""


def _waits(again: Usage) -> str:
    with tempfile.TemporaryDirectory() as folder:
        first = scale.measure(1, Path(folder))
    return (
        f"From the start to the end of a run over one page: {first.seconds:.1f} s. "
        f"A run over these pages with nothing changed: {again.seconds:.2f} s.\n"
    )


def _words(clean: Path) -> int:
    texts = read_table(TABLES["documents"], clean)["clean_text"].fill_null("")
    return sum(len(text.split()) for text in texts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description=__doc__)
    parser.add_argument("shared", type=Path)
    print(report(parser.parse_args().shared))


if __name__ == "__main__":
    main()
