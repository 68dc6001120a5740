import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.publish import check_target, folder, recover, replace_folder, side_folder
from pipeline.publish.exchange import exchange
from pipeline.publish.package import BUILD_NAMES

SWAPPER = Path(__file__).with_name("publish_killed_swaps.py")
ROOT = Path(__file__).parents[2]


def build(path, version):
    path.mkdir(parents=True)
    (path / "rules.csv").write_text(version)
    (path / "datapackage.json").write_text('{"name": "winnow"}')
    return path


def names(path):
    return sorted(child.name for child in path.iterdir())


@pytest.fixture(params=["exchange", "steps"])
def swap_kind(request, monkeypatch):
    if request.param == "steps":
        monkeypatch.setattr(folder, "exchange", lambda first, second: False)


@pytest.fixture
def own_folder():
    """A folder of a user whom permissions bind: the superuser steps down for the test."""
    nobody, is_superuser = 65534, os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "project")
        place.mkdir()
        if is_superuser:
            Path(name).chmod(0o755)
            os.chown(place, nobody, nobody)
            os.setresuid(nobody, nobody, 0)
        try:
            yield place
        finally:
            if is_superuser:
                os.setresuid(0, 0, 0)
            for path in (place, *place.rglob("*")):
                path.chmod(path.stat().st_mode | stat.S_IRWXU)


@pytest.mark.usefixtures("swap_kind")
def test_a_new_build_takes_the_place_of_the_old_one(tmp_path):
    target = build(tmp_path / "clean", "old")
    (target / "mentions.csv").write_text("old")
    replace_folder(build(side_folder(target), "new"), target)
    assert (target / "rules.csv").read_text() == "new"
    assert (names(tmp_path), names(target)) == (["clean"], ["datapackage.json", "rules.csv"])


@pytest.mark.usefixtures("swap_kind")
@pytest.mark.parametrize("is_there", [True, False], ids=["empty", "missing"])
def test_a_build_goes_where_nothing_was(tmp_path, is_there):
    target = tmp_path / "clean"
    if is_there:
        target.mkdir()
    replace_folder(build(side_folder(target), "new"), target)
    assert (target / "rules.csv").read_text() == "new"
    assert names(tmp_path) == ["clean"]


@pytest.mark.usefixtures("swap_kind")
def test_a_link_to_the_target_stays_a_link(tmp_path):
    real = build(tmp_path / "elsewhere" / "tables", "old")
    link = tmp_path / "clean"
    link.symlink_to(real)
    replace_folder(build(side_folder(link), "new"), link)
    assert link.is_symlink()
    assert (real / "rules.csv").read_text() == "new"
    assert names(real.parent) == ["tables"]


@pytest.mark.parametrize("package", [None, "not json", "[]", '{"name": "other"}'])
def test_a_folder_with_other_files_is_refused(tmp_path, package):
    target = tmp_path / "home"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    if package is not None:
        (target / "datapackage.json").write_text(package)
    new = build(side_folder(target), "new")
    with pytest.raises(ConfigurationError, match=r"home: .*--clean"):
        replace_folder(new, target)
    assert (target / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["notes.xlsx", "sub/a.txt", "my.md", ".gitkeep", ".DS_Store", "rules.csv/a"])
def test_a_build_with_a_foreign_file_is_refused_and_the_file_named(tmp_path, name):
    target = tmp_path / "clean"
    target.mkdir()
    (target / "datapackage.json").write_text('{"name": "winnow"}')
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).write_text("years of work")
    with pytest.raises(ConfigurationError, match=rf"clean: .*{name.split('/')[0]}\. Move .*--clean"):
        recover(target)
    assert (target / name).read_text() == "years of work"


def test_a_build_with_every_file_of_a_build_may_be_replaced(tmp_path):
    target = build(tmp_path / "clean", "old")
    for name in BUILD_NAMES - {"datapackage.json"}:
        (target / name).touch()
    check_target(target)


@pytest.mark.parametrize("place", ["clean", "."])
def test_a_folder_that_cannot_be_written_to_is_refused_before_any_work(own_folder, place):
    target = build(own_folder / "clean", "old")
    (own_folder / place).chmod(0o555)
    with pytest.raises(ConfigurationError, match=r"cannot be written to\. Make it writable"):
        check_target(target)


