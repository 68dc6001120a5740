"""Parquet files: their rows as pages, and what damaged and hostile files cost."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from read_archives import ADDRESS, Folder, page

from pipeline.read import KeptListings, inventory
from pipeline.read.containers import parquet
from pipeline.read.containers.listing import list_container
from pipeline.read.limits import SIZE_LIMIT

MUTATIONS = 40
"""A process each."""


def table(columns: Mapping[str, Sequence[object] | pl.Series], **options: int) -> bytes:
    made = io.BytesIO()
    pl.DataFrame(columns).write_parquet(made, **options)
    return made.getvalue()


def pages(count: int) -> dict[str, list[str]]:
    addresses = [ADDRESS.format(number) for number in range(count)]
    return {"url": addresses, "html": [page(number).decode() for number in range(count)]}


@pytest.mark.parametrize("keep", [True, False])
def test_rows_are_pages(folder: Folder, keep: bool) -> None:
    folder.put("a.parquet", table(pages(3), row_group_size=2))
    assert folder.texts(keep=keep) == {
        f"a.parquet#{ADDRESS.format(n)}": f"Pain in joint {n} mostly goes within {n} days of rest; "
        "see a doctor if it does not."
        for n in range(3)
    }


def test_page_tells_its_address_and_type(folder: Folder) -> None:
    columns = {
        "url": ["https://e.org/1", "https://e.org/2"],
        "html": ["<p>One</p>", None],
        "text": ["1", "<2>"],
    }
    folder.put("a.parquet", table(columns))
    read = [folder.read(file) for file in folder.taken().files]
    assert [(one.url, one.media_type, one.text.strip()) for one in read] == [
        ("https://e.org/1", "text/html", "One"),
        ("https://e.org/2", "text/plain", "<2>"),
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"link": ["https://e.org"], "text": ["Knee"]},
        {"url": [b"https://e.org"], "text": [b"Knee"]},
        {"url": ["https://e.org"], "link": ["other"], "html": [["nested"]], "text": ["Knee"], "score": [0.5]},
        {"url": ["https://e.org"], "text": pl.Series(["Knee"], dtype=pl.Categorical)},
    ],
    ids=["link", "bytes", "columns beside", "categories"],
)
def test_columns_may_be_of_several_kinds(folder: Folder, columns: dict[str, list[object]]) -> None:
    folder.put("a.parquet", table(columns))
    assert folder.texts() == {"a.parquet#https://e.org": "Knee"}


def test_bytes_are_decoded_as_those_of_a_file(folder: Folder) -> None:
    said = "Für Füße und Gelenke: Ruhe hilft am ehesten."
    folder.put("a.parquet", table({"url": ["https://e.org"], "text": [said.encode("cp1252")]}))
    assert folder.texts() == {"a.parquet#https://e.org": said}


def test_rows_that_lack_a_cell_are_refused_singly(folder: Folder) -> None:
    columns = {"url": ["a", None, "", "d", "e"], "text": ["", "b", "c", None, "Knee"]}
    folder.put("a.parquet", table(columns))
    assert folder.paths() == ["a.parquet#e"]
    assert folder.refused() == {f"a.parquet at row {row}": "incomplete_line" for row in range(4)}


def test_cell_over_the_limit_costs_its_row(folder: Folder) -> None:
    folder.put("a.parquet", table({"url": ["a", "b", "c"], "text": ["x", "y" * (SIZE_LIMIT + 1), "z"]}))
    assert folder.paths() == ["a.parquet#a", "a.parquet#c"]
    assert folder.refused() == {"a.parquet at row 1": "too_large"}


WHOLE = table(pages(3))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (table({"url": ["a"], "body": ["b"]}), "unsupported_file"),
        (table({"text": ["b"]}), "unsupported_file"),
        (table({"url": ["a"], "html": [["b"]], "text": [{"c": 1}]}), "unsupported_file"),
        (table({"url": [None] * 1_000_000, "text": pl.Series([None] * 1_000_000, dtype=pl.String)}),
         "unsupported_file"),
        (b"PAR1" + bytes(range(256)) * 20 + b"\xff\xff\xff\x7fPAR1", "corrupt_record"),
        (WHOLE[:-20], "corrupt_record"),
        (WHOLE[: len(WHOLE) // 2], "corrupt_record"),
        (b"no such file", "corrupt_record"),
        (b"", "empty_file"),
    ],
    ids=["no page", "no address", "nested", "nothing", "garbage", "cut", "half", "text", "empty"],
)  # fmt: skip
def test_file_that_yields_nothing_is_refused_once(folder: Folder, content: bytes, code: str) -> None:
    folder.put("a.parquet", content)
    folder.put("b.html", page(1))
    assert folder.refused() == {"a.parquet": code}
    assert folder.paths() == ["b.html"]


def test_damaged_row_group_leaves_the_others(folder: Folder) -> None:
    columns = pages(64)
    content = bytearray(table(columns, row_group_size=16))
    middle = len(content) * 3 // 8
    content[middle - 40 : middle + 40] = bytes(80)
    folder.put("a.parquet", bytes(content))
    assert {f"a.parquet#{ADDRESS.format(n)}" for n in (*range(16), *range(48, 64))} <= set(folder.paths())
    assert set(folder.refused().values()) == {"corrupt_record"}


DYING = """#!{python}
import os, resource, sys
import msgspec
from pipeline.read.containers.parquet import HEAD, Row

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for number in range(int(sys.argv[-1]), 3):
    if number == 1:
        os.abort()
    content = msgspec.msgpack.encode(Row(str(number), b"Knee"))
    os.write(1, HEAD.pack(number, len(content)) + content)
