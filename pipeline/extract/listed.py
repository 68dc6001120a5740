"""The rules of the stage as the table of rules lists them: read without what judges words, which is heavy."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Rule
from pipeline.rules import load_entries

RULES = Path(__file__).with_name("everyday.toml")
WORDS = ("company", "before", "after", "plain_before", "plain_after")
FLAGS = ("any_mention", "anatomy", "verb", "usual", "adjective")
KEYS = ("words", "label", *WORDS, *FLAGS)
"""The keys of an entry beside the common ones."""


def stage_rules() -> tuple[Rule, ...]:
    """The rules of this stage, for the table of rules.

    Raises:
        RuleError: the file is broken.
    """
    entries = load_entries(RULES, optional=KEYS)
    return tuple(Rule(entry["id"], "extract", entry["description"], entry["action"]) for entry in entries)
