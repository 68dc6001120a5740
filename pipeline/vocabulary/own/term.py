"""A term of one's own, and the checks that each of its fields passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.errors import VocabularyError
from pipeline.model import Concept, Label
from pipeline.vocabulary.normal import surface_form, words

LABELS: Mapping[str, Label] = {label: label for label in ("CONDITION", "SYMPTOM", "TREATMENT")}
KINDS: Mapping[Label, str] = {"CONDITION": "disorder", "SYMPTOM": "finding", "TREATMENT": "other"}
"""The kind of a concept whose source tells none."""
MOST_CHARACTERS = 200
MOST_WORDS = 12
"""Longer names are kept for reading, but no page is searched for them."""
_ID = re.compile(r"(?!local:)[A-Za-z][A-Za-z0-9_.]{0,39}:[!-{}~]{1,80}")
_KIND = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A concept and the names that a page may call it."""

    concept: Concept
    names: tuple[str, ...]
    """Without repetitions, the preferred name first where a page could say it."""


def checked_id(text: str, where: str) -> str:
    """A concept id or cross reference.

    Raises:
        VocabularyError: it is none, or begins with `local:`, which is for what pages themselves name.
    """
    if not _ID.fullmatch(text):
        raise VocabularyError(f"`{text[:60]}` is no concept id.", where=where,
                              remedy="Write PREFIX:NUMBER without spaces; `local:` is taken.")  # fmt: skip
    return text


def checked_label(text: str, where: str) -> Label:
    """One of the three labels, in capitals or not.

    Raises:
        VocabularyError: it is none.
    """
    label = LABELS.get(text.upper())
    if label is None:
        raise VocabularyError(f"`{text[:60]}` is no label.", where=where,
                              remedy=f"Use one of {', '.join(LABELS)}, or give --label.")  # fmt: skip
    return label


def checked_kind(text: str, label: Label, where: str) -> str:
    """A kind such as `drug`; that of the label where the text is empty.

    Raises:
        VocabularyError: it is no single small word.
    """
    if text and not _KIND.fullmatch(text):
        raise VocabularyError(f"`{text[:60]}` is no kind.", where=where,
                              remedy="Write one small word, such as drug or self_care.")  # fmt: skip
    return text or KINDS[label]


def checked_name(text: str, where: str) -> str:
    """A name with single spaces.

    Raises:
        VocabularyError: it is too long, or holds characters that cannot be printed or part names.
    """
    name = " ".join(text.split())
    if len(name) > MOST_CHARACTERS or not name.isprintable() or "|" in name:
        raise VocabularyError(f"`{ascii(name[:60])[1:-1]}` is no name.", where=where,
                              remedy=f"Print {MOST_CHARACTERS} characters at most, no `|`.")  # fmt: skip
    return name


def sayable(names: Iterable[str]) -> tuple[str, ...]:
    """The names that pages are searched for, one a surface form; a single letter or a sentence is none."""
    forms: dict[str, str] = {}
    for name in names:
        n_words = sum(1 for _ in words(name))
        if 0 < n_words <= MOST_WORDS and len(name) > 1 and any(map(str.isalpha, name)):
            forms.setdefault(surface_form(name), name)
    return tuple(forms.values())
