"""The words that the policy minds, read from `policy.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError
from pipeline.rules import read_toml

POLICY = Path(__file__).with_name("policy.toml")
_WORD_LISTS = frozenset({
    "negations", "negating_prefixes", "units", "numbers", "drug_endings", "no_drugs", "chemical_parts",
    "interface_words",
})  # fmt: skip
_PAIR_LISTS = frozenset({"direction_parts", "direction_pairs", "spelling_variants"})


@cache
def load_policy(path: Path = POLICY) -> Mapping[str, Sequence[Any]]:
    """The lists of `policy.toml`.

    Raises:
        RuleError: the file is no TOML, or lacks a list, has another or an element of the wrong kind.
    """
    lists = read_toml(path)
    if lists.keys() != {*_WORD_LISTS, *_PAIR_LISTS}:
        wrong = ", ".join(sorted(lists.keys() ^ {*_WORD_LISTS, *_PAIR_LISTS}))
        raise RuleError(f"Lists that are missing or unknown: {wrong}.", where=str(path),
                        remedy="Restore the names of the lists.")  # fmt: skip
    for name, elements in lists.items():
        if not isinstance(elements, list) or not all(_fits(element, name) for element in elements):
            raise RuleError("An element has the wrong kind.", where=f"{path}, {name}",
                            remedy="Write words, or pairs of words for the pair lists.")  # fmt: skip
    return lists


def _fits(element: object, name: str) -> bool:
    if name in _WORD_LISTS:
        return isinstance(element, str)
    return isinstance(element, list) and len(element) == 2 and all(isinstance(part, str) for part in element)
