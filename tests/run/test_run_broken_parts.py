from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from run_samples import make_raw, winnow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the program, to be broken, with raw pages."""
    for package in ("pipeline", "schemas"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    make_raw(tmp_path / "raw", pages=1)
    return tmp_path


RULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*.toml")
               if path.parent.name != "models")  # fmt: skip


@pytest.mark.parametrize("rules", [path for path in RULES if path.endswith("rules.toml")])
def test_broken_rule_file_stops_the_run_before_any_work(project: Path, rules: str):
    with (project / rules).open("a") as file:
        file.write('\n[[rule]]\nid = "half-a-rule"\n')
    done = winnow("run", cwd=project)
    assert done.returncode == 2
    assert all(part in done.stderr for part in ("error: ", rules, "half-a-rule"))
    assert "Traceback" not in done.stderr
    assert not (project / "clean").exists()


@pytest.mark.parametrize("rules", RULES)
def test_every_file_of_rules_is_read_before_any_work(project: Path, rules: str):
    with (project / rules).open("a") as file:
        file.write("\ngarbage [\n")
    done = winnow("run", cwd=project)
    assert done.returncode == 2
    assert all(part in done.stderr for part in ("error: ", rules))
    assert "Traceback" not in done.stderr
    assert not (project / "clean").exists()


def test_list_missing_from_the_policy_stops_the_run(project: Path):
    policy = project / "pipeline" / "correct" / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("units =", "unit =", 1), encoding="utf-8")
    done = winnow("run", cwd=project)
    assert (done.returncode, "policy.toml" in done.stderr, "units" in done.stderr) == (2, True, True)


def test_broken_vocabulary_stops_the_run_before_any_work(project: Path):
    vocabulary = project / "pipeline" / "models" / "vocabulary.msgpack.zst"
    vocabulary.write_bytes(vocabulary.read_bytes()[:1000])
    done = winnow("run", cwd=project)
    assert done.returncode == 2
    assert "error: " in done.stderr
    assert "vocabulary.msgpack.zst" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "clean").exists()


def test_other_code_voids_what_an_earlier_run_found(project: Path):
    assert "4 processed, 0 from the cache" in winnow("run", cwd=project).stdout
    with (project / "pipeline" / "strip" / "rules.toml").open("a") as file:
        file.write("\n")
    assert "4 processed, 0 from the cache" in winnow("run", cwd=project).stdout


def test_other_display_code_leaves_what_an_earlier_run_found(project: Path):
    winnow("run", cwd=project)
    with (project / "pipeline" / "publish" / "build.py").open("a") as file:
        file.write("\n")
    assert "0 processed, 4 from the cache" in winnow("run", cwd=project).stdout
