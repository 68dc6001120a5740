"""One detector a file; to add one, write its file and rules and name it here.

Those that listen to the language model are named in `pipeline.correct.correction`.
"""

from pipeline.correct.candidate import Detector
from pipeline.correct.detectors.agreement import detect_agreement
from pipeline.correct.detectors.article import detect_articles
from pipeline.correct.detectors.casing import detect_question_case, detect_small_names
from pipeline.correct.detectors.doubled import detect_doubled_words
from pipeline.correct.detectors.drug import detect_drug_names
from pipeline.correct.detectors.glued import detect_glued_words
from pipeline.correct.detectors.mojibake import detect_mojibake
from pipeline.correct.detectors.oddity import detect_denials, detect_odd_shares
from pipeline.correct.detectors.patterns import detect_patterns
from pipeline.correct.detectors.split import detect_split_words
from pipeline.correct.detectors.term import detect_near_terms

DETECTORS: tuple[Detector, ...] = (
    detect_mojibake,
    detect_doubled_words,
    detect_articles,
    detect_glued_words,
    detect_split_words,
    detect_question_case,
    detect_small_names,
    detect_near_terms,
    detect_drug_names,
    detect_patterns,
    detect_agreement,
    detect_odd_shares,
    detect_denials,
)

ANY_LANGUAGE: tuple[Detector, ...] = (detect_mojibake,)
"""Those that know nothing of English."""

__all__ = ["ANY_LANGUAGE", "DETECTORS"]
