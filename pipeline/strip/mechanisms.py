"""The mechanisms behind the rules: each finds the blocks of a page that a rule claims as boilerplate.

A rule of `rules.toml` names its mechanism in `kind`:

* `line`: a block whose whole line matches.
* `section`: a heading that matches, with what belongs to it (see `Reach`).
* `contents`: a list of the page's own later headings (`contents.py`).
* `title`: further copies of the page's title (`titles.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.strip.contents import contents_blocks
from pipeline.strip.outline import Outline
from pipeline.strip.rule import Kind, Reach, StripRule
from pipeline.strip.titles import repeated_titles

_CHARACTERS_A_WORD = 12
_LOOK_BELOW = 600


def claim(rule: StripRule, page: Outline) -> frozenset[int]:
    """Indices of the blocks that a rule claims as boilerplate."""
    return MECHANISMS[rule.kind](rule, page)


def _matching(rule: StripRule, page: Outline) -> list[int]:
    return [index for index in range(len(page.lines)) if _matches(rule, page, index)]


def _matches(rule: StripRule, page: Outline, index: int) -> bool:
    line = page.lines[index]
    fits = line.words <= rule.max_words and len(line.text) <= rule.max_words * _CHARACTERS_A_WORD
    if not fits or rule.pattern is None or (rule.on and page.blocks[index].kind not in rule.on):
        return False
    return rule.pattern.fullmatch(line.text) is not None


def _lines(rule: StripRule, page: Outline) -> frozenset[int]:
    return frozenset(_matching(rule, page))


def _sections(rule: StripRule, page: Outline) -> frozenset[int]:
    claimed: set[int] = set()
    for start in _matching(rule, page):
        if start not in claimed and _opens_section(rule, page, start):
            claimed.update(range(start, _section_end(rule.reach, page, start)))
    return frozenset(claimed)


def _opens_section(rule: StripRule, page: Outline, start: int) -> bool:
    if page.share_before(start) < rule.after_share:
        return False
    below = start + 1
    if below == len(page.lines):
        return rule.followed_by is None
    if rule.followed_by is not None:
        return rule.followed_by.search(page.lines[below].text[:_LOOK_BELOW]) is not None
    return rule.reach != "run" or not page.is_body[below]


def _section_end(reach: Reach, page: Outline, start: int) -> int:
    """Index of the first block after the section."""
    count = len(page.lines)
    if reach == "end":
        return count
    for index in range(start + 1, count):
        if page.is_body[index] and (reach == "run" or _is_under_heading(page, index, start)):
            return _top_heading(page, index, start + 1)
    return count


def _is_under_heading(page: Outline, index: int, start: int) -> bool:
    """The block stands directly under a heading that is no part of the section itself."""
    above = index - 1
    return above > start and page.is_heading(above) and not page.is_below(above, start)


def _top_heading(page: Outline, body: int, first: int) -> int:
    """The heading directly above body text belongs to it, and so do that heading's own parents."""
    top = body
    while top > first and page.is_heading(top - 1) and (top == body or page.is_below(top, top - 1)):
        top -= 1
    return top


MECHANISMS: Mapping[Kind, Callable[[StripRule, Outline], frozenset[int]]] = {
    "line": _lines,
    "section": _sections,
    "contents": lambda _, page: contents_blocks(page),
    "title": lambda _, page: repeated_titles(page),
}
