"""HTTP answers in WARCs: heads, transfer and content encodings."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_archives import Folder, http, page, page_record, record

from pipeline.errors import InputError
from pipeline.read.compression import zstd_frame
from pipeline.read.containers.http import decoded_body, parse_answer

PAGE = page(1)
BARE = zlib.compressobj(9, zlib.DEFLATED, -15)
BARE_PAGE = BARE.compress(PAGE) + BARE.flush()


def chunked(body: bytes, size: int = 7, end: bytes = b"0\r\n\r\n", line: bytes = b"%x\r\n") -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(line % len(part) + part + b"\r\n" for part in parts) + end


ENCODED = {
    ("Content-Encoding: gzip",): gzip.compress(PAGE),
    ("content-encoding:  X-GZIP ",): gzip.compress(PAGE),
    ("Content-Encoding: deflate",): zlib.compress(PAGE),
    ("Content-Encoding: Deflate",): BARE_PAGE,
    ("Content-Encoding: zstd",): zstd_frame(PAGE),
    ("Content-Encoding: identity",): PAGE,
    ("Content-Encoding: gzip, deflate",): zlib.compress(gzip.compress(PAGE)),
    ("Content-Encoding: gzip", "Content-Encoding: deflate"): zlib.compress(gzip.compress(PAGE)),
    ("Transfer-Encoding: chunked",): chunked(PAGE),
    ("Transfer-Encoding: Chunked ",): chunked(
        PAGE, 1000, b"0;last=1\r\nTrailer: x\r\n\r\n", b"%X;name=value\r\n"
    ),
    ("Transfer-Encoding: chunked", "Content-Encoding: gzip"): chunked(gzip.compress(PAGE)),
    ("Transfer-Encoding: gzip, chunked",): chunked(gzip.compress(PAGE)),
}


@pytest.mark.parametrize("fields", ENCODED)
def test_encoded_page_is_decoded(fields: tuple[str, ...]) -> None:
    assert decoded_body(parse_answer(http(ENCODED[fields], *fields))) == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "zstd", "br", "x-odd"])
def test_page_that_a_crawler_decoded_is_left_as_it_is(name: str) -> None:
    answer = parse_answer(http(PAGE, f"Content-Encoding: {name}", "Transfer-Encoding: chunked"))
    assert decoded_body(answer) == PAGE


REFUSED = {
    ("Content-Encoding: br", b"\x1b\x03\x00\x00"): "unsupported_encoding",
    ("Content-Encoding: " + "x" * 9000, b"\x1b\x03\x00\x00"): "unsupported_encoding",
    ("Content-Encoding: " + ", ".join(["gzip"] * 9), gzip.compress(PAGE)): "unsupported_encoding",
    ("Content-Encoding: gzip", gzip.compress(PAGE)[:-9]): "truncated_record",
    ("Content-Encoding: gzip", gzip.compress(PAGE)[:40] + b"junk" * 40): "corrupt_record",
    ("Content-Encoding: deflate", b"\xff\xff\xff\xff"): "corrupt_record",
    ("Content-Encoding: zstd", zstd_frame(PAGE)[:-9]): "truncated_record",
    ("Content-Encoding: zstd", zstd_frame(PAGE)[:5] + b"\xff" * 90): "corrupt_record",
    ("Content-Encoding: gzip", gzip.compress(bytes(2**26))): "too_large",
    ("Content-Encoding: deflate", zlib.compress(bytes(2**26))): "too_large",
    ("Content-Encoding: zstd", zstd_frame(bytes(2**26))): "too_large",
    ("Transfer-Encoding: chunked", chunked(PAGE, end=b"")): "truncated_record",
    ("Transfer-Encoding: chunked", chunked(PAGE)[:-40]): "truncated_record",
    ("Transfer-Encoding: chunked", chunked(PAGE, end=b"junk")): "corrupt_record",
    ("Transfer-Encoding: chunked", b"fffffff0\r\n<p>a"): "truncated_record",
}


@pytest.mark.parametrize(("field", "body"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_undecodable_page_is_refused(field: str, body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decoded_body(parse_answer(http(body, field)))
    assert caught.value.code == REFUSED[field, body]
    assert caught.value.remedy
    assert len(str(caught.value)) < 200


@given(st.binary(max_size=200), st.lists(st.sampled_from(["gzip", "chunked", "deflate", "zstd"]), max_size=3))
def test_any_body_is_decoded_or_refused(body: bytes, encodings: list[str]) -> None:
    answer = parse_answer(http(body, f"Content-Encoding: {', '.join(encodings)}"))
    try:
        assert isinstance(decoded_body(answer), bytes)
    except InputError as error:
        assert error.code in {"corrupt_record", "truncated_record"}


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_head_may_be_folded_repeated_and_odd(line_end: bytes) -> None:
    head = [b"HTTP/2 200", b"X-A: 1", b"\t2", b"no colon", b"x-a:3", b"Caf\xe9: \xe9", b"", b"body"]
    answer = parse_answer(line_end.join(head))
    assert (answer.status, answer.body) == (200, b"body")
    assert answer.headers == {"x-a": "1 2, 3", "café": "é"}


@pytest.mark.parametrize(
    "block", [b"", b"HTTP/1.1 200 OK", b"200 OK\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", PAGE]
)
def test_block_that_is_no_answer_is_refused(folder: Folder, block: bytes) -> None:
    folder.put("a.warc", record(block, address="https://e.org") + page_record(1))
    assert (len(folder.paths()), list(folder.refused().values())) == (1, ["corrupt_record"])


def test_answer_other_than_http_is_no_page(folder: Folder) -> None:
    dns = record(b"20240531 e.org. 300 IN A 192.0.2.1", address="dns:e.org")
    folder.put("a.warc", dns.replace(b"application/http; msgtype=response", b"text/dns"))
    assert [skip.kind for skip in folder.taken().skipped] == ["answer other than HTTP"]
