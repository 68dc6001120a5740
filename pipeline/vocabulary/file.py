"""The vocabulary file: see `pipeline.artefacts` for its frame, `StoredVocabulary` for what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import overload

import msgspec
import numpy as np

from pipeline.artefacts import packed, reading, unpacked
from pipeline.model import Concept
from pipeline.vocabulary.concepts import Rows, Vocabulary, keys_of
from pipeline.vocabulary.index import LABELS, TermIndex, index_of

DEFAULT = Path(__file__).parents[1] / "models" / "vocabulary.msgpack.zst"


class StoredVocabulary(msgspec.Struct, frozen=True):
    """The contents of a vocabulary file.

    Where a name has one concept, as most have, that of the row 7 is told by the number 7; the numbers beyond
    the rows are places in `several`.
    """

    version: str
    """Digest of all that follows save the index, as lines of text: it stays the same while these do."""
    concepts: bytes
    """A line each, in UTF-8: id, label, preferred name, lay name, kind, vocabulary, version, references to
    others; parted by tabs, the references by spaces."""
    labels: bytes
    """Of the concepts: places in `LABELS`."""
    several: tuple[Rows, ...]
    terms: list[str]
    """Sorted."""
    of_terms: bytes
    """A number each, four bytes; the lowest byte first."""
    keys: list[str]
    """Sorted; only where the rows differ from those of the equal surface."""
    of_keys: bytes
    anatomy: frozenset[str]
    acronyms: frozenset[str]
    index: TermIndex


def load_vocabulary(path: Path = DEFAULT) -> Vocabulary:
    """Read a vocabulary file.

    Raises:
        VocabularyError: the file is missing, truncated, changed, or malformed; the error names the file.
    """
    with reading("The vocabulary", path):
        artefact = path.read_bytes()
    return decode(artefact, where=str(path))


def encode(
    concepts: Sequence[Concept], terms: Mapping[str, Rows], anatomy: Iterable[str], acronyms: Iterable[str]
) -> bytes:
    """The bytes of a vocabulary file; the same for the same contents. Arguments as in `Vocabulary`."""
    keys = keys_of(terms)
    others = {key: keys[key] for key in sorted(keys) if terms.get(key) != keys[key]}
    its = {term: terms[term] for term in sorted(terms)}
    several = sorted({rows for rows in (*its.values(), *others.values()) if len(rows) != 1})
    numbers: dict[Rows, int] = {(row,): row for row in range(len(concepts))}
    numbers |= {rows: number for number, rows in enumerate(several, len(concepts))}
    lines = list(map(_concept_line, concepts))
    parts, capitals = sorted(set(anatomy)), sorted(set(acronyms))
    told = [*lines, *map(_name_line, its.items()), *map(_name_line, others.items()), *parts, *capitals]
    stored = StoredVocabulary(
        version=hashlib.sha256("".join(f"{line}\n" for line in told).encode()).hexdigest()[:12],
        concepts="\n".join(lines).encode(),
        labels=bytes(LABELS.index(concept.label) for concept in concepts),
        several=tuple(several),
        terms=list(its),
        of_terms=_numbers(numbers, its.values()),
        keys=list(others),
        of_keys=_numbers(numbers, others.values()),
        anatomy=frozenset(parts),
        acronyms=frozenset(capitals),
        index=index_of(its, its | others, concepts),
    )
    return packed(stored)


def decode(artefact: bytes, *, where: str) -> Vocabulary:
    """The vocabulary in the bytes of a file.

    Args:
        artefact: what `encode` gave.
        where: the name of the file, for the error.

    Raises:
        VocabularyError: as `load_vocabulary`.
    """
    with reading("The vocabulary", where):
        return _vocabulary(unpacked(artefact, StoredVocabulary))


def _vocabulary(stored: StoredVocabulary) -> Vocabulary:
    concepts = _Concepts(stored.concepts.split(b"\n"))
    labels = list(map(LABELS.__getitem__, stored.labels))
    if len(concepts) != len(labels):
        raise ValueError("a concept has no label")
    if max((row for rows in stored.several for row in rows), default=-1) >= len(concepts):
        raise ValueError("a name points at no concept")
    rows = [*zip(range(len(concepts))), *stored.several]
    terms = _named(stored.terms, stored.of_terms, rows)
    return Vocabulary(
        version=stored.version,
        concepts=concepts,
        labels=labels,
        terms=terms,
        keys=terms | _named(stored.keys, stored.of_keys, rows),
        anatomy=stored.anatomy,
        acronyms=stored.acronyms,
        index=stored.index,
    )


def _named(names: Sequence[str], numbers: bytes, rows: Sequence[Rows]) -> dict[str, Rows]:
    """What names name.

    Raises:
        IndexError, ValueError: the numbers are none of rows, or not as many as the names.
    """
    its = map(rows.__getitem__, np.frombuffer(numbers, "<u4").tolist())
    return dict(zip(names, its, strict=True))


def _numbers(numbers: Mapping[Rows, int], named: Iterable[Rows]) -> bytes:
    return np.array([numbers[rows] for rows in named], "<u4").tobytes()


def _concept_line(concept: Concept) -> str:
    fields = (
        concept.concept_id, concept.label, concept.preferred_name, concept.lay_name or "", concept.kind,
        concept.vocabulary, concept.vocabulary_version, " ".join(concept.xrefs),
    )  # fmt: skip
    return "\t".join(fields)


def _name_line(named: tuple[str, Rows]) -> str:
    name, rows = named
    return f"{name}\t{' '.join(map(str, rows))}"


class _Concepts(Sequence[Concept]):
    """The concepts of a file, each read when it is asked for: a page names few of them."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._read: dict[int, Concept] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, row: int) -> Concept: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Concept]: ...
    def __getitem__(self, row: int | slice) -> Concept | Sequence[Concept]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        concept = self._read.get(row)
        if concept is None:
            concept = self._read[row] = _concept(self._lines[row])
        return concept


def _concept(line: bytes) -> Concept:
    concept_id, label, name, lay_name, kind, vocabulary, version, xrefs = line.decode().split("\t")
    return Concept(concept_id, LABELS[LABELS.index(label)], name, lay_name or None, kind, vocabulary, version,
                   tuple(xrefs.split()))  # fmt: skip
