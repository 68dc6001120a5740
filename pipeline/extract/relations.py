"""Relations between the mentions of a page: symptoms, treatments, causes, risks, prevention.

Four sources, named in `Relation.method`: `sentence_cue`, what a sentence says of its mentions ("X is caused
by Y", "symptoms of X include Y"); `section`, the place of a mention in a section about the page's topic;
`open_object`, a cause or risk that is no mention; `ranker`, what a trained scorer thinks treats what.
The cues are data, in `relations.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import ABOUT, Claim, Named, named
from pipeline.extract.relations_cues import Cue, find_cues, is_warning
from pipeline.extract.relations_lists import heading_claims, list_claims, section_claims
from pipeline.extract.relations_ranker import Ranker, is_ranked, load_ranker, ranked_claims
from pipeline.extract.relations_reading import Sentence, read
from pipeline.extract.relations_scene import TOLD, Scene, find_lead
from pipeline.extract.relations_sentence import cue_claims, cue_lead
from pipeline.extract.relations_traits import Setting, masked
from pipeline.model import CleanText, Concept, Extraction, Relation, content_id


def relate(clean: CleanText, found: Extraction) -> tuple[Relation, ...]:
    """The relations that a document states, in reading order of their first claim.

    A relation that is claimed several times keeps its best scored claim, of equals one in a section about
    such relations, of these the earliest.

    Args:
        clean: the kept and corrected blocks of the document.
        found: the mentions in that text, their concepts, and the topic.

    Raises:
        RuleError: `relations.toml` is broken.
        VocabularyError: the ranker's weights cannot be read.
    """
    if ABOUT.isdisjoint(mention.label for mention in found.mentions):
        return ()  # nothing that a relation could be about
    concepts = {concept.concept_id: concept for concept in found.concepts}
    ranker = load_ranker()
    claims = ((claim, setting) for setting in settings(clean, found) for claim in _claims(setting, ranker))
    return tuple(_relation(clean.document_id, claim, concepts) for claim in _best(claims))


def rule_relations(clean: CleanText, found: Extraction) -> tuple[Claim, ...]:
    """What the rules alone read in a document, each relation once; for training and measuring the ranker."""
    return tuple(_best((claim, setting) for setting in settings(clean, found) for claim in setting.claims))


def _best(claims: Iterable[tuple[Claim, Setting]]) -> Iterable[Claim]:
    best: dict[tuple[str, ...], Claim] = {}
    ranks: dict[tuple[str, ...], tuple[float, bool]] = {}
    for claim, setting in claims:
        rank = (claim.score, setting.scene.tells(claim.relation, claim.sentence))
        if claim.is_sound and (claim.key not in best or rank > ranks[claim.key]):
            best[claim.key], ranks[claim.key] = claim, rank
    return best.values()


def _claims(setting: Setting, ranker: Ranker) -> Iterator[Claim]:
    yield from (claim for claim in setting.claims if not is_ranked(claim))
    yield from ranked_claims(setting, ranker)


def settings(clean: CleanText, found: Extraction) -> Iterator[Setting]:
    """The sentences of a document that have mentions or claims, in reading order, as the rules read them."""
    topic = _topic(found, {concept.concept_id: concept for concept in found.concepts})
    has_sections = any(block.block.section_type in TOLD for block in clean.blocks)
    scene, opens_warnings, before = Scene(topic, topic), False, None
    for sentence in read(clean, found.mentions):
        warns = is_warning(sentence)
        is_silent = warns or (opens_warnings and sentence.is_listed)
        opens_warnings = sentence.text.endswith(":") if warns else is_silent
        cues = find_cues(sentence)
        scene, claims, following = _read(sentence, cues, scene, is_silent=is_silent)
        if claims or sentence.mentions:
            told = masked(sentence, scene)
            yield Setting(sentence, scene, cues, claims, is_silent, before, has_sections, told)
        scene, before = following, _problem(sentence) or before


def _read(
    sentence: Sentence, cues: Sequence[Found[Cue]], scene: Scene, *, is_silent: bool
) -> tuple[Scene, tuple[Claim, ...], Scene]:
    """The scene of a sentence, the claims of the rules, and the scene after it."""
    if sentence.is_heading or sentence.is_question:
        claims = () if sentence.is_question else tuple(heading_claims(sentence, cues, scene))
        return scene, claims, scene.entered(sentence, cues)
    if not (cues or sentence.mentions or sentence.is_listed or scene.open_list):
        return scene, (), scene
    lead = find_lead(sentence, cues, scene) or cue_lead(sentence, cues, scene)
    scene = scene.after(sentence, lead)
    stated = list(cue_claims(sentence, cues, scene))
    current = lead or scene.open_list
    if current is not None:
        stated.extend(list_claims(sentence, current))
    taken = {claim.object for claim in stated}
    placed = () if is_silent else section_claims(sentence, scene)
    return scene, (*stated, *(claim for claim in placed if claim.object not in taken)), scene


def _problem(sentence: Sentence) -> Named | None:
    """The first condition of a sentence, else its first symptom; a question supposes it."""
    if sentence.is_question or not sentence.mentions:
        return None
    spots = [spot for spot in sentence.spots if spot.mention.label in ABOUT]
    first = next((spot for spot in spots if spot.mention.label == "CONDITION"), spots[0] if spots else None)
    return None if first is None else named(first)


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
