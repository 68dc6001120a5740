"""Blocks -> Edits: detectors propose, the policy and the measured precision decide, nothing is rewritten."""

from pipeline.correct.apply import apply, undo
from pipeline.correct.correction import decide, propose
from pipeline.correct.language import Language, load_language
from pipeline.correct.rulebook import stage_rules

__all__ = ["Language", "apply", "decide", "load_language", "propose", "stage_rules", "undo"]
