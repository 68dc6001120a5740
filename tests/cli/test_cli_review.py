"""`winnow review`: its options, and the queue as a CSV file."""

import csv

import pytest
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.errors import ArgumentError
from schemas import TABLES


@pytest.fixture
def clean(tmp_path):
    for name, table in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(",".join(table.fields) + "\n")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["review", *map(str, arguments)], catch_exceptions=False)


def test_help_shows_each_option_and_an_example():
    text = run("--help").stdout
    for part in (
        "--port",
        "--reviewer",
        "--second",
        "--export",
        "--host",
        "--token",
        "winnow review --export",
    ):
        assert part in text


def test_export_writes_the_queue_and_says_how_much(clean, tmp_path):
    answer = run("--export", tmp_path / "queue.csv", "--clean", clean, "--reviewer", "ana")
    assert "0 entries written" in answer.stdout
    with (tmp_path / "queue.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.reader(file))[:2] == ["key", "kind"]


@pytest.mark.parametrize("second", ["-1", "101", "x"])
def test_share_of_the_second_review_is_a_percentage(clean, second):
    assert run("--second", second, "--clean", clean).exit_code == 2


def test_host_that_others_reach_needs_a_token(clean):
    with pytest.raises(ArgumentError, match="--token"):
        run("--host", "192.0.2.7", "--clean", clean, "--reviewer", "ana")
