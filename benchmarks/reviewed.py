"""Tables of a large corpus, generated, for the review page to be measured on."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from pipeline.model import content_id
from schemas import TABLES

ENTRIES_A_PAGE = 20
"""Ten corrections, five mentions, four dropped blocks, and the page itself, which repeats the first one; the
first has a dropped block more."""
PAGES_A_SOURCE = 100
_WORDS = ("the", "knee", "may", "hurt", "when", "you", "climb", "stairs", "and", "rest", "often",
          "because", "cartilage", "wears", "thin", "with", "age", "while", "runners", "feel", "it",
          "sooner")  # fmt: skip
_CHANGES = [(f"wrongword{n}", f"rightword{n}", f"rule_{n % 40}") for n in range(2000)]
Row = Mapping[str, object]
Written = tuple[str, Row]
"""(table, row)"""


def write_tables(folder: Path, entries: int) -> None:
    """Write tables with so many things to review, of them half corrections and a quarter mentions.

    Args:
        folder: made if it is missing.
        entries: how many; a multiple of `ENTRIES_A_PAGE`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {name: _writer(stack, folder, name) for name in TABLES}
        for table, row in _rows(entries // ENTRIES_A_PAGE):
            writers[table].writerow(row)


def _writer(stack: ExitStack, folder: Path, name: str) -> csv.DictWriter[str]:
    file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
    writer = csv.DictWriter(file, list(TABLES[name].fields), restval="", lineterminator="\n")
    writer.writeheader()
    return writer


def _rows(pages: int) -> Iterator[Written]:
    chance = random.Random(0)
    for number in range(40):
        yield "rules", {"rule_id": f"rule_{number}", "description": f"Words of list {number}", "n_hits": 1}
    yield "symptoms", {"concept_id": "HP:0012531", "preferred_name": "pain"}
    ids = sorted(content_id("page", number) for number in range(pages))
    for number, document_id in enumerate(ids):
        yield from _page(chance, document_id, number, ids[0])


def _page(chance: random.Random, document_id: str, number: int, first: str) -> Iterator[Written]:
    source = f"source-{number // PAGES_A_SOURCE}"
    page = {"document_id": document_id, "source_id": source, "path": f"{source}/{number}.html",
            "title": _text(chance, 5), "duplicate_of": first if number else "",
            "clean_text": _text(chance, 60)}  # fmt: skip
    yield "documents", page
    start = 0
    for index in range(5):
        text, found = _paragraph(chance, document_id, index, start)
        yield from found
        yield "blocks", _block(document_id, index, start, text, is_kept=True)
        start += len(text) + 1
    for index in range(5, 9 if number else 10):
        text = chance.choice(("Read more", "Next page", _text(chance, 6)))
        yield "blocks", _block(document_id, index, start, text, is_kept=False)
        start += len(text) + 1


def _paragraph(chance: random.Random, document_id: str, index: int, start: int) -> tuple[str, list[Written]]:
    """A block's text, and two corrections and a mention that stand in it."""
    parts, found, at = [], [], start
    place = {"document_id": document_id, "block_index": index}
    for number in range(3):
        lead = _text(chance, 25) + ". " + _text(chance, 6) + " "
        before, after, rule = chance.choice(_CHANGES) if number < 2 else ("pain", "", "")
        at += len(lead)
        key = content_id(document_id, index, number)
        where = {**place, "start": at, "end": at + len(before)}
        found.append(
            _mention(key, where) if number == 2 else _correction(chance, key, where, (before, after, rule))
        )
        parts += [lead, before, " "]
        at += len(before) + 1
    return "".join(parts) + "and so on.", found


def _correction(chance: random.Random, key: str, where: Row, change: Sequence[str]) -> Written:
    before, after, rule = change
    return "corrections", {
        **where, "correction_id": key, "before": before, "after": after, "rule_id": rule, "kind": "spelling",
        "confidence": f"{chance.random():.4f}", "status": chance.choice(("flagged", "flagged", "applied")),
        "context_before": "rest often ", "context_after": " and so on", "reason": "No list has the word.",
    }  # fmt: skip


def _mention(key: str, where: Row) -> Written:
    return "mentions", {
        **where, "mention_id": key, "surface": "pain", "raw_surface": "pain", "label": "SYMPTOM",
        "concept_id": "HP:0012531", "match": "exact", "score": "0.9000", "is_negated": "false",
        "is_uncertain": "false", "is_hypothetical": "false", "experiencer": "patient",
    }  # fmt: skip


def _block(document_id: str, index: int, start: int, text: str, *, is_kept: bool) -> Row:
    return {
        "document_id": document_id, "block_index": index, "kind": "paragraph", "start": start,
        "end": start + len(text), "text": text, "clean_text": text if is_kept else "",
        "is_kept": str(is_kept).lower(), "reason": "" if is_kept else "navigation: a pointer to another page",
        "rule_id": "strip.classifier" if is_kept else "strip.read-more",
        "score": "0.9500" if is_kept else "0.0500",
    }  # fmt: skip


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()
