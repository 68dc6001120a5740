"""The quality tables: what is read from scorers and cards, and how it is shown."""

from __future__ import annotations

import sys

import pytest

from benchmarks import __main__ as program
from benchmarks.quality.card import cross_validated
from benchmarks.quality.relations import read_figures
from benchmarks.quality.section import Section, python, run
from benchmarks.quality.strip import Score, System, compared, score_of, systems, table
from pipeline.errors import ConfigurationError, RuleError

CARD = "[cross_validation.html]\nscrapinghub = 0.97\nwcxb = 0.87\n"
PEER = System("html", "trafilatura 1", ())
OURS = System("html", "Winnow, as shipped", ())


def score(f1: float, pages_per_second: float) -> Score:
    return Score(dict.fromkeys(("scrapinghub", "wcxb", "MEAN"), f1), f1, pages_per_second)


def test_a_section_is_a_titled_table_with_its_caveat():
    section = Section("Title", ("a", "b"), ((1, None), ("x", 2.5)), {}, "Caveat.")
    assert section.markdown() == "## Title\n\nCaveat.\n\n| a | b |\n|---|---|\n| 1 |  |\n| x | 2.5 |\n"


def test_figures_of_relations_are_read_from_the_scorers_lines():
    report = (
        "medquad headings=plain: 2 condition pages, 90 words, 0.1 s\n"
        "  treated_by   consistency  99.4 (357/359) coverage  85.7 (42/49 pages) yield 8.5 a covered page\n"
    )
    assert list(read_figures(report)) == [("treated_by", 99.4, 85.7, 8.5)]


def test_pages_per_cpu_second_are_those_of_all_sets_together():
    table_of_sets = {
        "scrapinghub": {"n": 100, "pps": 50.0, "f1": 0.9},
        "wcxb": {"n": 300, "pps": 100.0, "f1": 0.8},
        "MEAN": {"n": 400, "f1": 0.85, "word": 0.7},
    }
    assert score_of(table_of_sets) == Score({"scrapinghub": 0.9, "wcxb": 0.8, "MEAN": 0.85}, 0.7, 80.0)


def test_figures_stand_beside_their_difference_to_the_reference():
    assert compared(0.9, 0.95) == "0.900 (-0.050)"
    assert compared(None, 0.95) == "not measured"


def test_speed_is_in_multiples_of_the_reference():
    section = table({OURS: score(0.9, 80.0), PEER: score(0.8, 20.0)}, {})
    assert section.figures == {"strip.speed.html": 4.0}


def test_cross_validated_figures_have_a_row_and_are_guarded():
    section = table({OURS: score(1, 1), PEER: score(0.9, 1)}, {"html": {"scrapinghub": 0.97, "wcxb": 0.87}})
    assert section.rows[0][2:5] == ("0.970 (+0.070)", "0.870 (-0.030)", "0.920 (+0.020)")
    assert section.figures["strip.cross-validated.html.wcxb"] == 0.87


def test_without_a_card_the_table_says_that_nothing_was_measured(tmp_path):
    validated = cross_validated(tmp_path / "strip.card.toml")
    section = table({OURS: score(1, 1), PEER: score(0.9, 1)}, validated)
    assert section.rows[0][2:5] == ("not measured",) * 3


def test_the_card_is_read(tmp_path):
    card = tmp_path / "strip.card.toml"
    card.write_text('seed = 1\n[model]\nname = "x"\n' + CARD, encoding="utf-8")
    assert cross_validated(card) == {"html": {"scrapinghub": 0.97, "wcxb": 0.87}}


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "cross_validation = 1",
        "[cross_validation]\nhtml = 0.9",
        CARD.replace("0.87", "nan"),
        CARD.replace("0.87", "87.0"),
        CARD.replace("0.87", '"0.87"'),
    ],
)
def test_a_broken_card_is_a_typed_error_that_names_it(tmp_path, text):
    card = tmp_path / "strip.card.toml"
    card.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"strip\.card\.toml"):
        cross_validated(card)


def test_a_scorer_that_fails_is_a_typed_error_that_names_it():
    with pytest.raises(ConfigurationError, match="-c"):
        run(python("-c", "raise SystemExit(3)"))


def test_each_mode_compares_winnow_with_the_reference():
    pytest.importorskip("trafilatura", reason="the extra `bench` is not installed")
    labels = {mode: [s.label for s in systems() if s.mode == mode] for mode in ("html", "text")}
    assert labels["html"][1].startswith("trafilatura ")
    assert labels["text"][1].endswith("on `<p>` lines")


def test_a_folder_without_benches_is_refused_before_any_measuring(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--shared", str(tmp_path)])
    assert program.main() == 2
    assert "no bench/ in it" in capsys.readouterr().err
