from training.merge import ranked
from training.sources.entry import Entry


def entry(name: str, vocabulary: str = "MONDO") -> Entry:
    return Entry(f"X:{name}", "CONDITION", "disorder", name, vocabulary, "1", (name,))


def test_the_concept_of_that_very_name_leads_within_a_source() -> None:
    assert ranked("river fever", (0, 1), [entry("periodic fever"), entry("River fever")]) == (1, 0)


def test_a_later_source_does_not_take_a_name_over() -> None:
    assert ranked("hypertension", (0, 1), [entry("high pressure"), entry("hypertension", "HPO")]) == (0, 1)
