"""Give a replacement the case and number of the word it replaces."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.vocabulary import word_key

_SINGULARS = {
    "women": "woman", "men": "man", "people": "person", "children": "child", "feet": "foot", "teeth": "tooth",
    "bacteria": "bacterium", "mice": "mouse",
}  # fmt: skip
_PLURALS = {singular: plural for plural, singular in _SINGULARS.items()}
_THIRD_PERSONS = {"go": "goes", "do": "does", "have": "has", "be": "is"}
_PARTICIPLES = {
    "take": "taken", "give": "given", "see": "seen", "make": "made", "find": "found", "lose": "lost",
    "break": "broken", "know": "known", "show": "shown", "leave": "left", "feel": "felt", "keep": "kept",
    "tell": "told", "think": "thought", "bring": "brought", "build": "built", "choose": "chosen",
    "do": "done", "drive": "driven", "eat": "eaten", "feed": "fed", "grow": "grown", "hold": "held",
    "pay": "paid", "send": "sent", "spend": "spent", "write": "written", "wear": "worn", "speak": "spoken",
    "begin": "begun", "hide": "hidden", "bite": "bitten", "draw": "drawn", "bind": "bound", "bear": "born",
    "catch": "caught", "teach": "taught", "understand": "understood", "undertake": "undertaken",
    "forget": "forgotten", "tear": "torn", "withdraw": "withdrawn", "beat": "beaten", "sell": "sold",
    "freeze": "frozen", "swell": "swollen", "undergo": "undergone", "lead": "led", "mean": "meant",
    "meet": "met", "say": "said",
}  # fmt: skip
"""Of the verbs without -ed."""
_AFTER_HISS = ("ses", "xes", "ches", "shes", "zes", "oes")
Zipf = Callable[[str], float]
"""How common a lower-case word is; 0 for none."""


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


def base_of(word: str, zipf: Zipf) -> str:
    """The commonest word of which a lower-case one may be the plural, the third person or the past tense.

    That in -ed alone. The word itself where it has no such ending, or no word is without it.
    """
    if word in _SINGULARS:
        return _SINGULARS[word]
    if not word.endswith(("s", "ed")):
        return word
    bases: tuple[str, ...] = ()
    if word.endswith("ed") and not word.endswith("eed"):
        bases = tuple(its for its in (word[:-2], word[:-1], word[:-3], word[:-3] + "y") if zipf(its))
        bases = tuple(its for its in bases if participle(its, zipf) == word)
    elif word.endswith("ies") and len(word) > 4:
        bases = (word[:-3] + "y",)
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases = (word[:-1], word[:-2]) if word.endswith(_AFTER_HISS) and len(word) > 4 else (word[:-1],)
    return max((its for its in bases if zipf(its)), key=zipf, default=word)


def plural_of(word: str) -> str:
    """The plural of a lower-case noun: "woman" is "women"."""
    return _PLURALS.get(word) or plural(word)


def third_person(word: str) -> str:
    """The third person of a lower-case verb: "go" is "goes"."""
    return _THIRD_PERSONS.get(word) or plural(word)


def participle(word: str, zipf: Zipf) -> str:
    """The past participle of a lower-case verb; of two spellings the commoner one."""
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return max((word + "ed", word + word[-1:] + "ed"), key=zipf)
