"""Runs over folders that hold WARCs, JSON lines and compressed pages beside plain files."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from run_samples import PARAGRAPHS, SOURCE, HereEngine, SilentProgress, content, settings_in, winnow, write

from pipeline.errors import ArgumentError
from pipeline.read.compression import zstd_frame
from pipeline.run import Settings, Summary, page_at, plan, run
from pipeline.run.inputs import LISTING_CODE

PAGES = 181
DAMAGED = range(4, PAGES, 9)
ADDRESS = "https://example.org/{:03}"


def html(number: int) -> bytes:
    first, second = PARAGRAPHS[number % 3], PARAGRAPHS[(number + 1) % 3]
    return (
        f"<!doctype html><html><head><title>Page {number} on joints</title></head><body>"
        f"<h1>Page {number} on joints</h1><p>{first}</p><p>Read {number} times: {second}</p></body></html>"
    ).encode()


def record(block: bytes, address: str, *fields: str, kind: str = "response") -> bytes:
    lines = [
        "WARC/1.1", f"WARC-Type: {kind}", f"WARC-Target-URI: {address}", "WARC-Date: 2024-05-31T10:00:00Z",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}", *fields, "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def answer(body: bytes, *fields: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *fields, "", ""]).encode() + body


def member(number: int, body: bytes | None = None, *fields: str) -> bytes:
    return gzip.compress(record(answer(body or html(number), *fields), ADDRESS.format(number)), mtime=0)


def cut(part: bytes) -> bytes:
    return part[: len(part) // 2]


def struck(part: bytes, at: int) -> bytes:
    return part[:at] + bytes([part[at] ^ 0xFF]) + part[at + 1 :]


def damaged(number: int) -> bytes:
    """A record of a page, damaged in one of ten ways."""
    whole = member(number)
    plain = gzip.decompress(whole)
    sent = gzip.compress(html(number), mtime=0)
    ways = (
        cut(whole),
        struck(whole, len(whole) // 2),
        struck(whole, -5 + len(whole)),
        struck(whole, 1),
        gzip.compress(plain.replace(b"Content-Length: ", b"Content-Length: 9", 1), mtime=0),
        gzip.compress(plain.replace(b"HTTP/1.1", b"XTTP/1.1"), mtime=0),
        gzip.compress(plain[: len(plain) - 300], mtime=0),
        member(number, cut(sent), "Content-Encoding: gzip"),
        member(number, gzip.compress(bytes(2**26), mtime=0), "Content-Encoding: gzip"),
        member(number, b"\x1b\x00\x00\x00", "Content-Encoding: br"),
    )
    return ways[DAMAGED.index(number) % len(ways)]


def crawl() -> bytes:
    """A WARC of 181 pages, 20 of them damaged, with the requests and images that a crawl has."""
    told = b"isPartOf: Pages on joints\r\noperator: Ann Example\r\n"
    parts = [gzip.compress(record(told, "crawl", kind="warcinfo"), mtime=0)]
    for number in range(PAGES):
        address = ADDRESS.format(number)
        parts.append(gzip.compress(record(b"GET / HTTP/1.1\r\n\r\n", address, kind="request"), mtime=0))
        parts.append(damaged(number) if number in DAMAGED else member(number))
        image = answer(b"\x89PNG").replace(b"text/html", b"image/png")
        parts.append(gzip.compress(record(image, f"{address}.png"), mtime=0))
    return b"".join(parts)


def go(settings: Settings, engine: HereEngine | None = None) -> Summary:
    return run(settings, SilentProgress(), engine=engine or HereEngine())


def rows(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.clean / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listings(settings: Settings) -> list[Path]:
    return [path for path in settings.containers.iterdir() if not path.suffix]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder with a container of each kind, and plain files."""
    folder = tmp_path / "raw" / "mixed"
    lines = [json.dumps({"url": ADDRESS.format(n), "html": html(n).decode()}).encode() for n in range(3)]
    write(folder / "source.toml", SOURCE)
    write(folder / "lines.jsonl.zst", zstd_frame(b"\n".join([*lines, b"{broken"])))
    write(folder / "pages.warc.gz", b"".join(member(number) for number in range(3, 6)))
    write(folder / "six.html.gz", gzip.compress(html(6), mtime=0))
    write(folder / "seven.txt.gz", gzip.compress(PARAGRAPHS[0].encode(), mtime=0))
    write(folder / "eight.html", html(8))
    write(folder / "nine.txt", PARAGRAPHS[1])
    return settings_in(tmp_path)


