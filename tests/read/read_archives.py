"""Containers made for tests: records and lines with pages from templates."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import InputError
from pipeline.model import Document, Quarantined, RawFile
from pipeline.read import Inventory, KeptListings, inventory, read_document
from pipeline.read.compression import zstd_frame

SOURCE = 'title = "T"\npublisher = "P"\nurl = "unknown"\nlicence = "CC0"\naccessed = "2024-05-31"\n'
ADDRESS = "https://example.org/{}"


def page(number: int | str) -> bytes:
    """A small page of its own."""
    return (
        f"<!doctype html><html><head><title>Joint {number}</title></head>"
        f"<body><h1>Joint {number}</h1>"
        f"<p>Pain in joint {number} mostly goes within {number} days of rest; "
        "see a doctor if it does not.</p></body></html>"
    ).encode()


def http(body: bytes, *fields: str, status: str = "200 OK", media_type: str | None = "text/html") -> bytes:
    """An HTTP answer."""
    typed = [f"Content-Type: {media_type}"] if media_type else []
    return "\r\n".join([f"HTTP/1.1 {status}", *typed, *fields, "", ""]).encode() + body


def record(
    block: bytes, *fields: str, address: str | None = None, kind: str = "response", length: int | None = None
) -> bytes:
    """A record of a WARC."""
    size = len(block) if length is None else length
    lines = ["WARC/1.1", f"WARC-Type: {kind}", "WARC-Date: 2024-05-31T10:00:00Z", f"Content-Length: {size}"]
    lines += [f"WARC-Target-URI: {address}"] if address is not None else []
    lines += ["Content-Type: application/http; msgtype=response"] if kind == "response" else []
    return "\r\n".join([*lines, *fields, "", ""]).encode() + block + b"\r\n\r\n"


def page_record(number: int | str, body: bytes | None = None, *fields: str) -> bytes:
    """A record that holds a page."""
    return record(http(page(number) if body is None else body, *fields), address=ADDRESS.format(number))


def page_line(number: int | str, **more: object) -> bytes:
    """A line that holds a page."""
    values = {"url": ADDRESS.format(number), "html": page(number).decode(), **more}
    return json.dumps(values).encode() + b"\n"


def packed(records: Iterable[bytes], name: str) -> bytes:
    """Records or lines as a file of this name holds them; `.warc.gz` has a gzip member a record."""
    if name.endswith(".warc.gz"):
        return b"".join(gzip.compress(one, 6, mtime=0) for one in records)
    whole = b"".join(records)
    if name.endswith(".gz"):
        return gzip.compress(whole, mtime=0)
    return zstd_frame(whole) if name.endswith(".zst") else whole


class Folder:
    """A raw folder with one source."""

    def __init__(self, place: Path) -> None:
        self.raw = place / "raw"
        self.kept = place / "kept"
        (self.raw / "site").mkdir(parents=True)
        (self.raw / "site" / "source.toml").write_text(SOURCE)

    def put(self, name: str, content: bytes) -> None:
        (self.raw / "site" / name).write_bytes(content)

    def taken(self, *, keep: bool = False) -> Inventory:
        return inventory(self.raw, KeptListings(self.kept, "code") if keep else None)

    def read(self, file: RawFile) -> Document:
        return read_document(self.raw, file)

    def paths(self) -> list[str]:
        return [file.path.removeprefix("site/") for file in self.taken().files]

    def refused(self) -> dict[str, str]:
        """Code by path, of what the inventory refuses."""
        return {row.path.removeprefix("site/"): row.error_code for row in self.taken().quarantined}

    def texts(self, *, keep: bool = False) -> dict[str, str]:
        """What becomes of each page: its last line, or the code of its refusal."""
        return {file.path.removeprefix("site/"): self._end(file) for file in self.taken(keep=keep).files}

    def _end(self, file: RawFile) -> str:
        try:
            return self.read(file).text.rstrip().splitlines()[-1]
        except InputError as error:
            return error.code

    def rows(self) -> tuple[Quarantined, ...]:
        return self.taken().quarantined
