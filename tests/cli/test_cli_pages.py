"""Where a page for the browser goes, and that it is opened only when asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.cli import pages
from pipeline.errors import ArgumentError


class Output(io.TextIOWrapper):
    """Standard output, into a terminal or a pipe."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    @property
    def shown(self) -> str:
        return self.buffer.getvalue().decode()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr(pages.webbrowser, "open", addresses.append)
    return addresses


def deliver(monkeypatch, out: Path | None, usual: Path, *, is_terminal: bool, browse: bool = False) -> str:
    output = Output(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stdout", output)
    pages.deliver("<p>page</p>", out, usual, browse=browse)
    return output.shown


def test_a_page_goes_into_the_pipe(monkeypatch, tmp_path, opened):
    assert deliver(monkeypatch, None, tmp_path / "a.html", is_terminal=False) == "<p>page</p>"
    assert not list(tmp_path.iterdir())


def test_on_a_terminal_a_page_goes_into_its_usual_file(monkeypatch, tmp_path, opened):
    usual = tmp_path / "trace" / "a.html"
    assert deliver(monkeypatch, None, usual, is_terminal=True) == f"{usual}\n"
    assert usual.read_text() == "<p>page</p>"
    assert not opened


def test_a_page_goes_into_the_file_that_was_asked_for(monkeypatch, tmp_path, opened):
    asked = tmp_path / "b.html"
    assert deliver(monkeypatch, asked, tmp_path / "a.html", is_terminal=False) == f"{asked}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_a_page_is_opened_from_its_file_even_in_a_pipe(monkeypatch, tmp_path, opened):
    usual = tmp_path / "a.html"
    deliver(monkeypatch, None, usual, is_terminal=False, browse=True)
    assert opened == [usual.as_uri()]


def test_a_file_that_cannot_be_written_is_named(monkeypatch, tmp_path, opened):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArgumentError, match="--out"):
        deliver(monkeypatch, tmp_path / "file" / "a.html", tmp_path / "a.html", is_terminal=True)


def test_a_page_that_is_not_there_is_named(tmp_path, opened):
    with pytest.raises(ArgumentError, match=r"report\.html.*winnow run"):
        pages.browse_page(tmp_path / "report.html")
    assert not opened
