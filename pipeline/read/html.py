"""HTML to lines: lxml's parser first, BeautifulSoup on Python's own for what it makes no sense of."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from pipeline.read.flatten import FlatPage, Flattener

_HIDDEN_LEAST = 200


def flatten(markup: str) -> FlatPage:
    """The lines that a reader of the page sees, see `flatten_utf8`."""
    return flatten_utf8(markup.encode())


def flatten_utf8(markup: bytes) -> FlatPage:
    """The lines that a reader of the page sees; none if there are none.

    Where most of the page is hidden, it is hidden only until its scripts run, behind a dialogue that was
    open when the page was fetched, or meant for readers without scripts: then hidden text counts too.

    Args:
        markup: valid UTF-8, without a mark.
    """
    page = _flatten(markup, shows_hidden=False)
    if page.hidden_characters > max(len(page.text), _HIDDEN_LEAST):
        page = _flatten(markup, shows_hidden=True)
    return page


def _flatten(markup: bytes, *, shows_hidden: bool) -> FlatPage:
    page = _by_lxml(markup, Flattener(shows_hidden=shows_hidden))
    if page is not None and (page.text or page.hidden_characters):
        return page
    return _by_beautiful_soup(markup.decode(), Flattener(shows_hidden=shows_hidden))


def _by_lxml(markup: bytes, target: Flattener) -> FlatPage | None:
    parser = etree.HTMLParser(
        target=cast(Any, target), encoding="utf-8", huge_tree=True, no_network=True, recover=True
    )
    try:
        page = etree.fromstring(markup, parser)
    except etree.LxmlError:
        return None
    return page if isinstance(page, FlatPage) else None


def _by_beautiful_soup(markup: str, target: Flattener) -> FlatPage:
    # Deferred, as hardly a page needs it and it takes longer to import than some pages to read.
    from bs4 import BeautifulSoup  # noqa: PLC0415
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    try:
        soup = BeautifulSoup(markup, "html.parser", multi_valued_attributes=None)
    except ParserRejectedMarkup:
        return target.close()
    target.start("html", {})
    target.start("body", {})
    parents: list[Tag] = []
    for node in soup.descendants:
        while parents and node.parent is not parents[-1]:
            target.end(parents.pop().name)
        if isinstance(node, Tag):
            target.start(node.name, {name: str(value) for name, value in node.attrs.items()})
            parents.append(node)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            target.data(str(node))
    while parents:
        target.end(parents.pop().name)
    return target.close()
