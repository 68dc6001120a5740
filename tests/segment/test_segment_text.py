from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Block, Document, SectionType
from pipeline.strip.segments import segment

PROSE = "Pain in the hip is common among people who run, and it mostly goes away by itself with some rest."
SHORT_PROSE = "Exercise can help with pain."


def document(text: str, title: str | None = None) -> Document:
    return Document(
        id="d", source_id="s", path="s/a.txt", title=title, url=None, media_type="text/plain", language="en",
        encoding="utf-8", raw_sha256="0", text=text,
    )  # fmt: skip


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    return segment(document(text, title))


def kinds(text: str, title: str | None = None) -> list[str]:
    return [block.kind for block in blocks(text, title)]


@given(
    st.lists(
        st.text(max_size=30)
        | st.sampled_from(
            ["\n", "\r\n", "\n\n", "\r", " ", "\u2028", "- a", "1. B", "2. C", "What is it?", PROSE, "a\tb"]
        )
    ).map("".join)
)
def test_blocks_are_spans_in_order_with_white_space_between(text: str) -> None:
    end = 0
    for index, block in enumerate(blocks(text)):
        assert block.index == index
        assert text[block.start : block.end] == block.text
        assert block.text and block.text == block.text.strip()
        assert not text[end : block.start].strip()
        end = block.end
    assert not text[end:].strip()


def test_each_line_is_a_block() -> None:
    assert [b.text for b in blocks(f"{PROSE}\nTwo\r\n  {PROSE} \n")] == [PROSE, "Two", PROSE]


def test_lines_parted_by_blank_lines_are_blocks() -> None:
    assert [b.text for b in blocks(f"One\n\n{PROSE}\n \t\n\nThree")] == ["One", PROSE, "Three"]


def test_single_lines_among_blank_ones_are_blocks_of_their_own() -> None:
    text = f"{PROSE}\n{SHORT_PROSE}\n\n{PROSE}\n{PROSE}"
    assert [b.text for b in blocks(text)] == [PROSE, SHORT_PROSE, PROSE, PROSE]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    first = (
        "Pain in the hip is common among people who run,\n"
        "and it mostly goes away by itself with some rest\n"
        "and with less training than before."
    )
    second = (
        "If it does not, see a doctor, who will want to\n"
        "look for other reasons, such as a fracture or an\n"
        "inflammation of the joint."
    )
    assert [b.text for b in blocks(f"{first}\n\n{second}\n")] == [first, second]


def test_list_items_of_a_hard_wrapped_text_stay_apart() -> None:
    paragraph = (
        "Pain in the hip is common among people who run,\n"
        "and it mostly goes away by itself with some rest\n"
        "and with less training than before, for which we\n"
        "have these to offer:"
    )
    text = f"{paragraph}\n- rest, and more of it than you will find\n  easy\n- ice\n\n{paragraph}"
    assert blocks(text)[0].text == paragraph
    assert "- ice" in [b.text for b in blocks(text)]


def test_verse_is_not_taken_for_wrapped_prose() -> None:
    text = (
        "A hip\nso sore\nit hurts no more than\nyours\n\nA knee\nto match\nthe other hip and knee\nof course"
    )
    assert len(blocks(text)) == 8


def test_locator_is_the_line_number() -> None:
    assert [b.locator for b in blocks("\nOne\r\n\r\nTwo\rThree\n")] == ["line[2]", "line[4]", "line[5]"]


def test_a_very_long_line_is_one_block() -> None:
    text = "word " * 400_000
    (block,) = blocks(text)
    assert block.kind == "paragraph"


def test_five_thousand_near_equal_lines() -> None:
    found = blocks("\n".join(f"Line {n} of the page" for n in range(5000)))
    assert len(found) == 5000


def test_title_and_its_copy_near_the_top() -> None:
    assert kinds(f"Hip pain\n\nHip pain\n\n{PROSE}", "Hip pain") == ["title", "title", "paragraph"]


