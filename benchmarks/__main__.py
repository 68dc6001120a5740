"""`python -m benchmarks [--shared FOLDER] [--out FILE]`: speed, and with the benchmark data quality too."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import quality, speed

NOTES = "\n## Notes\n"


def main() -> int:
    """Measure and print Markdown; exit status 2 when the data folder is not one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("raw"), help="pages for the speed measurement")
    parser.add_argument("--shared", type=Path, help="folder with data/ and bench/, to measure quality")
    parser.add_argument("--out", type=Path, help="also write the quality tables to this Markdown file")
    arguments = parser.parse_args()
    print(speed.table(arguments.raw), flush=True)
    if arguments.shared is None:
        return 0
    if not (arguments.shared / "bench").is_dir():
        print(f"error: {arguments.shared}: no bench/ in it. Give the data folder.", file=sys.stderr)
        return 2
    text = quality.tables(arguments.shared.resolve())
    print(text)
    if arguments.out is not None:
        arguments.out.write_text(text + _notes(arguments.out), encoding="utf-8")
    return 0


def _notes(page: Path) -> str:
    """What people wrote below the tables, to be kept when the tables are replaced."""
    _, mark, notes = page.read_text(encoding="utf-8").partition(NOTES) if page.exists() else ("", "", "")
    return mark + notes


if __name__ == "__main__":
    sys.exit(main())
