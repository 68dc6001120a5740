"""Facts over the whole corpus: lines that repeat across a source's pages, and duplicate documents.

Map and reduce: `observe` keeps of one document only what the others may need, `reduce` folds the
observations in any order, `facts_for` hands one document what concerns it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model import Document, Facts, line_key

MIN_PAGES = 5
"""A line repeats if it stands on at least this many different pages of its source ..."""
MIN_SHARE = 0.3
"""... and on at least this share of them."""
KEY_BYTES = 10
"""A `line_key` is 20 hex digits."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the corpus keeps of one document."""

    document_id: str
    source_id: str
    text_digest: str
    """SHA-256 of the text with case and white space folded."""
    packed_lines: bytes
    """The keys of its lines, each once, sorted, `KEY_BYTES` bytes each."""

    def line_keys(self) -> frozenset[str]:
        """The keys (`pipeline.model.line_key`) of the document's lines."""
        packed = self.packed_lines
        return frozenset(packed[i : i + KEY_BYTES].hex() for i in range(0, len(packed), KEY_BYTES))


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """What all observations say together."""

    repeated: Mapping[str, frozenset[str]]
    """By source id: keys of the lines that repeat across its pages."""
    duplicates: Mapping[str, str]
    """By document id: the smallest id among the documents with the same text."""


def observe(document: Document) -> Observation:
    """Keep of a document what the facts need: line keys and a digest of its text."""
    keys = {line_key(line) for line in document.text.split("\n") if line.strip()}
    folded = " ".join(document.text.split()).casefold()
    return Observation(
        document_id=document.id,
        source_id=document.source_id,
        text_digest=hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest(),
        packed_lines=bytes.fromhex("".join(sorted(keys))),
    )


def reduce(observations: Iterable[Observation]) -> CorpusFacts:
    """Fold observations into facts; their order does not matter."""
    by_source: dict[str, dict[str, Observation]] = defaultdict(dict)
    by_digest: dict[str, list[str]] = defaultdict(list)
    for observation in sorted(observations, key=lambda observation: observation.document_id):
        # Copies of one page count as one page: else five copies would turn all its text into repeats.
        by_source[observation.source_id].setdefault(observation.text_digest, observation)
        by_digest[observation.text_digest].append(observation.document_id)
    return CorpusFacts(
        repeated={source: _repeated(pages.values()) for source, pages in by_source.items()},
        duplicates={other: first for first, *others in by_digest.values() for other in others},
    )


def facts_for(observation: Observation, corpus: CorpusFacts) -> Facts:
    """What the corpus says about the lines and the text of one document."""
    repeated = corpus.repeated.get(observation.source_id, frozenset())
    return Facts(
        repeated_lines=observation.line_keys() & repeated if repeated else frozenset(),
        duplicate_of=corpus.duplicates.get(observation.document_id),
    )


def _repeated(pages: Iterable[Observation]) -> frozenset[str]:
    pages = tuple(pages)
    if len(pages) < MIN_PAGES:
        return frozenset()
    counts = Counter(key for page in pages for key in page.line_keys())
    needed = max(MIN_PAGES, MIN_SHARE * len(pages))
    return frozenset(key for key, count in counts.items() if count >= needed)