def test_a_missing_folder_is_refused_where_it_cannot_be_made(own_folder):
    own_folder.chmod(0o555)
    with pytest.raises(ConfigurationError, match=r"project: .*cannot be written to"):
        check_target(own_folder / "new" / "clean")


def test_recover_clears_a_read_only_build_away(own_folder):
    target = build(own_folder / "clean", "new")
    build(side_folder(target), "old").chmod(0o555)
    recover(target)
    assert names(own_folder) == ["clean"]


@pytest.mark.usefixtures("swap_kind")
def test_an_old_build_that_cannot_be_deleted_is_no_failure(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied")

    target = build(tmp_path / "clean", "old")
    new = build(side_folder(target), "new")
    with monkeypatch.context() as patch:
        patch.setattr(folder.shutil, "rmtree", refuse)
        replace_folder(new, target)
        assert (target / "rules.csv").read_text() == "new"
        with pytest.raises(ConfigurationError, match=r"\.clean\.winnow-.*Remove this folder by hand"):
            recover(target)
    recover(target)
    assert names(tmp_path) == ["clean"]


def test_recover_refuses_a_folder_with_other_files_before_any_work(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ConfigurationError):
        recover(tmp_path)


def test_the_root_of_the_file_system_is_refused():
    with pytest.raises(ConfigurationError):
        recover(Path("/"))


@pytest.mark.parametrize(
    "make", [Path.touch, lambda path: path.symlink_to("nowhere")], ids=["file", "dangling"]
)
def test_what_is_no_folder_is_refused(tmp_path, make):
    make(tmp_path / "clean")
    with pytest.raises(ConfigurationError):
        check_target(tmp_path / "clean")


def test_recover_leaves_a_sound_target_alone(tmp_path):
    target = build(tmp_path / "clean", "old")
    recover(target)
    assert (target / "rules.csv").read_text() == "old"


def test_recover_clears_a_half_written_side_folder(tmp_path):
    target = build(tmp_path / "clean", "old")
    side_folder(target).mkdir()
    (side_folder(target) / "rules.csv").write_text("ne")
    recover(target)
    assert names(tmp_path) == ["clean"]
    assert (target / "rules.csv").read_text() == "old"


def test_recover_rolls_back_when_the_new_build_is_not_there(tmp_path):
    target = build(tmp_path / "clean", "old")
    target.rename(tmp_path / ".clean.winnow-old")
    recover(target)
    assert names(tmp_path) == ["clean"]
    assert (target / "rules.csv").read_text() == "old"


def test_a_system_that_refuses_leaves_the_target_and_says_so(tmp_path, monkeypatch):
    def refuse(first, second):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(folder, "exchange", refuse)
    target = build(tmp_path / "clean", "old")
    with pytest.raises(ConfigurationError, match=r"busy.*mount point"):
        replace_folder(build(side_folder(target), "new"), target)
    assert (target / "rules.csv").read_text() == "old"


def test_exchange_of_a_missing_path_is_an_error(tmp_path):
    (tmp_path / "a").mkdir()
    if exchange_is_supported(tmp_path):
        with pytest.raises(OSError, match="No such file"):
            exchange(tmp_path / "a", tmp_path / "missing")


def exchange_is_supported(root):
    (root / "x").mkdir()
    (root / "y").mkdir()
    return exchange(root / "x", root / "y")


@pytest.mark.parametrize("mode", ["exchange", "steps"])
def test_a_swap_killed_before_any_operation_leaves_the_old_or_the_new_build(tmp_path, mode):
    run = subprocess.run(
        [sys.executable, SWAPPER, tmp_path, mode],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found = json.loads(run.stdout)
    assert found["ended"]
    seen, recovered, left = zip(*found["outcomes"], strict=True)
    assert set(recovered) == {"old4", "new4"}
    assert set(map(tuple, left)) == {("clean",)}
    # With an exchange a reader never misses the folder; in two steps it may, until the next run.
    assert set(seen) == ({"old4", "new4"} if mode == "exchange" else {"old4", "new4", None})


def test_the_cheap_functions_load_nothing_heavy():
    code = (
        "import sys; from pipeline.publish import compare_folders, recover, replace_folder, side_folder; "
        "sys.exit(any(name in sys.modules for name in ('polars', 'pandera', 'spacy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
