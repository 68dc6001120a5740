"""The medical vocabulary: surface forms and the concepts they name, read from one compact file."""

from pipeline.vocabulary.concepts import Vocabulary
from pipeline.vocabulary.file import DEFAULT, decode, encode, load_vocabulary
from pipeline.vocabulary.normal import Word, surface_form, term_key, word_key, words

__all__ = [
    "DEFAULT",
    "Vocabulary",
    "Word",
    "decode",
    "encode",
    "load_vocabulary",
    "surface_form",
    "term_key",
    "word_key",
    "words",
]
