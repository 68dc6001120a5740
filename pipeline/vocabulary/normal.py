"""Normal forms: what "Hips", "hip" and "hip's" have in common, so that one key finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.vocabulary.remembered import Remembered

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "men": "man", "women": "woman", "children": "child",
    "vertebrae": "vertebra", "bacteria": "bacterium", "fungi": "fungus", "metastases": "metastasis",
    "lice": "louse", "mice": "mouse", "lives": "life", "knives": "knife", "calves": "calf",
}  # fmt: skip
_BRITISH = (
    ("haem", "hem"), ("aemi", "emi"), ("oedem", "edem"), ("oesoph", "esoph"), ("oestr", "estr"),
    ("rrhoea", "rrhea"), ("paed", "ped"), ("anaes", "anes"), ("gynae", "gyne"), ("caec", "cec"),
    ("faec", "fec"), ("foet", "fet"), ("orthopaed", "orthoped"), ("tumour", "tumor"), ("fibre", "fiber"),
    ("centre", "center"), ("behaviour", "behavior"), ("colour", "color"), ("labour", "labor"),
    ("ageing", "aging"), ("sulph", "sulf"), ("isation", "ization"), ("ysed", "yzed"), ("ysing", "yzing"),
    ("coeliac", "celiac"), ("leucor", "leukor"), ("pnoea", "pnea"), ("aesth", "esth"), ("caesar", "cesar"),
    ("odour", "odor"), ("humour", "humor"), ("vapour", "vapor"), ("flavour", "flavor"),
    ("manoeuvr", "maneuver"), ("homoeo", "homeo"),
)  # fmt: skip
_BRITISH_MARK = re.compile("[ao]e|our|isa|[bt]re|ys[ei]|lph|gei|uco")
"""Letters of which each of the British spellings holds some, and few words do."""
_JOINERS = frozenset({"-", "‐", "‑", "/"})


class Word(NamedTuple):
    """A word of a text with its place (half-open, code points), its key, and what parts it from the last."""

    start: int
    end: int
    key: str
    is_joined: bool
    """Only white space or one hyphen or slash stands between this word and the one before."""


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; linear in its length."""
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        is_joined = end > 0 and (gap.isspace() or gap in _JOINERS) and "\n" not in gap
        yield Word(match.start(), match.end(), word_key(match.group()), is_joined)
        end = match.end()


def surface_form(text: str) -> str:
    """The form under which `Vocabulary.terms` lists a text: lower case, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def term_key(text: str) -> str:
    """The key of a term: its words' keys, parted by single spaces."""
    return " ".join(map(word_key, _WORD.findall(text)))


def _word_key(word: str) -> str:
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if len(word) > 5 and _BRITISH_MARK.search(word):
        for british, american in _BRITISH:
            word = word.replace(british, american)
    return _IRREGULAR.get(word) or _singular(word)


word_key = Remembered(_word_key).__getitem__
"""Of a word: lower case, without possessive ending, singular, in American spelling."""


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("oses", "yses", "eses")) and len(word) > 6:
        return word[:-2] + "is"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]
