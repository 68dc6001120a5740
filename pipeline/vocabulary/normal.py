"""Normal forms: what "Hips", "hip" and "hip's" have in common, so that one key finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.vocabulary.remembered import Remembered

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "men": "man", "women": "woman", "children": "child",
    "lice": "louse", "mice": "mouse", "bacteria": "bacterium", "diverticula": "diverticulum",
    "fungi": "fungus", "nuclei": "nucleus", "bronchi": "bronchus", "emboli": "embolus", "thrombi": "thrombus",
    "ganglia": "ganglion", "varices": "varix", "cortices": "cortex", "matrices": "matrix",
    "lives": "life", "knives": "knife", "calves": "calf", "halves": "half", "loaves": "loaf",
    "wolves": "wolf",
    "metastases": "metastasis", "crises": "crisis", "testes": "testis", "emphases": "emphasis",
    "overdoses": "overdose", "megadoses": "megadose", "gases": "gas",
    "bias": "bias", "biases": "bias", "lens": "lens", "lenses": "lens",
    "penises": "penis", "irises": "iris", "pelvises": "pelvis", "quizzes": "quiz",
    "primroses": "primrose",
    "niches": "niche", "douches": "douche", "caches": "cache", "avalanches": "avalanche",
    "moustaches": "moustache", "mustaches": "mustache",
}  # fmt: skip
_ACHES = re.compile("(?:^|[dhkry]|eart)aches$")
"""Head-, tooth-, back-, ear-, belly-, heartaches; but coaches and peaches, and what attaches."""
_USES = re.compile("(?:^|[aof]|^re|mis|dis|over|[cx]c|cl|^a?m|ab)uses$")
"""Causes, houses, abuses, excuses; but viruses and sinuses."""
_OES = frozenset({"shoes", "horseshoes", "canoes", "oboes", "tiptoes", "mistletoes"})
_IS = re.compile("(?:[bcdhkmnrtv]|(?<!c)l)oses$|yses$|[hnr]eses$")
"""Diagnoses, analyses, prostheses; but purposes, and what discloses."""
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
    if word.endswith(("ie", "ies")) and len(word) > 4:
        return word.removesuffix("s").removesuffix("ie") + "y"  # no plural tells "calorie" from "allergy"
    if word.endswith("ae") and len(word) > 5:
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if len(word) > 6 and _IS.search(word):
        return word[:-2] + "is"
    return word[:-2] if _is_lengthened(word) else word[:-1]


def _is_lengthened(word: str) -> bool:
    """Whether a plural has the ending "es", not only "s"."""
    if word.endswith("uses"):
        return not _USES.search(word)
    if word.endswith("oes"):
        return len(word) > 5 and word not in _OES
    if word.endswith("ches"):
        return not _ACHES.search(word)
    return word.endswith(("sses", "xes", "shes", "zzes", "tzes"))
