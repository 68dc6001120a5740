"""What the adapters of the strip bench share: pages in, main content out, as JSON lines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

_DECODER = msgspec.json.Decoder(dict[str, str])
_BUFFER = 2**20
"""Bytes read at once: a page is a line."""


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
    with source.open("rb", buffering=_BUFFER) as pages, target.open("wb") as contents:
        for line in pages:
            page = _page(line)
            contents.write(msgspec.json.encode({"id": page["id"], "text": extract(page)}) + b"\n")


def _page(line: bytes) -> Mapping[str, str]:
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError:  # a JSON escape can name half a character, which no file can hold
        return {key: _whole(value) for key, value in json.loads(line).items()}


def _whole(value: str) -> str:
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
