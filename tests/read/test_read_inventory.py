from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArgumentError, SourceError
from pipeline.read import inventory, read_document
from pipeline.read.folder import SIZE_LIMIT
from pipeline.read.paths import file_name, printable

SOURCE = 'title = "T"\npublisher = "P"\nurl = "unknown"\nlicence = "CC0"\naccessed = "2024-05-31"\n'


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "source.toml").write_text(SOURCE)
    return folder


def codes(raw: Path) -> dict[str, str]:
    return {refused.path: refused.error_code for refused in inventory(raw).quarantined}


def test_lists_sources_and_files_sorted(raw: Path) -> None:
    (raw / "another" / "deep" / "down").mkdir(parents=True)
    (raw / "another" / "source.toml").write_text(SOURCE)
    (raw / "another" / "deep" / "down" / "b.html").write_text("<p>b")
    (raw / "site" / "a.txt").write_text("a")
    found = inventory(raw)
    assert [source.source_id for source in found.sources] == ["another", "site"]
    assert [file.path for file in found.files] == ["another/deep/down/b.html", "site/a.txt"]
    assert [file.source_id for file in found.files] == ["another", "site"]
    assert found.quarantined == ()


def test_same_bytes_twice_are_two_documents(raw: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (raw / "site" / name).write_text("The same text stands here.")
    first, second = (read_document(raw, file) for file in inventory(raw).files)
    assert first.raw_sha256 == second.raw_sha256
    assert first.id != second.id


def test_hidden_files_and_folders_are_left_out(raw: Path) -> None:
    (raw / ".git").mkdir()
    (raw / "site" / ".DS_Store").write_bytes(b"\x00")
    (raw / "site" / ".cache").mkdir()
    (raw / "site" / ".cache" / "a.txt").write_text("a")
    found = inventory(raw)
    assert (found.files, found.quarantined) == ((), ())


def test_unserved_suffix_is_quarantined(raw: Path) -> None:
    (raw / "site" / "page.pdf").write_bytes(b"%PDF-")
    assert codes(raw) == {"site/page.pdf": "unsupported_file"}


@pytest.mark.parametrize("suffix", [".TXT", ".htm", ".HTML", ".xhtml"])
def test_served_suffixes_in_any_case(raw: Path, suffix: str) -> None:
    (raw / "site" / f"page{suffix}").write_text("x")
    assert [file.path for file in inventory(raw).files] == [f"site/page{suffix}"]


def test_file_outside_a_source_folder_says_where_to_move_it(raw: Path) -> None:
    (raw / "stray.txt").write_text("x")
    (refused,) = inventory(raw).quarantined
    assert refused.error_code == "unsupported_file"
    assert "raw/<source>/" in refused.message


def test_links_out_of_raw_are_refused(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "elsewhere").mkdir()
    (raw / "site" / "file.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "site" / "folder").symlink_to(tmp_path / "elsewhere")
    (raw / "linked").symlink_to(tmp_path / "elsewhere")
    assert codes(raw) == {
        "site/file.txt": "unsafe_path", "site/folder": "unsafe_path", "linked": "unsafe_path"
    }  # fmt: skip


def test_link_to_a_folder_inside_raw_is_not_entered(raw: Path) -> None:
    (raw / "site" / "loop").symlink_to(raw / "site")
    assert codes(raw) == {"site/loop": "unsafe_path"}


def test_link_to_a_file_inside_raw_is_served(raw: Path) -> None:
    (raw / "site" / "a.txt").write_text("a")
    (raw / "site" / "b.txt").symlink_to("a.txt")
    assert [file.path for file in inventory(raw).files] == ["site/a.txt", "site/b.txt"]


def test_link_to_nothing_and_links_in_a_ring_are_unreadable(raw: Path) -> None:
    (raw / "site" / "gone.txt").symlink_to("nowhere.txt")
    (raw / "site" / "ring.txt").symlink_to("ring.txt")
    assert set(codes(raw).values()) <= {"unreadable_file", "unsafe_path"}
    assert len(codes(raw)) == 2


def test_pipe_is_refused_without_opening_it(raw: Path) -> None:
    os.mkfifo(raw / "site" / "pipe.txt")
    assert codes(raw) == {"site/pipe.txt": "unsafe_path"}


def test_large_file_is_refused_without_reading_it(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (raw / "site" / "big.txt").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    monkeypatch.setattr("pipeline.read.folder._hash", lambda path: pytest.fail("was read"))
    assert codes(raw) == {"site/big.txt": "too_large"}


def test_unreadable_file_is_quarantined(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "site" / "a.txt").write_text("a")

    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.read.folder._hash", refuse)
    (refused,) = inventory(raw).quarantined
    assert (refused.path, refused.error_code) == ("site/a.txt", "unreadable_file")
    assert "Permission denied" in refused.message


def test_unreadable_folder_is_quarantined(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "site" / "locked").mkdir()
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert codes(raw) == {"site/locked": "unreadable_file"}


ODD_NAMES = [
    "new\nline.txt",
    "quo\"te's.txt",
    "бедро.txt",
    "=1+1.txt",
    "back\\slash.txt",
    "\u202ertl.txt",
    " .txt",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_read(raw: Path, name: str) -> None:
    (raw / "site" / name).write_text("Odd name, plain text.")
    (file,) = inventory(raw).files
    assert file.path.isprintable()
    assert read_document(raw, file).text == "Odd name, plain text."


def test_name_of_undecodable_bytes_is_read(raw: Path) -> None:
    Path(os.fsdecode(os.fsencode(raw / "site") + b"/caf\xe9.txt")).write_text("Odd name, plain text.")
    (file,) = inventory(raw).files
    assert file.path == r"site/caf\xe9.txt"
    assert read_document(raw, file).text == "Odd name, plain text."


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\\xu09af")))
def test_printable_names_are_reversible(name: str) -> None:
    shown = printable(name)
    encodable = not any("\ud800" <= c <= "\udfff" for c in shown)
    assert encodable
    assert file_name(shown) == name


def test_missing_source_toml_stops(raw: Path) -> None:
    (raw / "bare").mkdir()
    with pytest.raises(SourceError, match=r"bare/source\.toml.*no source\.toml.*title"):
        inventory(raw)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (SOURCE.replace("licence", "license"), "license"),
        (SOURCE.replace('"P"', '""'), "publisher"),
        (SOURCE.replace('"P"', "7"), "publisher"),
        (SOURCE.replace('"P"', '"a\\u0000b"'), "publisher"),
        (SOURCE.replace('publisher = "P"\n', ""), "publisher"),
        (SOURCE.replace("2024-05-31", "31.5.2024"), "accessed"),
        (SOURCE.replace("2024-05-31", "20240531"), "accessed"),
        (SOURCE.replace('"2024-05-31"', "2024-05-31T10:00:00"), "accessed"),
        ("title = [", "TOML"),
    ],
)
def test_broken_source_toml_names_the_key(raw: Path, text: str, named: str) -> None:
    (raw / "site" / "source.toml").write_text(text)
    with pytest.raises(SourceError, match=named) as caught:
        inventory(raw)
    assert caught.value.where == f"{raw}/site/source.toml"
    assert caught.value.remedy


def test_source_toml_may_give_a_toml_date(raw: Path) -> None:
    (raw / "site" / "source.toml").write_text(SOURCE.replace('"2024-05-31"', "2024-05-31"))
    assert inventory(raw).sources[0].accessed == "2024-05-31"


def test_errors_name_the_raw_folder_as_it_was_given(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "site" / "source.toml").unlink()
    monkeypatch.chdir(raw.parent)
    with pytest.raises(SourceError) as caught:
        inventory(Path("raw"))
    assert caught.value.where == "raw/site/source.toml"


def test_unreadable_source_toml_says_what_the_system_said(raw: Path) -> None:
    (raw / "site" / "source.toml").unlink()
    (raw / "site" / "source.toml").mkdir()
    with pytest.raises(SourceError, match=r"Is a directory\. Make it a plain file") as caught:
        inventory(raw)
    assert "TOML syntax" not in str(caught.value)


def test_source_toml_that_is_no_utf8_stops(raw: Path) -> None:
    (raw / "site" / "source.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(SourceError, match="UTF-8"):
        inventory(raw)


def test_missing_raw_folder_is_an_argument_error(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="--raw"):
        inventory(tmp_path / "none")


def test_import_leaves_the_parsers_alone() -> None:
    parsers = {"bs4", "lxml", "charset_normalizer", "ftfy"}
    code = f"import sys; from pipeline.read import *; print(*{parsers!r}.intersection(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_folder_without_containers_leaves_their_readers_alone(raw: Path) -> None:
    (raw / "site" / "page.txt").write_text("Rest helps.")
    code = (
        "import sys; from pathlib import Path; from pipeline.read import *\n"
        "found = inventory(Path(sys.argv[1]), KeptListings(Path('none'), 'code'))\n"
        "read_document(Path(sys.argv[1]), found.files[0])\n"
        "print(*(name for name in sys.modules if 'zstd' in name or 'containers.' in name))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(raw)], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("pipeline.read.containers.") for name in run.stdout.split()}
    assert loaded == {"kept", "listed", "suffixes"}
