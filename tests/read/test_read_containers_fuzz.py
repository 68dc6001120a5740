"""What must hold for any container, and for any damage."""

from __future__ import annotations

import gzip
import hashlib
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_archives import http, packed, page, page_line, page_record, record

from pipeline.read.containers.listing import Listing, list_container, read_page
from pipeline.read.containers.stream import Place

NAMES = ("a.warc", "a.warc.gz", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst")
TRIES = 300
SECONDS = 60


def listed(folder: Path, name: str, content: bytes) -> Listing:
    (folder / name).write_bytes(content)
    return list_container(folder / name)


def payloads(folder: Path, name: str, listing: Listing) -> list[bytes]:
    pages = [read_page(folder / name, name, Place(p.offset, p.skip), p.length) for p in listing.pages]
    for one, listed_page in zip(pages, listing.pages, strict=True):
        assert hashlib.sha256(one.content).hexdigest() == listed_page.sha256
        assert (one.address, len(one.content)) == (listed_page.address, listed_page.size)
    return [one.content for one in pages]


BODIES = st.binary(max_size=300) | st.sampled_from(
    [
        b"",
        b"\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 3\r\n\r\n",
        b"\r\n\r\nWARC/1.1\r\nWARC-Type: response",
        page(1),
    ]
)


@given(st.lists(BODIES, max_size=6), st.sampled_from(["a.warc", "a.warc.gz"]), st.booleans())
def test_what_is_written_as_warc_is_read(bodies: list[bytes], name: str, is_one_stream: bool) -> None:
    records = [record(http(body), address=f"https://e.org/{n}") for n, body in enumerate(bodies)]
    content = gzip.compress(b"".join(records)) if is_one_stream else packed(records, name)
    with TemporaryDirectory() as place:
        listing = listed(Path(place), name, content)
        assert payloads(Path(place), name, listing) == bodies
        assert listing.refused == ()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


@given(st.lists(TEXTS, max_size=6), st.sampled_from(["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"]))
def test_what_is_written_as_lines_is_read(texts: list[str], name: str) -> None:
    content = packed([page_line(n, html=text) for n, text in enumerate(texts)], name)
    with TemporaryDirectory() as place:
        listing = listed(Path(place), name, content)
        assert payloads(Path(place), name, listing) == [text.encode() for text in texts]
        assert listing.refused == ()


@given(
    st.binary(max_size=2_000),
    st.sampled_from(NAMES),
    st.sampled_from([b"", b"WARC/1.1\r\nA", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd"]),
)
def test_any_bytes_are_listed(content: bytes, name: str, beginning: bytes) -> None:
    with TemporaryDirectory() as place:
        payloads(Path(place), name, listed(Path(place), name, beginning + content))


def mutated(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            del changed[at : at + rng.choice([1, 10, 1_000])]
        elif kind == 1:
            changed[at:at] = rng.randbytes(rng.choice([1, 10, 1_000]))
        elif kind == 2:
            changed[at:at] = changed[rng.randrange(len(changed) + 1) :][:2_000]
        else:
            changed[at : at + 1] = rng.randbytes(1)
    return bytes(changed)


def many(make: Callable[[int], bytes]) -> list[bytes]:
    return [make(number) for number in range(12)]


@pytest.mark.parametrize("name", NAMES)
def test_mutated_containers_are_listed_and_read_in_bounded_time(tmp_path: Path, name: str) -> None:
    rng = random.Random(name)
    whole = packed(many(page_record if "warc" in name else page_line), name)
    spent = time.process_time()
    for _ in range(TRIES):
        content = mutated(rng, whole)
        listing = listed(tmp_path, name, content)
        payloads(tmp_path, name, listing)
        assert content == whole or listing.pages or listing.refused
    assert time.process_time() - spent < SECONDS


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_records_that_a_mutation_did_not_touch_are_read(tmp_path: Path, name: str) -> None:
    rng = random.Random(3)
    for _ in range(TRIES):
        parts = [packed([one], name) for one in many(page_record)]
        hit = rng.randrange(12)
        changed = bytearray(parts[hit])
        for at in rng.sample(range(len(changed)), 5):
            changed[at] ^= 1 << rng.randrange(8)
        parts[hit] = bytes(changed)
        listing = listed(tmp_path, name, b"".join(parts))
        read = set(payloads(tmp_path, name, listing))
        assert {page(n) for n in range(12) if n != hit} <= read
        assert len(listing.pages) + len(listing.refused) + sum(listing.skipped.values()) >= 12


EVIL = {
    "starts of records": b"WARC/1.1\r\nContent-Length: 33000000\r\n\r\n" * 100_000,
    "starts without end": b"WARC/1.1\r\nA" * 400_000,
    "line ends": b"\r\n" * 2_000_000,
    "starts of members": b"\x1f\x8b\x08\x00" * 1_000_000,
    "empty members": gzip.compress(b"") * 100_000,
    "tiny members": gzip.compress(b"W") * 100_000,
    "members around members": b"".join(
        b"\x1f\x8b\x08" + bytes(7) + b"\x00\xff\xff\x00\x00WARC/1.1\r\nContent-Length: 9\r\n\r\n"
        for _ in range(50_000)
    ),
    "folded head": record(
        b"HTTP/1.1 200 OK\r\nA: b" + b"\r\n c" * 20_000 + b"\r\n\r\n", address="https://e.org"
    )
    * 20,
    "open lines": b'{"url": "' * 500_000,
    "short lines": b"{\n" * 200_000,
}


@pytest.mark.parametrize("name", ["a.warc.gz", "a.jsonl.gz"])
@pytest.mark.parametrize("evil", EVIL)
def test_container_made_to_cost_time_is_listed_soon(tmp_path: Path, name: str, evil: str) -> None:
    spent = time.process_time()
    listed(tmp_path, name, EVIL[evil])
    assert time.process_time() - spent < SECONDS
