from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.read.encoding import decode, without_controls

ENGLISH = "The patient’s café visit – “pain” in the hip. " * 3
RUSSIAN = "Боль в бедре после бега часто связана с нагрузкой на суставы и мышцы. " * 5


def text_of(content: bytes, *, is_html: bool = False) -> tuple[str, str]:
    return decode(content, is_html=is_html, where="a")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_left_out(mark: bytes, encoding: str) -> None:
    assert text_of(mark + RUSSIAN.encode(encoding)) == (RUSSIAN, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(encoding: str) -> None:
    assert text_of(ENGLISH.encode(encoding)) == (ENGLISH, encoding)


def test_utf16_that_breaks_off_keeps_what_it_has() -> None:
    assert text_of(codecs.BOM_UTF16_LE + "pain".encode("utf-16-le") + b"x")[0] == "pain\ufffd"


def test_lone_surrogate_in_utf16_is_replaced() -> None:
    assert text_of(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00")[0] == "a\ufffdb"


def test_utf8_with_invalid_bytes_in_the_middle_keeps_the_rest() -> None:
    content = ENGLISH.encode() + b"\xff\xfe" + ENGLISH.encode()
    assert text_of(content) == (f"{ENGLISH}\ufffd\ufffd{ENGLISH}", "utf-8")


def test_one_bad_byte_in_ascii_is_replaced() -> None:
    assert text_of(b"The hip \xff hurts.") == ("The hip \ufffd hurts.", "utf-8")


def test_page_declared_utf8_that_is_cp1252() -> None:
    page = f'<meta charset="utf-8"><p>{ENGLISH}</p>'
    assert text_of(page.encode("cp1252"), is_html=True) == (page, "cp1252")


def test_latin1_is_read_as_its_superset() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'
    assert text_of(page.encode("cp1252"), is_html=True) == (page, "cp1252")


def test_page_declared_latin1_that_is_utf8() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'
    assert text_of(page.encode(), is_html=True) == (page, "utf-8")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_declared_encoding(head: str) -> None:
    page = f"{head}<p>{RUSSIAN}</p>"
    assert text_of(page.encode("cp1251"), is_html=True) == (page, "cp1251")


@pytest.mark.parametrize("label", ["klingon", "utf-16", "rot13", "base64", "unicode_escape"])
def test_unusable_declaration_is_passed_over(label: str) -> None:
    page = f'<meta charset="{label}"><p>The hip hurts.</p>'
    assert text_of(page.encode(), is_html=True)[0] == page


@pytest.mark.parametrize("label", ["unicode_escape", "raw_unicode_escape", "punycode", "idna"])
def test_declared_codec_of_python_alone_does_not_rewrite_the_text(label: str) -> None:
    page = f'<meta charset="{label}"><p>Take 5\\u0030 mg \xe9</p>'
    assert text_of(page.encode("cp1252"), is_html=True)[0] == page


def test_declaration_inside_a_text_file_is_text() -> None:
    text = '<meta charset="windows-1251"> The hip – “it” hurts.'
    assert text_of(text.encode()) == (text, "utf-8")


def test_undeclared_encoding_is_detected() -> None:
    assert text_of(RUSSIAN.encode("cp1251"))[0] == RUSSIAN


def test_mojibake_is_left_for_the_correction_stage() -> None:
    assert text_of("The patientâ€™s hip".encode())[0] == "The patientâ€™s hip"


@given(st.binary(min_size=1, max_size=300), st.booleans())
def test_any_bytes_give_clean_text_or_an_input_error(content: bytes, is_html: bool) -> None:
    try:
        text, encoding = text_of(content, is_html=is_html)
    except InputError:
        return
    assert codecs.lookup(encoding)
    assert text == without_controls(text)
    text.encode()  # or this raises


@given(st.text(min_size=1))
def test_utf8_text_comes_back_unchanged_but_for_controls(text: str) -> None:
    assert text_of(codecs.BOM_UTF8 + text.encode())[0] == without_controls(text)


@given(st.text())
def test_replacing_controls_keeps_the_length(text: str) -> None:
    assert len(without_controls(text)) == len(text)
