"""What the adapters of the strip bench share: pages in, main content out, as JSON lines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path


def bench_arguments(module: str, description: str | None) -> argparse.ArgumentParser:
    """The command line on which the scorer calls an adapter: `--mode html|text IN OUT`."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--mode", choices=("html", "text"), default="html")
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    return parser


def convert(source: Path, target: Path, extract: Callable[[Mapping[str, str]], str]) -> None:
    """Write {"id", "text"} for each line {"id", "html"|"text"} of the source.

    Args:
        source: JSON lines, UTF-8.
        target: the file to write, replaced if it is there.
        extract: from one input line to the main content.
    """
    with source.open("rb") as pages, target.open("wb") as contents:
        for line in pages:
            page = json.loads(line)
            try:
                contents.write(_answer(page, extract))
            except UnicodeEncodeError:
                contents.write(_answer({key: _encodable(value) for key, value in page.items()}, extract))


def _answer(page: Mapping[str, str], extract: Callable[[Mapping[str, str]], str]) -> bytes:
    answer = {"id": page["id"], "text": extract(page)}
    return json.dumps(answer, ensure_ascii=False).encode() + b"\n"


def _encodable(value: str) -> str:
    """A JSON escape can name half a character, which no file can hold."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
