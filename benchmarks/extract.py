"""Bench adapter for extraction: `python -m benchmarks.extract < IN > OUT`.

Reads JSON lines {"id", "text", "title"?}; writes {"id", "entities": [{start, end, label, concept_id, alt_ids,
kind, is_negated}], "relations": [{type, head, tail}]}, offsets in code points of the text, heads and tails as
[start, end] of entities (a head that the text does not hold: null).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.extract import Recogniser, extract, load_recogniser, relate
from pipeline.model import Block, CleanBlock, CleanText, Extraction, Mention
from pipeline.vocabulary import load_vocabulary


def main() -> None:
    """Annotate the documents of standard input."""
    recogniser = load_recogniser(load_vocabulary())
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(annotate(json.loads(line), recogniser), ensure_ascii=False) + "\n")


def annotate(document: Mapping[str, Any], recogniser: Recogniser) -> dict[str, Any]:
    """The entities and relations of one document, as the bench reads them."""
    clean = clean_text(document["id"], document["text"], document.get("title"))
    found = extract(clean, recogniser)
    return {
        "id": document["id"],
        "entities": [_entity(mention, found) for mention in found.mentions],
        "relations": list(_relations(clean, found)),
    }


def clean_text(document_id: str, text: str, title: str | None) -> CleanText:
    """A document whose lines are kept blocks without edits."""
    blocks, start = [], 0
    for index, line in enumerate(text.split("\n")):
        block = Block(
            document_id=document_id,
            index=index,
            start=start,
            end=start + len(line),
            text=line,
            kind="paragraph",
            heading_level=None,
            heading=None,
            section_type="other",
            locator=f"line[{index + 1}]",
        )
        blocks.append(CleanBlock(block, line, start))
        start += len(line) + 1
    return CleanText(document_id, title, tuple(blocks))


def _entity(mention: Mention, found: Extraction) -> dict[str, Any]:
    concept = next(concept for concept in found.concepts if concept.concept_id == mention.concept_id)
    return {
        "start": mention.start,
        "end": mention.end,
        "label": mention.label,
        "concept_id": concept.concept_id,
        "alt_ids": list(concept.xrefs),
        "kind": concept.kind,
        "is_negated": mention.is_negated,
    }


def _relations(clean: CleanText, found: Extraction) -> Iterator[dict[str, Any]]:
    """Stated relations between entities, each end the mention of the concept nearest to the evidence."""
    for relation in relate(clean, found):
        tail = _place(found, relation.object_concept_id, relation.block_index)
        if tail and not relation.is_negated:
            head = _place(found, relation.subject_concept_id, relation.block_index)
            yield {"type": relation.relation, "head": head, "tail": tail}


def _place(found: Extraction, concept_id: str | None, block_index: int) -> list[int] | None:
    mentions = [mention for mention in found.mentions if mention.concept_id == concept_id]
    nearest = min(mentions, key=lambda mention: abs(mention.block_index - block_index), default=None)
    return [nearest.start, nearest.end] if nearest else None


if __name__ == "__main__":
    main()
