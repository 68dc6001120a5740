from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import NoText
from pipeline.model import NO_PARENT, Element
from pipeline.read import html
from pipeline.read.flatten import FlatPage
from pipeline.read.html import flatten


def lines(markup: str) -> list[str]:
    page = flatten(markup)
    assert [page.text[line.start : line.end] for line in page.markup] == (
        page.text.split("\n") if page.text else []
    )
    return page.text.split("\n") if page.text else []


def kinds(markup: str) -> list[tuple[str, int | None]]:
    return [(line.kind, line.heading_level) for line in flatten(markup).markup]


def test_each_block_element_ends_a_line() -> None:
    assert lines("<h1>Hip</h1><p>One</p>two<div>three<ul><li>four<li>five</ul></div>six") == [
        "Hip", "One", "two", "three", "four", "five", "six",
    ]  # fmt: skip


def test_br_ends_a_line() -> None:
    assert lines("<p>one<br>two<br/>three") == ["one", "two", "three"]


def test_inline_elements_are_joined_as_a_reader_sees_them() -> None:
    assert lines("<p>the <b>hip</b> hurts, <i>a</i>nd H<sub>2</sub>O <a href=x>is</a>\n good</p>") == [
        "the hip hurts, and H2O is good"
    ]


def test_white_space_is_collapsed_outside_pre() -> None:
    assert lines("<p>one \n\t &nbsp; two</p><pre>three   four\n five</pre>") == [
        "one two",
        "three   four",
        "five",
    ]


@pytest.mark.parametrize(
    "tag", ["script", "style", "template", "noscript", "svg", "iframe", "object", "select"]
)
def test_elements_without_text_of_the_page_are_left_out(tag: str) -> None:
    assert lines(f"<p>one <{tag}>hidden <b>x</b></{tag}>two</p>") == ["one two"]


@pytest.mark.parametrize(
    "attribute",
    ["hidden", 'aria-hidden="true"', 'style="color:red; Display : none"', 'style="visibility:hidden"'],
)
def test_hidden_elements_are_left_out(attribute: str) -> None:
    assert lines(f"<p>one <span {attribute}>hidden <b>x</b></span>two</p><div {attribute}><p>x</div>") == [
        "one two"
    ]


def test_closed_dialogues_are_left_out() -> None:
    assert lines(
        "<p>one</p><dialog><p>two</dialog><dialog id=d>three</dialog><dialog open>four</dialog>"
    ) == [
        "one",
        "four",
    ]


def test_page_that_is_mostly_hidden_is_shown() -> None:
    text = "The hip hurts after running. " * 20
    assert lines(f'<p>Menu</p><div style="display:none"><p>{text}</div>') == ["Menu", text.strip()]
    assert lines(f"<p>Menu</p><noscript><p>{text}</noscript>") == ["Menu", text.strip()]


def test_hidden_body_hides_nothing() -> None:
    assert lines('<body style="display:none"><p>The hip.') == ["The hip."]


def test_form_text_stays_and_choices_go() -> None:
    form = "<label>Name</label><input value=x><select><option>a<option>b</select><button>Send</button>"
    assert lines(f"<form>{form}</form>") == ["Name", "Send"]


def test_a_table_row_is_one_line() -> None:
    table = "<table><tr><th>Drug<th>Dose</tr><tr><td><p>A</p><td><div>5 mg</div></tr><tr><td>alone</table>"
    assert lines(table) == ["Drug | Dose", "A | 5 mg", "alone"]
    assert [kind for kind, _ in kinds(table)] == ["table_row", "table_row", "other"]


def test_a_layout_table_is_left_in_its_lines() -> None:
    assert lines("<table><tr><td><p>one</p><p>two</p><td>three</table>") == ["one", "two", "three"]


def test_a_table_inside_a_cell_keeps_its_rows() -> None:
    inner = "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>"
    assert lines(f"<table><tr><td>{inner}<td>e</tr></table>") == ["a | b", "c | d", "e"]


def test_cells_behind_a_long_table_in_their_row_stay_lines() -> None:
    inner = "<table>" + "<tr><td>x" * 1_001 + "</table>"
    assert lines(f"<table><tr><td>{inner}<td>a<td>b<tr><td>c<td>d</table>")[-3:] == ["a", "b", "c | d"]


def test_kinds_and_levels_come_from_the_elements() -> None:
    page = "<h2>a<span> b</span></h2><p>c</p><li>d<p>e</p></li><blockquote><p>f</blockquote>"
    assert kinds(f"{page}<figcaption>g</figcaption>") == [
        ("heading", 2), ("paragraph", None), ("list_item", None), ("list_item", None),
        ("quote", None), ("caption", None),
    ]  # fmt: skip


def test_a_line_all_in_bold_is_a_heading() -> None:
    assert kinds("<p><b>Symptoms</b></p><p><b>The hip</b> hurts.</p>") == [
        ("heading", 6),
        ("paragraph", None),
    ]


def test_links_are_counted() -> None:
    line = flatten('<p>See <a href="/x">the hip</a> and <a href="/y">knee</a>.').markup[0]
    assert (line.links, line.link_characters) == (2, len("the hip") + len("knee"))


def around(page: FlatPage, number: int) -> list[Element]:
    """The element of a line and those around it, nearest first."""
    found, row = [], page.markup[number].element
    while row != NO_PARENT:
        found.append(page.elements[row])
        row = page.elements[row].parent
    return found


def test_elements_name_the_block_and_its_ancestors() -> None:
    page = '<body><div></div><div id="Main" class="a B"><p>one</p><p role=note>two <b class=c>x</b></p>'
    found = around(flatten(page), 1)
    assert [(element.tag, element.place, element.names) for element in found] == [
        ("p", 2, ("note",)), ("div", 2, ("a", "b", "main")), ("body", 1, ()), ("html", 1, ()),
    ]  # fmt: skip


