"""The topic of a page."""

from test_relations_relate import page

from pipeline.extract.topic import find_topic


def topic(*blocks):
    clean, found = page(*blocks)
    return find_topic(clean, found.mentions)


def test_what_is_said_most_is_the_topic():
    text = (
        "[S:Fever] is common. [C:Flu] makes you tired, and [C:flu] spreads. Most get over [C:flu]. "
        "Few catch [C:flu] twice, but [C:flu] comes each year."
    )
    assert topic(("other", text)) == "local:flu"


def test_what_is_named_first_goes_before_what_is_named_a_little_more():
    text = "[C:Flu] is caught in winter. It brings [S:fever]; the [S:fever] falls within days."
    assert topic(("other", text)) == "local:flu"


def test_headings_outweigh_text():
    blocks = (("overview", "#[C:Gout]"), ("other", "[S:Pain] is common."), ("other", "Such [S:pain] goes."))
    assert topic(*blocks) == "local:gout"


def test_a_treatment_is_the_topic_where_nothing_else_is_named():
    assert topic(("other", "[T:Rest] is good.")) == "local:rest"


def test_a_page_without_mentions_has_no_topic():
    assert topic(("other", "Good morning.")) is None
