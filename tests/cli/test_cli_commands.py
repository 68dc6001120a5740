from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.cli.display_run import show_summary
from pipeline.run import Settings, Summary

COMMANDS = ("run", "review", "trace", "report", "check", "diff", "export", "rules", "learn", "vocabulary")
HEAVY = {"spacy", "polars", "pandera", "lxml", "bs4", "ftfy", "wordfreq", "numpy", "rich", "starlette"}
SOURCE = "".join(f'{key} = "unknown"\n' for key in ("title", "publisher", "url", "licence", "accessed"))
PAGE = "Hip pain\n\nHip pain is common after running, and you should see a orthopedist if it stays.\n"


def winnow(*arguments: str, cwd: Path, code: str = "from pipeline.cli import main; main()"):
    program = f"import sys; sys.argv = ['winnow', *{list(map(str, arguments))!r}]\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=cwd, capture_output=True, text=True, check=False, timeout=200,
        env={**os.environ, "COLUMNS": "120"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page, run once."""
    folder = tmp_path_factory.mktemp("cli")
    source = folder / "raw" / "site"
    source.mkdir(parents=True)
    (source / "source.toml").write_text(SOURCE)
    (source / "page.txt").write_text(PAGE)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1 processed, 0 from the cache" in done.stdout
    return folder


def test_help_lists_every_command(tmp_path: Path):
    shown = winnow("--help", cwd=tmp_path).stdout
    assert all(f"  {command} " in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_an_example(tmp_path: Path, command: str):
    assert f"Example: winnow {command}" in winnow(command, "--help", cwd=tmp_path).stdout


NAMING_IMPORTS = """
from pipeline.cli import main
if __name__ == "__main__":
    try:
        main()
    except SystemExit:
        print("imported", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_run_imports_neither_pandera_nor_what_its_workers_alone_need(project: Path):
    done = winnow("run", "--clean", "other/clean", cwd=project, code=NAMING_IMPORTS)
    imported = set(done.stdout.rpartition("imported")[2].split())
    assert "polars" in imported
    assert not {"pandera", "pandas", "numpy", "ftfy", "wordfreq", "lxml", "bs4", "rich"} & imported


def test_run_with_nothing_to_do_is_fast_and_imports_nothing_heavy(project: Path):
    seconds = []
    for _ in range(3):  # other programs may be at work on the machine
        started = time.perf_counter()
        done = winnow("run", cwd=project, code=NAMING_IMPORTS)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 1
    assert "Nothing has changed" in done.stdout
    assert not HEAVY & set(done.stdout.split())


def test_summary_counts_what_was_done(project: Path):
    shown = winnow("run", cwd=project).stdout.split("\n")
    assert "documents    1  0 processed, 1 from the cache" in shown


def test_dry_run_says_what_would_be_done(project: Path):
    shown = winnow("run", "--dry-run", cwd=project).stdout
    assert shown == "to process: 0\nin quarantine: 0\nfrom the cache: 1\n"


def test_trace_shows_the_correction_in_its_text(project: Path):
    shown = winnow("trace", "raw/site/page.txt", cwd=project).stdout
    assert shown.startswith("site/page.txt\n")
    assert "[a → an] orthopedist" in shown


def test_trace_goes_into_a_pipe_as_a_page(project: Path):
    shown = winnow("trace", "site/page.txt", "--html", cwd=project).stdout
    assert shown.startswith("<!doctype html>")
    assert "<del>a</del><ins>an</ins>" in shown


def test_comments_are_kept_or_dropped_as_told(project: Path):
    page = project / "raw" / "site" / "page.txt"
    assert winnow("trace", str(page), "--comments", "keep", cwd=project).returncode == 0
    refused = winnow("run", "--comments", "some", cwd=project)
    assert refused.returncode == 2
    assert (
        "--comments: There is no policy on comments `some`. Use one of: auto, keep, drop." in refused.stderr
    )


def test_report_shows_rows_and_rules(project: Path):
    shown = winnow("report", cwd=project).stdout
    assert "documents" in shown
    assert "a -> an" in shown
    assert shown.endswith("as a page: clean/report.html\n")


def test_rules_are_listed_with_their_hits(project: Path):
    lines = winnow("rules", cwd=project).stdout.splitlines()
    assert lines[0].split() == ["rule", "stage", "action", "precision", "hits", "description"]
    assert any(line.startswith("article_by_sound") for line in lines)


def test_check_finds_a_rebuild_equal(project: Path):
    done = winnow("check", cwd=project)
    assert (done.returncode, done.stdout) == (0, "A rebuild equals clean; the rules' examples hold.\n")


def test_check_names_the_files_that_differ(project: Path, tmp_path: Path):
    other = shutil.copytree(project / "clean", tmp_path / "other")
    (other / "README.md").write_text("Other words.")
    done = winnow("check", "--clean", str(other), cwd=project)
    assert done.returncode == 2
    assert "changed README.md" in done.stdout


def test_check_names_what_is_wrong_with_the_files_themselves(project: Path, tmp_path: Path):
    other = shutil.copytree(project / "clean", tmp_path / "other")
    (other / "documents.csv").unlink()
    done = winnow("check", "--clean", str(other), cwd=project)
    assert done.returncode == 2
    assert "documents.(file): The file can be read." in done.stderr
    assert (tmp_path / ".build" / "other" / "failures.csv").exists()


def test_summary_shows_accepted_apart_and_warns_of_a_torn_decision_file(capsys: pytest.CaptureFixture[str]):
    figures = dict.fromkeys((field.name for field in fields(Summary)), 0)
    summary = Summary(**figures | {"applied": 8, "accepted": 1, "torn": ("a\x1b.jsonl",), "seconds": ()})
    show_summary(summary, Settings(Path("raw"), Path("clean"), Path("decisions")))
    printed = capsys.readouterr()
    assert "corrections  9  8 applied, 1 accepted, 0 flagged, 0 rejected" in printed.out
    assert printed.err.startswith("warning: decisions/a\\x1b.jsonl: the last line")
    assert printed.err.count("\n") == 1


def test_diff_tells_what_a_row_is(project: Path, tmp_path: Path):
    other = shutil.copytree(project / "clean", tmp_path / "other")
    cells = (other / "corrections.csv").read_text()
    (other / "corrections.csv").write_text(cells.replace("applied", "flagged"))
    assert "  site/page.txt: a → an\n" in winnow("diff", str(other), "clean", cwd=project).stdout


INTERRUPTED = """
import pathlib, sys
import pipeline.run
def stopped(settings, progress):
    progress.begin("process", 1)
    CHANGE
    raise KeyboardInterrupt
pipeline.run.run = pipeline.run.check = stopped
from pipeline.cli import main
main()
"""


@pytest.mark.parametrize("command", ["run", "check"])
def test_control_c_says_that_the_tables_are_as_they_were(project: Path, command: str):
    done = winnow(command, cwd=project, code=INTERRUPTED.replace("CHANGE", ""))
    assert (done.returncode, done.stderr) == (130, "process: 1 documents\nstopped: clean/ is as it was\n")


def test_control_c_before_the_command_begins_shows_no_traceback(tmp_path: Path):
    code = """
import sys
class Stopped:
    def find_spec(self, name, *_):
        if name == "pipeline.cli.commands":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stopped())
from pipeline.cli import main
main()
"""
    done = winnow("run", cwd=tmp_path, code=code)
    assert (done.returncode, done.stderr) == (130, "")


def test_control_c_after_the_swap_says_that_the_tables_are_new(tmp_path: Path):
    (tmp_path / "clean").mkdir()
    change = "pathlib.Path('new').mkdir(); pathlib.Path('new').replace('clean')"
    done = winnow("run", cwd=tmp_path, code=INTERRUPTED.replace("CHANGE", change))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (130, "stopped: clean/ holds the new tables")


def test_refusal_of_the_system_names_place_and_remedy(tmp_path: Path):
    code = """
import pipeline.run
def refused(settings, progress):
    raise OSError(28, "No space left on device", "clean/x.csv")
pipeline.run.run = refused
from pipeline.cli import main
main()
"""
    done = winnow("run", cwd=tmp_path, code=code)
    assert done.returncode == 2
    assert done.stderr.startswith("error: clean/x.csv: The system refused: No space left on device. Check ")


def test_diff_of_a_build_with_itself_is_empty(project: Path):
    assert winnow("diff", "clean", "clean", cwd=project).stdout == "The builds are alike.\n"


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["run", "--engine", "abacus"], ["--engine", "abacus", "local"]),
        (["run", "--raw", "nowhere"], ["nowhere", "--raw"]),
        (["run", "--clean", "raw"], ["raw", "--clean"]),
        (["run", "--clean", "raw", "--dry-run"], ["raw", "--clean"]),
        (["run", "--clean", "/proc/x"], ["/proc", "--clean"]),
        (["run", "--clean", "raw/site/page.txt/x"], ["raw/site/page.txt", "--clean"]),
        (["check", "--clean", "nowhere"], ["nowhere", "no such folder", "winnow run"]),
        (["trace", "nowhere.txt"], ["nowhere.txt", "--raw"]),
        (["trace", "site/page.txt", "--open"], ["--open", "--html"]),
        (["report", "--clean", "nowhere"], ["nowhere"]),
        (["report", "--clean", "nowhere", "--open"], ["nowhere", "winnow run"]),
        (["diff", "nowhere", "clean"], ["nowhere"]),
    ],
)
def test_error_is_one_line_with_place_and_remedy(project: Path, arguments: list[str], parts: list[str]):
    done = winnow(*arguments, cwd=project)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert all(part in done.stderr for part in parts)


def test_error_does_not_let_a_name_steer_the_terminal(tmp_path: Path):
    done = winnow("run", "--raw", "\x1b[31mred", cwd=tmp_path)
    assert "\\x1b[31mred" in done.stderr
    assert "\x1b" not in done.stderr


def test_unknown_option_is_a_usage_error(tmp_path: Path):
    assert winnow("run", "--quickly", cwd=tmp_path).returncode == 2
