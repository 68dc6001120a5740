"""Causes and risks: what a list tells member by member, phrases that name them, and what names none."""

import pytest
from test_relations_relate import page, told

from pipeline.extract.relations import relate


def causes(text, topic=None):
    """The objects of the causes and risks that a paragraph tells."""
    blocks = (("other", text),) if topic is None else (("overview", f"#[C:{topic}]"), ("other", text))
    return {line.split(" | ")[2] for line in told(*blocks, topic=topic and topic.lower())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[C:Gout] is caused by beer, red meat or [C:obesity].", {"beer", "red meat", "obesity"}),
        ("Beer, red meat and [C:obesity] can cause [C:gout].", {"beer", "red meat", "obesity"}),
        ("In men, beer may cause [C:gout].", {"beer"}),
        ("Beer may cause [C:gout] to develop.", {"beer"}),
        ("[C:Gout] results from a mix of things such as beer and [C:obesity].", {"mix of things", "obesity"}),
        ("[C:Gout] is due to mutations in the AB1, CD2, and EF3 genes.",
         {"mutations in the AB1, CD2, and EF3 genes"}),
        ("[C:Gout] is caused by a combination of beer and meat.", {"combination of beer and meat"}),
        ("[C:Gout] is due to partial or complete loss of sleep.", {"partial or complete loss of sleep"}),
        ("[C:Gout] is caused by foods that contain purines.", {"foods that contain purines"}),
        ("[C:Gout] is caused by a family history of [C:obesity].", {"family history of obesity"}),
        ("[C:Gout] is caused by a disorder called [C:obesity].", {"obesity"}),
    ],
)  # fmt: skip
def test_a_list_of_causes_is_told_member_by_member(text, expected):
    assert causes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The cause of [C:gout] is currently unknown.",
        "The cause of [C:gout] is poorly understood.",
        "[C:Gout] is caused by a number of different factors.",
        "There is no evidence that beer causes [C:gout].",
        "Beer that spoils and is warm causes [C:gout].",
        "The symptoms of [C:gout] are caused by warm beer.",
        "Beer can cause [C:gout] to get worse.",
    ],
)
def test_what_names_no_cause_is_none(text):
    assert causes(text) == set()


def test_a_list_ends_where_the_next_clause_begins():
    text = "If [C:gout] is caused by beer, [T:rest] and [T:water] may help."
    found = {line for line in told(("other", text)) if "caused_by" in line}
    assert found == {"gout | caused_by | beer"}


def test_a_definition_tells_the_cause_of_what_it_defines():
    text = "[C:Gout] is a painful and lasting disorder of the joints that is caused by beer."
    assert causes(text) == {"beer"}


def test_what_happens_when_something_occurs_is_its_cause():
    assert causes("It occurs when crystals build up in a joint.", topic="Gout") == {
        "crystals build up in a joint"
    }


def test_what_happens_when_something_else_than_the_topic_occurs_is_not_told():
    assert causes("[C:Angina] occurs when the heart lacks blood.", topic="Gout") == set()


def test_the_main_cause_is_that_of_the_topic():
    assert causes("A poor diet is the main cause.", topic="Gout") == {"poor diet"}


@pytest.mark.parametrize(
    "opening", ["[C:Gout] may be caused by any of the following:", "The following can cause [C:gout]:"]
)
def test_a_colon_after_a_cue_opens_a_list(opening):
    found = told(("other", opening), ("other", "- Warm beer"), ("other", "- [C:Obesity]"))
    assert found == {"gout | caused_by | warm beer", "gout | caused_by | obesity"}


def test_a_list_needs_no_name_of_what_it_is_about():
    blocks = (("overview", "#[C:Gout]"), ("other", "Symptoms may include [S:pain] and [S:redness]."))
    assert told(*blocks, topic="gout") == {"gout | has_symptom | pain", "gout | has_symptom | redness"}


def test_symptoms_that_are_caused_by_something_open_no_list():
    blocks = (("overview", "#[C:Gout]"), ("other", "These symptoms may be caused by [C:arthritis]."))
    assert told(*blocks, topic="gout") == set()


def test_only_the_last_thing_is_meant_by_which():
    text = "There is [C:gout], [C:arthritis], and [C:obesity], which can lead to [C:stroke]."
    assert told(("other", text)) == {"stroke | caused_by | obesity"}


def test_reasons_for_anything_are_no_causes():
    list_ = (("causes", "- Fair prices"), ("other", "[C:Gout]"))
    assert told(("causes", "#Why choose us"), *list_, topic="gout") == set()
    assert told(("causes", "#Causes"), *list_, topic="gout") == {"gout | caused_by | fair prices"}


def test_what_is_told_twice_is_shown_by_the_section_about_it():
    text = "[C:Gout] is caused by beer."
    (found,) = relate(*page(("overview", text), ("causes", "#Causes"), ("causes", text), topic="gout"))
    assert found.block_index == 2
