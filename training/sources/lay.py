"""The hand-kept list of lay terms: what people say and the ontologies lack."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Label
from pipeline.vocabulary import surface_form, term_key
from training.sources.entry import Entry, acronyms

PATH = Path(__file__).parents[1] / "data" / "lay_terms.tsv"
_LABELS: dict[str, Label] = {"C": "CONDITION", "S": "SYMPTOM", "T": "TREATMENT"}


def slug(name: str) -> str:
    """The part of a local id after `local:`, from a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def entries() -> Iterator[Entry]:
    """One entry a preferred name, in the order of the file.

    Raises:
        ValueError: a line has not four columns or an unknown label.
    """
    text = PATH.read_text(encoding="utf-8")
    release = hashlib.sha256(text.encode()).hexdigest()[:8]
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        key = (row["preferred_name"], row["label"], row["kind"])
        grouped.setdefault(key, []).append(row["surface"])
    for (name, label, kind), written in grouped.items():
        forms = tuple(dict.fromkeys(map(surface_form, [name, *written])))
        yield Entry(f"local:{slug(term_key(name))}", _LABELS[label], kind, name, "local", release, forms,
                    acronyms=acronyms([name, *written]))  # fmt: skip
