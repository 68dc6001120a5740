"""All that `process` needs beside the document: loaded once a worker, then only read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.correct import Language, load_language
from pipeline.extract import Recogniser, load_recogniser
from pipeline.heeding import DecisionIndex, index_decisions
from pipeline.model import CommentPolicy, Decisions
from pipeline.strip import Boilerplate, load_boilerplate
from pipeline.vocabulary import load_vocabulary
from pipeline.vocabulary.own import load_own, merged


@dataclass(frozen=True, slots=True)
class Resources:
    """Rules, models and decisions of the stages."""

    boilerplate: Boilerplate
    language: Language
    recogniser: Recogniser
    decisions: DecisionIndex


def load_resources(
    decisions: Decisions, *, comments: CommentPolicy = "auto", own_terms: Path | None = None
) -> Resources:
    """Load every stage's resources.

    Args:
        decisions: what the reviewers decided.
        comments: what becomes of readers' comments.
        own_terms: folder of one's own terms, see `pipeline.vocabulary.own`.

    Raises:
        RuleError, VocabularyError: a rule file, vocabulary or model is broken.
    """
    vocabulary = merged(load_vocabulary(), load_own(own_terms) if own_terms else ())
    return Resources(
        boilerplate=load_boilerplate(comments=comments),
        language=load_language(vocabulary),
        recogniser=load_recogniser(vocabulary),
        decisions=index_decisions(decisions),
    )
