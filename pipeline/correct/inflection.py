"""Give a replacement the case and number of the word it replaces."""

from __future__ import annotations

from pipeline.vocabulary import word_key


def like(word: str, model: str) -> str:
    """A lower-case word in the case of a model: Title, UPPER or lower."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def number_like(word: str, model: str) -> str:
    """A lower-case noun in the number of a model: "fracture" like "factors" is "fractures"."""
    if is_plural(word) == is_plural(model):
        return word
    return plural(word) if is_plural(model) else word_key(word)


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural."""
    return word.endswith("s") and not word.endswith("'s") and word_key(word) != word


def plural(word: str) -> str:
    """The regular plural of a lower-case noun, or that of Greek nouns in -sis."""
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
