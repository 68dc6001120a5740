"""What is read from containers that are sound."""

from __future__ import annotations

import gzip
import random
import tracemalloc

import pytest
from read_archives import ADDRESS, Folder, http, packed, page, page_line, page_record, record

from pipeline.errors import UnreadableFile
from pipeline.read import SkippedRecords
from pipeline.read.compression import zstd_frame

WARCS = ("pages.warc", "pages.warc.gz")
LINES = ("pages.jsonl", "pages.jsonl.gz", "pages.jsonl.zst", "PAGES.JSONL.ZST")


def sentence(number: int | str) -> str:
    return f"Pain in joint {number} mostly goes within {number} days of rest; see a doctor if it does not."


@pytest.mark.parametrize("name", [*WARCS, *LINES])
def test_each_page_is_a_document_under_its_address(folder: Folder, name: str) -> None:
    make = page_record if "warc" in name else page_line
    folder.put(name, packed((make(number) for number in range(5)), name))
    assert folder.texts() == {f"{name}#{ADDRESS.format(n)}": sentence(n) for n in range(5)}
    assert folder.rows() == ()


@pytest.mark.parametrize("name", [*WARCS, *LINES])
def test_document_says_where_it_comes_from(folder: Folder, name: str) -> None:
    make = page_record if "warc" in name else page_line
    folder.put(name, packed([make("knee")], name))
    document = folder.read(*folder.taken().files)
    assert document.path == f"site/{name}#https://example.org/knee"
    assert document.url == "https://example.org/knee"
    assert (document.title, document.media_type) == ("Joint knee", "text/html")


def test_page_own_address_goes_before_the_target_address(folder: Folder) -> None:
    own = b"<link rel=canonical href='https://example.org/own'><p>Rest the knee."
    folder.put("a.warc", page_record(1, own))
    assert folder.read(*folder.taken().files).url == "https://example.org/own"


def test_address_that_is_none_of_the_web_is_no_url(folder: Folder) -> None:
    folder.put("a.warc", record(http(page(1)), address="urn:knee"))
    assert folder.read(*folder.taken().files).url is None


def test_lines_of_text_are_text_documents(folder: Folder) -> None:
    folder.put("a.jsonl", b'{"url": "https://example.org/a", "text": "Hip pain\\n\\n<p>The hip hurts."}\n')
    document = folder.read(*folder.taken().files)
    assert (document.media_type, document.text) == ("text/plain", "Hip pain\n\n<p>The hip hurts.")


def test_line_with_both_is_read_as_html_and_other_keys_are_left(folder: Folder) -> None:
    folder.put("a.jsonl", page_line(1, text="other", title="T", nested={"a": [1]}))
    assert list(folder.texts().values()) == [sentence(1)]


def test_lines_may_be_blank_end_in_crlf_and_begin_with_a_mark(folder: Folder) -> None:
    folder.put("a.jsonl", b"\xef\xbb\xbf" + page_line(1)[:-1] + b"\r\n\r\n \n" + page_line(2).rstrip())
    assert list(folder.texts().values()) == [sentence(1), sentence(2)]
    assert folder.rows() == ()


@pytest.mark.parametrize("name", ["a.html.gz", "a.htm.GZ", "a.xhtml.gz"])
def test_compressed_page_is_read(folder: Folder, name: str) -> None:
    folder.put(name, gzip.compress(page(1)))
    assert folder.texts() == {name: sentence(1)}


def test_compressed_text_is_read(folder: Folder) -> None:
    folder.put("a.txt.gz", gzip.compress(b"The hip ") + gzip.compress(b"hurts."))
    assert folder.texts() == {"a.txt.gz": "The hip hurts."}


@pytest.mark.parametrize(
    "behind", [bytes(512), b"junk", gzip.compress(b"") * 100_000], ids=["padding", "junk", "members"]
)
def test_what_follows_a_compressed_page_is_left(folder: Folder, behind: bytes) -> None:
    folder.put("a.html.gz", gzip.compress(page(1)) + behind)
    assert folder.texts() == {"a.html.gz": sentence(1)}


def test_page_named_as_compressed_that_is_not_is_read(folder: Folder) -> None:
    folder.put("a.html.gz", page(1))
    assert folder.texts() == {"a.html.gz": sentence(1)}


@pytest.mark.parametrize("pack", [gzip.compress, zstd_frame, bytes])
def test_packing_is_told_by_the_bytes_not_by_the_name(folder: Folder, pack) -> None:
    folder.put("a.warc.gz", pack(page_record(1) + page_record(2)))
    folder.put("a.jsonl", pack(page_line(3)))
    assert sorted(folder.texts().values()) == [sentence(1), sentence(2), sentence(3)]


def test_zstd_frames_may_be_many_with_empty_ones_between(folder: Folder) -> None:
    aside = b"\x53\x2a\x4d\x18" + (3).to_bytes(4, "little") + b"abc"
    frames = [aside + zstd_frame(page_line(number)) for number in range(3)]
    folder.put("a.jsonl.zst", b"".join(frames))
    assert list(folder.texts().values()) == [sentence(number) for number in range(3)]
    assert folder.rows() == ()


def test_record_may_cross_gzip_members(folder: Folder) -> None:
    whole = b"".join(page_record(number) for number in range(4))
    blocks = (whole[at : at + 100] for at in range(0, len(whole), 100))
    folder.put("a.warc.gz", b"".join(map(gzip.compress, blocks)))
    assert list(folder.texts().values()) == [sentence(number) for number in range(4)]


