"""One's own terms: brought from a table or an ontology, kept, merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArgumentError, VocabularyError, WinnowError
from pipeline.model import Concept
from pipeline.vocabulary import Vocabulary, decode, encode
from pipeline.vocabulary.own import Brought, Choices, OwnTerm, bring, keep, load_own, merged

TABLE = "concept_id,label,preferred_name,synonyms,kind,xrefs\n"
OBO = """format-version: 1.2
data-version: releases/2026-01-01

[Term]
id: X:1
name: limb trouble

[Term]
id: X:2
name: gorse knee {source="a"} ! a comment
synonym: "whin \\"knee\\"" EXACT layperson [A:1]
synonym: "knee" BROAD []
xref: UMLS:C1 {source="a"}
xref: a sentence that is no reference
is_a: X:1 ! limb trouble

[Term]
id: X:3
name: obsolete knee
is_obsolete: true

[Typedef]
id: part_of
"""


def built_in() -> Vocabulary:
    knee = Concept("HP:1", "SYMPTOM", "knee pain", None, "finding", "HPO", "1", ("UMLS:C9",))
    return decode(encode([knee], {"knee pain": (0,), "sore knee": (0,)}, {"knee"}, ()), where="built-in")


def given_file(folder: Path, text: str | bytes, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def terms_of(folder: Path, rows: str) -> tuple[OwnTerm, ...]:
    return bring(given_file(folder, TABLE + rows), Choices()).terms


def test_table_gives_concept_and_names(tmp_path: Path) -> None:
    [term] = terms_of(tmp_path, "own:1,treatment,Norton  board,ankle board|board of Norton,device,MESH:D1\n")
    assert term.names == ("Norton board", "ankle board", "board of Norton")
    assert term.concept == Concept("own:1", "TREATMENT", "Norton board", None, "device", "terms",
                                   term.concept.vocabulary_version, ("MESH:D1",))  # fmt: skip


def test_label_for_all_serves_rows_without_one(tmp_path: Path) -> None:
    path = given_file(tmp_path, "concept_id,preferred_name\nown:1,zonk\n")
    [term] = bring(path, Choices(label="SYMPTOM")).terms
    assert (term.concept.label, term.concept.kind) == ("SYMPTOM", "finding")


@pytest.mark.parametrize(
    ("row", "problem", "line"),
    [
        ("own 1,SYMPTOM,zonk,,,\n", "no concept id", 2),
        ("local:1,SYMPTOM,zonk,,,\n", "no concept id", 2),
        ("own:1,SIGN,zonk,,,\n", "no label", 2),
        ("own:1,,zonk,,,\n", "no label", 2),
        ("own:1,SYMPTOM, ,,,\n", "no name", 2),
        (f"own:1,SYMPTOM,{'a' * 201},,,\n", "is no name", 2),
        ("own:1,SYMPTOM,a\x1b[31m,,,\n", "is no name", 2),
        ("own:1,SYMPTOM,zonk,,Big Kind,\n", "no kind", 2),
        ("own:1,SYMPTOM,zonk,,,see there\n", "no concept id", 2),
        ("own:1,SYMPTOM,zonk,,,,,,\n", "cells", 2),
        ('own:1,SYMPTOM,zonk,"a"b,,\n', "no CSV", 2),
        ('own:1,SYMPTOM,"zonk\n', "no CSV", 2),
        ("own:1,SYMPTOM,zonk,,,\n\nown:1,SYMPTOM,zunk,,,\n", "line 2 already", 4),
    ],
)
def test_broken_row_is_named_by_file_and_line(tmp_path: Path, row: str, problem: str, line: int) -> None:
    with pytest.raises(VocabularyError, match=problem) as caught:
        terms_of(tmp_path, row)
    assert caught.value.where == f"{tmp_path / 'terms.csv'}, line {line}"


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("concept_id,preferred_name,lable", "'lable' is unknown"),
        ("concept_id", "'preferred_name' is missing"),
        ("concept_id,preferred_name,label,label", "'label' is there twice"),
        ("", "'concept_id' is missing"),
    ],
)
def test_broken_header_names_the_column(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(VocabularyError, match=problem):
        bring(given_file(tmp_path, header + "\n"), Choices())


def test_bytes_that_are_no_text_are_named_by_line(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="UTF-8") as caught:
        bring(given_file(tmp_path, TABLE.encode() + b"own:1,\xff\n"), Choices())
    assert caught.value.where.endswith("line 2")


def test_null_character_is_named_by_line(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="null") as caught:
        bring(given_file(tmp_path, TABLE + "own:1,\0\n"), Choices())
    assert caught.value.where.endswith("line 2")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(WinnowError):
            bring(path, Choices())


def test_table_without_terms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="0 terms"):
        terms_of(tmp_path, "")


def test_names_that_no_page_could_say_are_left_out(tmp_path: Path) -> None:
    brought = bring(
        given_file(tmp_path, TABLE + "own:1,SYMPTOM,zonk,a|42|zonks,,\nown:2,SYMPTOM,7,,,\n"), Choices()
    )
    assert [term.names for term in brought.terms] == [("zonk", "zonks")]
    assert brought.left_out == {"nothing that a page could say": 1}


def test_ontology_gives_names_and_exact_synonyms(tmp_path: Path) -> None:
    brought = bring(given_file(tmp_path, OBO, "Limbs 1.obo"), Choices(label="CONDITION", kind="injury"))
    assert [term.concept.concept_id for term in brought.terms] == ["X:1", "X:2"]
    assert brought.terms[1].names == ("gorse knee", 'whin "knee"')
    assert brought.terms[1].concept == Concept("X:2", "CONDITION", "gorse knee", 'whin "knee"', "injury",
                                               "limbs-1", "releases/2026-01-01", ("UMLS:C1",))  # fmt: skip
    assert brought.left_out == {"obsolete": 1}


def test_part_of_an_ontology_is_taken_below_a_term(tmp_path: Path) -> None:
    more = OBO + "\n[Term]\nid: X:4\nname: elsewhere\n"
    brought = bring(given_file(tmp_path, more, "a.obo"), Choices(label="CONDITION", below="X:1"))
    assert [term.concept.concept_id for term in brought.terms] == ["X:1", "X:2"]
    assert brought.left_out == {"not below the term asked for": 1, "obsolete": 1}


def test_a_circle_of_parents_ends(tmp_path: Path) -> None:
    circle = OBO.replace("name: limb trouble", "name: limb trouble\nis_a: X:2")
    assert bring(given_file(tmp_path, circle, "a.obo"), Choices(label="CONDITION", below="X:1")).terms


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("id: X:1\n", "format-version", 1),
        ("format-version: 1.2\n\n[Term]\nname: a\n", "no id", 3),
        ("format-version: 1.2\n[Term]\nid: X:1\nname: a\n[Term]\nid: X:1\n", "line 2 already", 5),
        ("format-version: 1.2\n[Term]\nid: X:1\nknee\n", "tag: value", 4),
        ('format-version: 1.2\n[Term]\nid: X:1\nname: a\nsynonym: a EXACT []\n', "quotation", 5),
        ("format-version: 1.2\n[Term]\nid: X 1\nname: a\n", "no concept id", 2),
        (f"format-version: 1.2\n[Term]\nid: X:1\nname: {'a' * 200_000}\n", "too long", 4),
    ],
)  # fmt: skip
def test_broken_ontology_is_named_by_line(tmp_path: Path, text: str, problem: str, line: int) -> None:
    with pytest.raises(VocabularyError, match=problem) as caught:
        bring(given_file(tmp_path, text, "a.obo"), Choices(label="CONDITION"))
    assert caught.value.where.endswith(f"a.obo, line {line}")


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("a.obo", Choices()),
        ("a.obo", Choices(label="CONDITION", below="X:9")),
        ("a.txt", Choices(label="CONDITION")),
        ("a.obo", Choices(label="CONDITION", name="../up")),
        ("a.csv", Choices(below="X:1")),
    ],
)
def test_choices_that_do_not_fit_are_refused(tmp_path: Path, name: str, choices: Choices) -> None:
    with pytest.raises(ArgumentError):
        bring(given_file(tmp_path, OBO, name), choices)


def test_what_is_kept_is_loaded_again(tmp_path: Path) -> None:
    terms = terms_of(tmp_path, 'own:2,SYMPTOM,"zonk, left",zinks,,\nown:1,SYMPTOM,zunk,,,MESH:D1|UMLS:C2\n')
    keep(Brought("mine", terms, {}), tmp_path / "folder")
    expected = sorted((term.concept.concept_id, term.names, term.concept.xrefs) for term in terms)
    loaded = load_own(tmp_path / "folder")
    assert [(term.concept.concept_id, term.names, term.concept.xrefs) for term in loaded] == expected


def test_adding_twice_replaces_and_leaves_the_same_bytes(tmp_path: Path) -> None:
    brought = Brought("mine", terms_of(tmp_path, "own:1,SYMPTOM,zonk,,,\n"), {})
    first = keep(brought, tmp_path / "folder").read_bytes()
    assert keep(brought, tmp_path / "folder").read_bytes() == first
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["mine.csv"]


def test_no_folder_gives_no_terms(tmp_path: Path) -> None:
    assert load_own(tmp_path / "none") == ()
    vocabulary = built_in()
    assert merged(vocabulary, ()) is vocabulary


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="folder"):
        load_own(given_file(tmp_path, "", "vocabulary"))


def test_own_name_leads_and_the_version_changes(tmp_path: Path) -> None:
    vocabulary = merged(built_in(), terms_of(tmp_path, "own:1,CONDITION,zonk,sore knees,,\n"))
    assert [vocabulary.concept(row).concept_id for row in vocabulary.keys["sore knee"]] == ["own:1", "HP:1"]
    assert [vocabulary.concept(row).concept_id for row in vocabulary.terms["knee pain"]] == ["HP:1"]
    assert vocabulary.own == {"zonk", "sore knee"}
    assert vocabulary.version != built_in().version


def test_known_concept_keeps_its_names_and_references(tmp_path: Path) -> None:
    vocabulary = merged(built_in(), terms_of(tmp_path, "HP:1,SYMPTOM,gonalgia,,,MESH:D7\n"))
    [concept] = vocabulary.concepts
    assert (concept.preferred_name, concept.xrefs) == ("gonalgia", ("MESH:D7", "UMLS:C9"))
    assert vocabulary.keys["gonalgia"] == vocabulary.keys["knee pain"]


def test_short_name_in_capitals_needs_capitals(tmp_path: Path) -> None:
    assert merged(built_in(), terms_of(tmp_path, "own:1,TREATMENT,REST,,,\n")).acronyms == {"rest"}


@given(st.text(max_size=200))
def test_any_table_is_read_or_refused_by_line(text: str) -> None:
    _read_or_refused(text, "terms.csv")


@given(st.text(alphabet='[Term]\nid: X1name synoy"\\!{}', max_size=200))
def test_any_ontology_is_read_or_refused(text: str) -> None:
    _read_or_refused("format-version: 1.2\n[Term]\n" + text, "terms.obo")


def _read_or_refused(text: str, name: str) -> None:
    import tempfile  # noqa: PLC0415 - hypothesis wants a fresh folder an example

    with tempfile.TemporaryDirectory() as folder:
        path = given_file(Path(folder), text.encode("utf-8", "surrogatepass"), name)
        try:
            bring(path, Choices(label="SYMPTOM"))
        except VocabularyError as error:
            assert error.where.startswith(str(path))


def test_own_terms_are_in_the_index(tmp_path: Path) -> None:
    index = merged(built_in(), terms_of(tmp_path, "own:1,TREATMENT,gorse balm,zonkin,drug,\n")).index
    assert index.longest["gorse"] == 2
    assert index.phrases.pairs >= {"gorse balm"}
    assert index.drugs >= {"zonkin"}