def test_only_elements_that_hold_lines_and_those_around_them_have_rows() -> None:
    page = flatten("<nav><ul><li></li></ul></nav><div><p></p><p>one</p></div><tr><td>a</td><td>b</td></tr>")
    assert [element.tag for element in page.elements] == ["html", "body", "div", "p", "tr"]
    assert [line.element for line in page.markup] == [3, 4]


def test_elements_follow_the_one_around_them() -> None:
    page = flatten("<div>a<ul><li>b<li>c</ul>d</div><table><tr><td><p>e</p><p>f</p><td>g</table>")
    assert [element.parent for element in page.elements] == [-1, 0, 1, 2, 3, 3, 1, 6, 7, 8, 8, 7]
    assert [line.element for line in page.markup] == [2, 4, 5, 2, 9, 10, 11]


def test_names_are_bounded() -> None:
    page = flatten(f"<div class='{'x' * 10_000} {'y ' * 10_000}'>" * 200 + "text")
    assert all(len(element.names) < 60 for element in page.elements)
    assert max(len(name) for element in page.elements for name in element.names) <= 40


def test_deep_nesting_costs_no_recursion() -> None:
    page = flatten("<div>" * 100_000 + "x")
    assert (page.text, len(around(page, 0))) == ("x", 100_002)


def test_names_that_grow_in_lower_case_are_bounded() -> None:
    page = flatten(f"<p class={'İ' * 40}>x")
    assert [len(name) for name in page.elements[-1].names] == [40]


def test_address_and_language_come_from_the_head() -> None:
    head = flatten(
        '<html lang="EN-gb"><head><meta property="og:url" content="https://a.org/og">'
        '<link rel="canonical" href="https://a.org/hip"></head><p>x'
    ).head
    assert (head.url, head.language) == ("https://a.org/hip", "en-GB")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "https://a b", ""])
def test_unusable_address_is_passed_over(address: str) -> None:
    assert flatten(f'<link rel="canonical" href="{address}"><p>x').head.url is None


def test_title_is_no_line() -> None:
    page = flatten("<title>Hip &amp; knee</title><p>text")
    assert (page.head.title, page.text) == ("Hip & knee", "text")


def test_control_characters_by_reference_are_replaced() -> None:
    assert lines("<p>a&#1;b&#xD800;c&#0;d") == ["a\ufffdb\ufffdc\ufffdd"]


def test_entities_are_not_expanded_from_a_doctype() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "/etc/passwd"><!ENTITY y "yyy">]><p>a &x; &y; b'
    assert "root:" not in flatten(page).text
    assert "yyyyyy" not in flatten(page).text


def test_right_to_left_and_zero_width_characters_stay() -> None:
    assert lines("<p>\u202eשלום\u200b &zwj;x") == ["\u202eשלום\u200b \u200dx"]


def test_beautiful_soup_is_asked_where_lxml_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_by_lxml", lambda markup, target: None)
    page = (
        "<title>T</title><script>x</script><h1>Hip</h1><!-- c --><ul><li>a</li><li>b</li></ul><p>one <b>two"
    )
    assert lines(page) == ["Hip", "a", "b", "one two"]
    assert flatten(page).head.title == "T"


@pytest.mark.parametrize(
    "page",
    [
        "<script>var a = 1</script>",
        "<title>Only a title</title>",
        "<p>&nbsp;</p>",
        "<img alt=x>",
    ],
)
def test_page_without_visible_text_is_no_text(read, page: str) -> None:
    with pytest.raises(NoText):
        read(page, "a.html")


def test_document_of_a_page(read) -> None:
    document = read('<html lang=en><title>Hip pain | Site</title><h1>Hip pain</h1><p>"Ouch" = 1.', "a.html")
    assert (document.title, document.language, document.media_type) == ("Hip pain", "en", "text/html")
    assert document.text == 'Hip pain\n"Ouch" = 1.'


def test_pages_in_utf16_are_read(read) -> None:
    page = "<html><title>Hip pain</title><p>The hip hurts.</p></html>"
    for content in (page.encode("utf-16"), page.encode("utf-16-le"), page.encode("utf-16-be")):
        assert read(content, "a.html").text == "The hip hurts."


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "a",
        "td",
        "tr",
        "table",
        "li",
        "h2",
        "br",
        "img",
        "pre",
        "script",
        "title",
        "head",
        "svg",
    ]
)
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.text(max_size=5),
    st.sampled_from(
        ["<p hidden>", "<!--", "-->", "<![CDATA[", "]]>", "<", "&#x0;", "&nbsp;", "<a href=x>", "</"]
    ),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("<tr></tr></tr><td>")
@example("<![if gte mso 9]>x")
def test_any_markup_gives_lines_that_lie_where_they_say(markup: str) -> None:
    page = flatten(markup.encode("utf-8", "replace").decode())
    found = [page.text[line.start : line.end] for line in page.markup]
    assert found == (page.text.split("\n") if page.text else [])
    assert all(line == line.strip() and line for line in found)
    assert all(line.link_characters <= line.end - line.start for line in page.markup)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_both_parsers_serve_any_markup(markup: str) -> None:
    html._by_beautiful_soup(markup.encode("utf-8", "replace").decode(), html.Flattener())


def test_control_characters_in_a_title_of_the_head_are_replaced() -> None:
    head = flatten('<meta property="og:title" content="A&#1;B"><p>The hip hurts.').head
    assert head.og_title == "A\ufffdB"
