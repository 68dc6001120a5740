"""Tells files that are no text: by their first bytes, and by their share of control bytes."""

from __future__ import annotations

_MAGIC = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"%PDF-",
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c",
    b"\x28\xb5\x2f\xfd", b"Rar!\x1a\x07", b"\x7fELF", b"OggS\x00", b"ID3\x03", b"ID3\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00\x00\x01\x00\x01", b"SQLite format 3\x00", b"\x00asm",
)  # fmt: skip
_CONTAINERS = {
    b"RIFF": (8, (b"WEBP", b"WAVE", b"AVI ")),
    b"wOF": (4, (b"\x00\x01\x00\x00", b"OTTO")),
}
_BOXES = (b"ftypavif", b"ftypheic", b"ftypisom", b"ftypmp42", b"ftypqt  ")
# ESC, FF and VT occur in text, the others do not.
_CONTROL = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_CONTROL_SHARE = 0.03
_CONTROL_LEAST = 4


def is_binary(content: bytes) -> bool:
    """Whether the bytes are an image, an archive or the like. UTF-16 and UTF-32 must be told before."""
    return begins_as_binary(content) or has_many_controls(content)


def begins_as_binary(content: bytes) -> bool:
    """Whether the first bytes are those of an image, an archive or the like."""
    if content.startswith(_MAGIC) or content.startswith(_BOXES, 4):
        return True
    return any(
        content.startswith(head) and content.startswith(tags, at) for head, (at, tags) in _CONTAINERS.items()
    )


def has_many_controls(content: bytes) -> bool:
    """Whether more of the bytes are control characters than a text has."""
    controls = len(content) - len(content.translate(None, _CONTROL))
    return controls >= _CONTROL_LEAST and controls > _CONTROL_SHARE * len(content)
