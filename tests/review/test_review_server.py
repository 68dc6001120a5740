"""`serve`: starts on loopback only, prints its address, and names what is wrong before it starts."""

import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from pipeline.errors import ArgumentError, DecisionError
from pipeline.review.server import serve
from pipeline.review.session import Desk

START = (
    "import sys; from pathlib import Path; from pipeline.review.server import serve;"
    "from pipeline.review.session import Desk;"
    "serve(Desk(Path(sys.argv[1]), Path(sys.argv[2]), 'ana'), 0, host=sys.argv[3], token=sys.argv[4] or None)"
)
TOKEN = "a-token-of-our-own-0123456789"


@contextmanager
def serving(clean, decisions, host="127.0.0.1", token=""):
    command = [sys.executable, "-c", START, str(clean), str(decisions), host, token]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http\S+", server.stdout.readline())[0]
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


@pytest.fixture
def desk(clean, tmp_path):
    return Desk(clean, tmp_path / "decisions", "ana")


@pytest.mark.parametrize(
    ("host", "token"),
    [("127.0.0.1", ""), ("127.0.0.1", TOKEN), ("0.0.0.0", TOKEN), ("localhost", "")],
)
def test_printed_address_opens_the_page(clean, tmp_path, host, token):
    with (
        serving(clean, tmp_path / "decisions", host, token) as address,
        httpx.Client(follow_redirects=True, trust_env=False) as client,
    ):
        assert token in address
        assert "Stress" in client.get(address).text


def test_torn_line_is_told_at_the_start(desk, capsys):
    desk.decisions.mkdir()
    (desk.decisions / "bo.jsonl").write_text('{"id": "')
    with pytest.raises(ArgumentError, match="--port"):
        serve(desk, 70_000)
    assert "bo.jsonl: the last line was never written" in capsys.readouterr().err


def test_missing_tables_stop_the_start(desk, tmp_path):
    with pytest.raises(ArgumentError, match="make all"):
        serve(replace(desk, clean=tmp_path / "none"))


def test_broken_decisions_stop_the_start(desk):
    desk.decisions.mkdir()
    (desk.decisions / "ana.jsonl").write_text("{\n\n")
    with pytest.raises(DecisionError, match=re.escape("ana.jsonl, line 1")):
        serve(desk)


def test_impossible_reviewer_stops_the_start(desk):
    with pytest.raises(DecisionError, match="name"):
        serve(replace(desk, reviewer="../ana"))


def test_taken_port_is_named(desk):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ArgumentError, match=f"--port {port}"):
            serve(desk, port)


def test_impossible_port_is_named(desk):
    with pytest.raises(ArgumentError, match="--port 70000"):
        serve(desk, 70_000)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "box.example"])
def test_host_that_others_reach_needs_a_token(desk, host):
    with pytest.raises(ArgumentError, match="--token"):
        serve(desk, host=host)


@pytest.mark.parametrize("token", ["", "short", "x" * 201, "two words of a long sentence", "ü" * 30])
def test_token_that_is_guessed_or_broken_easily_is_refused(desk, token):
    with pytest.raises(ArgumentError, match="--token"):
        serve(desk, token=token)


def test_unknown_host_is_named(desk):
    with pytest.raises(ArgumentError, match=r"--host no\.such\.host\.invalid"):
        serve(desk, host="no.such.host.invalid", token=TOKEN)
