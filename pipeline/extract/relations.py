"""Relations between the mentions of a page: symptoms, treatments, causes, risks, prevention.

Three sources, named in `Relation.method`: `sentence_cue`, what a sentence says of its mentions ("X is caused
by Y", "symptoms of X include Y"); `section`, the place of a mention in a section about the page's topic;
`open_object`, a cause or risk that is no mention. The cues are data, in `relations.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.extract.relations_claims import Claim, Named
from pipeline.extract.relations_cues import find_cues, is_warning
from pipeline.extract.relations_reading import Sentence, read
from pipeline.extract.relations_scene import Scene, find_lead
from pipeline.extract.relations_sentence import cue_claims, heading_claims, list_claims, section_claims
from pipeline.model import CleanText, Concept, Extraction, Relation, content_id


def relate(clean: CleanText, found: Extraction) -> tuple[Relation, ...]:
    """The relations that a document states, in reading order of their first claim.

    A relation that is claimed several times keeps its best scored claim, of equals the earliest.

    Args:
        clean: the kept and corrected blocks of the document.
        found: the mentions in that text, their concepts, and the topic.

    Raises:
        RuleError: `relations.toml` is broken.
    """
    concepts = {concept.concept_id: concept for concept in found.concepts}
    best: dict[tuple[str, ...], Claim] = {}
    for claim in _claims(read(clean, found.mentions), _topic(found, concepts)):
        if claim.is_sound:
            kept = best.get(claim.key)
            if kept is None or claim.score > kept.score:
                best[claim.key] = claim
    return tuple(_relation(clean.document_id, claim, concepts) for claim in best.values())


def _claims(sentences: Iterable[Sentence], topic: Named | None) -> Iterator[Claim]:
    scene, opens_warnings = Scene(topic, topic), False
    for sentence in sentences:
        warns = is_warning(sentence)
        is_silent = warns or (opens_warnings and sentence.is_listed)
        opens_warnings = sentence.text.endswith(":") if warns else is_silent
        found = find_cues(sentence)
        if sentence.is_heading or sentence.is_question:
            if not sentence.is_question:
                yield from heading_claims(sentence, found, scene)
            scene = scene.entered(sentence, found)
            continue
        lead = find_lead(sentence, found, scene)
        scene = scene.after(sentence, lead)
        stated = list(cue_claims(sentence, found, scene))
        current = lead or scene.open_list
        if current is not None:
            stated.extend(list_claims(sentence, current))
        yield from stated
        taken = {claim.object for claim in stated}
        placed = () if is_silent else section_claims(sentence, scene)
        yield from (claim for claim in placed if claim.object not in taken)


def _topic(found: Extraction, concepts: Mapping[str, Concept]) -> Named | None:
    """The page's topic, in the words of its first mention."""
    concept = concepts.get(found.topic_concept_id or "")
    if concept is None:
        return None
    mentions = (mention for mention in found.mentions if mention.concept_id == concept.concept_id)
    first = min(mentions, key=lambda mention: (mention.clean_start, mention.id), default=None)
    return Named(concept.concept_id, first.surface if first else concept.preferred_name, concept.label)


def _relation(document_id: str, claim: Claim, concepts: Mapping[str, Concept]) -> Relation:
    subject, target = claim.subject, claim.object
    return Relation(
        id=content_id(document_id, claim.relation, subject.concept_id, claim.key[2]),
        document_id=document_id,
        relation=claim.relation,
        subject_concept_id=subject.concept_id or "",
        subject_name=_name(subject, concepts),
        subject_surface=subject.surface,
        object_concept_id=target.concept_id,
        object_name=_name(target, concepts),
        object_surface=target.surface,
        method=claim.method,
        score=claim.score,
        is_negated=claim.is_negated,
        block_index=claim.sentence.block.block.index,
        evidence=claim.sentence.text,
    )


def _name(end: Named, concepts: Mapping[str, Concept]) -> str:
    """The preferred name of a concept; of a phrase its words, without the capital of a sentence's start."""
    concept = concepts.get(end.concept_id or "")
    if concept is not None:
        return concept.preferred_name
    is_sentence_case = not any(character.isupper() for character in end.surface[1:2])
    return end.surface[:1].lower() + end.surface[1:] if is_sentence_case else end.surface