os.write(1, HEAD.pack(-1, 0))
"""


def test_row_of_which_the_reader_dies_costs_itself(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = folder.kept.with_name("reader")
    reader.write_text(DYING.format(python=sys.executable))
    reader.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(reader))
    folder.put("a.parquet", WHOLE)
    assert folder.paths() == ["a.parquet#0", "a.parquet#2"]
    assert folder.refused() == {"a.parquet at row 1": "corrupt_record"}


def test_file_that_expands_without_end_is_left(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "EXPANSION_FREE", 2**20)
    text = pl.Series(["y" * 2**19]).gather([0] * 64)
    folder.put("a.parquet", table({"url": [str(n) for n in range(64)], "text": text}))
    assert folder.paths() == ["a.parquet#0"]
    assert folder.refused() == {"a.parquet at row 1": "corrupt_record"}


def test_reader_that_was_ended_from_outside_leaves_nothing_kept(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("a.parquet", WHOLE)
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", "/bin/false")
        assert folder.refused() == {"a.parquet": "unreadable_file"}
        assert not folder.taken(keep=True).files
    assert len(folder.taken(keep=True).files) == 3


def test_second_inventory_starts_no_reader(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put("a.parquet", WHOLE)
    first = folder.taken(keep=True)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a reader was started"))
    assert folder.taken(keep=True) == first
    assert [folder.read(file).title for file in first.files] == ["Joint 0", "Joint 1", "Joint 2"]


def test_damaged_copy_of_a_row_is_refused(folder: Folder) -> None:
    folder.put("a.parquet", WHOLE)
    files = folder.taken(keep=True).files
    (copy,) = folder.kept.glob("*.copy")
    copy.write_bytes(bytes(copy.stat().st_size))
    assert set(folder.texts(keep=True).values()) == {"unreadable_file"}
    assert len(files) == 3


def test_reading_rows_loads_no_table_library_here(folder: Folder) -> None:
    folder.put("a.parquet", WHOLE)
    code = (
        "import sys; from pathlib import Path; from pipeline.read import *\n"
        "found = inventory(Path(sys.argv[1]), KeptListings(Path(sys.argv[2]), 'code'))\n"
        "titles = [read_document(Path(sys.argv[1]), file).title for file in found.files]\n"
        "print(titles, 'polars' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder.raw), str(folder.kept)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "['Joint 0', 'Joint 1', 'Joint 2'] False"


def test_order_of_rows_changes_no_document(folder: Folder) -> None:
    columns = pages(4)
    folder.put("a.parquet", table(columns))
    straight = {folder.read(file).id for file in folder.taken(keep=True).files}
    folder.put("a.parquet", table({name: cells[::-1] for name, cells in columns.items()}))
    assert {
        folder.read(file).id for file in inventory(folder.raw, KeptListings(folder.kept, "c")).files
    } == straight


def test_mutated_files_are_listed(tmp_path: Path) -> None:
    rng = random.Random(7)
    whole = table(pages(20), row_group_size=8)
    footer = int.from_bytes(whole[-8:-4], "little") + 8
    for _ in range(MUTATIONS):
        content = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(content) - footer if rng.random() < 0.5 else 0, len(content))
            content[at] = rng.randrange(256)
        (tmp_path / "a.parquet").write_bytes(content)
        listing = list_container(tmp_path / "a.parquet")
        assert listing.pages or listing.refused
