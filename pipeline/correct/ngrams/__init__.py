"""An n-gram language model: how much likelier a text becomes by a change of its words."""

from pipeline.correct.ngrams.model import Change, LanguageModel, Reading, Replaced
from pipeline.correct.ngrams.stored import load_model

__all__ = ["Change", "LanguageModel", "Reading", "Replaced", "load_model"]
