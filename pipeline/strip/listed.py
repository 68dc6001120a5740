"""The rules of the stage as the table of rules lists them: read without what judges pages, which is heavy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.model import Rule
from pipeline.rules import load_entries

RULES_FILE = Path(__file__).with_name("rules.toml")
KEYS: Mapping[str, type] = {
    "kind": str, "patterns": list, "needs": list, "max_words": int, "at_most": int, "on": list, "reach": str,
    "after_share": float, "followed_by": str, "about": str,
}  # fmt: skip
"""The keys of an entry beside the common ones, with their types."""
REPEATED_LINE = Rule(
    rule_id="strip.repeated-line",
    stage="strip",
    description="A line that repeats across the pages of its source",
    action="drop",
)
CLASSIFIER = Rule(
    rule_id="strip.classifier",
    stage="strip",
    description="Whether a block that no rule claims is main content, by the trained classifier",
    action="keep or drop",
)
REVIEWER = Rule(
    rule_id="strip.reviewer",
    stage="strip",
    description="A block that was dropped is kept, because a reviewer said so",
    action="keep",
)


def stage_rules(path: Path = RULES_FILE) -> tuple[Rule, ...]:
    """Every rule id that can stand in `Block.rule_id` after strip.

    Raises:
        RuleError: the file cannot be read, or an entry lacks a common key.
    """
    entries = load_entries(path, optional=KEYS)
    listed = (Rule(entry["id"], "strip", entry["description"], entry["action"]) for entry in entries)
    return (*listed, REPEATED_LINE, CLASSIFIER, REVIEWER)
