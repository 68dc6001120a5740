"""What the corpus keeps of one document: small, because all observations are held at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pipeline.corpus.sample import draw
from pipeline.model import LINE, Document, content_id, folded_line_keys

KEY_BYTES = 10
"""A `line_key` is 20 hex digits."""
_SITE_NAME = re.compile(r"\s[-–—|»·]\s")
_WORD = re.compile(r"\w+")
_OTHER_SPACES = (
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SPACE = 32
"""UTF-8 has spaces and line feeds at or below this, and besides them control characters alone."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the corpus keeps of one document: ten bytes a line, and half a kilobyte."""

    document_id: str
    source_id: str
    text_digest: str
    """SHA-256 of the text with case and white space folded."""
    title_key: str
    """Equal for titles with the same words before the site's name; of the first line where there is none."""
    packed_sample: bytes
    """Of the text's shingles; see `pipeline.corpus.sample.draw`."""
    packed_lines: bytes
    """The keys of its lines, each once, sorted, `KEY_BYTES` bytes each."""

    def line_keys(self) -> frozenset[str]:
        """The keys (`pipeline.model.line_key`) of the document's lines."""
        packed = self.packed_lines
        return frozenset(packed[i : i + KEY_BYTES].hex() for i in range(0, len(packed), KEY_BYTES))


def observe(document: Document) -> Observation:
    """Keep of a document what the facts need."""
    squeezed = _squeezed(document.text)
    folded = squeezed.casefold()
    on_one_line = folded.replace("\n", " ").encode("utf-8", "surrogatepass")
    keys = set(folded_line_keys(folded)) if folded else ()
    return Observation(
        document_id=document.id,
        source_id=document.source_id,
        text_digest=hashlib.sha256(on_one_line).hexdigest(),
        title_key=_title_key(document.title or squeezed.partition("\n")[0]),
        packed_sample=draw(folded),
        packed_lines=bytes.fromhex("".join(sorted(keys))),
    )


def _squeezed(text: str) -> str:
    """The lines of a text that are not blank, their white space folded.

    The texts of most HTML pages are so already, and to see it takes a quarter of the time.
    """
    if not any(space in text for space in _OTHER_SPACES) and text.strip() == text and not _has_runs(text):
        return text
    lines = (" ".join(line.split()) for line in LINE.findall(text))
    return "\n".join(line for line in lines if line)


def _has_runs(text: str) -> bool:
    """Whether one space or line feed may follow another; a search for each pair takes six times as long."""
    import numpy as np  # noqa: PLC0415 - a run with nothing to do only reads observations

    is_space = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8) <= _SPACE
    return bool((is_space[1:] & is_space[:-1]).any())


def _title_key(title: str) -> str:
    """Key of a title: case, punctuation and what follows a dash or bar folded; digits count."""
    return content_id(*_WORD.findall(_SITE_NAME.split(title.strip(), maxsplit=1)[0].casefold()))
