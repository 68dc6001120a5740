from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.strip.sections import load_cues, section_of

HEADINGS = {
    "Symptoms": "symptoms",
    "Signs & symptoms of the flu": "symptoms",
    "What are the symptoms of X ?": "symptoms",
    "What causes X ?": "causes",
    "Causes and symptoms": "causes",
    "Who is at risk for X? ?": "causes",
    "Is X inherited ?": "causes",
    "How is X treated?": "treatment",
    "Living with X": "treatment",
    "What to do for X ?": "treatment",
    "How to prevent X ?": "prevention",
    "How to diagnose X ?": "diagnosis",
    "What is (are) maternally inherited X ?": "overview",
    "Overview": "overview",
    "What is X?": "overview",
    "Stretches for runners": "exercises",
    "3. Hip extension exercise": "exercises",
    "What is the outlook for X ?": "other",
    "You may also like": None,
    "": None,
    "The designs": None,
    "Exercise-induced something": None,
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_section_of_heading(heading: str) -> None:
    assert section_of(heading) == HEADINGS[heading]


def test_a_very_long_heading_is_quickly_told() -> None:
    assert section_of("x " * 1_000_000) is None


@pytest.mark.parametrize(
    "table",
    [
        "section = [",
        "other = 1",
        '[[section]]\ntype = "symptoms"\ncues = ["a"]',
        '[[section]]\ntype = "symptom"\ncues = ["a"]\nweaker_cues = ["b"]',
        '[[section]]\ntype = "symptoms"\ncues = []\nweaker_cues = ["b"]',
        '[[section]]\ntype = "symptoms"\ncues = [1]\nweaker_cues = ["b"]',
    ],
)
def test_broken_table_names_the_file(table: str, tmp_path: Path) -> None:
    path = tmp_path / "sections.toml"
    path.write_text(table)
    with pytest.raises(RuleError, match=r"sections\.toml"):
        load_cues(path)
