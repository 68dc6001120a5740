"""The rules of `rules.toml`, compiled and checked against their own examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model import CommentPolicy, Rule
from pipeline.rules import load_entries
from pipeline.strip.examples import check_examples
from pipeline.strip.judgement import JUDGEMENT
from pipeline.strip.repeated import REPEATED_LINE
from pipeline.strip.rule import KEYS, StripRule, compile_rule
from pipeline.strip.sections import load_cues
from pipeline.strip.wording import Wording, wording

RULES_FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The compiled strip rules, in the order in which they claim blocks."""

    rules: tuple[StripRule, ...]
    wording: Wording
    comments: CommentPolicy = "auto"


def load_boilerplate(path: Path = RULES_FILE, *, comments: CommentPolicy = "auto") -> Boilerplate:
    """Read, compile and check the rules.

    Args:
        path: the rule file.
        comments: what becomes of readers' comments.

    Raises:
        RuleError: the file cannot be read, an entry is malformed, a pattern does not compile, a rule does
            not act on one of its `examples` or acts on one of its `keeps`; or the section cues are
            broken. Names file and entry.
    """
    load_cues()
    rules: list[StripRule] = []
    for entry in load_entries(path, optional=KEYS):
        where = f"{path}, rule {entry['id']}"
        rule = compile_rule(entry, where)
        check_examples(entry, rule, where)
        rules.append(rule)
    return Boilerplate(tuple(rules), wording(rules), comments)


def stage_rules() -> tuple[Rule, ...]:
    """Every rule id that can stand in `Block.rule_id` after strip."""
    entries = load_entries(RULES_FILE, optional=KEYS)
    listed = (Rule(entry["id"], "strip", entry["description"], entry["action"]) for entry in entries)
    return (*listed, REPEATED_LINE, JUDGEMENT)
