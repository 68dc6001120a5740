"""Texts to measure the language model on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.language.texts import Text, page_group, rows, sentences

PAGES = "gold pages"
_UNTOUCHED = ("clean", "decoys")


@dataclass(frozen=True, slots=True)
class Planted:
    """A paragraph of MedQuAD with an error planted in it, and without."""

    type: str
    wrong: Text
    right: Text


def read_planted(data: Path) -> list[Planted]:
    """The paragraphs with planted errors.

    Args:
        data: the folder with the data sets.
    """
    return [
        Planted(
            row["type"], _text("planted", row["id"], row["text"]), _text("planted", row["id"], row["refs"][0])
        )
        for row in rows(data / "correct" / "medinject.jsonl")
    ]


def read_untouched(data: Path) -> list[Text]:
    """Paragraphs of MedQuAD as they are, and such with true uses of words that others are taken for."""
    return [
        _text(name, row["id"], row["text"])
        for name in _UNTOUCHED
        for row in rows(data / "correct" / f"{name}.jsonl")
    ]


def read_pages(data: Path) -> list[Text]:
    """The kept lines of whole health pages of many sites, with the errors that are in them."""
    return [
        Text(PAGES, path.stem, sentences("\n".join(_kept_lines(path))))
        for path in sorted((data / "pages" / "gold").glob("*.json"))
        if path.with_suffix(".txt").exists()
    ]


def _text(name: str, id_: str, content: str) -> Text:
    return Text(name, page_group(id_), sentences(content))


def _kept_lines(path: Path) -> Iterator[str]:
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    for first, last in json.loads(path.read_text(encoding="utf-8"))["keep_lines"]:
        yield from lines[first - 1 : last]
