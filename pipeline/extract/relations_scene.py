"""Where the reader of a page is: what the section is about, and which list is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import ABOUT, OBJECTS, Named, named
from pipeline.extract.relations_cues import Cue, Side, group_after, spots_after
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.model import RelationKind, SectionType

SECTIONS: Mapping[SectionType, RelationKind] = {
    "symptoms": "has_symptom",
    "treatment": "treated_by",
    "exercises": "treated_by",
    "prevention": "prevented_by",
    "causes": "caused_by",
    "overview": "has_symptom",
}
"""The relation that the mentions of a section have to what it is about."""

TOLD = frozenset(SECTIONS) - {"overview"}
"""Sections whose heading says what they tell; an overview tells anything."""

_CAUSES = frozenset({
    "cause", "causes", "caused", "causing", "etiology", "aetiology", "risk", "risks", "trigger", "triggers",
    "inherited", "inheritance", "genetic", "genetics", "pathogenesis", "pathophysiology",
})  # fmt: skip
"""Words of a heading on the causes of something."""
_WHY = frozenset({"why", "factors", "reason", "reasons"})
"""Words of a heading on the causes of anything."""

TOPIC_WORDS = frozenset(
    {"it", "they", "this", "which", "condition", "disease", "disorder", "syndrome", "these", "cases"}
)
"""Words that stand for the topic of the page."""

_COPULAS = frozenset({"is", "are", "be"})
_UNTOLD = frozenset({"not", "unknown", "unclear", "uncertain", "still", "currently", "poorly", "known"})
_APART = frozenset({"why", "how", "see"})
_LINK_GAP = 8
_LINK_CUES = 20


@dataclass(frozen=True, slots=True)
class Lead:
    """A list that a sentence or heading opens: "symptoms of X include"."""

    relation: RelationKind
    subjects: tuple[Named, ...]
    side: Side
    """`before`: the listed mentions are objects; `after`: they are subjects ("complications of X")."""
    start: int = 0
    """Word of the opening sentence at which the list begins."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds for the next sentence."""

    topic: Named | None
    about: Named | None
    """What the section is about: a condition or symptom of its heading, else the page's topic."""
    section: Lead | None = None
    """What the heading's own words say about the section."""
    open_list: Lead | None = None
    tells_causes: bool = False
    """Whether the headings say that a section on causes is about a problem's, and not about why to buy."""

    @property
    def abouts(self) -> tuple[Named, ...]:
        """`about` as a tuple of none or one."""
        return () if self.about is None else (self.about,)

    def entered(self, sentence: Sentence, found: Sequence[Found[Cue]]) -> Scene:
        """The scene under a heading, or after a question, which changes only what it names."""
        about = next((named(spot) for spot in sentence.spots if spot.mention.label in ABOUT), None)
        cue = next((cue.value for cue in found if cue.value.form == "lead"), None)
        section = None if cue is None else Lead(cue.relation, (), cue.subject)
        tells_causes = self._tells_causes_under(sentence, about)
        if sentence.is_question and not sentence.is_heading:
            return Scene(self.topic, about or self.about, section or self.section, tells_causes=tells_causes)
        return Scene(self.topic, about or self.topic, section, tells_causes=tells_causes)

    def _tells_causes_under(self, sentence: Sentence, about: Named | None) -> bool:
        """As `tells_causes`, under a heading; one that is a cause ("2. Worn shoes") changes nothing."""
        words = sentence.rough_words
        if about is not None or not _CAUSES.isdisjoint(words):
            return True
        is_member = sentence.block.block.section_type == "causes" and _WHY.isdisjoint(words)
        return self.tells_causes and is_member

    def section_lead(self, sentence: Sentence) -> Lead | None:
        """What the section says of the mentions of a sentence."""
        if self.section is not None:
            return replace(self.section, subjects=self.abouts)
        relation = SECTIONS.get(sentence.block.block.section_type)
        is_told = relation is not None and (relation != "caused_by" or self.tells_causes)
        return None if relation is None or not is_told else Lead(relation, self.abouts, "before")

    def tells(self, relation: RelationKind, sentence: Sentence) -> bool:
        """Whether the section of a sentence is about such relations by its heading."""
        if self.section is not None and self.section.relation == relation:
            return True
        section = sentence.block.block.section_type
        return section in TOLD and SECTIONS[section] == relation

    def after(self, sentence: Sentence, lead: Lead | None) -> Scene:
        """The scene after a sentence: its list stays open for the members that follow."""
        if lead is not None:
            return replace(self, open_list=replace(lead, start=0))
        goes_on = sentence.is_listed or not sentence.text.endswith((".", ":", "!"))
        return self if goes_on or self.open_list is None else replace(self, open_list=None)


