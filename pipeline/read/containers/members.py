"""The pages of a container as raw files, each under a path of its own."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import CorruptRecord, RepeatedRecord
from pipeline.model import Member, Quarantined, RawFile
from pipeline.read.containers.listed import WHOLE, ListedPage, Listing
from pipeline.read.containers.suffixes import suffix_of
from pipeline.read.paths import printable

_LONGEST = 300
_DIGITS = 32
"""So many that nobody can make two pages that share them."""
_SPACE = re.compile(r"\s")


def raw_files(container: str, listing: Listing, copy: Path | None) -> Iterator[RawFile | Quarantined]:
    """The pages of a container, and rows for what yields none.

    A page's path is `container#address`. Where pages of one container share an address, the digest of their
    bytes is added after a space, which stands in no address here, whatever their order. The very same page a
    second time is refused.

    Args:
        container: path of the container under raw/, printable.
        listing: what it holds.
        copy: where its deep records lie.
    """
    for name, pages in _by_name(listing.pages).items():
        by_digest = _by_digest(pages)
        for sha256, alike in by_digest.items():
            page, *repeats = sorted(alike, key=_said)
            shown = name if len(by_digest) == 1 else f"{name} {sha256[:_DIGITS]}"
            yield _raw_file(container, shown, page, copy)
            yield from (_repeated(container, again) for again in repeats)
    for refusal in listing.refused:
        path = _place(container, refusal.offset, refusal.skip)
        yield Quarantined(path, None, "read", refusal.code, refusal.message)
    if listing.unlisted:
        yield _unlisted(container, listing)


def _by_name(pages: Iterable[ListedPage]) -> dict[str, list[ListedPage]]:
    found: defaultdict[str, list[ListedPage]] = defaultdict(list)
    for page in pages:
        found[_name(page.address)].append(page)
    return found


def _by_digest(pages: Iterable[ListedPage]) -> dict[str, list[ListedPage]]:
    found: defaultdict[str, list[ListedPage]] = defaultdict(list)
    for page in pages:
        found[page.sha256].append(page)
    return found


def _said(page: ListedPage) -> tuple[object, ...]:
    """Puts pages of the same bytes in an order that does not depend on theirs, as long as they differ."""
    return page.address, page.media_type, page.charset or "", page.offset, page.skip


def _name(address: str) -> str:
    """The address on one line, printable and bounded."""
    name = printable(_SPACE.sub("%20", address[: 2 * _LONGEST]))
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name[: _LONGEST - 1 - _DIGITS]}~{digest[:_DIGITS]}"


def _raw_file(container: str, name: str, page: ListedPage, copy: Path | None) -> RawFile:
    is_copied = copy is not None and page.copied_to is not None
    offset, skip = (page.copied_to or 0, 0) if is_copied else (page.offset, page.skip)
    member = Member(
        container, page.address, page.media_type, page.charset, offset, skip, page.length,
        str(copy) if is_copied else None,
    )  # fmt: skip
    source_id = container.partition("/")[0]
    return RawFile(f"{container}#{name}", source_id, page.size, page.sha256, member)


def _repeated(container: str, page: ListedPage) -> Quarantined:
    error = RepeatedRecord("The page stands in this file before, with the same address and bytes.",
                           remedy="Nothing is lost; leave it out to have no such row.")  # fmt: skip
    path = _place(container, page.offset, page.skip)
    return Quarantined(path, page.sha256, "read", error.code, f"{error.message} {error.remedy}")


def _unlisted(container: str, listing: Listing) -> Quarantined:
    said = f"Beyond the {len(listing.refused)} listed, {listing.unlisted} records yield no page."
    error = CorruptRecord(said, remedy="Fetch the file again.")
    return Quarantined(container, None, "read", error.code, f"{error.message} {error.remedy}")


def _place(container: str, offset: int, skip: int) -> str:
    if offset == WHOLE:
        return container
    unit = "row" if suffix_of(container) == ".parquet" else "byte"
    return f"{container} at {unit} {offset}{f'+{skip}' if skip else ''}"
