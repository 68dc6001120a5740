"""What the corpus keeps of one document: small, because all observations are held at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pipeline.corpus.sample import draw
from pipeline.model import LINE, Document, content_id, line_keys

KEY_BYTES = 10
"""A `line_key` is 20 hex digits."""
_SITE_NAME = re.compile(r"\s[-–—|»·]\s")
_WORD = re.compile(r"\w+")


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
    lines = [line for line in LINE.findall(document.text) if line.strip()]
    folded = " ".join(document.text.split()).casefold()
    return Observation(
        document_id=document.id,
        source_id=document.source_id,
        text_digest=hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest(),
        title_key=_title_key(document.title or next(iter(lines), "")),
        packed_sample=draw(document.text),
        packed_lines=bytes.fromhex("".join(sorted(set(line_keys(lines))))),
    )


def _title_key(title: str) -> str:
    """Key of a title: case, punctuation and what follows a dash or bar folded; digits count."""
    return content_id(*_WORD.findall(_SITE_NAME.split(title.strip(), maxsplit=1)[0].casefold()))
