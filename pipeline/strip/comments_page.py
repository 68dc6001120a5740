"""Forum and question pages: how they are known, and where the opening post ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Document
from pipeline.strip.comments import names_around
from pipeline.strip.outline import Outline
from pipeline.strip.rule import fits

_POST = re.compile(
    r"message(?:-(?:body|content|cell|main|inner))?|message--post|js-post(?:-body)?|postbody|postcell"
    r"|post-?(?:msg|right|layout|bit\w{0,20})|bbp-(?:reply|topic)-content|type-reply|cpost|ipscomment\w{0,20}"
    r"|topic-(?:body|post|owner-post)|(?:topic|forum|thread)-post|answer(?:cell)?|messagecard|elpostfeed"
    r"|post_message_\d{1,12}"
)
"""Names that forum software gives to one post."""
_BOARD = re.compile(
    r"(?:section-|pun)?viewtopic|template-thread_view|thread-view|showthread|single-topic|ctopic|forums?"
    r"|topic-template-\w{1,30}|questions?-page|bbpress(?:-forums)?|phpbb|discourse|vbulletin|xenforo"
)
"""Names that it gives to the whole page."""
_POST_SHARE = 0.4
"""Least share of the body text that stands under such names."""

_HEADER = re.compile(
    r"(#\d{1,5})"
    r"|(quote|reply(?: with quote)?|re: .{1,100}|report(?: post)?|like|back to top|click to expand\W{0,5})"
    r"|((?:joined|member since|registered|join date)\b.{0,40})"
    r"|((?:posts?|messages|threads|reputation|reaction score|karma) ?:? ?\d[\d,.]{0,9}k?)"
    r"|(.{1,40} (?:said|wrote|writes|replied)(?: ?:| on .{1,40}| .{0,12}ago)?)"
    r"|((?:posted|answered|asked|replied|started|said|written|last edited) (?:by|on|at)\b.{1,60})"
    r"|((?:(?:new|junior|senior|full|active|veteran|well-known|super) )?(?:member|moderator|administrator))"
    r"|((?:thread|topic) starter|offline|location ?:.{0,40})",
    re.IGNORECASE,
)
"""What stands above and below every post of a forum's page, in words; one group a form."""
_HEADER_WORDS = 14
_MIN_HEADERS = 6
_MIN_FORMS = 2


def is_discussion(document: Document, page: Outline) -> bool:
    """The page is a forum's thread or a question with its answers.

    It declares so, most of its body text stands in parts that forum software names as posts, or, on a page
    without markup, the lines that stand around posts recur.
    """
    if document.declared.kind is not None:
        return document.declared.kind == "discussion"
    if document.media_type == "text/html":
        return _post_share(page) >= _POST_SHARE
    headers = _headers(page)
    recurring = [form for form, places in headers.items() if len(places) > 1]
    return len(recurring) >= _MIN_FORMS and sum(map(len, headers.values())) >= _MIN_HEADERS


def later_posts(page: Outline) -> frozenset[int]:
    """Indices of the blocks after the opening post or question of a discussion's page."""
    posts = _posts(page)
    if posts:
        opening = next(iter(posts.values()))
        return frozenset(index for index, element in posts.items() if element != opening)
    headers = _headers(page)
    places = max(headers.values(), key=len, default=[])
    return frozenset(range(places[1], len(page.lines))) if len(places) > 1 else frozenset()


def _post_share(page: Outline) -> float:
    body = [index for index, is_body in enumerate(page.is_body) if is_body]
    known = {
        name
        for name in names_around(page.blocks[index] for index in body)
        if _POST.fullmatch(name) or _BOARD.fullmatch(name)
    }
    words = sum(page.lines[index].words for index in body if not known.isdisjoint(_context(page, index)))
    return words / page.prose_before[-1] if known else 0.0


def _context(page: Outline, index: int) -> Sequence[str]:
    markup = page.blocks[index].markup
    return markup.context if markup else ()


def _posts(page: Outline) -> dict[int, str]:
    """For each block of a post, the path of the post's element."""
    known = frozenset(name for name in names_around(page.blocks) if _POST.fullmatch(name))
    return {
        index: _element(page.blocks[index].locator, _context(page, index), known)
        for index in range(len(page.blocks))
        if not known.isdisjoint(_context(page, index))
    }


def _element(locator: str, context: Sequence[str], names: frozenset[str]) -> str:
    """Path of the outermost element that has one of the names.

    The tokens of an element begin with its tag, and the path tells which tag comes next.
    """
    outermost = max(place for place, name in enumerate(context) if name in names)
    steps, place = locator.split("/"), 0
    for depth in range(len(steps), 1, -1):
        parent = steps[depth - 2].partition("[")[0]
        if parent not in context[place + 1 : outermost + 1]:
            return "/".join(steps[:depth])
        place = context.index(parent, place + 1)
    return locator


def _headers(page: Outline) -> dict[int, list[int]]:
    """Places of the lines that stand around posts, by the form that they match."""
    places: dict[int, list[int]] = {}
    for index, line in enumerate(page.lines):
        header = _HEADER.fullmatch(line.text) if fits(line, _HEADER_WORDS) else None
        if header is not None and header.lastindex is not None:
            places.setdefault(header.lastindex, []).append(index)
    return places
