"""Floors: they hold or are named, and they move one way only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import floors
from benchmarks.figures import write_figures
from benchmarks.floors import Floor, as_toml, faults, load_floors
from pipeline.errors import RuleError

ENTRY = '[[floor]]\nfigure = "strip.f1"\nleast = 0.8\ntolerance = 0.01\n'
F1 = Floor("strip.f1", 0.8, is_least=True, tolerance=0.01)
HARM = Floor("correct.harm", 2.0, is_least=False, tolerance=0.0)
NUMBERS = st.floats(min_value=-1e4, max_value=1e4, allow_nan=False)


def written(folder: Path, text: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def command(tmp_path, monkeypatch):
    """The command line on a floor file and measured figures of the test's own."""

    def run(action, floor_text, measured):
        path = written(tmp_path, floor_text)
        write_figures(measured, tmp_path / "quality.json")
        places = ["--floors", str(path), "--figures", str(tmp_path / "quality.json")]
        monkeypatch.setattr(sys, "argv", ["floors", action, *places])
        return floors.main(), path.read_text(encoding="utf-8")

    return run


def test_check_passes_where_all_floors_hold(command):
    assert command("check", ENTRY, {"strip.f1": 0.8}) == (0, ENTRY)


def test_check_names_what_fell_and_by_how_much(command, capsys):
    status, _ = command("check", ENTRY, {"strip.f1": 0.75})
    assert status == 2
    assert "strip.f1: 0.7500 is 0.0500 below its floor 0.8000." in capsys.readouterr().err


def test_a_figure_where_less_is_better_falls_upwards():
    assert list(faults([HARM], {"correct.harm": 2.0})) == []
    assert list(faults([HARM], {"correct.harm": 3.0})) == [
        "correct.harm: 3.0000 is 1.0000 above the most accepted, which is 2.0000."
    ]


def test_a_figure_that_was_not_measured_is_named():
    assert list(faults([F1], {})) == ["strip.f1: not measured, though it has a floor."]


def test_a_measured_figure_without_floor_is_named():
    (fault,) = faults([], {"strip.f1": 0.9})
    assert fault.startswith("strip.f1: measured (0.9000), but has no floor.")


def test_raise_lifts_to_the_measured_figure_less_the_tolerance(command):
    status, text = command("raise", ENTRY, {"strip.f1": 0.9})
    assert (status, "least = 0.89" in text) == (0, True)


def test_raise_leaves_a_floor_that_the_tolerance_would_lower(command):
    _, text = command("raise", ENTRY, {"strip.f1": 0.805})
    assert "least = 0.8\n" in text


@pytest.mark.parametrize("measured", [{"strip.f1": 0.79}, {}])
def test_raise_refuses_to_lower_or_to_lose_a_floor(command, capsys, measured):
    assert command("raise", ENTRY, measured) == (2, ENTRY)
    assert "strip.f1" in capsys.readouterr().err


def test_raise_changes_no_floor_when_it_refuses_one(command):
    text = ENTRY + '\n[[floor]]\nfigure = "other"\nleast = 0.5\ntolerance = 0.0\n'
    assert command("raise", text, {"strip.f1": 0.9, "other": 0.4}) == (2, text)


def test_missing_figures_are_an_error_with_a_remedy(tmp_path, monkeypatch, capsys):
    path = written(tmp_path, ENTRY)
    monkeypatch.setattr(
        sys, "argv", ["floors", "check", "--floors", str(path), "--figures", str(tmp_path / "none.json")]
    )
    assert floors.main() == 2
    assert "make bench" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "[[floor",
        "",
        "[floor]\n",
        ENTRY.replace("least = 0.8\n", ""),
        ENTRY + "most = 0.9\n",
        ENTRY + "note = 1\n",
        ENTRY.replace("0.8", "nan"),
        ENTRY.replace("0.8", "-inf"),
        ENTRY.replace("0.8", "true"),
        ENTRY.replace("0.8", '"0.8"'),
        ENTRY.replace("0.01", "nan"),
        ENTRY.replace("0.01", "-0.01"),
        ENTRY.replace('"strip.f1"', "1"),
        ENTRY + ENTRY,
    ],
)
def test_a_malformed_floor_file_is_a_typed_error_that_names_the_file(tmp_path, text):
    with pytest.raises(RuleError, match=r"floors\.toml"):
        load_floors(written(tmp_path, text))


@given(
    bound=NUMBERS, measured=NUMBERS, tolerance=st.floats(min_value=0, max_value=10), is_least=st.booleans()
)
def test_raising_never_lowers_a_floor_nor_breaks_it(bound, measured, tolerance, is_least):
    floor = Floor("f", bound, is_least, tolerance)
    raised = floor.raised(measured)
    assert raised.bound >= bound if is_least else raised.bound <= bound
    assert raised.bound == bound or raised.shortfall(measured) <= 1e-6


@given(st.lists(st.tuples(NUMBERS, st.booleans(), st.floats(min_value=0, max_value=10)), min_size=1))
def test_a_written_floor_file_is_read_back_the_same(tmp_path_factory, bounds):
    made = tuple(Floor(f"figure.{n}", *bound) for n, bound in enumerate(bounds))
    assert load_floors(written(tmp_path_factory.mktemp("floors"), as_toml(made))) == made


@pytest.mark.parametrize(
    ("figure", "bar"),
    [
        ("pages.kept-text.mean", 0.97),
        ("pages.kept-text.least", 0.90),
        ("pages.applied.harm", 0.0),
        ("worker.peak-megabytes", 700.0),
    ],
)
def test_the_committed_floors_are_not_below_what_was_promised(figure, bar):
    (floor,) = (floor for floor in load_floors() if floor.figure == figure)
    assert floor.shortfall(bar) >= 0
