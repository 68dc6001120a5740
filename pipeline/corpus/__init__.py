"""Facts over the whole corpus: lines that repeat across a source's pages, and duplicate documents.

Map and reduce: `observe` keeps of one document only what the others may need, `reduce` folds the
observations in any order, `facts_for` hands one document what concerns it.
"""

from pipeline.corpus.facts import MIN_PAGES, MIN_SHARE, CorpusFacts, facts_for, reduce
from pipeline.corpus.observation import Observation, observe

__all__ = ["MIN_PAGES", "MIN_SHARE", "CorpusFacts", "Observation", "facts_for", "observe", "reduce"]
