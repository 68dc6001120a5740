"""The title of a page, as its reader would say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipeline.model import LINE
from pipeline.read.head import Head

_LENGTH = 150
_LEAST_OVERLAP = 0.5
_TOPIC_WORD = 5
_SITE_NAME = re.compile(r"\s[-–—|»·]\s")
_WORD = re.compile(r"\w+")
_NO_TITLE_END = tuple(".,;:!…")
_MENU = re.compile(
    r"(?:skip|jump) (?:to|over) .{1,40}|(?:main |site )?(?:menu|navigation)|home(?: ?page)?"
    r"|search(?: (?:the |this |our )?(?:web ?)?site)?|(?:log|sign) ?(?:in|on|out|up)|register|my account"
    r"|subscribe|donate|(?:about|contact)(?: us)?|news(?:letter)?s?|blog|shop|careers|help|site ?map"
    r"|languages?|english|español|close|toggle .{1,20}",
    re.IGNORECASE,
)
"""Lines that stand above a site's pages, whatever these are about."""
_MENU_LINES = 12
_MARKER = re.compile(r"[-*•·–—>|#=<]|\d{1,3}[.)]\s")


def html_title(head: Head, headings: Sequence[tuple[int, str]]) -> str | None:
    """The heading that the page's own title confirms, else the only top heading on its topic, else the title.

    A `<title>` mostly is the headline with the site's name behind or before it; a heading that stands
    in it at a word boundary is the headline alone. The longest such heading of the highest level wins.

    Args:
        head: what the page says about itself.
        headings: level and text, in page order.
    """
    named = [title for title in (head.title, head.og_title) if title]
    wholes = [_words(title) for title in named]
    confirmed = [(level, text) for level, text in headings if _confirms(wholes, text)]
    if confirmed:
        return min(confirmed, key=lambda heading: (heading[0], -len(heading[1])))[1]
    top = [text for level, text in headings if level == 1]
    if len(top) == 1 and (not named or any(_shares_topic(title, top[0]) for title in named)):
        return top[0]
    if head.title and head.og_title and _confirms(wholes[:1], head.og_title):
        return head.og_title
    return next(iter(named), None) or next(iter(top), None)


def _confirms(wholes: Sequence[Sequence[str]], heading: str) -> bool:
    """Whether one of the titles, as words, has the heading for a good part of it."""
    part = _words(heading)
    return any(
        len(part) >= max(1, _LEAST_OVERLAP * len(whole)) and f" {' '.join(part)} " in f" {' '.join(whole)} "
        for whole in wholes
    )


def _shares_topic(title: str, heading: str) -> bool:
    """Whether title and heading name the same thing in other words; a dash parts off the site."""
    topic = _SITE_NAME.split(title, maxsplit=1)[0]
    return any(len(word) >= _TOPIC_WORD for word in set(_words(topic)).intersection(_words(heading)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def text_title(text: str) -> str | None:
    """The first line of a text below its menu, if it looks like a title: short, and no sentence."""
    lines = (line for match in LINE.finditer(text) if (line := match.group().strip()))
    first = next((line for line in islice(lines, _MENU_LINES + 1) if not _is_menu(line)), "")
    if not first or len(first) > _LENGTH or first.endswith(_NO_TITLE_END) or _MARKER.match(first):
        return None
    return first if any(character.isalpha() for character in first) else None


def _is_menu(line: str) -> bool:
    return len(line) <= _LENGTH and _MENU.fullmatch(line) is not None
