"""Everyday words that are mentions only in medical company: the rules of `everyday.toml`."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.model import Rule
from pipeline.rules import load_entries

RULES = Path(__file__).with_name("everyday.toml")


@dataclass(frozen=True, slots=True)
class Company:
    """What an everyday word needs in its sentence."""

    words: frozenset[str]
    any_mention: bool
    """Whether another mention in the sentence is company enough."""

    def is_kept(self, word: str, keys: Set[str], *, has_other_mention: bool) -> bool:
        """Whether the word is a mention in a sentence with these word keys; it is no company to itself."""
        has_company = any(key in keys for key in self.words if key != word)
        return has_company or (self.any_mention and has_other_mention)


@cache
def everyday_words(path: Path = RULES) -> dict[str, Company]:
    """Normal form of each everyday word -> the company it needs; of two rules both companies do.

    Raises:
        RuleError: the file is broken, or a rule lacks its words.
    """
    needs: dict[str, Company] = {}
    for entry in load_entries(path, optional=("words", "company", "any_mention")):
        if entry["action"] != "require_company" or not entry.get("words") or not entry.get("company"):
            raise RuleError("The rule needs `words` and `company`.", where=f"{path}, rule {entry['id']}",
                            remedy="Add both lists; the action is require_company.")  # fmt: skip
        for word in entry["words"]:
            other = needs.get(word, Company(frozenset(), any_mention=False))
            any_mention = other.any_mention or entry.get("any_mention", False)
            needs[word] = Company(other.words | frozenset(entry["company"]), any_mention)
    return needs


def stage_rules() -> tuple[Rule, ...]:
    """The rules of this stage, for the table of rules.

    Raises:
        RuleError: the file is broken.
    """
    entries = load_entries(RULES, optional=("words", "company", "any_mention"))
    return tuple(Rule(entry["id"], "extract", entry["description"], entry["action"]) for entry in entries)
