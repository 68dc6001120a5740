"""Terms as a CSV table: what `winnow vocabulary add` takes, and the form in which terms are kept.

Columns, in any order; the first two are required, `label` too unless one label is given for all::

    concept_id,preferred_name,label,lay_name,kind,synonyms,xrefs,version

`synonyms` and `xrefs` hold their parts separated by `|`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.model import Concept, Label
from pipeline.vocabulary.own.source import read_source
from pipeline.vocabulary.own.term import (
    OwnTerm,
    checked_id,
    checked_kind,
    checked_label,
    checked_name,
    sayable,
)

COLUMNS = ("concept_id", "label", "preferred_name", "lay_name", "kind", "synonyms", "xrefs", "version")
REQUIRED = ("concept_id", "preferred_name")
_HEADER = f"The first line names the columns: {','.join(COLUMNS)}."


def read_sheet(
    path: Path, vocabulary: str, *, version: str = "", label: Label | None = None
) -> list[OwnTerm]:
    """The terms of a table, in its order.

    Args:
        path: a CSV file in UTF-8.
        vocabulary: what the concepts name as their vocabulary.
        version: of terms that name none.
        label: of terms that name none.

    Raises:
        VocabularyError: the file cannot be read or is no such table; names the line.
    """
    terms: list[OwnTerm] = []
    lines: dict[str, int] = {}
    for line, row in _rows(path):
        where = f"{path}, line {line}"
        term = _term(row, vocabulary, where, version=version, label=label)
        first = lines.setdefault(term.concept.concept_id, line)
        if first != line:
            raise VocabularyError(f"The concept was given in line {first} already.", where=where,
                                  remedy="Give each concept one line, its names as synonyms.")  # fmt: skip
        terms.append(term)
    return terms


def write_sheet(terms: Iterable[OwnTerm]) -> str:
    """The table of terms, by concept id: the same text for the same terms."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in sorted(terms, key=lambda term: term.concept.concept_id):
        concept = term.concept
        synonyms = "|".join(name for name in term.names if name != concept.preferred_name)
        writer.writerow([
            concept.concept_id, concept.label, concept.preferred_name, concept.lay_name or "", concept.kind,
            synonyms, "|".join(concept.xrefs), concept.vocabulary_version,
        ])  # fmt: skip
    return out.getvalue()


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows by column name, each with the line on which it ends."""
    reader = csv.reader(io.StringIO(read_source(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, path)
        for cells in reader:
            if len(cells) > len(header):
                raise VocabularyError(f"The line has {len(cells)} cells, the header {len(header)}.",
                                      where=f"{path}, line {reader.line_num}",
                                      remedy="Quote cells that hold a comma.")  # fmt: skip
            if any(map(str.strip, cells)):
                padded = [*cells, *[""] * (len(header) - len(cells))]
                yield reader.line_num, dict(zip(header, map(str.strip, padded), strict=True))
    except csv.Error as error:
        raise VocabularyError(f"The line is no CSV: {error}.", where=f"{path}, line {reader.line_num}",
                              remedy="Quote cells that hold quotes; double these.") from error  # fmt: skip


def _check_header(header: list[str], path: Path) -> None:
    unknown = next((name for name in header if name not in COLUMNS), None)
    missing = next((name for name in REQUIRED if name not in header), None)
    twice = next((name for name in header if header.count(name) > 1), None)
    for name, problem in ((unknown, "is unknown"), (missing, "is missing"), (twice, "is there twice")):
        if name is not None:
            raise VocabularyError(f"Column {name[:60]!a} {problem}.", where=f"{path}, line 1", remedy=_HEADER)


def _term(
    row: Mapping[str, str], vocabulary: str, where: str, *, version: str, label: Label | None
) -> OwnTerm:
    own_label = checked_label(row.get("label", ""), where) if row.get("label") or label is None else label
    name = checked_name(row["preferred_name"], where)
    if not name:
        raise VocabularyError("The concept has no name.", where=where, remedy="Fill in preferred_name.")
    lay_name = checked_name(row.get("lay_name", ""), where) or None
    concept = Concept(
        concept_id=checked_id(row["concept_id"], where),
        label=own_label,
        preferred_name=name,
        lay_name=lay_name,
        kind=checked_kind(row.get("kind", ""), own_label, where),
        vocabulary=vocabulary,
        vocabulary_version=checked_name(row.get("version", ""), where) or version,
        xrefs=tuple(dict.fromkeys(checked_id(part, where) for part in _parts(row.get("xrefs", "")))),
    )
    synonyms = (checked_name(part, where) for part in _parts(row.get("synonyms", "")))
    return OwnTerm(concept, sayable([name, *([lay_name] if lay_name else []), *synonyms]))


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
