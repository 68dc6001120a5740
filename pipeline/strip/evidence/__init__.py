"""What speaks for and against each line of a page, as columns of numbers: `page.py` puts them together."""

from pipeline.strip.evidence.lexicon import Lexicon
from pipeline.strip.evidence.page import Evidence, page_evidence

__all__ = ["Evidence", "Lexicon", "page_evidence"]
