from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from pipeline.errors import BinaryFile, EmptyFile, InputError, NoText, TooLarge, UnreadableFile, UnsafePath
from pipeline.model import RawFile, content_id
from pipeline.read import read_document
from pipeline.read.folder import SIZE_LIMIT

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def test_text_file_is_kept_as_it_is(read) -> None:
    text = "Hip pain\r\n\r\n  The hip hurts. \n=1+1,\"a\",'b'\n<p>no tag</p>\t&amp; \u200b\u202eשלום\n"
    document = read(text)
    assert document.text == text
    assert (document.media_type, document.encoding, document.markup) == ("text/plain", "utf-8", ())


def test_id_depends_on_path_and_bytes(read) -> None:
    content = b"The hip hurts."
    sha256 = hashlib.sha256(content).hexdigest()
    document = read(content)
    assert (document.id, document.raw_sha256) == (content_id("site/page.txt", sha256), sha256)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_empty_file(read, name: str) -> None:
    with pytest.raises(EmptyFile):
        read(b"", name)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("text", [" \t\r\n\u3000\xa0", "\ufeff", "\u200b\n\u200e", "\x00\x00"])
def test_only_white_space_is_no_text(read, name: str, text: str) -> None:
    with pytest.raises(NoText):
        read(text, name)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize(
    "content",
    [
        PNG,
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100),
        b"GIF89a...",
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"%PDF-1.7\n",
        b"PK\x03\x04..",
        b"\x00\x00\x00\x18ftypheic....",
        random.Random(1).randbytes(5000),
        bytes(5000),
    ],
)
def test_binary_file(read, name: str, content: bytes) -> None:
    with pytest.raises(BinaryFile):
        read(content, name)


def test_text_that_begins_like_a_container_is_text(read) -> None:
    assert read("RIFF raff. The hip hurts.").text.startswith("RIFF")


def test_stray_controls_are_read_as_replacement_characters(read) -> None:
    text = "The hip\x00 hurts, \x07 and the knee does too, as the doctor said.\n"
    assert read(text).text == text.replace("\x00", "\ufffd").replace("\x07", "\ufffd")


def test_form_feed_ends_a_line(read) -> None:
    assert read("Page one.\fPage two.").text == "Page one.\nPage two."


def test_large_line_under_the_limit_is_read(read) -> None:
    text = "word " * 2_000_000
    assert read(text).text == text


def test_fifty_megabytes_on_one_line_are_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_bytes(b"x" * 50_000_000)
    with pytest.raises(TooLarge):
        read_document(tmp_path, RawFile("site/a.txt", "site", SIZE_LIMIT, "0" * 64))


def test_page_of_too_many_lines_is_refused(read) -> None:
    with pytest.raises(TooLarge):
        read("a\n" * 200_001)


def test_file_that_changed_is_unreadable(read, tmp_path: Path) -> None:
    read("The hip hurts.")
    with pytest.raises(UnreadableFile, match="changed"):
        read_document(tmp_path, RawFile("site/page.txt", "site", 14, "0" * 64))


def test_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_document(tmp_path, RawFile("site/none.txt", "site", 1, "0" * 64))


def test_refused_file_is_unreadable(read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    read("The hip hurts.")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read_document(tmp_path, RawFile("site/page.txt", "site", 14, "0" * 64))


def test_file_swapped_for_a_link_out_of_raw_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (raw / "site").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (raw / "site" / "a.txt").symlink_to(tmp_path / "secret.txt")
    sha256 = hashlib.sha256(b"secret").hexdigest()
    with pytest.raises(UnsafePath):
        read_document(raw, RawFile("site/a.txt", "site", 6, sha256))


def test_path_with_dots_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(UnsafePath):
        read_document(raw, RawFile("../secret.txt", "..", 6, hashlib.sha256(b"secret").hexdigest()))


def test_every_refusal_says_where_and_what_to_do(read) -> None:
    for content in (b"", b" ", PNG):
        with pytest.raises(InputError) as caught:
            read(content)
        assert caught.value.where == "site/page.txt"
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\nHip pain\n\nThe hip hurts.", "Hip pain"),
        ("The hip hurts when you walk on it.\nMore.", None),
        ("Hello doctor,\nMy hip hurts.", None),
        ("- Symptoms\n- Causes\n", None),
        ("1. Hip pain\nThe hip hurts.", None),
        ("x" * 200 + "\nThe hip hurts.", None),
        ("Home\n\nHip pain\nThe hip hurts.", "Hip pain"),
        ("Skip to main content\nMENU\nLog in\nAbout us\nContact us\nHip pain\nThe hip hurts.", "Hip pain"),
        ("Home\nThe hip hurts when you walk on it.", None),
        ("Home\n" * 500 + "Hip pain", None),
        ("Home treatment of hip pain\nThe hip hurts.", "Home treatment of hip pain"),
        ("Help for sore hips\nThe hip hurts.", "Help for sore hips"),
    ],
)
def test_title_of_a_text_is_its_first_line_below_the_menu_if_that_looks_like_one(
    read, text: str, title: str | None
) -> None:
    assert read(text).title == title


def test_language_of_a_text_is_told_by_its_words(read) -> None:
    assert read("There are many reasons for pain in the hip, and it is common.").language == "en"
    assert read("Es gibt viele Gründe für Schmerzen in der Hüfte, und sie sind häufig.").language == "und"
