"""Terms of an ontology in the OBO format (1.2 and 1.4): the `[Term]` stanzas, line by line.

Read are `id`, `name`, `synonym`, `xref`, `is_a` and `is_obsolete`. Of the synonyms only exact ones are names
of the concept itself; one of a layperson's type is its lay name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.vocabulary.own.source import read_source

LONGEST_LINE = 100_000
_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)"\s+EXACT\b([^\[]*)')
_ESCAPED = re.compile(r"\\(.)")
_END = re.compile(r"\s(?:!|\{).*")
_REMEDY = "Give an OBO file as the ontology's makers publish it."


@dataclass(slots=True)
class Stanza:
    """One `[Term]` of an ontology, as far as it is read."""

    line: int
    """On which it begins, from 1."""
    id: str = ""
    name: str = ""
    lay_name: str = ""
    is_obsolete: bool = False
    synonyms: list[str] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ontology:
    """The terms of a file, in its order, and the release that it names (empty where it names none)."""

    release: str
    stanzas: tuple[Stanza, ...]


def read_obo(path: Path) -> Ontology:
    """The terms of an OBO file.

    Raises:
        VocabularyError: the file cannot be read or is no OBO file, a line is malformed, or a term has no id
            or that of an earlier one; names the line.
    """
    release, stanzas, is_term = "", [], False
    for number, tag, value in _tags(path):
        if tag.startswith("["):
            is_term = tag == "[Term]"
            if is_term:
                stanzas.append(Stanza(number))
        elif is_term:
            _take(stanzas[-1], tag, value, f"{path}, line {number}")
        elif tag == "data-version" and not stanzas:
            release = value[:100]
    _check_ids(stanzas, path)
    return Ontology(release, tuple(stanzas))


def _tags(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line number, tag and value of each line that has them; of a stanza's head the head as tag."""
    lines = read_source(path).split("\n")
    if not next((line for line in lines if line.strip()), "").startswith("format-version:"):
        raise VocabularyError("This is no OBO file: it does not begin with `format-version:`.",
                              where=f"{path}, line 1", remedy=_REMEDY)  # fmt: skip
    for number, line in enumerate(map(str.strip, lines), start=1):
        if len(line) > LONGEST_LINE:
            raise VocabularyError("The line is too long.", where=f"{path}, line {number}", remedy=_REMEDY)
        tag, colon, value = line.partition(":")
        if line.startswith("["):
            yield number, line, ""
        elif colon:
            yield number, tag, value.strip()
        elif line and not line.startswith("!"):
            raise VocabularyError(
                "The line is no `tag: value`.", where=f"{path}, line {number}", remedy=_REMEDY
            )


def _take(stanza: Stanza, tag: str, value: str, where: str) -> None:
    match tag:
        case "id":
            stanza.id = _plain(value)
        case "name":
            stanza.name = _plain(value)
        case "is_a":
            stanza.parents.append(_plain(value))
        case "xref":
            stanza.xrefs.append(value.split(" ", 1)[0])
        case "is_obsolete":
            stanza.is_obsolete = value.startswith("true")
        case "synonym":
            _take_synonym(stanza, value, where)


def _take_synonym(stanza: Stanza, value: str, where: str) -> None:
    if not value.startswith('"'):
        raise VocabularyError("The synonym is not in quotation marks.", where=where, remedy=_REMEDY)
    if match := _SYNONYM.match(value):
        name = _ESCAPED.sub(r"\1", match[1])
        stanza.synonyms.append(name)
        if "layperson" in match[2]:
            stanza.lay_name = stanza.lay_name or name


def _plain(value: str) -> str:
    """The value without a comment, modifiers in braces, and escapes."""
    return _ESCAPED.sub(r"\1", _END.sub("", value)).strip()


def _check_ids(stanzas: list[Stanza], path: Path) -> None:
    lines: dict[str, int] = {}
    for stanza in stanzas:
        where = f"{path}, line {stanza.line}"
        if not stanza.id:
            raise VocabularyError("The term has no id.", where=where, remedy=_REMEDY)
        if lines.setdefault(stanza.id, stanza.line) != stanza.line:
            raise VocabularyError(f"The id was given in line {lines[stanza.id]} already.", where=where,
                                  remedy=_REMEDY)  # fmt: skip


def below(stanzas: tuple[Stanza, ...], root: str) -> frozenset[str]:
    """The ids of a term and of all that it is said to be a parent of, however deep."""
    children: Mapping[str, list[str]] = _children(stanzas)
    found, waiting = {root}, [root]
    while waiting:
        new = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def _children(stanzas: tuple[Stanza, ...]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for stanza in stanzas:
        for parent in stanza.parents:
            children.setdefault(parent, []).append(stanza.id)
    return children
