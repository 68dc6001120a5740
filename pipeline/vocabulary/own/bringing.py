"""Reads and checks a file of terms before anything is kept."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArgumentError, VocabularyError
from pipeline.model import Concept, Label
from pipeline.vocabulary.own.obo import Ontology, Stanza, below, read_obo
from pipeline.vocabulary.own.sheet import read_sheet
from pipeline.vocabulary.own.source import read_source
from pipeline.vocabulary.own.term import (
    OwnTerm,
    checked_id,
    checked_kind,
    checked_name,
    sayable,
)

MOST_TERMS = 250_000
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
_PREFIXED = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,39}:[!-{}~]{1,80}")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the file itself does not say."""

    label: Label | None = None
    """Of terms that name none; an ontology's terms name none."""
    kind: str = ""
    """Of an ontology's terms; empty for that of the label."""
    below: str = ""
    """Id of the term below which an ontology's terms are taken; empty for all."""
    name: str = ""
    """Under which the terms are kept; empty for the file's own name."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The terms of a file that passed the checks."""

    name: str
    terms: tuple[OwnTerm, ...]
    left_out: Mapping[str, int]
    """How many terms were left out, by reason."""


def bring(path: Path, choices: Choices) -> Brought:
    """Read a file of terms by its ending, `.obo` or `.csv`.

    Raises:
        ArgumentError: another ending, a name that no file can have, or a label that is missing.
        VocabularyError: the file is broken, or none of its terms is of use; names the line.
    """
    name = choices.name or re.sub(r"[^a-z0-9_.-]+", "-", path.stem.lower()).strip("-.")
    if not _NAME.fullmatch(name):
        raise ArgumentError(f"`{name[:60]}` cannot name a vocabulary.", where="--name",
                            remedy="Use small letters, digits and dashes.")  # fmt: skip
    reader = {".obo": _from_obo, ".csv": _from_csv}.get(path.suffix.lower())
    if reader is None:
        raise ArgumentError("The file is neither .obo nor .csv.", where=str(path),
                            remedy="Give an ontology or a table of terms.")  # fmt: skip
    brought = reader(path, name, choices)
    if not 0 < len(brought.terms) <= MOST_TERMS:
        raise VocabularyError(f"The file gives {len(brought.terms):,} terms.", where=str(path),
                              remedy=f"Bring 1 to {MOST_TERMS:,}, perhaps with --below.")  # fmt: skip
    return brought


def _from_csv(path: Path, name: str, choices: Choices) -> Brought:
    if choices.below or choices.kind:
        raise ArgumentError("A table says itself what its terms are.", where="--below, --kind",
                            remedy="Leave the option out; it is for .obo files.")  # fmt: skip
    terms = read_sheet(path, name, version=_digest(path), label=choices.label)
    return Brought(name, tuple(term for term in terms if term.names),
                   _counted("nothing that a page could say" for term in terms if not term.names))  # fmt: skip


def _from_obo(path: Path, name: str, choices: Choices) -> Brought:
    label = choices.label
    if label is None:
        raise ArgumentError("An ontology does not say what its terms are.", where="--label",
                            remedy="Give --label CONDITION, SYMPTOM or TREATMENT.")  # fmt: skip
    ontology = read_obo(path)
    kind = checked_kind(choices.kind, label, "--kind")
    release = ontology.release or _digest(path)
    wanted = _wanted(ontology, choices.below)
    terms, reasons = [], []
    for stanza in ontology.stanzas:
        reason = _reason_against(stanza, wanted)
        term = None if reason else _term(stanza, label, kind, name, release, f"{path}, line {stanza.line}")
        if term and term.names:
            terms.append(term)
        else:
            reasons.append(reason or "nothing that a page could say")
    return Brought(name, tuple(terms), _counted(reasons))


def _wanted(ontology: Ontology, root: str) -> frozenset[str] | None:
    if not root:
        return None
    if all(stanza.id != root for stanza in ontology.stanzas):
        raise ArgumentError(f"The ontology has no term `{root[:60]}`.", where="--below",
                            remedy="Give the id of one of its terms.")  # fmt: skip
    return below(ontology.stanzas, root)


def _reason_against(stanza: Stanza, wanted: frozenset[str] | None) -> str:
    if stanza.is_obsolete:
        return "obsolete"
    if not stanza.name:
        return "without a name"
    return "" if wanted is None or stanza.id in wanted else "not below the term asked for"


def _term(stanza: Stanza, label: Label, kind: str, name: str, release: str, where: str) -> OwnTerm:  # noqa: PLR0913, PLR0917
    preferred = checked_name(stanza.name, where)
    lay_name = checked_name(stanza.lay_name, where) or None
    xrefs = dict.fromkeys(xref for xref in stanza.xrefs if _PREFIXED.fullmatch(xref))
    concept = Concept(checked_id(stanza.id, where), label, preferred, lay_name, kind, name, release,
                      tuple(xrefs))  # fmt: skip
    return OwnTerm(
        concept, sayable([preferred, *(checked_name(synonym, where) for synonym in stanza.synonyms)])
    )


def _counted(reasons: Iterator[str] | list[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(reasons).items()))


def _digest(path: Path) -> str:
    """Stands for a version where the file names none."""
    return hashlib.sha256(read_source(path).encode()).hexdigest()[:12]
