"""A tiny vocabulary and documents for the tests of this folder."""

from pipeline.model import Block, CleanBlock, CleanText, Concept
from pipeline.vocabulary import Vocabulary, decode, encode

CONCEPTS = (
    Concept("HP:1", "SYMPTOM", "hip pain", None, "finding", "HPO", "1"),
    Concept("MONDO:1", "CONDITION", "AIDS", None, "infection", "MONDO", "1"),
    Concept("MONDO:2", "CONDITION", "lung cancer", None, "neoplasm", "MONDO", "1"),
    Concept("MESH:1", "TREATMENT", "ibuprofen", None, "drug", "MeSH", "1"),
    Concept("MONDO:3", "CONDITION", "cancer", None, "neoplasm", "MONDO", "1"),
)
TERMS = {"hip pain": (0,), "aids": (1,), "lung cancer": (2,), "ibuprofen": (3,), "cancer": (4,)}


def tiny_vocabulary() -> Vocabulary:
    packed = encode(CONCEPTS, TERMS, {"hip", "ankle", "low back", "back"}, {"aids"})
    return decode(packed, where="tiny")


def document(*lines: str, title: str | None = None, kinds: dict[int, str] | None = None) -> CleanText:
    """A document whose lines are kept blocks without edits."""
    blocks, start = [], 0
    for index, line in enumerate(lines):
        kind = (kinds or {}).get(index, "paragraph")
        block = Block("doc", index, start, start + len(line), line, kind, None, None, "other", "")  # type: ignore[arg-type]
        blocks.append(CleanBlock(block, line, start))
        start += len(line) + 1
    return CleanText("doc", title, tuple(blocks))
