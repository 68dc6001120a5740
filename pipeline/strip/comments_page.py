"""Forum and question pages: how they are known, and where the opening post ends."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import Document
from pipeline.strip.comments import by_block, inside_called
from pipeline.strip.outline import Outline
from pipeline.strip.rule import fits

_POST_NAMES = (
    r"message(?:-(?:body|content|cell|main|inner))?|message--post|js-post(?:-body)?|postbody|postcell"
    r"|post-?(?:msg|right|layout|bit\w{0,20})|bbp-(?:reply|topic)-content|type-reply|cpost|ipscomment\w{0,20}"
    r"|topic-(?:body|post|owner-post)|(?:topic|forum|thread)-post|answer(?:cell)?|messagecard|elpostfeed"
    r"|post_message_\d{1,12}"
)
"""Names that forum software gives to one post."""
_BOARD_NAMES = (
    r"(?:section-|pun)?viewtopic|template-thread_view|thread-view|showthread|single-topic|ctopic|forums?"
    r"|topic-template-\w{1,30}|questions?-page|bbpress(?:-forums)?|phpbb|discourse|vbulletin|xenforo"
)
"""Names that it gives to the whole page."""
_POST = re.compile(f"^(?:{_POST_NAMES})$", re.MULTILINE)
_POST_OR_BOARD = re.compile(f"^(?:{_POST_NAMES}|{_BOARD_NAMES})$", re.MULTILINE)
"""Both for names one a line."""
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
_HEADER_NEEDS = frozenset(
    """
    quote reply re report like back click joined member registered join post posts messages threads reputation
    reaction karma said wrote writes replied posted answered asked started written edited moderator
    administrator starter offline location
    """.split()  # noqa: SIM905 (a list literal of 30 strings reads worse)
)
"""A line without any of these words matches only as a number sign with a number."""
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
    posts = _called(page, _POST)
    if posts:
        opening = next(iter(posts.values()))
        return frozenset(index for index, element in posts.items() if element != opening)
    headers = _headers(page)
    places = max(headers.values(), key=len, default=[])
    return frozenset(range(places[1], len(page.lines))) if len(places) > 1 else frozenset()


def _post_share(page: Outline) -> float:
    inside = _called(page, _POST_OR_BOARD)
    words = sum(page.lines[index].words for index in inside if page.is_body[index])
    return words / page.prose_before[-1] if words else 0.0


def _called(page: Outline, pattern: re.Pattern[str]) -> Mapping[int, int]:
    """For each block in an element with such a name, the row of the outermost of these."""
    names = frozenset(pattern.findall("\n".join(page.names)))
    return by_block(page, inside_called(page.elements, names)) if names else {}


def _headers(page: Outline) -> dict[int, list[int]]:
    """Places of the lines that stand around posts, by the form that they match."""
    places: dict[int, list[int]] = {}
    for index in _header_candidates(page):
        line = page.lines[index]
        header = _HEADER.fullmatch(line.text) if fits(line, _HEADER_WORDS) else None
        if header is not None and header.lastindex is not None:
            places.setdefault(header.lastindex, []).append(index)
    return places


def _header_candidates(page: Outline) -> list[int]:
    found = {index for index, line in enumerate(page.lines) if line.text.startswith("#")}
    for start, reading in page.parts():
        found.update([start + index for index in reading.lines_with(_HEADER_NEEDS)])
    return sorted(found)
