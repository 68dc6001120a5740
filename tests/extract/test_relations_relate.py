"""Relations: what sentences and sections say is told, with its evidence, and nothing that they do not."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RuleError
from pipeline.extract import relations_cues
from pipeline.extract.context import assess
from pipeline.extract.relations import relate, rule_relations
from pipeline.extract.relations_cues import CUES, KEYS, SILENCE, load_relation_cues
from pipeline.model import Block, CleanBlock, CleanText, Concept, Extraction, Mention, content_id
from pipeline.rules import load_entries

MARK = re.compile(r"\[([CST]):([^\]]*)\]")
LABELS = {"C": "CONDITION", "S": "SYMPTOM", "T": "TREATMENT"}


def page(*blocks, topic=None):
    """A clean text and its extraction from (section type, marked text) pairs.

    `#` marks a heading, `-` a list item.
    """
    built, mentions, concepts, place = [], [], {}, 0
    for index, (section, marked) in enumerate(blocks):
        kind = {"#": "heading", "-": "list_item"}.get(marked[:1], "paragraph")
        text, spans = unmarked(marked.lstrip("#- "))
        contexts = assess(text, [(start, end) for _, start, end in spans])
        for (label, start, end), context in zip(spans, contexts, strict=True):
            concept = f"local:{text[start:end].lower()}"
            concepts.setdefault(
                concept, Concept(concept, label, text[start:end].lower(), None, "x", "local", "1")
            )
            span = (place + start, place + end)
            mentions.append(mention(index, span, text[start:end], label, concept, context, section))
        block = Block("d", index, place, place + len(text), text, kind, None, None, section, f"line[{index}]")
        built.append(CleanBlock(block, text, place))
        place += len(text) + 1
    topic_id = None if topic is None else f"local:{topic}"
    return CleanText("d", None, tuple(built)), Extraction(tuple(mentions), tuple(concepts.values()), topic_id)


def mention(index, span, surface, label, concept, context, section):  # noqa: PLR0917
    return Mention(
        id=content_id(index, span), document_id="d", block_index=index, start=span[0], end=span[1],
        clean_start=span[0], clean_end=span[1], surface=surface, raw_surface=surface, label=label,
        concept_id=concept, match="exact", score=1.0, is_negated=context.is_negated,
        is_uncertain=context.is_uncertain, is_hypothetical=context.is_hypothetical,
        experiencer=context.experiencer, section_type=section,
    )  # fmt: skip


def unmarked(marked):
    text, spans = "", []
    end = 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append((LABELS[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    return text + marked[end:], spans


def told(*blocks, topic=None):
    """`subject | relation | object` of every relation that is not negated."""
    return {
        f"{found.subject_name} | {found.relation} | {found.object_name}"
        for found in relate(*page(*blocks, topic=topic))
        if not found.is_negated
    }


def read_by_rules(text):
    """As `told`, of one paragraph, without the ranker."""
    clean, found = page(("other", text))
    names = {concept.concept_id: concept.preferred_name for concept in found.concepts}
    return {
        f"{names[claim.subject.concept_id]} | {claim.relation} | "
        f"{names.get(claim.object.concept_id, claim.object.surface.lower())}"
        for claim in rule_relations(clean, found)
        if not claim.is_negated
    }


ENTRIES = load_entries(CUES, required=("phrases",), optional=KEYS)
RULES = [entry for entry in ENTRIES if entry["action"] != SILENCE]
SILENCES = [entry for entry in ENTRIES if entry["action"] == SILENCE]


@pytest.mark.parametrize("example", [example for rule in RULES for example in rule["examples"]])
def test_a_rule_tells_its_examples(example):
    text, expected = example.split(" => ")
    assert expected in read_by_rules(text)


@pytest.mark.parametrize(
    ("relation", "text"), [(rule["action"], text) for rule in RULES for text in rule["keeps"]]
)
def test_a_rule_keeps_off_its_keeps(relation, text):
    assert not any(f" | {relation} | " in line for line in read_by_rules(text))


@pytest.mark.parametrize("text", [text for rule in SILENCES for text in rule["examples"]])
def test_a_section_is_silent_in_a_warning(text):
    assert told(("treatment", text), ("other", "[C:Gout]"), topic="gout") == set()


@pytest.mark.parametrize("text", [text for rule in SILENCES for text in rule["keeps"]])
def test_a_section_speaks_where_nothing_warns(text):
    assert told(("treatment", text), ("other", "[C:Gout]"), topic="gout")


def test_a_list_of_alarms_is_silent_to_its_end():
    blocks = (
        ("symptoms", "See your doctor if you have:"),
        ("symptoms", "- [S:fever]"), ("symptoms", "- [S:chills]"),
        ("symptoms", "[S:Redness] is usual."), ("other", "[C:Gout]"),
    )  # fmt: skip
    assert told(*blocks, topic="gout") == {"gout | has_symptom | redness"}


def test_what_is_avoided_prevents():
    blocks = (("prevention", "[T:Avoid deep squatting]."), ("other", "[C:Gout]"))
    assert told(*blocks, topic="gout") == {"gout | prevented_by | avoid deep squatting"}


def test_a_cause_is_not_the_subject_in_fewer_or_more_words():
    assert told(("other", "[S:Hip pain] is caused by [S:pain].")) == set()
    assert told(("other", "[S:Pain] is caused by [S:hip pain].")) == set()


def test_what_keeps_an_effect_away_is_not_its_cause():
    advice = ("other", "[T:Turn slowly to avoid a fall], causing [S:pain].")
    assert told(advice) == set()
    assert told(("other", "[T:Radiotherapy] may be causing [S:pain].")) == {"pain | caused_by | radiotherapy"}


def test_an_open_risk_may_hold_the_subject():
    text = "[C:Gout] is more common in families with gout."
    assert told(("other", text)) == {"gout | risk_factor | families with gout"}


def test_an_empty_it_does_not_stand_for_the_topic():
    blocks = (("overview", "#[C:Gout]"), ("other", "It can be hard to sleep due to the [S:noise]."))
    assert told(*blocks, topic="gout") == set()


def test_every_member_of_a_list_is_told():
    found = told(("other", "Symptoms of [C:gout] include [S:pain], [S:swelling] and [S:redness]."))
    assert found == {f"gout | has_symptom | {symptom}" for symptom in ("pain", "swelling", "redness")}


def test_a_section_speaks_of_the_topic():
    blocks = (
        ("overview", "#[C:Gout]"),
        ("symptoms", "#Symptoms"),
        ("symptoms", "The joint has [S:redness]."),
    )
    assert told(*blocks, topic="gout") == {"gout | has_symptom | redness"}


def test_a_condition_in_the_heading_takes_the_place_of_the_topic():
    blocks = (("treatment", "#Treating [C:shin splints]"), ("treatment", "[T:Rest] is best."))
    assert told(*blocks, topic="gout") == {"shin splints | treated_by | rest"}


def test_the_topic_holds_again_under_the_next_heading():
    blocks = (
        ("treatment", "#Treating [C:shin splints]"), ("treatment", "#Treatment"),
        ("treatment", "[T:Rest] is best."),
        ("other", "[C:Gout]"),
    )  # fmt: skip
    assert told(*blocks, topic="gout") == {"gout | treated_by | rest"}


def test_a_list_opened_by_a_sentence_goes_on_in_its_items():
    blocks = (
        ("other", "Signs of [C:dehydration] are:"),
        ("other", "- [S:dry mouth]"),
        ("other", "- [S:thirst]"),
    )
    assert told(*blocks) == {"dehydration | has_symptom | dry mouth", "dehydration | has_symptom | thirst"}


def test_a_list_ends_with_its_items():
    blocks = (
        ("other", "Signs of [C:dehydration] are:"),
        ("other", "- [S:thirst]"),
        ("other", "We saw a [S:rash]."),
    )
    assert told(*blocks) == {"dehydration | has_symptom | thirst"}


def test_complications_are_caused_by_what_they_complicate():
    found = told(
        ("other", "#Complications"), ("other", "- [C:Kidney failure]"), ("other", "[C:Gout]"), topic="gout"
    )
    assert found == {"kidney failure | caused_by | gout"}


def test_side_effects_are_caused_by_the_drug():
    found = told(("treatment", "Side effects of [T:prednisone] include [S:weight gain]."), topic="gout")
    assert "weight gain | caused_by | prednisone" in found
    assert not any("has_symptom" in line for line in found)


def test_a_heading_is_a_member_of_its_section():
    blocks = (("exercises", "#Exercises"), ("exercises", "#1. [T:Side leg lifts]"), ("other", "[S:Hip pain]"))
    assert told(*blocks, topic="hip pain") == {"hip pain | treated_by | side leg lifts"}


def test_a_numbered_heading_names_an_open_cause():
    blocks = (("causes", "#Causes"), ("causes", "#2. Increased body weight"), ("other", "[S:Hip pain]"))
    assert told(*blocks, topic="hip pain") == {"hip pain | caused_by | increased body weight"}


def test_a_symptom_has_no_symptoms():
    assert told(("symptoms", "There is [S:redness]."), ("other", "[S:Pain]"), topic="pain") == set()


def test_a_pronoun_stands_for_the_topic():
    blocks = (("overview", "#[C:Gout]"), ("other", "It is caused by [C:obesity]."))
    assert told(*blocks, topic="gout") == {"gout | caused_by | obesity"}


def test_a_symptom_that_is_the_topic_keeps_its_causes():
    blocks = (("other", "#[S:Back pain]"), ("other", "[S:Back pain] is caused by [C:arthritis]."))
    assert told(*blocks, topic="back pain") == {"back pain | caused_by | arthritis"}


def test_an_open_cause_is_trimmed_to_its_clause():
    text = (
        "[C:Shin splints] are often due to having increased the amount of training too quickly, say doctors."
    )
    (found,) = relate(*page(("other", text)))
    assert found.object_name == "having increased the amount of training too quickly"
    assert (found.object_concept_id, found.method) == (None, "open_object")


def test_an_open_cause_names_something():
    assert told(("other", "[C:Gout] is caused by other conditions.")) == set()


def test_a_denied_relation_is_negated():
    (found,) = relate(*page(("other", "[S:Knee pain] is not caused by [T:running shoes].")))
    assert found.is_negated


def test_a_denied_mention_is_no_symptom_of_the_section():
    assert told(("symptoms", "There is no [S:fever]."), ("other", "[C:Gout]"), topic="gout") == set()


def test_what_is_supposed_counts_only_in_a_section_on_symptoms():
    text = "Stay at home if you have a [S:fever]."
    topic = ("other", "[C:Flu]")
    assert told(("overview", text), topic, topic="flu") == set()
    assert told(("symptoms", text), topic, topic="flu") == {"flu | has_symptom | fever"}


def test_when_to_see_a_doctor_tells_no_symptoms():
    blocks = (
        ("other", "#When to see a doctor"), ("other", "See a doctor if you have [S:fever]."),
        ("other", "[C:Flu]"),
    )  # fmt: skip
    assert told(*blocks, topic="flu") == set()


def test_a_relatives_symptom_is_not_the_topics():
    text = "There is a family history of [S:seizures]."
    assert told(("symptoms", text), ("other", "[C:Gout]"), topic="gout") == set()


def test_a_question_tells_nothing():
    assert told(("other", "Does [C:gout] cause [S:pain]?")) == set()


def test_a_cue_inside_a_mention_joins_nothing():
    assert told(("other", "[T:Drugs that reduce fever] and [S:pain].")) == set()


def test_no_relation_to_itself():
    assert told(("other", "[C:Gout] causes [C:gout].")) == set()


def test_of_equal_claims_the_earliest_stays():
    clean, found = page(("other", "[C:Gout] causes [S:pain]. Then [C:gout] causes [S:pain] again."))
    (relation,) = relate(clean, found)
    assert relation.evidence == "Gout causes pain."


def test_what_is_said_outranks_what_stands_in_a_section():
    blocks = (("symptoms", "[S:Pain] comes."), ("symptoms", "[C:Gout] causes [S:pain]."))
    (relation,) = relate(*page(*blocks, topic="gout"))
    assert (relation.method, relation.block_index) == ("sentence_cue", 1)


def test_a_pronoun_stands_for_the_topic_as_the_cause():
    blocks = (("overview", "#[C:Gout]"), ("other", "It can also lead to [C:kidney stones]."))
    assert told(*blocks, topic="gout") == {"kidney stones | caused_by | gout"}


def test_the_name_of_a_kind_stands_between_a_cue_and_its_examples():
    text = "[C:Bronchitis] is caused by conditions of the nose, such as [C:colds] or [C:sinusitis]."
    found = told(("other", text))
    assert found == {"bronchitis | caused_by | colds", "bronchitis | caused_by | sinusitis"}


def test_an_open_cause_may_open_a_subordinate_clause():
    found = told(("other", "Studies show that loud noise, such as fireworks, may trigger [C:migraine]."))
    assert found == {"migraine | caused_by | loud noise"}


def test_an_open_cause_ends_before_its_verb():
    found = told(("other", "[C:Blisters] caused by tight boots often require care."))
    assert found == {"blisters | caused_by | tight boots"}


def test_list_members_of_a_section_on_causes_are_open_causes():
    blocks = (
        ("causes", "#Causes"), ("causes", "- Heavy lifting at work"), ("causes", "- [C:Obesity]"),
        ("other", "[C:Gout]"),
    )  # fmt: skip
    found = told(*blocks, topic="gout")
    assert found == {"gout | caused_by | heavy lifting at work", "gout | caused_by | obesity"}


def test_an_unknown_form_names_file_and_rule(tmp_path):
    path = tmp_path / "relations.toml"
    path.write_text(
        '[[rule]]\nid = "x"\ndescription = ""\naction = "caused_by"\nform = "beside"\nreason = ""\n'
        'examples = ["a"]\nkeeps = []\nphrases = ["due to"]\n',
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match=r"relations\.toml, rule x"):
        load_relation_cues(path)


WORDS = st.sampled_from(
    ["[C:gout]", "[S:pain]", "[T:rest]", "causes", "due to", "symptoms of", "include", ":", ",", "and", ".",
     "- ", "not", "to treat", "risk factors", "the", "is", "(", ")", "?", "smoking", "complications"]
)  # fmt: skip
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["symptoms", "causes", "treatment", "prevention", "overview", "other"]),
        st.lists(WORDS, min_size=1, max_size=15).map(" ".join),
    ),
    max_size=5,
)


@given(BLOCKS)
def test_relations_are_sound_for_any_page(blocks):
    clean, found = page(*blocks, topic="gout")
    relations = relate(clean, found)
    assert relations == relate(clean, found)
    assert len({relation.id for relation in relations}) == len(relations)
    for relation in relations:
        text = clean.blocks[relation.block_index].text
        assert relation.evidence
        assert relation.evidence in text
        assert relation.subject_concept_id != relation.object_concept_id


@pytest.mark.parametrize("unit", ["[C:a] causes [S:b], ", "symptoms of ", "[S:b], ", "due to (", "[C:a] - "])
def test_long_text_takes_bounded_time(unit):
    clean, found = page(("symptoms", unit * (200_000 // len(unit))))
    start = time.process_time()
    relate(clean, found)
    assert time.process_time() - start < 30


WORDS = [
    "It is caused by stress", "Symptoms include", "Causes of", ":", "avoid", "[C:gout]", "[S:pain]",
    "[T:rest]", "see your doctor", "cannot be due to age", "?", "- cold", "This may result from wear", "and",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


class Everything:
    """Hints at a phrase in any text."""

    def may_be_in(self, rough_words):
        return True


@given(st.lists(st.tuples(st.sampled_from(["causes", "symptoms", "treatment", "other"]), LINES), max_size=6))
def test_sentences_that_are_not_looked_into_say_nothing(lines):
    told_fast = relate(*page(*lines, topic="gout"))
    with pytest.MonkeyPatch.context() as patch:
        for hints in ("_hints_alone", "_warning_hints"):
            patch.setattr(relations_cues, hints, Everything)
        assert relate(*page(*lines, topic="gout")) == told_fast
