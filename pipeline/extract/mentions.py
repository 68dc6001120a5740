"""From the clean text of a document to its mentions, concepts and topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.extract.abbreviations import find_abbreviations
from pipeline.extract.context import Context, assess
from pipeline.extract.domain import without_doubtful
from pipeline.extract.linking import SCORES
from pipeline.extract.recogniser import Recogniser
from pipeline.extract.sentences import sentences
from pipeline.extract.shortforms import with_short_forms
from pipeline.extract.spans import Found
from pipeline.extract.topic import find_topic
from pipeline.model import CleanBlock, CleanText, Concept, Extraction, Mention, content_id


class _Place(NamedTuple):
    """A sentence: the number of its block, and half-open offsets in the block's text."""

    block: int
    start: int
    end: int


def extract(clean: CleanText, recogniser: Recogniser) -> Extraction:
    """Find the mentions of a document, judge them by their context and link them to concepts.

    Args:
        clean: the corrected text of the kept blocks; sentences never reach over a block's end.
        recogniser: see `load_recogniser`.

    Returns:
        The mentions in reading order, not overlapping; the concepts they use, by id; the topic.
    """
    (found,) = extract_all([clean], recogniser)
    return found


def extract_all(cleans: Sequence[CleanText], recogniser: Recogniser) -> list[Extraction]:
    """As `extract`, of several documents: all their sentences are read together, which takes less time."""
    found = iter(_found([block for clean in cleans for block in clean.blocks], recogniser))
    return [_judged(clean, list(islice(found, len(clean.blocks))), recogniser) for clean in cleans]


def _judged(clean: CleanText, spans: Sequence[list[Found]], recogniser: Recogniser) -> Extraction:
    """What is found in a document by the spans that the recogniser found in each block."""
    named = with_short_forms(clean, spans, find_abbreviations(clean.text))
    found = without_doubtful(clean, named, recogniser.linker.vocabulary.own)
    mentions: list[Mention] = []
    concepts: dict[str, Concept] = {}
    for block, inside in zip(clean.blocks, found, strict=True):
        for start, end in sentences(block.text) if inside else ():
            for span, context in _in_context(block.text, start, end, inside):
                mentions.append(_mention(clean, block, span, context))
                concepts.setdefault(span.link.concept.concept_id, span.link.concept)
    ordered = tuple(concepts[concept_id] for concept_id in sorted(concepts))
    return Extraction(tuple(mentions), ordered, find_topic(clean, mentions))


def _found(blocks: Sequence[CleanBlock], recogniser: Recogniser) -> list[list[Found]]:
    """The spans of each block, in order; the sentences of all blocks are read together."""
    places = [_Place(number, *span)
              for number, block in enumerate(blocks) for span in sentences(block.text)]  # fmt: skip
    texts = [blocks[number].text[start:end] for number, start, end in places]
    sections = [blocks[place.block].block.section_type for place in places]
    found: list[list[Found]] = [[] for _ in blocks]
    for number, tokens, spans in recogniser.find(texts, sections):
        block, start, _ = places[number]
        for span in spans:
            first, last = tokens.starts[span.first], tokens.ends[span.last - 1]
            link = recogniser.linker.link(tokens.text[first:last], span.label)
            found[block].append(Found(start + first, start + last, link))
    return found


def _in_context(text: str, start: int, end: int, spans: Sequence[Found]) -> Iterator[tuple[Found, Context]]:
    """The spans of a block that begin in a sentence of it, with how the sentence speaks of them."""
    first, last = (bisect_left(spans, offset, key=lambda span: span.start) for offset in (start, end))
    inside = spans[first:last]
    contexts = assess(text[start:end], [(span.start - start, span.end - start) for span in inside])
    return zip(inside, contexts, strict=True)


def _mention(clean: CleanText, block: CleanBlock, span: Found, context: Context) -> Mention:
    start, end = block.raw_span(span.start, span.end)
    raw = block.block
    surface = block.text[span.start : span.end]
    label = span.link.concept.label
    return Mention(
        id=content_id(clean.document_id, label, start, end, surface, span.start - (start - raw.start)),
        document_id=clean.document_id,
        block_index=raw.index,
        start=start,
        end=end,
        clean_start=block.start + span.start,
        clean_end=block.start + span.end,
        surface=surface,
        raw_surface=raw.text[start - raw.start : end - raw.start],
        label=label,
        concept_id=span.link.concept.concept_id,
        match=span.link.match,
        score=SCORES[span.link.match],
        is_negated=context.is_negated,
        is_uncertain=context.is_uncertain,
        is_hypothetical=context.is_hypothetical,
        experiencer=context.experiencer,
        section_type=raw.section_type,
    )
