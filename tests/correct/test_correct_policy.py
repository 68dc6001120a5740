"""No candidate that touches what only people may change is made unattended: one test a clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.correct import propose
from pipeline.correct.candidate import Candidate
from pipeline.correct.policy import CLAUSES, is_direction_pair, is_drug, objection, read_change


def proposal(pages, text, before, after, rule="doubled_word", **changes):
    (block,) = pages.blocks(text, **changes)
    start = text.index(before)
    return Candidate(block, start, start + len(before), after, rule)


@pytest.fixture
def holds(pages, language):
    """Whether a clause objects to what stands in a text being replaced."""

    def ask(clause, text, before, after, uses=None, **changes):
        change = read_change(proposal(pages, text, before, after, **changes), language, uses or {})
        return CLAUSES[clause](change)

    return ask


@pytest.fixture
def asked(pages, language):
    """The objection to what stands in a text being replaced."""
    return lambda *change, **changes: objection(proposal(pages, *change, **changes), language)


@pytest.mark.parametrize(
    "case",
    [
        ("take 50 of it", "50", "60"),
        ("in 1 ,500 cases", " ,", ","),
        ("about 50%of it", "%of", "% of"),
        ("take ten ten pills", "ten ten", "ten"),
        ("the 2-wek course", "2-wek", "2-week"),
    ],
)
def test_numbers_and_doses_are_left_to_people(case, asked):
    assert asked(*case) == "a number or dose"


def test_units_are_left_to_people(asked):
    assert asked("take some mg mg", "mg mg", "mg") == "a unit"


@pytest.mark.parametrize(
    "case",
    [("it is nut so", "nut", "not"), ("it doesnt hurt", "doesnt", "doesn't"), ("now way", "now", "no")],
)
def test_negations_are_left_to_people(case, asked):
    assert asked(*case) == "a negation"


@pytest.mark.parametrize(
    "case",
    [
        ("a typical case", "typical", "atypical"),
        ("has hyperthyroidism", "hyperthyroidism", "hypothyroidism"),
        ("has hyperthyroidism", "per", "po"),
        ("rest after a run", "after", "before"),
    ],
)
def test_direction_pairs_are_left_to_people(case, asked):
    assert asked(*case) == "a direction pair"


@pytest.mark.parametrize(
    "case",
    [
        ("take ibuprofin", "ibuprofin", "ibuprofen"),
        ("take atorvastattin", "atorvastattin", "atorvastatin"),
        ("take ibuprofen ibuprofen", "ibuprofen ibuprofen", "ibuprofen"),
    ],
)
def test_drug_names_are_left_to_people(case, asked):
    assert asked(*case) == "a drug name"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (("take anithistamines", "anithistamines", "antihistamines"), None),
        (("take antidepressants", "antidepressants", "antihistamines"), "a drug name"),
        (("take tumms", "tumms", "tums"), "a drug name"),
    ],
)
def test_a_class_of_drugs_is_no_name_where_no_word_stands(case, expected, pages, language):
    drugs = language.drug_words | {"antihistamines", "antidepressants", "tums"}
    assert objection(proposal(pages, *case), replace(language, drug_words=drugs)) == expected


@pytest.mark.parametrize(
    "text", ["he said “teh end” again", 'he said "teh end" again', "he said «teh end» again"]
)
def test_quotations_are_left_to_people(text, asked):
    assert asked(text, "teh", "the") == "a quotation"


def test_a_block_of_quotation_is_left_to_people(asked):
    assert asked("teh end", "teh", "the", kind="quote") == "a quotation"


@pytest.mark.parametrize("text", ["“One” teh “two”", "“One” is teh end", "teh “two”"])
def test_what_stands_beside_a_quotation_may_be_mended(text, asked):
    assert asked(text, "teh", "the") is None


@pytest.mark.parametrize(
    "case",
    [
        ("the city of Bostn lies", "Bostn", "Boston"),
        ("an NHSX scan", "NHSX", "NHS"),
        ("for Camurati-Engelman disease", "Engelman", "Engelmann"),
    ],
)
def test_proper_names_are_left_to_people(case, asked):
    assert asked(*case) == "a proper name"


@pytest.mark.parametrize("text", ["- Teh end", "so -Teh end", "it hurts- Teh end"])
def test_what_a_dash_opens_is_no_name(text, asked):
    assert asked(text, "Teh", "The") is None


def test_a_misread_mark_makes_no_name_of_what_opens_a_sentence(asked):
    assert asked("It hurts. Theyâ€™re ill.", "â€™", "'") is None
    assert asked("We saw Theyâ€™re ill.", "â€™", "'") == "a proper name"
    assert asked("Teh Bostn end.", "Teh Bostn", "The Boston") == "a proper name"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("They beleive it is so (sic) in print.", "beleive", "believe"),
        ("They wrote teh [sic] end.", "teh", "the"),
    ],
)
def test_words_before_sic_are_as_the_page_wants_them(text, before, after, asked):
    assert asked(text, before, after) == "words marked as written"


@pytest.mark.parametrize("text", ["Teh end. It were [sic] so.", "It were [sic] so. Teh end."])
def test_sic_speaks_of_its_own_sentence(text, asked):
    assert asked(text, "Teh", "The") is None


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("see https://example.org/docter/list for it", "docter", "doctor"),
        ("see www.docter.example for it", "docter", "doctor"),
        ("see docter.org for it", "docter", "doctor"),
        ("write to docter@example for it", "docter", "doctor"),
        ("write to help@docter.example for it", "docter", "doctor"),
        ("see the leaflet hipp.pdf for it", "hipp", "hip"),
        ("see example.org/a,b for it", ",", ", "),
    ],
)
def test_addresses_are_left_alone(text, before, after, asked):
    assert asked(text, before, after) == "a web or e-mail address"


@pytest.mark.parametrize("text", ["a rash.Teh leg", "see example.org: teh leg", "a fever/teh leg"])
def test_words_beside_an_address_may_be_mended(text, asked):
    before = "Teh" if "Teh" in text else "teh"
    assert asked(text, before, before.replace("eh", "he")) is None


def test_an_address_may_go_with_its_button(asked):
    text = "Rest helps. See --> https://example.org/ask"
    assert asked(text, " See --> https://example.org/ask", "", "pointer_arrow") is None
    assert asked(text, " See --> https://example.org", "", "pointer_arrow") == "a web or e-mail address"


def test_what_follows_an_address_may_go(asked):
    text = "Ask the list at trials.gov. Click here to see it. Rest helps."
    assert asked(text, " Click here to see it.", "", "pointer_click") is None
    assert asked("Ask trials.gov ?", " ?", "?") == "a web or e-mail address"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("call 1-800-4-CANCER now", "CANCER", "CANCERS"),
        ("call 1-800-QUIT-NOW now", "QUIT", "QUITE"),
        ("call (301) 496-5133 now", ") ", ")"),
        ("call 020 7946 0018 now", " 7946", "7946"),
    ],
)
def test_telephone_numbers_are_left_alone(text, before, after, asked):
    assert asked(text, before, after) == "a telephone number"


def test_words_beside_a_telephone_number_may_be_mended(asked):
    assert asked("call 301-496-5133 for teh test", "teh", "the") is None


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("changes in the reelin gene", "reelin"),
        ("the MECP gene", "MECP"),
        ("a gene called tinman is", "tinman"),
        ("the gene (kalirin) is", "kalirin"),
        ("the frataxin alleles", "frataxin"),
    ],
)
def test_gene_names_are_left_to_people(text, before, asked):
    assert asked(text, before, "feeling") == "a gene name"


@pytest.mark.parametrize(
    ("text", "before", "after"), [("the the gene", "the the", "the"), ("a orthologous gene", "a", "an")]
)
def test_everyday_words_before_gene_may_be_mended(text, before, after, asked):
    assert asked(text, before, after) is None


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("the solvent 1,2-dichloroethan was", "dichloroethan", "dichloroethane"),
        ("known as N-acetylcystine here", "acetylcystine", "acetylcysteine"),
        ("some α-tocophrol here", "tocophrol", "tocopherol"),
        ("beta-caroten in carrots", "caroten", "carotene"),
        ("some methylphenydate here", "methylphenydate", "methylphenidate"),
        ("acid is 4-aminobutyrat here", "aminobutyrat", "aminobutyric"),
    ],
)
def test_chemical_names_are_left_to_people(text, before, after, asked):
    assert asked(text, before, after) == "a chemical name"


@pytest.mark.parametrize("word", ["carbohydrat", "oxygn", "hydrocephalos", "periodontl", "phosphorus"])
def test_one_radical_makes_no_chemical_name(word, holds):
    assert not holds("a chemical name", f"the {word} in it", word, "diet")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("osteomalacia (os-tee-oh-mal-AY-shuh) is", "oh"),
        ("malaise (mal-uh-SEE-zhuh) is", "uh"),
        ("eczema (EK-zeh) is", "zeh"),
        ("gout, pronounced gowt, is", "gowt"),
    ],
)
def test_pronunciations_are_left_alone(text, before, asked):
    assert asked(text, before, "the") == "a pronunciation"


@pytest.mark.parametrize("text", ["an up-to-daet list", "a HIV-positve person", "an X-ray-lik image"])
def test_hyphenated_words_are_no_pronunciation(text, holds):
    wrong = {"daet": "date", "positve": "positive", "lik": "like"}
    (before,) = (word for word in wrong if word in text)
    assert not holds("a pronunciation", text, before, wrong[before])


@pytest.mark.parametrize(
    "text", ["it needs treatm...", "it needs treatm…", "it needs treatm [...]", "…treatm is"]
)
def test_words_cut_off_by_an_ellipsis_are_left_alone(text, asked):
    assert asked(text, "treatm", "treat") == "a word that is cut off"


def test_the_dots_themselves_may_be_mended(asked):
    assert asked("it heals.. Then", "..", ".") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("organise", "organize"),
        ("oedema", "edema"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("grey", "gray"),
        ("practise", "practice"),
        ("programme", "program"),
        ("haemorrhage", "hemorrhage"),
    ],
)
def test_british_and_american_spellings_are_both_right(one, other, asked):
    reason = "a spelling right in British or American English"
    assert asked(f"the {one} of it", one, other) == reason
    assert asked(f"the {other} of it", other, one) == reason


def test_a_spelling_that_is_no_word_may_be_mended(asked):
    assert asked("the diseaze of it", "diseaze", "disease") is None


def test_a_word_that_the_document_repeats_is_left_to_people(holds):
    assert holds("a word that the document repeats", "a zorb here", "zorb", "orb", {"zorb": 2})
    assert not holds("a word that the document repeats", "a zorb here", "zorb", "orb", {"zorb": 1})


def test_a_word_used_less_than_its_replacement_may_be_mended(holds):
    uses = {"zorb": 2, "orb": 2}
    assert not holds("a word that the document repeats", "a zorb here", "zorb", "orb", uses)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("a orthopedist", "a", "an"),
        ("if youre ill", "youre", "you're"),
        ("in thestomach", "thestomach", "the stomach"),
        ("leg leg", "leg leg", "leg"),
    ],
)
def test_slips_of_spaces_and_articles_may_be_mended_however_often(text, before, after, holds):
    uses = {"a": 9, "youre": 9, "thestomach": 9, "leg": 9}
    assert not holds("a word that the document repeats", text, before, after, uses)


def test_the_whole_document_is_counted(pages, language):
    text = "The symtoms pass. The symtoms come back. Symtoms of it last, and no symptoms return."
    edits = [edit for edit in propose(*pages.of(text), language) if edit.after == "symptoms"]
    assert {edit.status for edit in edits} <= {"flagged"}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Teh end", "Teh", "The"),
        ("Done. Teh end", "Teh", "The"),
        ("a Ehlers knot", "a", "an"),
        ("is COX-2 ?", " ?", "?"),
        ("high cholestrol in the blood", "cholestrol", "cholesterol"),
        ("measure 5\" and teh 6\"", "teh", "the"),
    ],
)  # fmt: skip
def test_nobody_objects(text, before, after, asked):
    assert asked(text, before, after) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hypertension", "hypotension"),
        ("ileum", "ilium"),
        ("abduction", "adduction"),
        ("afferent", "efferent"),
        ("colotomy", "colostomy"),
        ("dysphagia", "dysphasia"),
        ("symptomatic", "asymptomatic"),
        ("increase", "decrease"),
    ],
)
def test_direction_pairs_are_known_both_ways(one, other):
    assert is_direction_pair(one, other)
    assert is_direction_pair(other, one)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("more in formation here", "in formation", "information"),
        ("your ch olesterol level", "ch olesterol", "cholesterol"),
        ("they ffect it", "ffect", "affect"),
        ("if onlyone hurts", "onlyone", "only one"),
        ("for aday of it", "aday", "a day"),
    ],
)
def test_a_lost_space_or_letter_turns_no_meaning(text, before, after, asked):
    assert asked(text, before, after) is None


def test_a_number_cut_in_two_is_left_to_people(asked):
    assert asked("take 5 0 of it", "5 0", "50") == "a number or dose"


def test_a_slip_is_no_direction_pair():
    assert not is_direction_pair("factor", "fracture")
    assert not is_direction_pair("leg", "leg")


def test_a_drug_is_known_by_its_ending(language):
    assert is_drug("zofenopril", language)
    assert not is_drug("muscle", language)
