"""What is lost where containers are damaged, and what is not."""

from __future__ import annotations

import base64
import gzip
import hashlib
import random
import re
import zlib

import pytest
from read_archives import ADDRESS, Folder, http, packed, page, page_line, page_record, record

from pipeline.read.compression import zstd_frame
from pipeline.read.limits import SIZE_LIMIT

PLAIN, PACKED = "a.warc", "a.warc.gz"


def records(count: int = 6) -> list[bytes]:
    return [page_record(number, page(number) + random.Random(number).randbytes(400).hex().encode())
            for number in range(count)]  # fmt: skip


def numbers(folder: Folder) -> list[str]:
    return [path.rpartition("/")[2] for path in folder.paths()]


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 0xFF
    return bytes(changed)


def wrong_length(content: bytes, size: int) -> bytes:
    return re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % size, content, count=1)


DAMAGES = {
    "bit flipped within": lambda one: flipped(one, len(one) // 2),
    "checksum": lambda one: flipped(one, -6),
    "magic": lambda one: flipped(one, 0),
    "method": lambda one: flipped(one, 2),
    "cut off in the midst": lambda one: one[: len(one) // 2],
    "begins in the midst": lambda one: one[len(one) // 2 :],
    "junk in front": lambda one: b"junk" * 9 + one[10:],
    "bytes lost": lambda one: one[:100] + one[140:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_gzip_member_costs_its_record(folder: Folder, damage: str) -> None:
    members = [gzip.compress(one, mtime=0) for one in records()]
    start = sum(map(len, members[:2]))
    members[2] = DAMAGES[damage](members[2])
    folder.put(PACKED, b"".join(members))
    assert numbers(folder) == ["0", "1", "3", "4", "5"]
    assert folder.refused() == {f"{PACKED} at byte {start}": "corrupt_record"}


@pytest.mark.parametrize("damage", ["bit flipped within", "magic", "cut off in the midst"])
def test_damaged_gzip_members_side_by_side_are_counted_where_they_can_be_told_apart(
    folder: Folder, damage: str
) -> None:
    members = [gzip.compress(one, mtime=0) for one in records()]
    members[2], members[4] = DAMAGES[damage](members[2]), DAMAGES[damage](members[4])
    folder.put(PACKED, b"".join(members))
    assert numbers(folder) == ["0", "1", "3", "5"]
    assert set(folder.refused().values()) == {"corrupt_record"}
    assert len(folder.refused()) == 2


@pytest.mark.parametrize("name", [PLAIN, PACKED])
@pytest.mark.parametrize("size", [10, 500, 1_500, 5_000, 10**7, 10**12, 10**17])
def test_wrong_length_costs_its_record(folder: Folder, name: str, size: int) -> None:
    found = records()
    found[2] = wrong_length(found[2], size)
    folder.put(name, packed(found, name))
    assert numbers(folder) == ["0", "1", "3", "4", "5"]
    assert list(folder.refused().values()) in (["corrupt_record"], ["too_large"])


@pytest.mark.parametrize("name", [PLAIN, PACKED])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"WARC/1.1", b"WORC/1.1"),
        (b"Content-Length", b"Content-Longth"),
        (b"HTTP/1.1 200", b"HTTP/1.1 abc"),
        (b"WARC-Target-URI: ", b"WARC-Target-URX: "),
        (b"\r\n\r\n", b"\r\n~\r\n"),
    ],
)
def test_damaged_header_costs_its_record(folder: Folder, name: str, before: bytes, after: bytes) -> None:
    found = records()
    found[2] = found[2].replace(before, after, 1)
    folder.put(name, packed(found, name))
    assert numbers(folder) == ["0", "1", "3", "4", "5"]
    assert list(folder.refused().values()) == ["corrupt_record"]


@pytest.mark.parametrize("name", [PLAIN, PACKED, "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.97])
def test_pages_before_the_end_of_a_truncated_file_are_read(folder: Folder, name: str, share: float) -> None:
    rng = random.Random(2)
    made = (
        records(40) if "warc" in name else [page_line(n, text=rng.randbytes(9000).hex()) for n in range(40)]
    )
    content = packed(made, name)
    folder.put(name, content[: int(share * len(content))])
    read = sorted(map(int, numbers(folder)))
    assert read == list(range(len(read)))
    assert len(read) >= 40 * share - 30
    assert list(folder.refused().values()) in (["truncated_record"], ["bad_line"])


def digested(number: int) -> bytes:
    block = http(page(number) + random.Random(number).randbytes(400).hex().encode())
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    return record(block, f"WARC-Block-Digest: sha1:{digest}", address=ADDRESS.format(number))


def test_damage_in_a_warc_compressed_as_one_leaves_the_pages_before_it(folder: Folder) -> None:
    content = gzip.compress(b"".join(map(digested, range(200))))
    folder.put(PACKED, flipped(content, len(content) // 2))
    read = sorted(map(int, numbers(folder)))
    assert read[:90] == list(range(90))
    assert set(folder.refused().values()) == {"corrupt_record"}
    assert [file.sha256 for file in folder.taken().files if file.path.endswith("/7")] == [
        hashlib.sha256(page(7) + random.Random(7).randbytes(400).hex().encode()).hexdigest()
    ]


def test_record_is_held_to_its_digest(folder: Folder) -> None:
    one, two, three = map(digested, range(3))
    folder.put(PLAIN, one + two.replace(b"Pain", b"Gain") + three)
    assert numbers(folder) == ["0", "2"]
    assert list(folder.refused().values()) == ["corrupt_record"]


@pytest.mark.parametrize("digest", ["sha1:", "crc:abc", "sha1", "md5:{md5}", "SHA256:{sha256}"])
def test_digest_of_any_kind_or_none_will_do(folder: Folder, digest: str) -> None:
    block = http(page(1))
    values = {name: hashlib.new(name, block).hexdigest() for name in ("md5", "sha256")}
    folder.put(
        PLAIN, record(block, f"WARC-Block-Digest: {digest.format(**values)}", address=ADDRESS.format(1))
    )
    assert numbers(folder) == ["1"]


def test_file_that_is_no_warc_is_refused_once(folder: Folder) -> None:
    folder.put(PLAIN, b"<html>No archive at all.\n" * 100_000)
    folder.put(PACKED, gzip.compress(b"No archive at all.\n" * 100))
    assert folder.refused() == {
        f"{PLAIN} at byte 0": "corrupt_record",
        f"{PACKED} at byte 0": "corrupt_record",
    }


LINES = {
    b"not json at all": "bad_line",
    b'{"url": "https://e.org", "html": "<p>cut': "bad_line",
    b"[1, 2]": "bad_line",
    b'{"url": "https://e.org", "html": 7}': "bad_line",
    b'{"url": 7, "html": "<p>a"}': "bad_line",
    b'{"url": "https://e.org", "html": "\xff\xfe"}': "bad_line",
    b"\x00\x01\x02": "bad_line",
    b'{"a": ' + b"[" * 100_000: "bad_line",
    b'{"url": "https://e.org"}': "incomplete_line",
    b'{"url": "https://e.org", "html": null}': "incomplete_line",
    b'{"html": "<p>a"}': "incomplete_line",
    b'{"url": "", "html": "<p>a"}': "incomplete_line",
    b"{}": "incomplete_line",
}


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("line", LINES)
def test_bad_line_costs_that_line(folder: Folder, name: str, line: bytes) -> None:
    folder.put(name, packed([page_line(1), line + b"\n", page_line(2)], name))
    assert numbers(folder) == ["1", "2"]
    assert list(folder.refused().values()) == [LINES[line]]


def test_bad_line_is_named_by_its_place(folder: Folder) -> None:
    folder.put("a.jsonl", page_line(1) + b"oops\n")
    (row,) = folder.rows()
    assert row.path == f"site/a.jsonl at byte {len(page_line(1))}"
    assert '{"url": ..., "html": ...}' in row.message


def test_what_is_damaged_without_end_is_counted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.containers.listing.MOST_REFUSED", 3)
    folder.put("a.jsonl", b"oops\n" * 10 + page_line(1))
    assert numbers(folder) == ["1"]
    rows = folder.rows()
    assert [row.path for row in rows] == [
        "site/a.jsonl",
        *(f"site/a.jsonl at byte {at}" for at in (0, 10, 5)),
    ]
    assert "7 records" in rows[0].message


def test_line_over_the_limit_costs_that_line(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.containers.jsonl.LIMIT", 300_000)
    folder.put("a.jsonl", page_line(1) + page_line(2, text="a" * 2_000_000) + page_line(3))
    assert numbers(folder) == ["1", "3"]
    assert list(folder.refused().values()) == ["too_large"]


def test_record_over_the_limit_costs_that_record(folder: Folder) -> None:
    large = page_record(2, page(2) + b"<p>rest" * 8_000_000)
    for name in (PLAIN, PACKED):
        folder.put(name, packed([page_record(1), large, page_record(3)], name))
    assert numbers(folder) == ["1", "3", "1", "3"]
    assert list(folder.refused().values()) == ["too_large", "too_large"]


def test_video_over_the_limit_is_counted_as_no_page(folder: Folder) -> None:
    video = record(http(bytes(SIZE_LIMIT + 2**20), media_type="video/mp4"), address="https://e.org/a.mp4")
    folder.put(PLAIN, page_record(1) + video + page_record(3))
    found = folder.taken()
    assert ([skip.kind for skip in found.skipped], found.quarantined) == (["media type video"], ())
    assert numbers(folder) == ["1", "3"]


@pytest.mark.parametrize("field", ["WARC-Truncated: length", "WARC-Segment-Number: 1"])
def test_page_that_the_crawler_cut_off_is_refused(folder: Folder, field: str) -> None:
    folder.put(PLAIN, record(http(page(1)), field, address=ADDRESS.format(1)))
    assert list(folder.refused().values()) == ["truncated_record"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gzip.compress(page(1))[:-30], "truncated_record"),
        (flipped(gzip.compress(page(1)), -5), "corrupt_record"),
        (gzip.compress(bytes(SIZE_LIMIT + 1)), "too_large"),
        (gzip.compress(gzip.compress(page(1))), "binary_file"),
        (gzip.compress(b""), "empty_file"),
        (b"", "empty_file"),
    ],
    ids=["cut off", "checksum", "bomb", "packed twice", "empty inside", "empty"],
)
def test_damaged_compressed_page_is_refused_when_it_is_read(
    folder: Folder, content: bytes, code: str
) -> None:
    folder.put("a.html.gz", content)
    assert folder.texts() == {"a.html.gz": code}


def test_bombs_cost_their_record_and_little_time(folder: Folder) -> None:
    """A gzip member of 260 kB that would be 270 MB, a zstd frame alike, and pages sent as bombs in bombs."""
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = record(b"", address="https://e.org/bomb", length=2**28).rstrip() + b"\r\n\r\n" + http(b"")
    member = b"".join(
        [bomb.compress(head), *(bomb.compress(bytes(2**20)) for _ in range(2**8)), bomb.flush()]
    )
    folder.put(PACKED, packed([page_record(1)], PACKED) + member + packed([page_record(3)], PACKED))
    folder.put("a.jsonl.zst", zstd_frame(page_line(1) + bytes(2**28) + b"\n" + page_line(2)))
    sent = gzip.compress(gzip.compress(bytes(2**26), 9), 9)
    folder.put(
        "sent.warc.gz", packed([page_record(4, sent, "Content-Encoding: gzip, gzip"), page_record(5)], PACKED)
    )
    assert numbers(folder) == ["1", "1", "3", "5"]
    assert sorted(folder.refused().values()) == ["corrupt_record", "too_large", "too_large"]