def find_lead(sentence: Sentence, found: Sequence[Found[Cue]], scene: Scene) -> Lead | None:
    """The list that a sentence opens: a lead ("symptoms of X") joined to it by a link ("include")."""
    for index, cue in enumerate(found):
        if cue.value.form != "lead":
            continue
        labels = ABOUT if cue.value.subject == "before" else OBJECTS[cue.value.relation]
        following = found[index + 1 : index + _LINK_CUES]
        link = next((after.first for after in following if after.value.form == "link"), len(sentence.words))
        spots = tuple(spot for spot in group_after(sentence, cue.last, 3, labels) if spot.last <= link)
        start = _list_start(sentence, following, spots[-1].last if spots else cue.last)
        if start is not None and (spots or _is_about_topic(sentence, cue.last)):
            subjects = tuple(named(spot) for spot in spots) or scene.abouts
            return Lead(cue.value.relation, subjects, cue.value.subject, start)
    return None


def _is_about_topic(sentence: Sentence, word: int) -> bool:
    """Whether a lead that names no mention speaks of the topic, and not "of various conditions"."""
    texts = sentence.words.texts
    names_another = "of" in texts[word - 1 : word + 1] or "for" in texts[word : word + 1]
    return not names_another or not TOPIC_WORDS.isdisjoint(texts[word : word + 4])


def _list_start(sentence: Sentence, following: Sequence[Found[Cue]], word: int) -> int | None:
    for cue in following:
        is_near = cue.value.form == "link" and word <= cue.first <= word + _LINK_GAP
        if is_near and not _is_passive(sentence, cue) and not _is_apart(sentence, word, cue):
            return cue.last
    return len(sentence.words) if sentence.text.endswith(":") else None


def _is_passive(sentence: Sentence, link: Found[Cue]) -> bool:
    """Whether a link is no "is" before a list: "symptoms | are | caused by", "the cause | is | unknown"."""
    texts = sentence.words.texts
    if link.last == len(texts) or texts[link.last - 1] not in _COPULAS:
        return False
    is_part = texts[link.last].endswith("ed") or texts[link.last] in _UNTOLD
    return is_part and not any(spot.first <= link.last < spot.last for spot in sentence.spots)


def _is_apart(sentence: Sentence, word: int, link: Found[Cue]) -> bool:
    """Whether an "is" has another subject than the lead: "see the causes and why care | is | best"."""
    texts = sentence.words.texts
    return texts[link.last - 1] in _COPULAS and not _APART.isdisjoint(texts[word : link.first])


def listed(sentence: Sentence, lead: Lead) -> tuple[Spot, ...]:
    """The mentions of a sentence that are members of a list, the denied and the relatives' left out."""
    labels = OBJECTS[lead.relation] if lead.side == "before" else ABOUT
    spots = spots_after(sentence, lead.start, labels)
    return tuple(
        spot for spot in spots if not spot.mention.is_negated and spot.mention.experiencer == "patient"
    )


def placed(sentence: Sentence, lead: Lead) -> tuple[Spot, ...]:
    """The mentions of which a section speaks by their place alone.

    A section on causes or risks names much beside them, so only the beginnings of its list members count;
    one on symptoms gives diseases as symptoms only beside a symptom in a list; and what is merely supposed
    ("if you have a fever") counts nowhere but in a section on symptoms.
    """
    if lead.relation in ("caused_by", "risk_factor") and not (sentence.is_listed and sentence.opens_block):
        return ()
    spots = listed(sentence, lead)
    if lead.relation != "has_symptom":
        return spots
    supposed = sentence.block.block.section_type == "symptoms"
    spots = tuple(spot for spot in spots if supposed or not spot.mention.is_hypothetical)
    return tuple(spot for spot in spots if _is_among_symptoms(sentence, spot))


def _is_among_symptoms(sentence: Sentence, spot: Spot) -> bool:
    group = group_after(sentence, spot.first, 0, OBJECTS["has_symptom"])
    return any(member.mention.label == "SYMPTOM" for member in (spot, *group))