def test_each_record_of_a_damaged_crawl_is_in_documents_or_in_quarantine(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "joints" / "crawl.warc.gz", crawl())
    settings = settings_in(tmp_path)
    summary = go(settings)
    assert len(DAMAGED) == 20
    assert (summary.documents, summary.quarantined) == (PAGES - 20, 20)
    assert summary.skipped == (("media type image", PAGES), ("request", PAGES), ("warcinfo", 1))
    sound = [ADDRESS.format(number) for number in range(PAGES) if number not in DAMAGED]
    assert [row["url"] for row in sorted(rows(settings, "documents"), key=lambda row: row["path"])] == sound
    codes = [row["error_code"] for row in rows(settings, "quarantine")]
    assert {code: codes.count(code) for code in set(codes)} == {
        "corrupt_record": 14, "truncated_record": 2, "too_large": 2, "unsupported_encoding": 2
    }  # fmt: skip
    assert rows(settings, "sources") == [
        {"source_id": "joints", "title": "Pages on joints", "publisher": "Ann Example", "url": "unknown",
         "licence": "unknown", "accessed": "2024-05-31"}
    ]  # fmt: skip


def test_containers_and_plain_files_stand_side_by_side(settings: Settings) -> None:
    go(settings)
    assert sorted(row["path"].removeprefix("mixed/") for row in rows(settings, "documents")) == [
        "eight.html",
        *(f"lines.jsonl.zst#{ADDRESS.format(number)}" for number in range(3)),
        "nine.txt",
        *(f"pages.warc.gz#{ADDRESS.format(number)}" for number in range(3, 6)),
        "seven.txt.gz",
        "six.html.gz",
    ]
    (row,) = rows(settings, "quarantine")
    assert (row["error_code"], row["path"].partition("+")[0]) == (
        "bad_line",
        "mixed/lines.jsonl.zst at byte 0",
    )


def test_rows_of_parquet_are_pages_beside_them(settings: Settings) -> None:
    columns = {"url": [ADDRESS.format(20), None], "html": [html(20), html(21)]}
    pl.DataFrame(columns).write_parquet(settings.raw / "mixed" / "rows.parquet")
    summary = go(settings)
    assert (summary.documents, summary.quarantined) == (11, 2)
    assert f"mixed/rows.parquet#{ADDRESS.format(20)}" in {row["path"] for row in rows(settings, "documents")}
    assert go(settings).is_unchanged


def test_second_run_finds_nothing_to_do_and_lists_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(settings)
    name = "pipeline.read.containers.listing.list_container"
    monkeypatch.setattr(name, lambda *_: pytest.fail("was listed"))
    assert go(settings).is_unchanged


def test_record_added_to_a_container_alone_is_processed(settings: Settings) -> None:
    go(settings)
    container = settings.raw / "mixed" / "pages.warc.gz"
    container.write_bytes(member(10) + container.read_bytes())
    engine = HereEngine()
    assert go(settings, engine).documents == 11
    assert engine.processed == [f"mixed/pages.warc.gz#{ADDRESS.format(10)}"]


def test_charset_that_the_server_declares_anew_costs_its_page(settings: Settings) -> None:
    container = settings.raw / "mixed" / "pages.warc.gz"
    body = html(3).replace(b"joints", "Gelenke für Füße".encode("cp1252"))
    container.write_bytes(member(3, body))
    go(settings)
    typed = gzip.decompress(member(3, body)).replace(b"text/html", b"text/html; charset=koi8-r")
    container.write_bytes(gzip.compress(record(typed.partition(b"\r\n\r\n")[2][:-4], ADDRESS.format(3))))
    engine = HereEngine()
    go(settings, engine)
    assert engine.processed == [f"mixed/pages.warc.gz#{ADDRESS.format(3)}"]


