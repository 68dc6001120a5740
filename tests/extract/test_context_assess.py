"""Context: what a sentence says of each mention; every cue acts on its examples and keeps off its keeps."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RuleError
from pipeline.extract.context import CUES, KEYS, Context, assess, load_cues
from pipeline.rules import load_entries

ENTRIES = load_entries(CUES, required=("phrases",), optional=KEYS)
BRACKET = re.compile(r"\[([^\]]*)\]")


def contexts(marked):
    """Contexts of the mentions that stand in [brackets]."""
    spans, removed = [], 0
    for match in BRACKET.finditer(marked):
        spans.append((match.start() - removed, match.end() - removed - 2))
        removed += 2
    return assess(BRACKET.sub(r"\1", marked), spans)


def negated(marked):
    return [context.is_negated for context in contexts(marked)]


def acts(context, action):
    if action in ("family", "other"):
        return context.experiencer == action
    name = {
        "negate": "is_negated",
        "uncertain": "is_uncertain",
        "hypothetical": "is_hypothetical",
        "question": "is_hypothetical",
    }[action]
    return getattr(context, name)


MARKING = [entry for entry in ENTRIES if entry["action"] not in ("pseudo", "terminate")]


@pytest.mark.parametrize(
    ("action", "text"), [(entry["action"], text) for entry in MARKING for text in entry["examples"]]
)
def test_a_cue_marks_its_examples(action, text):
    found = contexts(text)
    assert found
    assert all(acts(context, action) for context in found)


@pytest.mark.parametrize(
    ("action", "text"), [(entry["action"], text) for entry in MARKING for text in entry["keeps"]]
)
def test_a_cue_keeps_off_its_keeps(action, text):
    assert not any(acts(context, action) for context in contexts(text))


@pytest.mark.parametrize(
    "text",
    [text for entry in ENTRIES if entry["action"] in ("pseudo", "terminate") for text in entry["examples"]],
)
def test_pseudo_cues_and_terminators_leave_their_examples_unnegated(text):
    assert not any(negated(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was no [fever], [chills] or [rash].", [True, True, True]),
        ("There was no [fever] but a [rash] came.", [True, False]),
        ("No [fever]; [cough] stays.", [True, False]),
        ("[Fever] and [cough], no [rash].", [False, False, True]),
        ("It may cause a [rash].", [False]),
        ("It can lead to [stroke].", [False]),
        ("[Brisk walks] prevent [stroke].", [False, False]),
        ("The lump isnt [painful].", [True]),
        ("The lump isn’t [painful].", [True]),
        ("Babies with [no wet diapers] and [fever] need help.", [False, False]),
        ("[Knee pain] isn't caused by [gout].", [False, True]),
        ("[Surgery] is rarely needed for [sprains].", [True, False]),
    ],
)
def test_negation_reaches_as_far_as_it_is_meant(text, expected):
    assert negated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If you have [diabetes], [exercise] helps.", [True, False]),
        ("If you have [pain], [fever] or [rash], call.", [True, True, True]),
        ("When your child has a [fever], [fluids] are needed.", [True, False]),
        ("Do you have [chest pain]?", [True]),
        ("Do people with [asthma] get [eczema], too?", [True, True]),
        ("What are the causes of [gout]?", [False]),
        ("You do have [gout].", [False]),
    ],
)
def test_suppositions_end_with_their_clause(text, expected):
    assert [context.is_hypothetical for context in contexts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My mother had [breast cancer].", ["family"]),
        ("His brother died of [stroke].", ["family"]),
        ("There is [diabetes] in your family.", ["family"]),
        ("She has a history of [depression].", ["patient"]),
        ("My mother says I have [asthma].", ["patient"]),
        ("Stay away from someone who has [flu].", ["other"]),
    ],
)
def test_experiencer_is_whoever_has_it(text, expected):
    assert [context.experiencer for context in contexts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avoid [aspirin], [ibuprofen] or [naproxen].", [True, True, True]),
        ("It is not a form of [cancer].", [True]),
        ("Not only [fever] but also [chills].", [False, False]),
        ("[Steroids] are no longer used.", [True]),
        ("No one longer suffers from [gout].", [False]),
        ("Scans failed to show [fractures].", [True]),
        ("A blood test can rule out [anemia].", [False]),
        ("The scan has ruled out [cancer].", [True]),
        ("She is [pain]-free.", [True]),
    ],
)
def test_negation_knows_false_friends(text, expected):
    assert negated(text) == expected


def test_a_cue_inside_a_mention_says_nothing_about_others():
    assert negated("[Not eating] brings [weakness].") == [False, False]


def test_contexts_come_in_the_order_of_the_spans():
    assert [context.is_negated for context in assess("no fever but rash", [(13, 17), (3, 8)])] == [
        False,
        True,
    ]


def test_no_mentions_no_contexts():
    assert assess("no fever", []) == ()


def test_plain_mention_is_the_patients():
    assert contexts("[Gout] hurts.") == (Context(),)


def test_an_unknown_action_names_file_and_rule(tmp_path):
    path = tmp_path / "cues.toml"
    path.write_text(
        '[[rule]]\nid = "x"\ndescription = ""\naction = "negat"\nreason = ""\n'
        'examples = ["a"]\nkeeps = []\nphrases = ["no"]\n',
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match=r"cues\.toml, rule x"):
        load_cues(path)


@given(st.text(max_size=120), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=8))
def test_never_raises_and_repeats_itself(sentence, spans):
    spans = [(min(span), max(span)) for span in spans]
    found = assess(sentence, spans)
    assert len(found) == len(spans)
    assert found == assess(sentence, spans)


@given(
    st.lists(
        st.sampled_from(["no", "not", "may", "if", "fever", "rash", ",", "or", "but", "avoid", "isn't", "–"])
    )
)
def test_any_mix_of_cues_and_mentions_is_judged(words):
    sentence = " ".join(words)
    spans = [match.span() for match in re.finditer("fever|rash", sentence)]
    assert len(assess(sentence, spans)) == len(spans)


@pytest.mark.parametrize("unit", ["no fever, ", "not ", "n't", "a", "if may ", "family history of ", "- "])
def test_a_megabyte_takes_bounded_time(unit):
    sentence = unit * (1_000_000 // len(unit))
    spans = [match.span() for match in re.finditer("fever", sentence)] or [(0, 4)]
    start = time.process_time()
    assess(sentence, spans)
    assert time.process_time() - start < 20
