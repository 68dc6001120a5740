import pytest
from extract_samples import document

from pipeline.extract.domain import without_doubtful
from pipeline.extract.linking import Link
from pipeline.extract.spans import Found
from pipeline.model import CleanText, Concept, MatchKind

ELSEWHERE = "The meeting of the board was moved to another room because of the builders. " * 20
DOUBTS = [("slow growth pains", "model"), ("CRM", "exact"), ("CRMs", "variant")]


def named(clean: CleanText, *names: tuple[str, MatchKind]) -> list[list[Found]]:
    """Spans of the first block, each found by its words, each of a concept of its own."""
    spans = []
    for surface, match in names:
        start = clean.blocks[0].text.index(surface)
        concept = Concept(f"local:{surface}", "CONDITION", surface, None, "disorder", "local", "1")
        spans.append(Found(start, start + len(surface), Link(concept, match)))
    return [sorted(spans, key=lambda span: span.start), *([] for _ in clean.blocks[1:])]


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubtful_name_alone_on_a_page_about_something_else_goes(doubt: tuple[str, MatchKind]) -> None:
    clean = document(f"They spoke of {doubt[0]}. {ELSEWHERE}")
    assert without_doubtful(clean, named(clean, doubt), frozenset()) == [[]]


@pytest.mark.parametrize("doubt", DOUBTS)
def test_it_stays_on_a_short_page(doubt: tuple[str, MatchKind]) -> None:
    clean = document(f"They spoke of {doubt[0]}.")
    found = named(clean, doubt)
    assert without_doubtful(clean, found, frozenset()) == found


@pytest.mark.parametrize("doubt", DOUBTS)
def test_it_stays_where_plain_names_stand_around(doubt: tuple[str, MatchKind]) -> None:
    clean = document(f"They spoke of {doubt[0]}, gout and asthma. {ELSEWHERE}", ELSEWHERE * 2)
    found = named(clean, doubt, ("gout", "exact"), ("asthma", "variant"))
    assert without_doubtful(clean, found, frozenset()) == found


def test_it_goes_where_plain_names_stand_far_away() -> None:
    clean = document(f"They spoke of CRM. {ELSEWHERE * 3} Then of gout and asthma.")
    found = named(clean, ("CRM", "exact"), ("gout", "exact"), ("asthma", "variant"))
    assert without_doubtful(clean, found, frozenset()) == [found[0][1:]]


@pytest.mark.parametrize(("surface", "match"), [("gout", "exact"), ("COPD", "abbreviation")])
def test_plain_and_explained_names_stay_anywhere(surface: str, match: MatchKind) -> None:
    clean = document(f"They spoke of {surface}. {ELSEWHERE}")
    found = named(clean, (surface, match))
    assert without_doubtful(clean, found, frozenset()) == found


def test_the_operators_own_terms_stay_anywhere() -> None:
    clean = document(f"They spoke of CRM. {ELSEWHERE}")
    found = named(clean, ("CRM", "exact"))
    assert without_doubtful(clean, found, {"crm"}) == found
