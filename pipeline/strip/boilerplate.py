"""What the stage knows of boilerplate: the rules of `rules.toml`, checked by their examples, and models."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pipeline.model import CommentPolicy, MediaType
from pipeline.rules import load_entries
from pipeline.strip.classifier import Classifier, load_classifier
from pipeline.strip.examples import check_examples
from pipeline.strip.listed import KEYS, RULES_FILE
from pipeline.strip.rule import StripRule, compile_rule
from pipeline.strip.sections import load_cues
from pipeline.strip.wording import Wording, wording

_ARTEFACTS: Mapping[MediaType, str] = {"text/html": "strip_html", "text/plain": "strip_text"}


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The compiled strip rules and the trained classifiers."""

    rules: tuple[StripRule, ...]
    """In the order in which they claim blocks."""
    wording: Wording
    classifiers: Mapping[MediaType, Classifier]
    comments: CommentPolicy = "auto"


def load_boilerplate(
    path: Path = RULES_FILE,
    *,
    comments: CommentPolicy = "auto",
    media_types: Collection[MediaType] = get_args(MediaType),
) -> Boilerplate:
    """Load the rules and the classifiers.

    Args:
        path: the rule file.
        comments: what becomes of readers' comments.
        media_types: those of the pages that will come: the classifiers of others are not loaded.

    Raises:
        RuleError: see `load_rules`.
        VocabularyError: an artefact of a classifier is missing or broken.
    """
    rules = load_rules(path)
    classifiers = {media_type: load_classifier(_ARTEFACTS[media_type]) for media_type in media_types}
    return Boilerplate(rules, wording(rules), classifiers, comments)


def load_rules(path: Path = RULES_FILE) -> tuple[StripRule, ...]:
    """Read and compile the rules, and try each on its examples.

    Raises:
        RuleError: the file cannot be read, an entry is malformed, or a pattern does not compile; a rule does
            not act on one of its `examples`, or acts on one of its `keeps`; or the section cues are broken.
            Names file and entry.
    """
    load_cues()
    return tuple(
        [_tried(entry, f"{path}, rule {entry['id']}") for entry in load_entries(path, optional=KEYS)]
    )


def _tried(entry: Mapping[str, Any], where: str) -> StripRule:
    rule = compile_rule(entry, where)
    check_examples(entry, rule, where)
    return rule
