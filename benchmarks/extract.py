"""Bench adapter for extraction: `python -m benchmarks.extract [--scheme NAME] [--of-topic] < IN > OUT`.

Reads JSON lines {"id", "text", "title"?}; writes {"id", "entities": [{start, end, label, concept_id, alt_ids,
kind, is_negated}], "relations": [{type, head, tail}]}, offsets in code points of the text, heads and tails as
[start, end] of entities (a head that the text does not hold: null) or, of a cause or risk that is none, of
its words. A scheme other than `consumer` gives the mentions that its corpus annotates, and no relations. With
`--of-topic` only the relations are told whose head is what the document is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from benchmarks.timed import Answering, arguments_of, serve
from pipeline.collector import loading_for_good
from pipeline.extract import Recogniser, extract, load_recogniser, relate
from pipeline.extract.sentences import sentences
from pipeline.extract.weights import SCHEMES, Scheme
from pipeline.model import CleanBlock, CleanText, Document, Extraction, Mention, Relation
from pipeline.strip import segment
from pipeline.vocabulary import load_vocabulary


def main() -> None:
    """Annotate the documents of standard input."""
    parser = arguments_of("benchmarks.extract", __doc__)
    parser.add_argument("--scheme", choices=tuple(SCHEMES), default="consumer")
    parser.add_argument("--of-topic", action="store_true")
    options = parser.parse_args()
    serve(lambda: _load(options.scheme, of_topic=options.of_topic), options.timing)


def _load(scheme: Scheme, *, of_topic: bool) -> Answering:
    with loading_for_good():  # as a worker does
        recogniser = load_recogniser(load_vocabulary(), scheme=scheme)
    annotated = partial(annotate, of_topic=of_topic) if scheme == "consumer" else recognised
    return lambda lines: (annotated(line, recogniser) for line in lines)


def recognised(document: Mapping[str, Any], recogniser: Recogniser) -> dict[str, Any]:
    """The entities of one document with the labels that the recogniser's scheme gives them."""
    entities = []
    places = sentences(document["text"])
    for number, tokens, spans in recogniser.find([document["text"][start:end] for start, end in places]):
        start = places[number][0]
        for span in spans:
            first, last = tokens.starts[span.first], tokens.ends[span.last - 1]
            concept = recogniser.linker.link(tokens.text[first:last], span.label).concept
            entities.append({"start": start + first, "end": start + last, "label": span.label,
                             "concept_id": concept.concept_id, "alt_ids": list(concept.xrefs)})  # fmt: skip
    return {"id": document["id"], "entities": entities}


def annotate(
    document: Mapping[str, Any], recogniser: Recogniser, *, of_topic: bool = False
) -> dict[str, Any]:
    """The entities and relations of one document, as the bench reads them.

    Args:
        document: its `id`, `text` and perhaps `title`.
        recogniser: see `load_recogniser`.
        of_topic: whether to tell only the relations whose head is what the document is about.
    """
    clean = clean_text(document["id"], document["text"], document.get("title"))
    found = extract(clean, recogniser)
    return {
        "id": document["id"],
        "entities": [_entity(mention, found) for mention in found.mentions],
        "relations": list(_relations(clean, found, of_topic=of_topic)),
    }


def clean_text(document_id: str, text: str, title: str | None) -> CleanText:
    """A document whose blocks are those of a page in plain text, all kept, without edits."""
    page = Document(
        id=document_id, source_id="", path="", title=title, url=None, media_type="text/plain", language="en",
        encoding="utf-8", raw_sha256="", text=text,
    )  # fmt: skip
    blocks, start = [], 0
    for block in segment(page):
        blocks.append(CleanBlock(block, block.text, start))
        start += len(block.text) + 1
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


def _relations(clean: CleanText, found: Extraction, *, of_topic: bool) -> Iterator[dict[str, Any]]:
    """Stated relations between entities, each end the mention of the concept nearest to the evidence."""
    for relation in relate(clean, found):
        if relation.object_concept_id is None:
            tail = _place_of_words(clean, relation)
        else:
            tail = _place(found, relation.object_concept_id, relation.block_index)
        is_asked = not of_topic or relation.subject_concept_id == found.topic_concept_id
        if tail and is_asked and not relation.is_negated:
            head = _place(found, relation.subject_concept_id, relation.block_index)
            yield {"type": relation.relation, "head": head, "tail": tail}


def _place(found: Extraction, concept_id: str | None, block_index: int) -> list[int] | None:
    mentions = [mention for mention in found.mentions if mention.concept_id == concept_id]
    nearest = min(mentions, key=lambda mention: abs(mention.block_index - block_index), default=None)
    return [nearest.start, nearest.end] if nearest else None


def _place_of_words(clean: CleanText, relation: Relation) -> list[int] | None:
    """Where the words of an object that is no mention stand in the evidence, white space as it is there."""
    words = re.compile(r"\s+".join(map(re.escape, relation.object_surface.split())))
    told = (block for block in clean.blocks if block.block.index == relation.block_index)
    for block in told:
        match = words.search(block.text, max(block.text.find(relation.evidence), 0))
        if match:
            return [block.block.start + match.start(), block.block.start + match.end()]
    return None


if __name__ == "__main__":
    main()