def test_order_of_records_changes_no_byte(settings: Settings, tmp_path: Path) -> None:
    go(settings)
    container = settings.raw / "mixed" / "pages.warc.gz"
    container.write_bytes(b"".join(member(number) for number in (5, 3, 4)))
    turned = replace(settings, clean=tmp_path / "turned")
    go(turned)
    assert content(settings.clean) == content(turned.clean)


def test_listings_of_containers_that_are_gone_are_removed(settings: Settings) -> None:
    go(settings)
    assert len(listings(settings)) == 2
    (settings.raw / "mixed" / "pages.warc.gz").unlink()
    go(settings)
    assert len(listings(settings)) == 1


def test_plan_names_the_pages_of_containers(settings: Settings) -> None:
    planned = plan(settings, SilentProgress(), engine=HereEngine())
    assert f"mixed/pages.warc.gz#{ADDRESS.format(4)}" in planned.to_process
    assert len(planned.to_process) == 10


def test_page_of_a_container_is_found_by_its_path(settings: Settings) -> None:
    listed = f"mixed/pages.warc.gz#{ADDRESS.format(4)}"
    for path in (listed, f"{settings.raw}/{listed}"):
        page = page_at(settings, path, SilentProgress(), engine=HereEngine())
        assert page.document.title == "Page 4 on joints"


def test_damaged_record_is_found_by_its_path(settings: Settings) -> None:
    go(settings)
    (row,) = rows(settings, "quarantine")
    with pytest.raises(ArgumentError, match="bad_line"):
        page_at(settings, row["path"], SilentProgress(), engine=HereEngine())


def test_command_line_runs_and_traces_containers(settings: Settings, tmp_path: Path) -> None:
    done = winnow("run", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    traced = winnow("trace", f"mixed/pages.warc.gz#{ADDRESS.format(4)}", cwd=tmp_path)
    assert "Page 4 on joints" in traced.stdout
    assert "Nothing has changed" in winnow("run", cwd=tmp_path).stdout


def test_digest_of_what_lists_containers_is_of_all_that_does() -> None:
    code = (
        "import sys, pipeline.read.containers.listing\n"
        "print(*(module.__file__ for name, module in sys.modules.items() if name.startswith('pipeline')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {path.rpartition("/pipeline/")[2] for path in run.stdout.split()}
    assert {path for path in loaded if not path.startswith("read/containers/")} == set(LISTING_CODE)


def test_model_changed_leaves_listings_of_containers_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(settings)
    for digest in ("code_digest", "page_code_digest"):
        monkeypatch.setattr(f"pipeline.run.inputs.{digest}", lambda: "other")
    name = "pipeline.read.containers.listing.list_container"
    monkeypatch.setattr(name, lambda *_: pytest.fail("was listed"))
    assert go(settings).processed == 10


class Noted(SilentProgress):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.pages: dict[str, int] = {}

    def begin(self, stage: str, total: int | None = None) -> None:
        self.pages[stage] = 0

    def advance(self, steps: float = 1) -> None:
        self.pages[list(self.pages)[-1]] += steps

    def end(self) -> None:
        self.pages["end"] = 0


def test_pages_are_told_of_while_containers_are_listed(settings: Settings) -> None:
    told = Noted()
    summary = run(settings, told, engine=HereEngine())
    assert list(told.pages.items())[:2] == [("list", 6), ("end", 0)]
    assert summary.seconds[0][0] == "list"


def test_known_containers_are_no_stage(settings: Settings) -> None:
    go(settings)
    write(settings.raw / "mixed" / "ten.txt", PARAGRAPHS[1].encode())
    told = Noted()
    run(settings, told, engine=HereEngine())
    assert next(iter(told.pages)) == "start"
