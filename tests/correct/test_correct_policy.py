"""No candidate that touches what only people may change is made unattended."""

from __future__ import annotations

import pytest

from pipeline.correct.candidate import Candidate
from pipeline.correct.policy import is_direction_pair, is_drug, objection


def proposal(pages, text, before, after, **changes):
    (block,) = pages.blocks(text, **changes)
    start = text.index(before)
    return Candidate(block, start, start + len(before), after, "doubled_word")


@pytest.mark.parametrize(
    "case",
    [
        ("take 50 of it", "50", "60", "a number or dose"),
        ("in 1 ,500 cases", " ,", ",", "a number or dose"),
        ("about 50%of it", "%of", "% of", "a number or dose"),
        ("take ten ten pills", "ten ten", "ten", "a number or dose"),
        ("take some mg mg", "mg mg", "mg", "a unit"),
        ("it is nut so", "nut", "not", "a negation"),
        ("it doesnt hurt", "doesnt", "doesn't", "a negation"),
        ("a typical case", "typical", "atypical", "a direction pair"),
        ("has hyperthyroidism", "hyperthyroidism", "hypothyroidism", "a direction pair"),
        ("take ibuprofin", "ibuprofin", "ibuprofen", "a drug name"),
        ("take atorvastattin", "atorvastattin", "atorvastatin", "a drug name"),
        ("he said “teh end” again", "teh", "the", "a quotation"),
        ('he said "teh end" again', "teh", "the", "a quotation"),
        ("the city of Bostn lies", "Bostn", "Boston", "a proper name"),
        ("an NHSX scan", "NHSX", "NHS", "a proper name"),
    ],
)
def test_people_decide(case, pages, language):
    *change, reason = case
    assert objection(proposal(pages, *change), language) == reason


def test_people_decide_in_a_quotation_block(pages, language):
    assert objection(proposal(pages, "teh end", "teh", "the", kind="quote"), language) == "a quotation"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Teh end", "Teh", "The"),
        ("Done. Teh end", "Teh", "The"),
        ("a Ehlers knot", "a", "an"),
        ("is COX-2 ?", " ?", "?"),
        ("measure 5\" and teh 6\"", "teh", "the"),
    ],
)  # fmt: skip
def test_nobody_objects(text, before, after, pages, language):
    assert objection(proposal(pages, text, before, after), language) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hypertension", "hypotension"),
        ("ileum", "ilium"),
        ("abduction", "adduction"),
        ("afferent", "efferent"),
        ("colotomy", "colostomy"),
        ("dysphagia", "dysphasia"),
        ("prostate", "prostrate"),
        ("symptomatic", "asymptomatic"),
        ("increase", "decrease"),
    ],
)
def test_direction_pairs_are_known_both_ways(one, other):
    assert is_direction_pair(one, other)
    assert is_direction_pair(other, one)


def test_a_slip_is_no_direction_pair():
    assert not is_direction_pair("factor", "fracture")
    assert not is_direction_pair("leg", "leg")


def test_a_drug_is_known_by_its_ending(language):
    assert is_drug("zofenopril", language)
    assert not is_drug("muscle", language)
