"""Bytes to text.

Marks, UTF-16 without a mark, strict UTF-8, the encoding that the server declared, that which the page
declares, UTF-8 with damage, Windows-1252 and charset-normalizer are tried in this order. Declarations come
after UTF-8 because bytes beyond ASCII that are valid UTF-8 are hardly ever anything else, while pages often
declare what they are not.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from pipeline.errors import BinaryFile, UndecodableFile
from pipeline.read.binary import begins_as_binary, has_many_controls

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # starts with the mark of UTF-16, so it comes before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG Encoding Standard reads these labels as the superset that browsers use.
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "big5": "big5hkscs", "tis-620": "cp874",
}  # fmt: skip
# Those that the standard knows. Python has more codecs, some of which rewrite plain text (unicode_escape).
_DECLARABLE = frozenset({
    "utf-8", "big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "gb18030", "iso2022_jp", "koi8-r",
    "koi8-u", "mac-cyrillic", "mac-roman", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6",
    "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
    *(f"cp125{page}" for page in range(9)),
})  # fmt: skip
_SEVEN_BIT = "iso2022_jp"
_ESCAPE = 0x1B
"""Without it seven-bit bytes are ASCII."""
_TELLING_NOTHING = frozenset({"utf-8", "cp1252"})
"""As declarations: the first is tried anyway, and nearly all bytes are valid in the second."""
_SAMPLE = 2**18
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACES = b"\t\n\r"
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F
_HIGH_RUN = re.compile("[\u00c0-\u00ff]{3}")
# What English, Spanish, French, German, Italian or Portuguese text in Windows-1252 holds beyond ASCII.
_WESTERN = frozenset(
    "€‚„…†‡‰‹‘’“”•–—™›œŒŽžŠš\xa0¡¢£§©ª«®°±²³´µ·¹º»¼½¾¿×÷ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜ"
)
_WESTERN_SHARE = 0.95
_DAMAGE_SHARE = 0.3


def decode(content: bytes, *, is_html: bool, where: str, sent_as: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding.

    A byte-order mark is left out. A control character that is no white space, and what no encoding
    explains, is read as U+FFFD, a form feed or vertical tab as a line feed. Nothing else is changed.

    Args:
        content: the file, not empty.
        is_html: whether an encoding may be declared inside.
        where: the path that messages name.
        sent_as: the encoding that the server declared.

    Raises:
        BinaryFile: the bytes are no text.
        UndecodableFile: no encoding turns most of the bytes into text.
    """
    text, encoding, _ = _read(content, is_html=is_html, where=where, sent_as=sent_as)
    return text, encoding


def as_utf8(content: bytes, *, where: str, sent_as: str | None = None) -> tuple[bytes, str]:
    """A page of HTML in UTF-8, and the name of the encoding that it came in.

    Most come in UTF-8, and are what they were. Arguments, errors and what is changed are as with `decode`.
    """
    text, encoding, is_as_it_came = _read(content, is_html=True, where=where, sent_as=sent_as)
    return content if is_as_it_came else text.encode(), encoding


def _read(content: bytes, *, is_html: bool, where: str, sent_as: str | None) -> tuple[str, str, bool]:
    """Text, encoding, and whether the text is the bytes in UTF-8, all of them and unchanged."""
    marked = _marked(content)
    if marked is not None:
        return without_controls(marked[0]), marked[1], False
    has_controls = _has_controls(content)
    if begins_as_binary(content) or (has_controls and has_many_controls(content)):
        raise BinaryFile("The bytes are no text.", where=where, remedy="Give the page as text or HTML.")
    for encoding in _candidates(content, is_html=is_html, sent_as=sent_as):
        text = _strictly(content, encoding)
        if text is not None:
            if encoding == "utf-8" and not has_controls:  # so most pages
                return text, encoding, True
            return without_controls(text), encoding, False
    text, encoding = _damaged(content, where)
    return without_controls(text), encoding, False


