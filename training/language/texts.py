"""What the language model learns from: the sentences of texts."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.correct.text import read_text
from pipeline.model import Block

Sentence = tuple[str, ...]
"""Lower-case words."""
_PAGE = re.compile(r"\d_[A-Za-z]+_QA(?:_XML)?/\d+")
"""The folder of a publisher and the number of a page, without that of a part of it."""
_WEB_SETS = ("wcxb", "scrapinghub")
_REPORT_SETS = ("bc5cdr", "maccrobat", "ncbi")


@dataclass(frozen=True, slots=True)
class Text:
    """A page, passage or abstract."""

    set: str
    """`health`, `web`, `reports` or `definitions`."""
    group: str
    """Equal for all texts of one page, and for the web pages of one host."""
    sentences: tuple[Sentence, ...]


def read_texts(data: Path) -> Iterator[Text]:
    """All texts to learn from.

    MedQuAD's pages (CC BY 4.0) and passages of such with their known errors mended; the main content of
    general web pages (WCXB, CC BY 4.0; Scrapinghub's benchmark, MIT); abstracts and case reports (BC5CDR and
    NCBI Disease, public domain; MACCROBAT2020, CC BY 4.0).

    Args:
        data: the folder with the data sets.
    """
    for page in rows(data / "text" / "medquad.pages.jsonl.xz"):
        parts = (part for section in page["sections"] for part in (section["question"], section["answer"]))
        yield Text("health", page_group(page["id"]), sentences("\n".join(filter(None, parts))))
    for passage in rows(data / "pages" / "passages.jsonl"):
        text = mended(passage["text"], passage["errors"])
        yield Text("health", page_group(passage["id"]), sentences(text))
    for name in _WEB_SETS:
        for page in rows(data / "strip" / f"{name}.gold.jsonl.xz"):
            yield Text("web", page["group"] or page["id"], sentences(page["gold"]))
    for name in _REPORT_SETS:
        for path in sorted((data / "extract" / name).glob("*.jsonl.xz")):
            yield from (Text("reports", row["id"], sentences(row["text"])) for row in rows(path))


def page_group(id_: str) -> str:
    """The group of a page of MedQuAD, by the id of the page or of a passage or paragraph of it."""
    match = _PAGE.search(id_)
    return match.group() if match else id_


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text with a block a line, as the correct stage reads them."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(
            Block("text", len(blocks), start, start + len(line), line, "paragraph", None, None, "other", "")
        )
        start += len(line) + 1
    return tuple(tuple(word.lower for word in found.words) for found in read_text(blocks).sentences)


def mended(text: str, errors: Iterable[dict[str, Any]]) -> str:
    """A text with its annotated errors corrected, where the annotation says how."""
    parts, position = [], 0
    for error in sorted(errors, key=lambda error: (error["start"], error["end"])):
        if error["correction"] is not None and error["start"] >= position:
            parts += [text[position : error["start"]], error["correction"]]
            position = error["end"]
    return "".join(parts) + text[position:]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, compressed or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