def test_line_ends_between_records_may_be_fewer_or_more(folder: Folder) -> None:
    one, two = page_record(1), page_record(2)
    folder.put("a.warc", b"\r\n" + one.rstrip() + two + b"\r\n\n\n" + page_record(3).rstrip())
    assert list(folder.texts().values()) == [sentence(1), sentence(2), sentence(3)]


def test_headers_in_other_spelling_are_read(folder: Folder) -> None:
    block = http(page(1))
    head = (
        f"WARC/1.0\nwarc-type:response\nWARC-TARGET-URI: <https://e.org/>\nCONTENT-LENGTH:  {len(block)} \n\n"
    )
    folder.put("a.warc", head.encode() + block)
    assert folder.texts() == {"a.warc#https://e.org/": sentence(1)}


def test_records_that_are_no_pages_are_counted(folder: Folder) -> None:
    records = [
        record(b"isPartOf: knees\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", address="https://e.org"),
        record(b"", kind="revisit", address="https://e.org"),
        record(b"x", kind="metadata"), record(b"x", kind="holiday snap"),
        record(http(b"\x89PNG", media_type="image/png"), address="https://e.org/a.png"),
        record(http(b"\x89PNG", media_type="image/webp; q=1"), address="https://e.org/b"),
        record(http(b"{}", media_type="x-odd"), address="https://e.org/c"),
        record(http(page(1), status="404 Not Found"), address="https://e.org/d"),
        record(http(b"", status="301 Moved", media_type=None), address="https://e.org/e"),
        page_record(1),
    ]  # fmt: skip
    folder.put("a.warc", b"".join(records))
    found = folder.taken()
    assert [(skip.kind, skip.count) for skip in found.skipped] == [
        ("media type image", 2), ("media type unknown", 1), ("metadata", 1), ("request", 1), ("revisit", 1),
        ("status 3xx", 1), ("status 4xx", 1), ("unknown record", 1), ("warcinfo", 1),
    ]  # fmt: skip
    assert found.skipped[0] == SkippedRecords("site/a.warc", "media type image", 2)
    assert (len(found.files), found.quarantined) == (1, ())


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b" <!DOCTYPE html><p>Rest the knee.", "text/html"),
        (b"<HTML lang=en>Rest the knee.", "text/html"),
        (b"Rest the knee.", "text/plain"),
    ],
)
def test_missing_content_type_is_told_by_the_bytes(folder: Folder, body: bytes, media_type: str) -> None:
    folder.put("a.warc", record(http(body, media_type=None), address="https://e.org"))
    document = folder.read(*folder.taken().files)
    assert (document.media_type, document.text) == (media_type, "Rest the knee.")


def test_image_without_content_type_is_no_page(folder: Folder) -> None:
    folder.put("a.warc", record(http(b"\x89PNG\r\n\x1a\n...", media_type=None), address="https://e.org"))
    assert [skip.kind for skip in folder.taken().skipped] == ["media type unknown"]


def test_charset_of_the_answer_counts_before_that_of_the_page(folder: Folder) -> None:
    body = "<meta charset=koi8-r><p>Боль в колене проходит после отдыха".encode("cp1251")
    block = http(body, media_type='text/html; Charset="windows-1251"')
    folder.put("a.warc", record(block, address="https://e.org"))
    document = folder.read(*folder.taken().files)
    assert (document.text, document.encoding) == ("Боль в колене проходит после отдыха", "cp1251")


def test_wrong_charset_of_the_answer_gives_way_to_utf8(folder: Folder) -> None:
    block = http("<p>Ménière’s disease".encode(), media_type="text/html; charset=iso-8859-2")
    folder.put("a.warc", record(block, address="https://e.org"))
    assert folder.read(*folder.taken().files).text == "Ménière’s disease"


def test_deep_records_are_copied_and_read_from_there(folder: Folder) -> None:
    rng = random.Random(1)
    bodies = {n: page(n) + rng.randbytes(150_000).hex().encode() for n in range(8)}
    records = [page_record(n, body) for n, body in bodies.items()]
    folder.put("deep.warc.gz", gzip.compress(b"".join(records), 1))
    kept = folder.taken(keep=True)
    alone = folder.taken()
    copied = [file.member for file in kept.files if file.member and file.member.copy]
    assert 2 <= len(copied) < 8
    assert [file.path for file in kept.files] == [file.path for file in alone.files]
    assert [folder.read(file) for file in kept.files] == [folder.read(file) for file in alone.files]


def test_changed_container_is_told_when_a_page_is_read(folder: Folder) -> None:
    folder.put("a.warc", page_record(1))
    (file,) = folder.taken().files
    folder.put("a.warc", page_record(2))
    with pytest.raises(UnreadableFile, match="changed during the run"):
        folder.read(file)


def test_shrunken_container_is_told_when_a_page_is_read(folder: Folder) -> None:
    folder.put("a.warc", page_record(1) + page_record(2))
    *_, file = folder.taken().files
    folder.put("a.warc", page_record(1))
    with pytest.raises(UnreadableFile, match="changed during the run"):
        folder.read(file)


def test_empty_container_is_refused(folder: Folder) -> None:
    folder.put("a.warc.gz", b"")
    assert folder.refused() == {"a.warc.gz": "empty_file"}


def test_empty_page_is_refused_when_it_is_read(folder: Folder) -> None:
    folder.put("a.warc", page_record(1, b""))
    assert list(folder.texts().values()) == ["empty_file"]


def test_listing_holds_no_more_than_a_record_in_memory(folder: Folder) -> None:
    body = page(1) + b"<p>rest" * 50_000
    folder.put(
        "a.warc.gz", packed((page_record(number, body + b"%d" % number) for number in range(60)), "a.warc.gz")
    )
    tracemalloc.start()
    files = folder.taken().files
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(file.size for file in files) > 20e6
    assert peak < 5e6