def _has_controls(content: bytes) -> bool:
    """Whether there are control bytes beside tabs and ends of lines.

    Numbers are compared many at a time: in a tenth of the time that it takes to look for each of the bytes.
    """
    codes = np.frombuffer(content, np.uint8)
    spaces = sum([int(np.count_nonzero(codes == space)) for space in _SPACES])
    return int(np.count_nonzero(codes < _FIRST_PRINTABLE)) > spaces or _DELETE in content


def without_controls(text: str) -> str:
    """The text with C0 controls and lone surrogates read as U+FFFD, form feeds and vertical tabs as LF."""
    if text.isprintable():  # most lines are, and this is told in a tenth of the time
        return text
    return _CONTROLS.sub(lambda match: "\n" if match.group() in "\v\f" else "\ufffd", text)


def _marked(content: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(content)
    return (content.decode(wide, "replace"), wide) if wide else None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: half of its bytes are NUL where the text is mostly ASCII."""
    if content.find(0, 0, _SAMPLE) < 0:
        return None
    sample = content[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs < 2 or max(even, odd) < 0.5 * pairs or min(even, odd) > 0.05 * pairs:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _candidates(content: bytes, *, is_html: bool, sent_as: str | None) -> Iterator[str]:
    """Encodings that only count if all of the bytes are valid in them, the likeliest first.

    What is declared is looked for only where it counts: seven-bit bytes with escapes would pass for UTF-8.
    """
    if _ESCAPE in content and _SEVEN_BIT in _declared(content, is_html=is_html, sent_as=sent_as):
        yield from (_SEVEN_BIT, "utf-8")
        return
    yield "utf-8"
    declared = _declared(content, is_html=is_html, sent_as=sent_as)
    yield from (name for name in declared if name not in _TELLING_NOTHING)


def _declared(content: bytes, *, is_html: bool, sent_as: str | None) -> list[str]:
    """The codecs that the server and the page declare."""
    labels = [sent_as]
    if is_html:
        from bs4.dammit import EncodingDetector  # noqa: PLC0415  (few pages pay for it)

        labels.append(EncodingDetector.find_declared_encoding(content, is_html=True))
    return [name for name in map(_known, labels) if name]


def _known(label: str | None) -> str | None:
    """The codec of a label that may be declared."""
    try:
        name = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):  # ValueError: a label with a NUL
        return None
    if name is None:
        return None
    name = _SUPERSETS.get(name, name)
    # UTF-16 is not among them: a declaration that could be read as ASCII shows that the page is not in it.
    return name if name in _DECLARABLE else None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that is not from bytes to text
        return None


def _damaged(content: bytes, where: str) -> tuple[str, str]:
    """Text that is no valid UTF-8 and declares nothing that explains it."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    wide = len(text) - bad - len(text.encode("ascii", "ignore"))
    if bad <= wide:
        return text, "utf-8"
    western = _western(content)
    if western is not None:
        return western, "cp1252"
    if bad <= 2 and not wide:
        return text, "utf-8"
    guessed = _guessed(content)
    if guessed is not None:
        return guessed
    if bad > _DAMAGE_SHARE * len(text):
        raise UndecodableFile("No encoding turns the bytes into text.", where=where,
                              remedy="Save the page as UTF-8.")  # fmt: skip
    return text, "utf-8"


def _western(content: bytes) -> str | None:
    """The text as Windows-1252, if that explains all of it."""
    text = _strictly(content, "cp1252")
    if text is None or _HIGH_RUN.search(text):
        return None
    high = Counter(character for character in text if character > "\x7f")
    western = sum(count for character, count in high.items() if character in _WESTERN)
    return text if western >= _WESTERN_SHARE * high.total() else None


def _guessed(content: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (the last resort, slow to import)

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or best.encoding == "utf_8":
        return None
    return content.decode(best.encoding, "replace"), codecs.lookup(best.encoding).name
