"""Validating and writing a million mentions: `python -m benchmarks.tables` prints CPU seconds and megabytes.

The tables are generated: pages alike but for their ids, five blocks of ten mentions each. A process of its
own makes them, so that its peak memory is that of the tables.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import MappingProxyType

import polars as pl
from polars import col, lit

from benchmarks.memory import own_peak
from pipeline.publish import Tables, find_failures, report_failures, write_tables
from schemas import TABLES
from schemas.types import polars_schema

MENTIONS = 1_000_000
BLOCKS = 5
IN_BLOCK = 10
_SENTENCE = "Hip pain comes and goes with the hours. "
_SURFACE = "Hip pain"
_TEXT = _SENTENCE * IN_BLOCK
_CONCEPT = "HP:0030838"


def table() -> str:
    """What it costs, as a Markdown table."""
    command = [sys.executable, "-m", "benchmarks.tables"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    validated, written, peak = map(float, printed.split())
    return (
        f"| {MENTIONS:,} mentions | CPU seconds |\n|---|---|\n| validated | {validated:.1f} |\n"
        f"| written | {written:.1f} |\n\nPeak memory: {peak:.0f} MB.\n"
    )


def many_mentions(mentions: int = MENTIONS) -> Tables:
    """Sound tables with so many mentions, or up to a page's fewer."""
    pages = mentions // (BLOCKS * IN_BLOCK)
    documents = pl.select(number=pl.int_range(pages)).select(
        document_id=col("number").map_elements(lambda number: f"{number:020x}", return_dtype=pl.String)
    )
    frames = {
        **{name: pl.DataFrame(schema=polars_schema(each)) for name, each in TABLES.items()},
        "sources": _typed("sources", _source()),
        "documents": _typed("documents", _documents(documents)),
        "blocks": _typed("blocks", _blocks(documents)),
        "mentions": _typed("mentions", _mentions(documents)),
        "symptoms": _typed("symptoms", _symptom(pages)),
    }
    return Tables(MappingProxyType(frames))


def _typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    schema = polars_schema(TABLES[name])
    absent = [lit(None).alias(column) for column in schema if column not in frame.columns]
    return frame.with_columns(absent).select(col(column).cast(dtype) for column, dtype in schema.items())


def _source() -> pl.DataFrame:
    stated = dict.fromkeys(("title", "publisher", "url", "licence", "accessed"), "unknown")
    return pl.DataFrame({"source_id": ["site"], **{name: [value] for name, value in stated.items()}})


def _documents(documents: pl.DataFrame) -> pl.DataFrame:
    return documents.with_columns(
        path=lit("site/") + col("document_id"), source_id=lit("site"), language=lit("en"), n_relations=0,
        media_type=lit("text/plain"), raw_sha256=lit("0" * 64), n_blocks=BLOCKS, n_kept_blocks=BLOCKS,
        clean_text=lit("\n".join([_TEXT] * BLOCKS)), n_corrections=0, n_mentions=BLOCKS * IN_BLOCK,
    )  # fmt: skip


def _blocks(documents: pl.DataFrame) -> pl.DataFrame:
    numbers = pl.select(block_index=pl.int_range(BLOCKS))
    start = col("block_index") * (len(_TEXT) + 1)
    return documents.join(numbers, how="cross").with_columns(
        kind=lit("paragraph"), section_type=lit("other"), start=start, end=start + len(_TEXT),
        text=lit(_TEXT), clean_text=lit(_TEXT), is_kept=True, score=1.0, locator=lit("line[1]"),
    )  # fmt: skip


def _mentions(documents: pl.DataFrame) -> pl.DataFrame:
    places = pl.select(place=pl.int_range(BLOCKS * IN_BLOCK)).with_columns(
        block_index=col("place") // IN_BLOCK,
        start=col("place") // IN_BLOCK * (len(_TEXT) + 1) + col("place") % IN_BLOCK * len(_SENTENCE),
        suffix=col("place").cast(pl.String).str.zfill(4),
    )
    end = col("start") + len(_SURFACE)
    return documents.join(places, how="cross").with_columns(
        mention_id=col("document_id").str.tail(16) + col("suffix"), end=end, clean_start=col("start"),
        clean_end=end, surface=lit(_SURFACE), raw_surface=lit(_SURFACE), label=lit("SYMPTOM"),
        concept_id=lit(_CONCEPT), match=lit("exact"), score=0.9, is_negated=False, is_uncertain=False,
        is_hypothetical=False, experiencer=lit("patient"), section_type=lit("other"),
    )  # fmt: skip


def _symptom(pages: int) -> pl.DataFrame:
    named = {"concept_id": _CONCEPT, "preferred_name": "Hip pain", "kind": "finding", "vocabulary": "test"}
    return pl.DataFrame([{**named, "n_documents": pages, "n_mentions": pages * BLOCKS * IN_BLOCK}])


def main() -> None:
    """Print the CPU seconds of validating and of writing, and the peak memory in megabytes."""
    tables = many_mentions()
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        report_failures(find_failures(tables), Path(folder, "failures.csv"))
        validated = time.process_time()
        write_tables(tables, Path(folder, "clean"))
        written = time.process_time()
    print(validated - started, written - validated, own_peak() / 1e6)


if __name__ == "__main__":
    main()
