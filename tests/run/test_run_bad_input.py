from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

import pytest
from run_samples import PARAGRAPHS, SOURCE, winnow, write

csv.field_size_limit(sys.maxsize)
PAGE = f"Hip pain\n\n{PARAGRAPHS[0]}\n"
NAMES = ("line\nfeed.txt", "quo\"te's.txt", "διαβήτης.txt", "=1+1.txt", "糖尿病.html", "\x1b[31mred.txt")
HOSTILE: dict[str, bytes] = {
    "empty.txt": b"",
    "empty.html": b"",
    "space.txt": b" \n\t\r\n ",
    "binary.txt": random.Random(1).randbytes(4096),
    "image.txt": b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(2048),
    "huge-line.txt": b"a " * (25 << 20),
    "long-line.txt": b"hip pain " * 130_000,
    "invalid-utf-8.txt": PAGE.encode()[:80] + b"\xff\xfe\x80" + PAGE.encode()[80:],
    "utf-16-mark.txt": PAGE.encode("utf-16"),
    "utf-16-bare.txt": PAGE.encode("utf-16-le"),
    "nuls.txt": PAGE.replace(" ", "\0 ", 3).encode(),
    "deep.html": b"<div>" * 100_000 + PAGE.encode(),
    "attributes.html": b"<p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">" + PAGE.encode(),
    "script.html": b"<script>alert('hip pain')</script>",
    "near-equal.txt": "\n".join(f"Hip pain is common in group {n}." for n in range(5_000)).encode(),
    "table.txt": b'id,name,"dose"\n1,"hip, pain",5 mg\n2,knee pain,10 mg\n',
    "formula.txt": b"=1+1\n\n@SUM(A1)\n\n+cmd|' /C calc'!A0\n\nHip pain is common after running.\n",
    "markup.txt": b"<p>Hip pain</p>\n\n<script>alert(1)</script>\n\nHip pain is common after running.\n",
    "directions.txt": "Hip \u202epain\u202c is \u200bcommon\ufeff after running.\n\nכאב ירך\n".encode(),
    "picture.gif": b"GIF89a",
    "copy-1.txt": PAGE.encode() + b"Copied.\n",
    "copy-2.txt": PAGE.encode() + b"Copied.\n",
}
REFUSED = {
    "empty.txt": "empty_file",
    "empty.html": "empty_file",
    "space.txt": "no_text",
    "binary.txt": "binary_file",
    "image.txt": "binary_file",
    "huge-line.txt": "too_large",
    "script.html": "no_text",
    "picture.gif": "unsupported_file",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over a source of good pages and one of hostile ones."""
    folder = tmp_path_factory.mktemp("bad")
    for source in ("good", "hostile"):
        write(folder / "raw" / source / "source.toml", SOURCE)
    for name in ("a.txt", "b.txt"):
        write(folder / "raw" / "good" / name, f"Page {name}\n\n{PAGE}")
    for name, content in HOSTILE.items():
        write(folder / "raw" / "hostile" / name, content)
    for name in NAMES:
        write(folder / "raw" / "hostile" / name, f"About {name!r}\n\n{PAGE}")
    write(folder / "outside.txt", PAGE)
    (folder / "raw" / "hostile" / "link.txt").symlink_to(folder / "outside.txt")
    (folder / "raw" / "hostile" / "gone.txt").symlink_to(folder / "raw" / "hostile" / "nothing.txt")
    done = winnow("run", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def rows(folder: Path, table: str) -> dict[str, dict[str, str]]:
    with (folder / "clean" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def test_every_file_is_in_documents_or_in_quarantine(folder: Path):
    documents, quarantine = rows(folder, "documents"), rows(folder, "quarantine")
    files = [path for path in (folder / "raw").rglob("*.*") if path.name != "source.toml"]
    assert len(documents) + len(quarantine) == len(files)
    assert not documents.keys() & quarantine.keys()


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_what_cannot_be_read_has_its_code(folder: Path, name: str, code: str):
    assert rows(folder, "quarantine")[f"hostile/{name}"]["error_code"] == code


def test_links_that_lead_out_or_nowhere_are_refused(folder: Path):
    quarantine = rows(folder, "quarantine")
    assert quarantine["hostile/link.txt"]["error_code"] == "unsafe_path"
    assert quarantine["hostile/gone.txt"]["error_code"] in {"unreadable_file", "unsafe_path"}


def test_no_stage_fails_on_what_was_read(folder: Path):
    stages = {row["stage"] for row in rows(folder, "quarantine").values()}
    assert stages == {"read"}


def test_hostile_names_are_shown_escaped(folder: Path):
    documents = rows(folder, "documents")
    assert "hostile/line\\x0afeed.txt" in documents
    assert "hostile/\\x1b[31mred.txt" in documents
    assert {"hostile/διαβήτης.txt", "hostile/=1+1.txt", "hostile/糖尿病.html"} <= documents.keys()


def test_same_bytes_under_two_names_are_two_documents_and_one_duplicate(folder: Path):
    documents = rows(folder, "documents")
    copies = sorted((documents[f"hostile/copy-{n}.txt"] for n in (1, 2)), key=lambda row: row["document_id"])
    assert [row["duplicate_of"] for row in copies] == ["", copies[0]["document_id"]]


def test_good_pages_are_as_if_there_were_no_others(folder: Path, tmp_path: Path):
    for path in (folder / "raw" / "good").iterdir():
        write(tmp_path / "alone" / "good" / path.name, path.read_bytes())
    done = winnow("run", "--raw", "alone", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    alone = rows(tmp_path, "documents")
    together = rows(folder, "documents")
    assert alone == {path: row for path, row in together.items() if path.startswith("good/")}


def test_strict_run_says_that_there_is_quarantine(folder: Path):
    done = winnow("run", "--strict", cwd=folder)
    assert done.returncode == 1
    assert "Nothing has changed" in done.stdout
