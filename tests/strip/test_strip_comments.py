"""What the policy on readers' comments drops below articles and keeps on forum and question pages."""

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from pipeline.model import NO_PARENT, Declared, Document, Element, Facts, Markup
from pipeline.strip import load_boilerplate, strip
from pipeline.strip.comments import comment_blocks
from pipeline.strip.comments_page import is_discussion, later_posts
from pipeline.strip.examples import example_page
from pipeline.strip.outline import Outline, outline

BOILERPLATE = load_boilerplate()
TEXT = Document(
    id="example", source_id="examples", path="examples/gout.txt", title=None, url=None,
    media_type="text/plain", language="en", encoding="utf-8", raw_sha256="", text="",
)  # fmt: skip
HTML = replace(TEXT, path="examples/gout.html", media_type="text/html")
ARTICLE = (
    "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe.",
    "It is more common in men than in women, and those who have it once often have it again.",
    "Rest the foot, raise it when you can, and cool it with a wet cloth for some minutes.",
)
QUESTION = "Hello, I have had a sore toe since last week and I do not know whether I should see a doctor."
ANSWER = "It sounds like gout to me, since mine began in the same way. Do go and have it looked at."
FORUM = [
    "Sore toe", "Posted by Jane on Monday", "Joined: 2009", "Posts: 12", QUESTION,
    "Posted by Joe on Tuesday", "Joined: 2011", "Posts: 3", ANSWER, "2 comments", ANSWER,
]  # fmt: skip
WITH_COMMENTS = [*ARTICLE, "2 comments", "Leave a reply", QUESTION, ANSWER]


def in_html(*parts: tuple[str, str]) -> Outline:
    """Paragraphs, each in a `<div>` of its own with the given names."""
    page = [Element(NO_PARENT, "html", 1, ()), Element(0, "body", 1, ("comments-open",))]
    divs = [Element(1, "div", number, tuple(names.split())) for number, (names, _) in enumerate(parts, 1)]
    lines = [Element(2 * row + 2, "p", 1, ()) for row in range(len(divs))]
    table = (*page, *chain.from_iterable(zip(divs, lines, strict=True)))
    blocks = [
        structs.replace(example_page(text).blocks[0], index=index, kind="paragraph",
            markup=Markup(0, len(text), "paragraph", None, 0, 0, 2 * index + 3),
        )
        for index, (_, text) in enumerate(parts)
    ]  # fmt: skip
    return outline(blocks, table)


def kept(document, page, policy):
    document = replace(document, elements=page.elements)
    after = strip(document, page.blocks, replace(BOILERPLATE, comments=policy), Facts())
    return [block.text for block in after if block.is_kept]


def text_kept(lines, policy):
    return kept(TEXT, example_page("\n".join(lines)), policy)


def html_kept(parts, policy):
    return kept(HTML, in_html(*parts), policy)


BELOW_ARTICLE = [*(("entry", line) for line in ARTICLE), ("comment-body", QUESTION), ("comment-body", ANSWER)]
THREAD = [("js-post", QUESTION), ("js-post", ANSWER)]


@pytest.mark.parametrize(("policy", "is_kept"), [("auto", False), ("keep", True), ("drop", False)])
def test_comments_below_an_article(policy, is_kept):
    assert (ANSWER in html_kept(BELOW_ARTICLE, policy)) == is_kept
    assert (ANSWER in text_kept(WITH_COMMENTS, policy)) == is_kept


@pytest.mark.parametrize(("policy", "is_kept"), [("auto", True), ("keep", True), ("drop", False)])
def test_answers_on_a_discussion_page(policy, is_kept):
    assert (ANSWER in html_kept(THREAD, policy)) == is_kept
    assert (ANSWER in text_kept(FORUM, policy)) == is_kept


@pytest.mark.parametrize("policy", ["auto", "keep", "drop"])
def test_opening_post_stays_under_every_policy(policy):
    assert QUESTION in html_kept(THREAD, policy)
    assert QUESTION in text_kept(FORUM, policy)


def test_dropped_comment_names_its_rule():
    page = in_html(*BELOW_ARTICLE)
    after = strip(replace(HTML, elements=page.elements), page.blocks, BOILERPLATE, Facts())
    assert [block.rule_id for block in after[3:]] == ["strip.comment-markup"] * 2


@pytest.mark.parametrize(
    "names", ["comments", "comment-list", "commentlist", "disqus_thread", "respond", "wp-block-comments"]
)
def test_common_names_of_comments_are_known(names):
    assert comment_blocks(in_html(*(("entry", line) for line in ARTICLE), (names, ANSWER))) == {3}


@pytest.mark.parametrize(
    "names", ["no-comments", "has-comments", "comments-open", "comments-link", "commentary-box", "preview"]
)
def test_names_that_only_mention_comments_are_none(names):
    assert not comment_blocks(in_html(*(("entry", line) for line in ARTICLE), (names, ANSWER)))


def test_names_of_the_body_make_no_comments():
    page = in_html(*(("entry", line) for line in (*ARTICLE, ANSWER)))
    html, body, *others = page.elements
    elements = (*(structs.replace(element, names=("comments",)) for element in (html, body)), *others)
    assert not comment_blocks(outline(page.blocks, elements))


def test_what_stands_in_a_comment_is_one():
    page = in_html(*(("entry", line) for line in ARTICLE), ("comments", QUESTION), ("reply", ANSWER))
    *others, div, p = page.elements
    elements = (*others, structs.replace(div, parent=page.blocks[3].markup.element), p)
    assert comment_blocks(outline(page.blocks, elements)) == {3, 4}


def test_article_inside_a_part_named_comments_is_no_comment():
    assert not comment_blocks(in_html(*(("comments", line) for line in ARTICLE)))


def test_page_is_a_discussion_if_it_declares_so_and_none_if_it_declares_otherwise():
    page, article = in_html(*THREAD), in_html(*BELOW_ARTICLE)
    assert not is_discussion(replace(HTML, declared=Declared(kind="article")), page)
    assert is_discussion(replace(HTML, declared=Declared(kind="discussion")), article)
    assert is_discussion(HTML, page)
    assert not is_discussion(HTML, article)


def test_single_lines_of_a_forum_make_no_discussion_of_a_text():
    lines = [*ARTICLE, "Posted by Jane on Monday", "Reply"]
    assert not is_discussion(TEXT, example_page("\n".join(lines)))


def test_all_blocks_of_the_opening_post_are_of_it():
    page = in_html(*THREAD)
    first, second = page.blocks
    more = structs.replace(first, index=1)
    assert later_posts(outline((first, more, structs.replace(second, index=2)), page.elements)) == {2}


@given(st.lists(st.sampled_from([*FORUM, *WITH_COMMENTS, "Quote", "#1", "Reply"]), max_size=25))
def test_keep_drops_no_line_for_being_a_comment(lines):
    rules = {"strip.comments", "strip.later-post", "strip.comment-markup"}
    after = strip(TEXT, example_page("\n".join(lines)).blocks, replace(BOILERPLATE, comments="keep"), Facts())
    assert not rules & {block.rule_id for block in after}
