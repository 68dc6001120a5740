"""What no rule changes unattended: a candidate that touches any of it goes to people.

One function a clause, in `CLAUSES`; the words are in `policy.toml`. Only what an edit changes counts: "a"
before a name may become "an".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.policy.change import Change, read_change
from pipeline.correct.policy.codes import (
    touches_address,
    touches_chemical,
    touches_respelling,
    touches_telephone,
)
from pipeline.correct.policy.habit import is_repeated, is_spelling_pair, swaps_spellings
from pipeline.correct.policy.meaning import (
    is_direction_pair,
    is_drug,
    touches_drug,
    touches_negation,
    touches_number,
    touches_unit,
    turns_direction,
)
from pipeline.correct.policy.naming import touches_gene, touches_name
from pipeline.correct.policy.quoting import stands_before_sic, touches_cut_word, touches_quotation

CLAUSES: Mapping[str, Callable[[Change], bool]] = MappingProxyType(
    {
        "a web or e-mail address": touches_address,
        "a telephone number": touches_telephone,
        "a gene name": touches_gene,
        "a chemical name": touches_chemical,
        "a number or dose": touches_number,
        "a unit": touches_unit,
        "a negation": touches_negation,
        "a direction pair": turns_direction,
        "a drug name": touches_drug,
        "a quotation": touches_quotation,
        "words marked as written": stands_before_sic,
        "a word that is cut off": touches_cut_word,
        "a pronunciation": touches_respelling,
        "a spelling right in British or American English": swaps_spellings,
        "a word that the document repeats": is_repeated,
        "a proper name": touches_name,
    }
)
"""What a candidate may touch, and how that is told; the first that holds is named to people."""
UNKNOWN: Mapping[str, int] = MappingProxyType({})


def objection(candidate: Candidate, language: Language, uses: Mapping[str, int] = UNKNOWN) -> str | None:
    """Why people must decide on a candidate, or None.

    Args:
        candidate: a proposal of a detector.
        language: gives the drug names, rules and word frequencies.
        uses: how often each lower-case word stands in the document.
    """
    change = read_change(candidate, language, uses)
    return next((reason for reason, holds in CLAUSES.items() if holds(change)), None)


__all__ = ["CLAUSES", "Change", "is_direction_pair", "is_drug", "is_spelling_pair", "objection",
           "read_change"]  # fmt: skip
