"""Every error Winnow raises, as one tree.

    WinnowError
    +-- InputError              one document cannot be used: it goes to quarantine, the run goes on
    |   +-- EmptyFile           0 bytes
    |   +-- NoText              bytes, but nothing a reader would see
    |   +-- BinaryFile          an image, an archive, random bytes
    |   +-- UndecodableFile     text in no encoding that can be told
    |   +-- TooLarge            over the size limit of a document
    |   +-- UnreadableFile      the system refused to read it
    |   +-- UnsafePath          a link that leads out of raw/, or not a plain file
    |   +-- UnsupportedFile     a file type that no reader serves
    |   +-- CorruptRecord       a page in a container, or a compressed page, whose bytes are damaged
    |   +-- TruncatedRecord     one that ends before its end
    |   +-- RepeatedRecord      one that stands in the same container before, with the same address and bytes
    |   +-- UnsupportedEncoding a content encoding that no reader serves
    |   +-- BadLine             a line that is no JSON object
    |   +-- IncompleteLine      a line or row without address or page
    |   +-- ProcessingFailed    a stage raised on this document
    |   +-- TimeLimit           the document took longer than it may
    |   +-- WorkerDied          the document made its worker process die
    +-- ConfigurationError      the run cannot start: exit 2, before any work
    |   +-- RuleError           a rule file
    |   +-- DecisionError       a file under review/decisions/
    |   +-- SourceError         a source.toml
    |   +-- VocabularyError     a vocabulary or model file
    |   +-- ArgumentError       a command-line argument
    +-- ValidationError         the tables break their contract: exit 2, clean/ untouched

A message says what happened; `where` names the place (file, document, rule, row); `remedy` what to do.
"""

from __future__ import annotations

from typing import ClassVar


class WinnowError(Exception):
    """Base of all errors.

    Args:
        message: what happened, one sentence.
        where: the file, document, rule or row, as a person would look it up.
        remedy: what to do about it, one sentence.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message, where, remedy)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling between worker processes.
        return _rebuild, (type(self), self.message, self.where, self.remedy)


def _rebuild(kind: type[WinnowError], message: str, where: str, remedy: str) -> WinnowError:
    return kind(message, where=where, remedy=remedy)


class InputError(WinnowError):
    """One document cannot be used; `code` is written to the quarantine table."""

    code = "input"


class EmptyFile(InputError):
    """The file has no bytes."""

    code = "empty_file"


class NoText(InputError):
    """The file holds nothing that a reader of the page would see."""

    code = "no_text"


class BinaryFile(InputError):
    """The bytes are no text."""

    code = "binary_file"


class UndecodableFile(InputError):
    """No encoding turns the bytes into text."""

    code = "undecodable_file"


class TooLarge(InputError):
    """The file is over the size limit of a document."""

    code = "too_large"


class UnreadableFile(InputError):
    """The operating system refused to read the file."""

    code = "unreadable_file"


class UnsafePath(InputError):
    """The path is a link out of the raw folder, or no plain file."""

    code = "unsafe_path"


class UnsupportedFile(InputError):
    """No reader serves this file type."""

    code = "unsupported_file"


class CorruptRecord(InputError):
    """A page in a container, or a compressed page, whose bytes are damaged."""

    code = "corrupt_record"


class TruncatedRecord(InputError):
    """A page in a container, or a compressed page, that ends before its end."""

    code = "truncated_record"


class RepeatedRecord(InputError):
    """A page that stands in the same container before, with the same address and bytes."""

    code = "repeated_record"


class UnsupportedEncoding(InputError):
    """The page is sent in a content encoding that no reader serves."""

    code = "unsupported_encoding"


class BadLine(InputError):
    """A line of a JSON lines file is no JSON object, or holds values of other types."""

    code = "bad_line"


class IncompleteLine(InputError):
    """A line or row of a container lacks the page's address, or the page."""

    code = "incomplete_line"


class ProcessingFailed(InputError):
    """A stage raised on this document."""

    code = "processing_failed"


class TimeLimit(InputError):
    """The document took longer than one document may."""

    code = "time_limit"


class WorkerDied(InputError):
    """The document made its worker process die."""

    code = "worker_died"


class ConfigurationError(WinnowError):
    """Something the run depends on is broken; nothing is processed."""

    code = "configuration"


class RuleError(ConfigurationError):
    """A rule file is broken, or a rule contradicts its own examples."""

    code = "rule"


class DecisionError(ConfigurationError):
    """A decision file is broken."""

    code = "decision"


class SourceError(ConfigurationError):
    """A source.toml is missing or broken."""

    code = "source"


class VocabularyError(ConfigurationError):
    """A vocabulary or model file is missing or broken."""

    code = "vocabulary"


class ArgumentError(ConfigurationError):
    """A command-line argument cannot be used."""

    code = "argument"


class ValidationError(WinnowError):
    """The tables break their contract; clean/ was left as it was."""

    code = "validation"
