"""How the pages of containers are named, and what becomes of pages that are there twice."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_archives import ADDRESS, Folder, http, page, page_line, page_record, record

from pipeline.model import MediaType
from pipeline.read.containers.listing import ListedPage, Listing, Refusal
from pipeline.read.containers.members import raw_files

LONGEST = 350


def at(address: str, body: bytes) -> bytes:
    return record(http(body), address=address)


def ids(folder: Folder) -> dict[str, str]:
    return {file.path: folder.read(file).id for file in folder.taken().files}


def test_ids_and_paths_stay_when_the_order_changes(folder: Folder) -> None:
    records = [page_record(1), page_record(2), at(ADDRESS.format(1), page("other")), page_record(3)]
    found = []
    for order in itertools.permutations(records):
        folder.put("a.warc", b"".join(order))
        found.append(ids(folder))
    assert len(found[0]) == len(set(found[0].values())) == 4
    assert all(one == found[0] for one in found)


def test_id_depends_on_container_address_and_bytes(folder: Folder) -> None:
    folder.put("a.warc", page_record(1) + at(ADDRESS.format(2), page(1)) + at(ADDRESS.format(3), page(3)))
    folder.put("b.warc", page_record(1))
    assert len(set(ids(folder).values())) == 4


def test_pages_that_share_an_address_carry_their_digest(folder: Folder) -> None:
    folder.put("a.warc", page_record(1) + at(ADDRESS.format(1), page(2)))
    files = folder.taken().files
    assert [file.path for file in files] == sorted(
        f"site/a.warc#{ADDRESS.format(1)} {file.sha256[:32]}" for file in files
    )
    assert {folder.read(file).url for file in files} == {ADDRESS.format(1)}


def test_the_very_same_page_a_second_time_is_refused(folder: Folder) -> None:
    folder.put("a.jsonl", page_line(1) + page_line(2) + page_line(1) + page_line(1))
    assert folder.paths() == [f"a.jsonl#{ADDRESS.format(n)}" for n in (1, 2)]
    size = len(page_line(1))
    assert folder.refused() == {
        f"a.jsonl at byte {2 * size}": "repeated_record", f"a.jsonl at byte {3 * size}": "repeated_record"
    }  # fmt: skip


HOSTILE = [
    "https://e.org/../../etc/passwd",
    "../../../etc/passwd",
    "https://e.org/\x1b[2J\x07\u202eevil",
    "https://e.org/a b\tc",
    "=cmd|'/C calc'!A1",
    "https://e.org/" + "a" * 100_000,
    "https://e.org/" + "\x00" * 5_000,
    "https://e.org/#a#b",
    "бедро",
    " ",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_make_bounded_printable_paths(folder: Folder, address: str) -> None:
    line = page_line(1, url=address) + page_line(2, url=address + "x")
    folder.put("a.jsonl", line)
    files = folder.taken().files
    assert len({file.path for file in files}) == 2
    for file in files:
        assert file.path.isprintable()
        assert file.path.startswith("site/a.jsonl#")
        assert len(file.path) < LONGEST
        assert " " not in file.path
        assert "goes within" in folder.read(file).text


ADDRESSES = st.sampled_from(
    ["a", "a b", "a%20b", "a\tb", "a\\x20", "a\x20b", "b" * 290, "b" * 300, "b" * 301, "at byte 0", ""]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


@given(st.lists(st.tuples(ADDRESSES, st.sampled_from("0123"), st.sampled_from(["text/html", "text/plain"]))))
def test_every_page_has_one_path_of_its_own(said: list[tuple[str, str, MediaType]]) -> None:
    pages = tuple(
        ListedPage(address, media_type, None, offset, 0, 9, 9, digit * 64)
        for offset, (address, digit, media_type) in enumerate(said)
    )
    refused = (Refusal(99, 0, "c", "m"), Refusal(99, 7, "c", "m"))
    rows = list(raw_files("s/a.warc", Listing(pages, refused, 0, {}, None), None))
    assert len({row.path for row in rows}) == len(rows) == len(pages) + 2
    assert all(len(row.path) < LONGEST for row in rows)
    assert not any(unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} for row in rows for c in row.path)


def test_container_with_an_odd_name_is_read(folder: Folder) -> None:
    folder.put("new\nline #1.warc", page_record(1))
    assert folder.texts() == {
        f"new\\x0aline #1.warc#{ADDRESS.format(1)}": page(1).decode().split("<p>")[1].split("</p>")[0]
    }
