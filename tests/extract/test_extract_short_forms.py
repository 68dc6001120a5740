"""Capitals that spell the initials of a name of the page."""

from extract_samples import document, tiny_vocabulary

from pipeline.extract.linking import Link, Linker
from pipeline.extract.shortforms import with_short_forms
from pipeline.extract.spans import Found

LINKER = Linker(tiny_vocabulary())


def linked(text: str, *names: tuple[str, Link]) -> list[tuple[str, str]]:
    clean = document(text)
    spans = [Found(text.index(name), text.index(name) + len(name), link) for name, link in names]
    [found] = with_short_forms(clean, [sorted(spans, key=lambda span: span.start)], ())
    return [(span.link.concept.concept_id, span.link.match) for span in found]


def test_initials_of_a_name_on_the_page_mean_that_name() -> None:
    aids, other = LINKER.link("AIDS", "CONDITION"), LINKER.link("aching in damp socks", "SYMPTOM")
    text = "People with aching in damp socks say that AIDS is no fun."
    assert linked(text, ("aching in damp socks", other), ("AIDS", aids)) == [
        (other.concept.concept_id, "model"),
        (other.concept.concept_id, "abbreviation"),
    ]


def test_capitals_that_spell_no_name_keep_their_concept() -> None:
    aids, pain = LINKER.link("AIDS", "CONDITION"), LINKER.link("hip pain", "SYMPTOM")
    assert linked("AIDS and hip pain", ("AIDS", aids), ("hip pain", pain)) == [
        ("MONDO:1", "exact"),
        ("HP:1", "exact"),
    ]
