"""One's own terms: brought from a file, kept in a folder, merged with the built-in vocabulary when loaded."""

from pipeline.vocabulary.own.bringing import Brought, Choices, bring
from pipeline.vocabulary.own.folder import keep, load_own
from pipeline.vocabulary.own.merging import merged
from pipeline.vocabulary.own.term import OwnTerm

__all__ = ["Brought", "Choices", "OwnTerm", "bring", "keep", "load_own", "merged"]
