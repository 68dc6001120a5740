"""From the clean text of a document to its mentions, concepts and topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from spacy.tokens import Doc

from pipeline.extract.abbreviations import find_abbreviations
from pipeline.extract.components import document, tokens_of
from pipeline.extract.context import Context, assess
from pipeline.extract.linking import SCORES, Linker
from pipeline.extract.recogniser import Recogniser
from pipeline.extract.sentences import sentences
from pipeline.extract.shortforms import with_short_forms
from pipeline.extract.spans import Found
from pipeline.extract.topic import find_topic
from pipeline.extract.weights import LABELS
from pipeline.model import CleanBlock, CleanText, Concept, Extraction, Label, Mention, content_id

MOST_WORDS = 20_000
"""Words that spaCy keeps from page to page, since it works out two dozen attributes of every new one."""
WORD_LENGTH = 4
"""Characters of a text, at least, for every new word in it."""
_LABEL: Mapping[str, Label] = {label: label for label in LABELS}


def extract(clean: CleanText, recogniser: Recogniser) -> Extraction:
    """Find the mentions of a document, judge them by their context and link them to concepts.

    Args:
        clean: the corrected text of the kept blocks; sentences never reach over a block's end.
        recogniser: see `load_recogniser`.

    Returns:
        The mentions in reading order, not overlapping; the concepts they use, by id; the topic.
    """
    with _bounded(recogniser, clean.text):
        found = _found(clean.blocks, recogniser)
    found = with_short_forms(clean, found, find_abbreviations(clean.text))
    mentions: list[Mention] = []
    concepts: dict[str, Concept] = {}
    for block, spans in zip(clean.blocks, found, strict=True):
        for span, context in _in_context(block, spans):
            mentions.append(_mention(clean, block, span, context))
            concepts.setdefault(span.link.concept.concept_id, span.link.concept)
    ordered = tuple(concepts[concept_id] for concept_id in sorted(concepts))
    return Extraction(tuple(mentions), ordered, find_topic(clean, mentions))


def _bounded(recogniser: Recogniser, text: str) -> AbstractContextManager[object]:
    """A setting in which spaCy keeps the words of a text, or forgets them where they could be too many."""
    most = len(recogniser.nlp.vocab) + len(text) // WORD_LENGTH
    return nullcontext() if most < MOST_WORDS else recogniser.nlp.memory_zone()


def _found(blocks: Sequence[CleanBlock], recogniser: Recogniser) -> list[list[Found]]:
    """The spans of each block, in order; the sentences of all blocks go through the pipeline together."""
    places = [(index, start, end)
              for index, block in enumerate(blocks) for start, end in sentences(block.text)]  # fmt: skip
    docs = (document(recogniser.nlp, blocks[index].text[start:end], blocks[index].block.section_type)
            for index, start, end in places)  # fmt: skip
    found: list[list[Found]] = [[] for _ in blocks]
    for (index, start, _), doc in zip(places, recogniser.nlp.pipe(docs), strict=True):
        found[index] += _of_sentence(doc, start, recogniser.linker)
    return found


def _of_sentence(doc: Doc, start: int, linker: Linker) -> Iterator[Found]:
    tokens = tokens_of(doc)
    for entity in doc.ents:
        first, last = tokens.starts[entity.start], tokens.ends[entity.end - 1]
        link = linker.link(tokens.text[first:last], _LABEL[entity.label_])
        yield Found(start + first, start + last, link)


def _in_context(block: CleanBlock, spans: Sequence[Found]) -> Iterator[tuple[Found, Context]]:
    starts = [span.start for span in spans]
    for start, end in sentences(block.text):
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        contexts = assess(block.text[start:end], [(span.start - start, span.end - start) for span in inside])
        yield from zip(inside, contexts, strict=True)


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