def test_short_line_before_prose_is_a_heading() -> None:
    found = blocks(f"{PROSE}\nOther Causes of Hip Pain\n{PROSE}")
    assert [(b.kind, b.heading_level) for b in found][1] == ("heading", 2)


@pytest.mark.parametrize(
    "line",
    [
        "Exercise can help with pain.",
        "Read more here.",
        "You may have:",
        "and so on",
        "Hello doctor,",
        "— 12 —",
        "###",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    if line == "You may have:":
        line = "Among the symptoms you may have:"
    assert "heading" not in kinds(f"{PROSE}\n{line}\n{PROSE}")


def test_menus_are_no_headings() -> None:
    assert kinds("Home\nNews\nHealth A-Z\nContact") == ["other"] * 4


@pytest.mark.parametrize(
    "question", ["What are the symptoms of X ?", "what research is being done for X ?", "Is it serious?"]
)
def test_question_before_prose_is_a_heading(question: str) -> None:
    block = blocks(f"{question}\n{PROSE}")[0]
    assert (block.kind, block.heading_level) == ("heading", 2)


def test_question_within_prose_is_no_heading() -> None:
    assert kinds(f"{PROSE} Is that you?\n{PROSE}") == ["paragraph", "paragraph"]


def test_numbered_headings_open_paragraphs() -> None:
    first = f"1. Which exercises help?\n\n1. Leg lift\n\n{PROSE}\n\n2. Hip flexion\n\n{PROSE}"
    text = f"{first}\n\n2. Causes\n\n1. Age\n\n{PROSE}"
    found = [(b.kind, b.heading_level) for b in blocks(text) if b.kind == "heading"]
    assert found == [("heading", level) for level in (2, 3, 3, 2, 3)]


def test_numbered_runs_are_lists() -> None:
    assert kinds("1. Rest\n2. Ice\n3. Compression\n4. Elevation\n" + PROSE) == ["list_item"] * 4 + [
        "paragraph"
    ]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–"])
def test_marked_lines_are_list_items(mark: str) -> None:
    assert kinds(f"{PROSE}\n{mark} Knee pain\n{mark} stiffness")[1:] == ["list_item", "list_item"]


def test_quotes_captions_and_rows() -> None:
    assert kinds("“It hurts all day.”\nPhoto: A runner\nDrug\tDose\nA | B | C") == [
        "quote", "caption", "table_row", "table_row",
    ]  # fmt: skip


def test_right_to_left_heading() -> None:
    assert kinds("أسباب ألم الورك\n" + "ألم الورك شائع بين العدائين. " * 5) == ["heading", "paragraph"]


def sections(text: str, title: str | None = None) -> list[tuple[str | None, SectionType]]:
    return [(b.heading, b.section_type) for b in blocks(text, title)]


def test_blocks_know_their_heading_and_section() -> None:
    text = f"Hip pain\n{PROSE}\nSymptoms\n{PROSE}\nHow is it treated?\n{PROSE}"
    assert sections(text, "Hip pain") == [
        (None, "other"),
        ("Hip pain", "other"),
        ("Hip pain", "symptoms"),
        ("Symptoms", "symptoms"),
        ("Hip pain", "treatment"),
        ("How is it treated?", "treatment"),
    ]


def test_subheading_that_says_nothing_takes_the_section_above() -> None:
    text = f"2. Causes of pain\n1. Extra weight\n{PROSE}\nThe doctor's day\n{PROSE}"
    assert [section for _, section in sections(text)] == ["causes", "causes", "causes", "other", "other"]


def test_section_of_the_title_does_not_reach_into_other_sections() -> None:
    text = f"Causes of hip pain\n{PROSE}\nWalking in the mountains\n{PROSE}"
    assert [s for _, s in sections(text, "Causes of hip pain")] == ["causes", "causes", "other", "other"]
