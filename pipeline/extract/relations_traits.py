"""What tells whether a sentence joins a pair: the traits that the ranker weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import Claim, Named
from pipeline.extract.relations_cues import Cue
from pipeline.extract.relations_pairs import Member, Pair
from pipeline.extract.relations_reading import Sentence
from pipeline.extract.relations_scene import TOPIC_WORDS, Scene

_STEPS = (0, 1, 2, 4, 8, 16)
_FAR = 20
"""Words between the two ends beyond which the words themselves tell nothing."""


class Setting(NamedTuple):
    """A sentence in its place, with what the rules make of it."""

    sentence: Sentence
    scene: Scene
    found: Sequence[Found[Cue]]
    claims: Sequence[Claim]
    """What the rules read in it."""
    is_silent: bool
    """Whether it warns, or stands in a list of warnings."""
    before: Named | None
    """The problem that was named last before it."""
    has_sections: bool
    """Whether the page tells by headings what its sections are about."""
    masked: tuple[str, ...]
    """Its words where it has mentions; each of these is one word, that says its label, and empty words."""


def setting_traits(setting: Setting) -> tuple[str, ...]:
    """The traits that all pairs of a sentence share."""
    sentence, scene = setting.sentence, setting.scene
    section = sentence.block.block.section_type if setting.has_sections else "none"
    heading = f"{scene.section.relation}/{scene.section.side}" if scene.section else "-"
    opened = scene.open_list
    texts = sentence.words.texts
    return (
        "always",
        f"section={section}",
        f"heading={heading}",
        f"section={section},{heading}",
        f"silent={setting.is_silent:d}",
        f"is_heading={sentence.is_heading:d}",
        f"is_listed={sentence.is_listed:d}",
        f"pronoun={next((word for word in texts[:3] if word in TOPIC_WORDS), '-')}",
        f"opens={texts[0] if texts else '-'}",
        f"list={opened.relation}/{opened.side}" if opened else "list=-",
    )


def pair_traits(pair: Pair, setting: Setting, shared: Sequence[str]) -> list[str]:
    """The traits of a pair.

    Args:
        pair: a pair of the setting's sentence.
        setting: the sentence.
        shared: its `setting_traits`.
    """
    subject, treatment = pair.place, pair.treatment
    order = _order(pair)
    shape = f"{order}{(pair.subject.label or '-')[0]}"
    traits = [f"{shape} {trait}" for trait in shared]
    traits += [f"{pair.role} {trait}" for trait in shared[:4]]
    told = sorted({f"{claim.relation}/{claim.method}" for claim in setting.claims if _is_of(claim, pair)})
    traits += [f"{shape} rules={'+'.join(told)}", *(f"rule={claim}" for claim in told)]
    traits += (f"{order}t {trait}" for trait in _beside(treatment, setting))
    if subject is not None:
        traits += (f"{order}s {trait}" for trait in _beside(subject, setting))
        left, right = (subject, treatment) if order == "<" else (treatment, subject)
        traits += _between(left, right, order, setting)
    return traits


def _order(pair: Pair) -> str:
    if pair.place is None:
        return "~"
    return "<" if pair.place.first < pair.treatment.first else ">"


def _is_of(claim: Claim, pair: Pair) -> bool:
    concept = pair.treatment.spot.mention.concept_id
    return claim.subject.concept_id == pair.subject.concept_id and claim.object.concept_id == concept


def _beside(member: Member, setting: Setting) -> Iterator[str]:
    """The words and cues around a mention and the list that it belongs to, and how it is spoken of."""
    spot, masked = member.spot, setting.masked
    yield f"before={_last(masked, spot.first, 1)}"
    yield f"after={_first(masked, spot.last, 1)}"
    yield f"list_before={_last(masked, member.first, 1)}"
    yield f"list_before={_last(masked, member.first, 2)}"
    yield f"list_after={_first(masked, member.last, 1)}"
    yield f"list_after={_first(masked, member.last, 2)}"
    yield from sorted({f"near_before={word}" for word in _last(masked, member.first, 4).split()})
    yield from sorted({f"near_after={word}" for word in _first(masked, member.last, 3).split()})
    yield f"hypothetical={spot.mention.is_hypothetical:d}"
    yield f"uncertain={spot.mention.is_uncertain:d}"
    earlier = [cue for cue in setting.found if cue.last <= member.first]
    later = [cue for cue in setting.found if cue.first >= member.last]
    yield from sorted({f"cue_before={_sign(cue.value)}" for cue in earlier})
    yield from sorted({f"cue_after={_sign(cue.value)}" for cue in later})
    yield f"next_cue_before={_near(earlier[-1], member.first - earlier[-1].last) if earlier else '-'}"
    yield f"next_cue_after={_near(later[0], later[0].first - member.last) if later else '-'}"


def _between(left: Member, right: Member, order: str, setting: Setting) -> Iterator[str]:
    words = [word for word in setting.masked[left.last : right.first] if word]
    cues = [_sign(cue.value) for cue in setting.found if left.last <= cue.first and cue.last <= right.first]
    yield f"{order} words={_step(len(words))}"
    yield f"{order} mentions={_step(sum(word[0] == '<' for word in words))}"
    yield f"{order} cues={'+'.join(cues[:3])}"
    yield from sorted({f"{order} cue={cue}" for cue in cues})
    if len(words) <= _FAR:
        yield from sorted({f"{order} word={word}" for word in words})


def masked(sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """See `Setting.masked`."""
    if not sentence.mentions:
        return ()
    words = ["0" if word.isdigit() else word for word in sentence.words.texts]
    topic = scene.topic.concept_id if scene.topic else None
    for spot in sentence.spots:
        for index in range(spot.first, spot.last):
            words[index] = ""
        if spot.first < spot.last:
            words[spot.first] = "<topic>" if spot.mention.concept_id == topic else f"<{spot.mention.label}>"
    return tuple(words)


def _last(masked: Sequence[str], end: int, most: int) -> str:
    """The last words before a place, `^` for the start of the sentence."""
    words: list[str] = []
    for index in range(end - 1, -1, -1):
        if len(words) == most:
            break
        if masked[index]:
            words.append(masked[index])
    return " ".join([*(["^"] if len(words) < most else []), *reversed(words)])


def _first(masked: Sequence[str], start: int, most: int) -> str:
    """The first words from a place on, `$` for the end of the sentence."""
    words: list[str] = []
    for index in range(start, len(masked)):
        if len(words) == most:
            break
        if masked[index]:
            words.append(masked[index])
    return " ".join([*words, *(["$"] if len(words) < most else [])])


def _sign(cue: Cue) -> str:
    return f"{cue.relation}/{cue.form}/{cue.subject}"


def _near(cue: Found[Cue], words: int) -> str:
    return f"{_sign(cue.value)}@{_step(words)}"


def _step(count: int) -> int:
    """The count, rounded up to a step; all beyond the last step are one."""
    return next((step for step in _STEPS if count <= step), _STEPS[-1] + 1)
