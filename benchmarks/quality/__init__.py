"""Runs the scorers of the benchmark data on Winnow and lays their figures out as Markdown.

The scorers are programs of the data folder (`bench/`); Winnow is handed to them as a command. One module a
table; `section.py` is what they share.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.quality import correct, extract, pages, relations, strip
from benchmarks.quality.section import Section

HEAD = """# Quality

Made by `make bench SHARED=<data folder>` from development data. The scorers' heads say what each figure
means; `benchmarks/floors.toml` holds the least that is accepted of each.
"""


def measure(shared: Path, raw: Path) -> tuple[Section, ...]:
    """All quality tables.

    Args:
        shared: the data folder, with `data/` and `bench/`.
        raw: the project's raw folder.

    Raises:
        ConfigurationError: a scorer failed, or a file it depends on is broken.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        return (
            pages.measure(shared, place, raw),
            strip.measure(shared, place),
            *correct.measure(shared, place),
            *extract.measure(shared, place),
            relations.measure(shared, place),
        )
