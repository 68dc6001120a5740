"""Where pages come from: sources, files, members of containers."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.kinds import MediaType


@dataclass(frozen=True, slots=True)
class Source:
    """Where a folder of raw pages comes from: one `source.toml`."""

    source_id: str
    title: str
    publisher: str
    url: str
    licence: str
    accessed: str
    """ISO date, or `unknown`."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a page stands in a container (a WARC, a file of JSON lines), and what that says of it."""

    container: str
    """Path of the container, as `RawFile.path`."""
    address: str
    """Target address, as the container has it."""
    media_type: MediaType
    charset: str | None
    """Encoding that the server declared."""
    offset: int
    """Byte of the container from which on it can be read: of a compressed one where a gzip member begins."""
    skip: int
    """How many bytes to leave out from there, counted after decompression."""
    length: int
    """Bytes of its record, after decompression."""
    copy: str | None = field(default=None, repr=False, compare=False)
    """File from which to read it in the container's stead; offset, skip and length then count in that."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One page under raw/, found but not yet read: a file, or a member of a container.

    `path` is relative to raw/, with `/`; of a member it is that of the container, `#` and the page's address.
    """

    path: str
    source_id: str
    size: int
    sha256: str
    """Of the file's bytes; of a member, of the page's bytes without HTTP headers and encodings."""
    member: Member | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """All that decides which document it yields."""
        if self.member is None:
            return self.path, self.source_id, self.sha256
        said = (self.member.address, self.member.media_type, self.member.charset or "")
        return self.path, self.source_id, self.sha256, *said
