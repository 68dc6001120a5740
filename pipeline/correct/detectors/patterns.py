"""The rules that a regular expression states: spacing, punctuation, confused words, boilerplate in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.boilerplate import deletions
from pipeline.correct.detectors.matching import Matcher
from pipeline.correct.language import Language
from pipeline.correct.rulebook import CorrectionRule
from pipeline.correct.scene import Scene


def detect_patterns(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Every match of every pattern rule in every block; boilerplate goes where something else is left."""
    for matches in _matcher(language).matches(scene):
        yield from deletions([its for its in matches if its.rule.kind == "boilerplate"])
        for rule, block, match in matches:
            if rule.kind != "boilerplate" and _is_known(match, language):
                start, end = match.span("span" if "span" in match.re.groupindex else 0)
                after = _replacement(rule, match)
                yield Candidate(block, block.start + start, block.start + end, after, rule.rule_id)


@lru_cache(maxsize=8)
def _matcher(language: Language) -> Matcher:
    return Matcher(language.rules.values())


def _is_known(match: re.Match[str], language: Language) -> bool:
    """Whether each group named known... is a word of the language."""
    return all(
        language.knows(word.lower())
        for name, word in match.groupdict().items()
        if word is not None and name.startswith("known")
    )


def _replacement(rule: CorrectionRule, match: re.Match[str]) -> str:
    """The template filled in, with the capital that the matched text begins with."""
    after = match.expand(rule.replacement)
    matched = match["span"] if "span" in match.re.groupindex else match.group()
    return after[:1].upper() + after[1:] if matched[:1].isupper() else after
