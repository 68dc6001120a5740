import itertools

import pytest
from extract_samples import document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.extract import Recogniser, extract
from pipeline.extract.mentions import extract_all
from pipeline.model import CleanBlock, CleanText, Edit

WORDS = [
    "hip pain", "Pain in the hips", "COPD", "chronic obstructive pulmonary disease (COPD)", "no fever", ".",
    "\u200b", "  ", "ibuprofen", "the", "Diabetes", "—", "a-b", "é", "swollen ankles", "\U0001f600",
]  # fmt: skip


def surfaces(recogniser: Recogniser, *lines: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.label) for mention in extract(document(*lines), recogniser).mentions]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=4))
def test_offsets_point_at_surfaces_and_never_overlap(
    shipped_recogniser: Recogniser, lines: list[str]
) -> None:
    clean = document(*lines)
    mentions = extract(clean, shipped_recogniser).mentions
    for mention in mentions:
        assert clean.text[mention.clean_start : mention.clean_end] == mention.surface
        assert "\n" not in mention.surface
    ends = [(mention.clean_start, mention.clean_end) for mention in mentions]
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ends))


def test_the_same_text_gives_the_same_mentions(shipped_recogniser: Recogniser) -> None:
    clean = document("Hip pain after a fall is treated with rest and ibuprofen.")
    assert extract(clean, shipped_recogniser) == extract(clean, shipped_recogniser)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=3), max_size=4))
def test_documents_that_are_read_together_have_the_mentions_of_each_alone(
    shipped_recogniser: Recogniser, texts: list[list[str]]
) -> None:
    cleans = [document(*lines) for lines in texts]
    assert extract_all(cleans, shipped_recogniser) == [extract(clean, shipped_recogniser) for clean in cleans]


def test_types_of_a_plain_sentence(shipped_recogniser: Recogniser) -> None:
    assert surfaces(shipped_recogniser, "Osteoarthritis causes hip pain and is treated with ibuprofen.") == [
        ("Osteoarthritis", "CONDITION"), ("hip pain", "SYMPTOM"), ("ibuprofen", "TREATMENT"),
    ]  # fmt: skip


def test_body_parts_and_generic_words_are_no_mentions(shipped_recogniser: Recogniser) -> None:
    assert (
        surfaces(shipped_recogniser, "The disease can affect the hip, and the doctor asks for an X-ray.")
        == []
    )


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Pain-relieving tablets are sold without prescription.", "Pain-relieving tablets"),
        ("A pain reliever is enough.", "pain reliever"),
    ],
)
def test_what_relieves_is_a_treatment_and_no_symptom(
    shipped_recogniser: Recogniser, text: str, surface: str
) -> None:
    assert surfaces(shipped_recogniser, text) == [(surface, "TREATMENT")]


def test_heartburn_written_apart_is_heartburn(shipped_recogniser: Recogniser) -> None:
    assert shipped_recogniser.linker.link("heart burn", "CONDITION").concept.preferred_name == "heartburn"


def test_concepts_are_those_of_the_mentions(shipped_recogniser: Recogniser) -> None:
    found = extract(document("Hip pain and pain in the hips."), shipped_recogniser)
    assert [concept.concept_id for concept in found.concepts] == ["HP:0030838"]
    assert {mention.match for mention in found.mentions} == {"exact", "variant"}


def test_label_of_a_mention_is_that_of_its_concept(shipped_recogniser: Recogniser) -> None:
    text = "Depression, anxiety, diabetes, fever, obesity, headache, migraine, surgery and rest."
    found = extract(document(text), shipped_recogniser)
    labels = {concept.concept_id: concept.label for concept in found.concepts}
    assert all(labels[mention.concept_id] == mention.label for mention in found.mentions)


def test_negation_comes_from_the_sentence(shipped_recogniser: Recogniser) -> None:
    found = extract(document("She has no fever. She has a headache."), shipped_recogniser)
    assert [(m.surface, m.is_negated) for m in found.mentions] == [("fever", True), ("headache", False)]


def test_abbreviation_is_a_mention_throughout_the_document(shipped_recogniser: Recogniser) -> None:
    found = extract(
        document("Chronic obstructive pulmonary disease (COPD) is common.", "Smokers get COPD."),
        shipped_recogniser,
    )
    assert [mention.match for mention in found.mentions] == ["exact", "abbreviation", "abbreviation"]
    assert len({mention.concept_id for mention in found.mentions}) == 1


def test_raw_place_covers_what_an_edit_replaced(shipped_recogniser: Recogniser) -> None:
    raw = document("Stress factors are rare.").blocks[0].block
    edit = Edit(
        "e", "doc", 0, 7, 14, "factors", "fractures", "r", "real_word", 1.0, "applied", "", "", "", ""
    )
    clean = CleanText("doc", None, (CleanBlock(raw, "Stress fractures are rare.", 0, (edit,)),))
    (mention,) = extract(clean, shipped_recogniser).mentions
    assert (mention.surface, mention.raw_surface) == ("Stress fractures", "Stress factors")
    assert (mention.start, mention.end) == (0, 14)


def test_block_that_starts_late_keeps_raw_offsets(shipped_recogniser: Recogniser) -> None:
    block = document("Hip pain.").blocks[0]
    moved = structs.replace(block, block=structs.replace(block.block, start=100, end=109))
    (mention,) = extract(CleanText("doc", None, (moved,)), shipped_recogniser).mentions
    assert (mention.start, mention.end, mention.clean_start) == (100, 108, 0)


@pytest.mark.parametrize(
    ("lines", "title", "kinds"),
    [
        (("Shoulder notes", "Hip pain is common. Fever, fever, fever."), "All about hip pain", {}),
        (("Hip pain", "Fever is rare. Rest helps."), None, {0: "title"}),
    ],
)
def test_topic_is_what_the_title_names(
    shipped_recogniser: Recogniser, lines: tuple[str, ...], title: str | None, kinds: dict[int, str]
) -> None:
    found = extract(document(*lines, title=title, kinds=kinds), shipped_recogniser)
    assert found.topic_concept_id == "HP:0030838"


def test_page_without_mentions_has_no_topic(shipped_recogniser: Recogniser) -> None:
    assert extract(document("Good morning."), shipped_recogniser).topic_concept_id is None


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["pain in the left ", "hip pain ", "COPD (COPD) ", "((((", "a. ", "-", "é", "left ", "cold "]
)
def test_long_line_takes_linear_time(shipped_recogniser: Recogniser, piece: str) -> None:
    extract(document(piece * (200_000 // len(piece))), shipped_recogniser)
