"""Single words that name a disease, pain or operation by their ending: the rules of `morphology.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import Tokens, key_of
from pipeline.extract.weights import LABELS
from pipeline.model import Label
from pipeline.rules import load_entries
from pipeline.vocabulary.remembered import Remembered

RULES = Path(__file__).with_name("morphology.toml")
KEYS = ("endings", "exceptions")
SHORTEST = 7
"""Fewest letters; "coma", "aroma" and "stoma" are too short to tell."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings that mean a label, and the words that only look so."""

    label: Label
    endings: tuple[str, ...]
    exceptions: frozenset[str]


@cache
def load_endings(path: Path = RULES) -> tuple[Endings, ...]:
    """The rules of a file, in file order.

    Raises:
        RuleError: the file is broken, or a rule has an unknown label or no endings.
    """
    return tuple(_endings(entry, path) for entry in load_entries(path, optional=KEYS))


def _endings(entry: dict[str, object], path: Path) -> Endings:
    label = next((known for known in LABELS if known == entry["action"]), None)
    endings, exceptions = entry.get("endings"), entry.get("exceptions", [])
    if label is None or not isinstance(endings, list) or not endings or not isinstance(exceptions, list):
        raise RuleError("The rule needs a label and `endings`.", where=f"{path}, rule {entry['id']}",
                        remedy=f"Set action to one of {', '.join(LABELS)} and list endings.")  # fmt: skip
    return Endings(label, tuple(endings), frozenset(exceptions))


def label_of(word: str, key: str) -> Label | None:
    """What the ending of a word means; None where it means nothing.

    Args:
        word: as written; "-oses" is mostly a verb's ending ("exposes"), and tells nothing.
        key: its normal form.
    """
    if word.lower().endswith("oses"):
        return None
    fitting = (rule for rule in load_endings() if key.endswith(rule.endings) and key not in rule.exceptions)
    return next((rule.label for rule in fitting), None)


@cache
def _all_endings() -> tuple[str, ...]:
    return tuple(ending for rule in load_endings() for ending in rule.endings)


def _label_of_long(word: str, key: str) -> Label | None:
    return label_of(word, key) if len(key) >= SHORTEST and key.endswith(_all_endings()) else None


_label = Remembered(lambda word: _label_of_long(word, key_of(word))).__getitem__


def has_ending(word: str, key: str) -> bool:
    """Whether a word has such an ending.

    Args:
        word: as written.
        key: its normal form.
    """
    return _label_of_long(word, key) is not None


def find_endings(tokens: Tokens) -> Iterator[Span]:
    """The words of a sentence that their ending makes a name, as spans of one token.

    A capital inside the sentence makes a proper name.
    """
    for index, word in enumerate(tokens.words):
        label = _label(word)
        if label and (word.islower() or word.isupper() or index == 0):
            yield Span(index, index + 1, label)
