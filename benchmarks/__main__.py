"""`python -m benchmarks [--shared FOLDER] [--docs FOLDER]`: speed, memory, waits, tables and quality."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import figures, memory, performance, quality, review, speed, tables
from pipeline.errors import ArgumentError, WinnowError

NOTES = "\n## Notes\n"


def main() -> int:
    """Measure and print Markdown; exit status 2 when something is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("raw"), help="pages for the speed measurement")
    parser.add_argument("--shared", type=Path, help="folder with data/ and bench/, to measure quality")
    parser.add_argument("--docs", type=Path, help="also write performance.md and quality.md to this folder")
    arguments = parser.parse_args()
    try:
        _measure(arguments.raw, arguments.shared and arguments.shared.resolve(), arguments.docs)
    except WinnowError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _measure(raw: Path, shared: Path | None, docs: Path | None) -> None:
    if shared is not None and not (shared / "bench").is_dir():
        raise ArgumentError("There is no bench/ in it.", where=str(shared), remedy="Give the data folder.")
    peak = memory.peak_megabytes()
    print(f"Peak memory of a worker that strips a page of {memory.PAGE_BYTES / 1e6:.0f} MB: {peak:.0f} MB.\n")
    print(speed.table(raw), flush=True)
    print(review.table(), flush=True)
    print(tables.table(), flush=True)
    if shared is None:
        return
    _tell(performance.report(shared), docs and docs / "performance.md")
    sections = quality.measure(shared, raw)
    measured = {memory.FIGURE: peak}
    for section in sections:
        measured |= section.figures
    figures.write_figures(measured)
    _tell(
        "\n".join([quality.HEAD, *(section.markdown() for section in sections)]), docs and docs / "quality.md"
    )


def _tell(text: str, page: Path | None) -> None:
    print(text, flush=True)
    if page is not None:
        page.write_text(text + _notes(page), encoding="utf-8")


def _notes(page: Path) -> str:
    """What people wrote below the tables, to be kept when the tables are replaced."""
    _, mark, notes = page.read_text(encoding="utf-8").partition(NOTES) if page.exists() else ("", "", "")
    return mark + notes


if __name__ == "__main__":
    sys.exit(main())
