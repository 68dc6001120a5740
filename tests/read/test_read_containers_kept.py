"""Listings that are kept from run to run, and what WARCs say of their crawls."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from read_archives import SOURCE, Folder, page, page_record, record

from pipeline.errors import ConfigurationError, SourceError
from pipeline.model import Source
from pipeline.read import Inventory, KeptListings, inventory


def deep(folder: Folder) -> None:
    rng = random.Random(1)
    records = [page_record(n, page(n) + rng.randbytes(200_000).hex().encode()) for n in range(6)]
    folder.put("a.warc.gz", gzip.compress(b"".join(records), 1))


def again(folder: Folder, code: str = "code") -> tuple[Inventory, KeptListings]:
    kept = KeptListings(folder.kept, code)
    return inventory(folder.raw, kept), kept


def kept_files(folder: Folder) -> list[str]:
    return sorted(path.suffix for path in folder.kept.iterdir() if path.suffix != ".digest")


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pipeline.read.containers.listing.list_container", lambda *_: pytest.fail("was listed anew")
    )


def test_second_inventory_lists_nothing_anew(folder: Folder, request: pytest.FixtureRequest) -> None:
    deep(folder)
    first, _ = again(folder)
    request.getfixturevalue("no_reading")
    second, _ = again(folder)
    assert first == second
    assert [folder.read(file).id for file in first.files] == [folder.read(file).id for file in second.files]


def test_untouched_container_is_not_hashed_anew(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    deep(folder)
    monkeypatch.setattr("pipeline.read.containers.kept._SETTLED", -(10**18))
    first, _ = again(folder)
    with monkeypatch.context() as changed:
        changed.setattr("hashlib.file_digest", lambda *_: pytest.fail("was hashed"))
        second, _ = again(folder)
    assert first == second
    folder.put("a.warc.gz", gzip.compress(page_record(7)))
    third, _ = again(folder)
    assert len(third.files) == 1


def test_damaged_note_of_a_digest_is_none(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    deep(folder)
    monkeypatch.setattr("pipeline.read.containers.kept._SETTLED", -(10**18))
    first, _ = again(folder)
    (note,) = folder.kept.glob("*.digest")
    note.write_text("torn")
    assert again(folder)[0] == first


def test_moved_container_is_not_listed_anew(folder: Folder, request: pytest.FixtureRequest) -> None:
    deep(folder)
    again(folder)
    (folder.raw / "site" / "a.warc.gz").rename(folder.raw / "site" / "b.warc.gz")
    request.getfixturevalue("no_reading")
    found, _ = again(folder)
    assert {file.path.partition("#")[0] for file in found.files} == {"site/b.warc.gz"}


@pytest.mark.parametrize("change", ["content", "code", "listing", "copy"])
def test_what_does_not_hold_is_listed_anew(folder: Folder, change: str) -> None:
    deep(folder)
    first, _ = again(folder)
    code = "code"
    if change == "content":
        folder.put("a.warc.gz", gzip.compress(page_record(7)))
    elif change == "code":
        code = "other"
    else:
        (path,) = (path for path in folder.kept.iterdir() if (path.suffix == ".copy") == (change == "copy"))
        path.unlink() if change == "copy" else path.write_bytes(path.read_bytes()[:-5] + b"wrong")
    found, _ = again(folder, code)
    assert (found == first) == (change != "content")
    assert all(folder.read(file) for file in found.files)


def test_what_no_container_needs_is_pruned(folder: Folder) -> None:
    deep(folder)
    again(folder)
    assert kept_files(folder) == ["", ".copy"]
    (folder.raw / "site" / "a.warc.gz").unlink()
    folder.put("b.warc", page_record(1))
    _, kept = again(folder)
    assert kept_files(folder) == ["", "", ".copy"]
    kept.prune()
    assert kept_files(folder) == [""]


def test_nothing_to_prune_where_nothing_was_kept(tmp_path: Path) -> None:
    KeptListings(tmp_path / "none", "code").prune()
    assert not (tmp_path / "none").exists()


def test_same_container_twice_is_listed_once_and_read_twice(folder: Folder) -> None:
    deep(folder)
    folder.put("b.warc.gz", (folder.raw / "site" / "a.warc.gz").read_bytes())
    found, _ = again(folder)
    assert kept_files(folder) == ["", ".copy"]
    assert len({folder.read(file).id for file in found.files}) == 12


def test_full_disk_stops_the_run_and_leaves_nothing_half(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep(folder)

    def refuse(content: bytes) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.read.compression.zstd_frame", refuse)
    with pytest.raises(ConfigurationError, match="No space left"):
        again(folder)
    assert list(folder.kept.iterdir()) == []


def warcinfo(*fields: str, date: str = "2024-05-31T10:00:00Z") -> bytes:
    made = record("".join(f"{field}\r\n" for field in fields).encode(), kind="warcinfo")
    return made.replace(b"2024-05-31T10:00:00Z", date.encode())


def crawled(folder: Folder, **containers: bytes) -> Source:
    (folder.raw / "site" / "source.toml").unlink()
    for name, content in containers.items():
        folder.put(f"{name}.warc", content)
    (source,) = folder.taken().sources
    return source


def test_source_without_toml_is_what_the_crawl_says(folder: Folder) -> None:
    said = warcinfo("software: x", "isPartOf: Knees 2024", "description: d", "publisher: Knee Institute")
    assert crawled(folder, a=said + page_record(1)) == Source(
        "site", "Knees 2024", "Knee Institute", "unknown", "unknown", "2024-05-31"
    )


def test_several_crawls_give_the_first_word_and_the_earliest_day(folder: Folder) -> None:
    source = crawled(
        folder,
        b=warcinfo("isPartOf: Second", "operator: Ann", date="2023-01-02T00:00:00Z"),
        a=warcinfo("description: First"),
        c=warcinfo("operator: Bob", date="no date"),
    )
    assert (source.title, source.publisher, source.accessed) == ("First", "Ann", "2023-01-02")


def test_hostile_crawl_is_one_bounded_line(folder: Folder) -> None:
    source = crawled(
        folder, a=warcinfo("isPartOf: \x1b[2J" + "a " * 5_000, "operator: \u202e", date="2024-99-99")
    )
    assert source.title.isprintable()
    assert len(source.title) <= 300
    assert (source.publisher, source.accessed) == ("unknown", "unknown")


def test_source_toml_goes_before_the_crawl(folder: Folder) -> None:
    folder.put("a.warc", warcinfo("isPartOf: Knees"))
    assert folder.taken().sources[0].title == "T"


def test_broken_source_toml_stops_beside_a_crawl(folder: Folder) -> None:
    folder.put("a.warc", warcinfo("isPartOf: Knees"))
    folder.put("source.toml", SOURCE.encode()[:20])
    with pytest.raises(SourceError, match="TOML"):
        folder.taken()


def test_container_without_a_word_on_its_crawl_needs_a_source_toml(folder: Folder) -> None:
    with pytest.raises(SourceError, match=r"no source\.toml"):
        crawled(folder, a=page_record(1))
