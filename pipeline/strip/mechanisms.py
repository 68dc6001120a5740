"""The mechanisms behind the rules: each finds the blocks of a page that a rule claims as boilerplate.

A rule of `rules.toml` names its mechanism in `kind`:

* `line`: a block whose whole line matches.
* `section`: a heading that matches, with what belongs to it (see `Reach`).
* `contents`: a list of the page's own later headings (`contents.py`).
* `title`: further copies of the page's title (`titles.py`).
* `comments`: parts that the markup names as comments (`comments.py`).
* `posts`: the posts after the opening one (`comments_page.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.strip.comments import comment_blocks
from pipeline.strip.comments_page import later_posts
from pipeline.strip.contents import contents_blocks
from pipeline.strip.outline import Outline
from pipeline.strip.rule import Kind, Reach, StripRule
from pipeline.strip.titles import repeated_titles
from pipeline.strip.wording import Wording

_LOOK_BELOW = 600
_LONGEST_RUN = 60
"""A longer run of titles is no hint to other pages but what the page itself lists."""


def claims(rules: Sequence[StripRule], words: Wording, page: Outline) -> Mapping[int, StripRule]:
    """Which rule claims a block as boilerplate, by block index; the first of several that do.

    Args:
        rules: in the order in which they claim.
        words: what these rules need.
        page: the blocks and their readings.
    """
    candidates = words.candidates(page)
    claimed: dict[int, StripRule] = {}
    for rule in rules:
        for index in MECHANISMS[rule.kind](
            rule, page, _matching(rule, page, candidates.get(rule.rule_id, ()))
        ):
            claimed.setdefault(index, rule)
    return claimed


def _matching(rule: StripRule, page: Outline, candidates: Sequence[Sequence[int]]) -> list[int]:
    """The lines that match, ascending.

    Args:
        rule: the rule.
        page: the lines.
        candidates: for each way to match, the lines that may.
    """
    found: list[int] = []
    for way, possible in zip(rule.ways, candidates, strict=True):
        if possible:
            fullmatch = way.pattern.fullmatch
            found += [index for index in possible if fullmatch(page.lines[index].text)]
    if not found:
        return found
    if rule.on:
        found = [index for index in found if page.blocks[index].kind in rule.on]
    return sorted(set(found))


def _lines(rule: StripRule, _: Outline, matching: list[int]) -> Iterable[int]:
    return matching if rule.at_most is None or len(matching) <= rule.at_most else ()


def _sections(rule: StripRule, page: Outline, matching: list[int]) -> Iterable[int]:
    claimed: set[int] = set()
    for start in matching:
        if start not in claimed and _opens_section(rule, page, start):
            end = _section_end(rule.reach, page, start)
            if rule.reach != "run" or end - start <= _LONGEST_RUN:
                claimed.update(range(start, end))
    return claimed


def _opens_section(rule: StripRule, page: Outline, start: int) -> bool:
    if rule.after_share and not (page.prose_before[start] and page.share_before(start) >= rule.after_share):
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
    return above > start and page.is_heading[above] and not page.is_below(above, start)


def _top_heading(page: Outline, body: int, first: int) -> int:
    """The heading directly above body text belongs to it, and so do that heading's own parents."""
    top = body
    while top > first and page.is_heading[top - 1] and (top == body or page.is_below(top, top - 1)):
        top -= 1
    return top


MECHANISMS: Mapping[Kind, Callable[[StripRule, Outline, list[int]], Iterable[int]]] = {
    "line": _lines,
    "section": _sections,
    "contents": lambda _, page, __: contents_blocks(page),
    "title": lambda _, page, __: repeated_titles(page),
    "comments": lambda _, page, __: comment_blocks(page),
    "posts": lambda _, page, __: later_posts(page),
}
