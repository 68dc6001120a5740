"""The vocabulary file: a checked header line, then tab-separated lines, xz-compressed.

Uncompressed layout (UTF-8, LF, sorted, hence equal bytes for equal contents)::

    winnow-vocabulary 1 CONCEPTS TERMS KEYS ANATOMY ACRONYMS SHA256-OF-THE-REST
    id <TAB> label <TAB> preferred name <TAB> lay name <TAB> kind <TAB> vocabulary <TAB> version <TAB> xrefs
    surface <TAB> row row ...           (CONCEPTS lines above, TERMS lines here)
    key <TAB> row row ...               (only where the rows differ from those of the equal surface)
    body part
    acronym
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar, overload

from pipeline.errors import VocabularyError
from pipeline.model import Concept, Label
from pipeline.vocabulary.concepts import Rows, Vocabulary, keys_of

DEFAULT = Path(__file__).parents[1] / "models" / "vocabulary.tsv.xz"
Parsed = TypeVar("Parsed")
_MAGIC = "winnow-vocabulary 1"
_SECTIONS = 5
_FIELDS = 8
_LABELS: Mapping[str, Label] = {label: label for label in ("CONDITION", "SYMPTOM", "TREATMENT")}
_REMEDY = "Restore the file, or rebuild it with `make train`."


def load_vocabulary(path: Path = DEFAULT) -> Vocabulary:
    """Read a vocabulary file.

    Raises:
        VocabularyError: the file is missing, truncated, changed, or holds a malformed line; the error
            names the file and the line.
    """
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise VocabularyError(
            f"The vocabulary cannot be read: {error.strerror}.", where=str(path), remedy=_REMEDY
        ) from error
    return decode(packed, where=str(path))


def encode(
    concepts: Sequence[Concept], terms: Mapping[str, Rows], anatomy: Iterable[str], acronyms: Iterable[str]
) -> bytes:
    """The bytes of a vocabulary file; the same for the same contents. Arguments as in `Vocabulary`."""
    keys = {key: rows for key, rows in keys_of(terms).items() if terms.get(key) != rows}
    lines = [_concept_line(concept) for concept in concepts]
    lines += [_rows_line(surface, terms[surface]) for surface in sorted(terms)]
    lines += [_rows_line(key, keys[key]) for key in sorted(keys)]
    parts, capitals = sorted(set(anatomy)), sorted(set(acronyms))
    body = "".join(f"{line}\n" for line in lines + parts + capitals)
    counts = " ".join(str(len(part)) for part in (concepts, terms, keys, parts, capitals))
    header = f"{_MAGIC} {counts} {_digest(body)}\n"
    return lzma.compress((header + body).encode(), format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)


def decode(packed: bytes, *, where: str) -> Vocabulary:
    """The vocabulary in the bytes of a file.

    Args:
        packed: what `encode` gave.
        where: the name of the file, for the error.

    Raises:
        VocabularyError: as `load_vocabulary`.
    """
    try:
        text = lzma.decompress(packed, format=lzma.FORMAT_XZ).decode()
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise VocabularyError(
            f"The vocabulary is damaged or cut short: {error}.", where=where, remedy=_REMEDY
        ) from error
    header, _, body = text.partition("\n")
    digest = _digest(body)
    counts = _counts(header, body, digest, where)
    return _parse(body.split("\n")[:-1], counts, version=digest[:12], where=where)


def _counts(header: str, body: str, digest: str, where: str) -> list[int]:
    if not header.startswith(_MAGIC + " "):
        raise VocabularyError("This is no vocabulary file of format 1.", where=where, remedy=_REMEDY)
    *numbers, written = header.removeprefix(_MAGIC).split()
    counts = [int(number) for number in numbers if number.isdecimal()]
    if written != digest or len(counts) != _SECTIONS or sum(counts) != body.count("\n"):
        raise VocabularyError(
            "The contents do not agree with the checksum or the counts.", where=where, remedy=_REMEDY
        )
    return counts


def _parse(lines: list[str], counts: list[int], *, version: str, where: str) -> Vocabulary:
    ends = [sum(counts[:n]) for n in range(1, _SECTIONS + 1)]
    labels = _each(_label, lines[: ends[0]], first=2, where=where)
    known = _KnownRows()
    named = _each(known.read, lines[ends[0] : ends[2]], first=2 + ends[0], where=where)
    terms = dict(named[: counts[1]])
    keys = terms | dict(named[counts[1] :])
    if max((row for rows in known.values() for row in rows), default=-1) >= len(labels):
        raise VocabularyError("A term points at no concept.", where=where, remedy=_REMEDY)
    return Vocabulary(version, _Concepts(lines[: ends[0]]), labels, terms, keys,
                      frozenset(lines[ends[2] : ends[3]]), frozenset(lines[ends[3] :]))  # fmt: skip


def _each(parse: Callable[[str], Parsed], lines: list[str], *, first: int, where: str) -> list[Parsed]:
    """Parse lines; an error names the line, counted from `first`."""
    parsed: list[Parsed] = []
    try:
        parsed.extend(map(parse, lines))
    except (ValueError, KeyError) as error:
        place = f"{where}, line {first + len(parsed)}"
        raise VocabularyError(f"The line is malformed: {error}.", where=place, remedy=_REMEDY) from error
    return parsed


def _concept_line(concept: Concept) -> str:
    fields = (
        concept.concept_id, concept.label, concept.preferred_name, concept.lay_name or "", concept.kind,
        concept.vocabulary, concept.vocabulary_version, " ".join(concept.xrefs),
    )  # fmt: skip
    return "\t".join(fields)


class _Concepts(Sequence[Concept]):
    """The concepts of a file, each read when it is asked for: a page names few of them."""

    def __init__(self, lines: Sequence[str]) -> None:
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


def _label(line: str) -> Label:
    """The label of a concept, whose line has all its fields."""
    if line.count("\t") != _FIELDS - 1:
        raise ValueError(f"{_FIELDS} fields are wanted")
    return _LABELS[line.split("\t", 2)[1]]


def _concept(line: str) -> Concept:
    concept_id, label, name, lay_name, kind, vocabulary, version, xrefs = line.split("\t")
    return Concept(concept_id, _LABELS[label], name, lay_name or None, kind, vocabulary, version,
                   tuple(xrefs.split()))  # fmt: skip


def _rows_line(name: str, rows: Rows) -> str:
    return f"{name}\t{' '.join(map(str, rows))}"


class _KnownRows(dict[str, Rows]):
    """Rows by the text that stands for them: most stand in several lines."""

    def __missing__(self, text: str) -> Rows:
        rows = self[text] = tuple(map(int, text.split(" ")))
        return rows

    def read(self, line: str) -> tuple[str, Rows]:
        """The name and the rows in a line."""
        name, _, text = line.partition("\t")
        return name, self[text]


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
