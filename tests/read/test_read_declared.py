from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Declared
from pipeline.read import html
from pipeline.read.html import flatten
from pipeline.read.linked_data import linked_data


def declared(markup: str) -> Declared:
    return flatten(f"{markup}<p>The hip hurts.").declared


def script(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "Hip pain", "articleBody": "The hip hurts."}


def test_a_page_without_metadata_declares_nothing() -> None:
    assert declared("<title>Hip</title>") == Declared()


def test_an_article_declares_kind_headline_and_body() -> None:
    found = declared(script({"@context": "https://schema.org", **ARTICLE}))
    assert (found.kind, found.headline, found.body) == ("article", "Hip pain", "The hip hurts.")


@pytest.mark.parametrize(
    "wrapped",
    [
        "<!--{}-->",
        "//<![CDATA[\n{}\n//]]>",
        "/*<![CDATA[*/{}/*]]>*/",
        " {};",
        "[{}]",
        '{{"@graph": [{{"@type": "WebSite"}}, {}]}}',
        '{{"@type": "WebPage", "mainEntity": {}}}',
    ],
)
def test_linked_data_is_found_however_it_is_wrapped(wrapped: str) -> None:
    assert declared(script(wrapped.format(json.dumps(ARTICLE)))).body == "The hip hurts."


def test_escaped_linked_data_are_read() -> None:
    assert declared(script(json.dumps(ARTICLE).replace('"', "&quot;"))).headline == "Hip pain"


def test_raw_line_ends_in_linked_data_are_read() -> None:
    assert declared(script('{"@type": "Article", "articleBody": "One\ntwo"}')).body == "One\ntwo"


def test_tags_entities_and_controls_are_no_part_of_the_body() -> None:
    body = "<p>Rest &amp; <b>ice</b></p>&lt;p&gt;A\x01 dose\ud800 < 5 mg<br/>a day"
    assert (
        declared(script({"@type": "Article", "articleBody": body})).body == "Rest & ice\nA dose < 5 mg\na day"
    )


def test_the_posts_of_a_discussion_are_its_body() -> None:
    question = {
        "@type": "Question", "name": "Is it the hip?", "text": "It hurts.",
        "acceptedAnswer": {"@type": "Answer", "text": "It is."},
        "suggestedAnswer": [{"@type": "Answer", "text": "Ask a doctor."}],
    }  # fmt: skip
    found = declared(script({"@type": "QAPage", "mainEntity": question}))
    assert (found.kind, found.headline) == ("discussion", "Is it the hip?")
    assert found.body == "It hurts.\nIt is.\nAsk a doctor."


def test_frequent_questions_are_no_discussion() -> None:
    question = {"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": "So."}}
    assert declared(script({"@type": "FAQPage", "mainEntity": [question]})).kind == "other"
    items = '<div itemtype="https://schema.org/FAQPage"><p itemtype="https://schema.org/Question">Why?</div>'
    assert declared(items).kind == "other"


@pytest.mark.parametrize(
    ("item_type", "kind"),
    [
        ("http://schema.org/MedicalWebPage", "article"),
        ("https://schema.org/BlogPosting/", "article"),
        ("https://schema.org/DiscussionForumPosting", "discussion"),
        ("schema.org/Product", "product"),
        ("https://schema.org/SearchResultsPage", "listing"),
        ("https://schema.org/ContactPage", "other"),
        ("https://schema.org/WebPage", None),
        ("", None),
    ],
)
def test_microdata_tell_the_kind(item_type: str, kind: str | None) -> None:
    assert declared(f'<div itemscope itemtype="{item_type}">x</div>').kind == kind


def test_several_products_do_not_make_a_product_page() -> None:
    assert declared('<div itemtype="https://schema.org/Product">x</div>' * 3).kind is None


def test_structured_data_say_more_than_open_graph() -> None:
    meta = '<meta property="og:type" content="article">'
    assert declared(meta).kind == "article"
    assert declared(meta + script({"@type": "Product"})).kind == "product"
    assert declared('<meta property="og:type" content="website">').kind is None


def test_description_and_headline_come_from_metadata() -> None:
    found = declared(
        '<meta property="og:description" content="b">'
        '<meta name="Description" content=" The\n hip &amp;amp; knee">'
        '<meta property="og:title" content="Hip">'
    )
    assert (found.description, found.headline) == ("The hip & knee", "Hip")


def test_scripts_are_no_text_of_the_page() -> None:
    assert flatten(script(ARTICLE) + "<p>x").text == "x"


def test_both_parsers_find_linked_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_by_lxml", lambda markup, target: None)
    assert declared(script(ARTICLE)).headline == "Hip pain"


def test_other_scripts_declare_nothing() -> None:
    assert declared(f"<script>{json.dumps(ARTICLE)}</script>") == Declared()


def test_a_script_within_what_is_omitted_does_not_end_the_page() -> None:
    page = flatten(f"<svg>{script(ARTICLE)}</svg>{script(ARTICLE)}<script>x</script><p>y")
    assert (page.text, page.declared.headline) == ("y", "Hip pain")


def test_itemprop_names_its_element() -> None:
    *_, outer, inner = flatten('<div itemprop="articleBody Text"><p class=a>x').elements
    assert (outer.names, inner.names) == (("itemprop:articlebody", "itemprop:text"), ("a",))


MEGABYTE = 2**20
HOSTILE = {
    "open lists": "[" * MEGABYTE,
    "open objects": '{"@graph":' * 100_000,
    "nested lists": "[" * 900 + json.dumps(ARTICLE) + "]" * 900,
    "huge number": '{"@type": "Article", "headline": ' + "1" * 900_000 + "}",
    "huge fraction": '{"@type": "Article", "headline": 1.' + "1" * 900_000 + "e-5}",
    "no numbers": '[NaN, Infinity, -Infinity, {"@type": NaN}]',
    "wrong types": '[{"@type": 5, "articleBody": []}, {"@type": ["Article", 5], "headline": {}}, null, "a"]',
    "many nodes": json.dumps([{"@type": "Thing"}] * 50_000),
    "wide graph": json.dumps({"@graph": [[{}] * 1000] * 200}),
    "open tags": json.dumps({"@type": "Article", "articleBody": "<a " * 300_000}),
    "control characters": '{"@type": "Article", "headline": "\x00\x1b\\ud800\\u0000"}',
    "broken text": '{"@type": "Article", "headline": "\ufffd\xff',
    "ampersands": '{"a": "' + "&amp" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(20)
def test_hostile_linked_data_harm_nothing(name: str) -> None:
    page = flatten(script(HOSTILE[name]) + "<p>The hip hurts.")
    assert page.text == "The hip hurts."
    str(page.declared).encode()


@pytest.mark.timeout(20)
def test_what_goes_beyond_the_bounds_is_left() -> None:
    assert declared(script(" " * MEGABYTE) + script(ARTICLE)) == Declared()
    assert declared(script("[]") * 100_000 + script(ARTICLE)) == Declared()
    body = "word " * 100_000
    assert len(declared(script({"@type": "Article", "articleBody": body})).body or "") <= 200_000


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from(["Article", "Question"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["@type", "@graph", "mainEntity", "headline", "text"]), inner)
    ),
)


@given(JSON)
def test_any_json_is_taken(value: object) -> None:
    linked_data([json.dumps(value)])
    linked_data([json.dumps([value, ARTICLE])])


def test_a_document_carries_what_its_page_declares(read) -> None:
    assert read(script(ARTICLE) + "<p>The hip hurts.", "a.html").declared.kind == "article"
