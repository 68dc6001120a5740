"""Annotated passages as the relation rules read them, with the relations that a reader found in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.extract.abbreviations import find_abbreviations
from pipeline.extract.context import assess
from pipeline.extract.linking import Linker
from pipeline.extract.sentences import sentences
from pipeline.extract.topic import find_topic
from pipeline.model import CleanBlock, CleanText, Concept, Document, Extraction, Mention, content_id
from pipeline.strip import segment
from pipeline.vocabulary import term_key

_ALIKE = 0.5
"""Share of the words that two names have in common if they count as the same."""


@dataclass(frozen=True, slots=True)
class Related:
    """A passage with its annotated mentions, and what it relates."""

    topic: str
    clean: CleanText
    found: Extraction
    wanted: tuple[tuple[str, str, str], ...]
    """Subject, relation and object, the names as normal forms."""
    long_forms: Mapping[str, str]
    """By abbreviation, in small letters, the normal form of what it stands for."""

    def names(self, concept: Concept, surface: str) -> frozenset[str]:
        """The normal forms of what a mention names."""
        names = {term_key(concept.preferred_name), term_key(surface)}
        return frozenset(names | {self.long_forms.get(surface.lower(), term_key(surface))})

    def wants(self, subjects: frozenset[str], relation: str, objects: frozenset[str]) -> bool:
        """Whether a reader found such a relation."""
        return any(
            relation == kind and any(alike(name, subject) for name in subjects)
            and any(alike(name, target) for name in objects)
            for subject, kind, target in self.wanted
        )  # fmt: skip


def alike(name: str, other: str) -> bool:
    """Whether two normal forms share half of their words."""
    words, others = set(name.split()), set(other.split())
    return name == other or len(words & others) >= _ALIKE * len(words | others) > 0


def read_related(shared: Path, linker: Linker, *, with_headings: bool) -> list[Related]:
    """All consumer passages, in file order.

    Args:
        shared: folder that holds data/pages/passages.jsonl.
        linker: gives the annotated mentions their concepts.
        with_headings: whether to keep the question that heads a passage; without it no section is known.
    """
    lines = (shared / "data" / "pages" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [_related(json.loads(line), linker, with_headings=with_headings) for line in lines]


def _related(fields: Mapping[str, Any], linker: Linker, *, with_headings: bool) -> Related:
    clean = CleanText(fields["id"], fields["focus"], tuple(_blocks(fields, with_headings=with_headings)))
    concepts: dict[str, Concept] = {}
    mentions = [mention for block in clean.blocks for mention in _mentions(block, fields, linker, concepts)]
    found = Extraction(tuple(mentions), tuple(concepts[key] for key in sorted(concepts)),
                       find_topic(clean, mentions))  # fmt: skip
    wanted = ((told["condition"], told["relation"], told["target"]) for told in fields["relations"])
    names = tuple((term_key(subject), relation, term_key(target)) for subject, relation, target in wanted)
    short = {entry.short.lower(): term_key(entry.long) for entry in find_abbreviations(fields["text"])}
    return Related(fields["focus"], clean, found, names, short)


def _blocks(fields: Mapping[str, Any], *, with_headings: bool) -> Iterator[CleanBlock]:
    place = 0
    for block in segment(_document(fields)):
        if not with_headings:
            if block.is_heading:
                continue
            block = msgspec.structs.replace(block, section_type="other", heading=None)  # noqa: PLW2901
        yield CleanBlock(block, block.text, place)
        place += len(block.text) + 1


def _document(fields: Mapping[str, Any]) -> Document:
    return Document(
        id=fields["id"], source_id="", path="", title=fields["focus"], url=None, media_type="text/plain",
        language="en", encoding="utf-8", raw_sha256="", text=fields["text"],
    )  # fmt: skip


def _mentions(
    clean: CleanBlock, fields: Mapping[str, Any], linker: Linker, concepts: dict[str, Concept]
) -> Iterator[Mention]:
    """The annotated mentions of a block; their concepts are added to `concepts`."""
    origin = clean.block.start
    for start, end in sentences(clean.text):
        inside = [entity for entity in fields["entities"]
                  if origin + start <= entity["start"] and entity["end"] <= origin + end]  # fmt: skip
        yield from _in_sentence(clean, (start, end), inside, linker, concepts)


def _in_sentence(
    clean: CleanBlock, place: tuple[int, int], entities: Sequence[Mapping[str, Any]], linker: Linker,
    concepts: dict[str, Concept],
) -> Iterator[Mention]:  # fmt: skip
    raw, (start, end) = clean.block, place
    shift = raw.start + start
    contexts = assess(clean.text[start:end], [(e["start"] - shift, e["end"] - shift) for e in entities])
    for entity, context in zip(entities, contexts, strict=True):
        concept = _concept(entity, linker)
        concepts.setdefault(concept.concept_id, concept)
        clean_start = clean.start + entity["start"] - raw.start
        yield Mention(
            id=content_id(raw.document_id, entity["start"]), document_id=raw.document_id,
            block_index=raw.index, start=entity["start"], end=entity["end"], clean_start=clean_start,
            clean_end=clean_start + len(entity["text"]), surface=entity["text"], raw_surface=entity["text"],
            label=entity["label"], concept_id=concept.concept_id, match="exact", score=1.0,
            is_negated=entity["negated"], is_uncertain=context.is_uncertain,
            is_hypothetical=context.is_hypothetical, experiencer=context.experiencer,
            section_type=raw.section_type,
        )  # fmt: skip


def _concept(entity: Mapping[str, Any], linker: Linker) -> Concept:
    """The linked concept if it has the annotated label, else one of the mention's own."""
    concept = linker.link(entity["text"], entity["label"]).concept
    if concept.label == entity["label"]:
        return concept
    key = f"local:{entity['label']}-{term_key(entity['text'])}"
    return Concept(key, entity["label"], entity["text"], None, "other", "local", "")
