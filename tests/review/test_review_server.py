"""`serve`: starts on loopback only, prints its address, and names what is wrong before it starts."""

import re
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from pipeline.errors import ArgumentError, DecisionError
from pipeline.review.server import serve

START = (
    "import sys; from pathlib import Path; from pipeline.review.server import serve;"
    "serve(Path(sys.argv[1]), Path(sys.argv[2]), 0, 'ana')"
)


@pytest.fixture
def address(clean, tmp_path):
    command = [sys.executable, "-c", START, str(clean), str(tmp_path / "decisions")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http\S+", server.stdout.readline())[0]
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


def test_printed_address_opens_the_page(address):
    with httpx.Client(follow_redirects=True, trust_env=False) as client:
        assert "Stress fractures" in client.get(address).text


def test_missing_tables_stop_the_start(tmp_path):
    with pytest.raises(ArgumentError, match="make all"):
        serve(tmp_path / "clean", tmp_path / "decisions", reviewer="ana")


def test_broken_decisions_stop_the_start(clean, tmp_path):
    (tmp_path / "ana.jsonl").write_text("{\n\n")
    with pytest.raises(DecisionError, match=re.escape("ana.jsonl, line 1")):
        serve(clean, tmp_path, reviewer="ana")


def test_impossible_reviewer_stops_the_start(clean, tmp_path):
    with pytest.raises(DecisionError, match="name"):
        serve(clean, tmp_path, reviewer="../ana")


def test_taken_port_is_named(clean, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ArgumentError, match=f"--port {port}"):
            serve(clean, tmp_path, port, "ana")


def test_impossible_port_is_named(clean, tmp_path):
    with pytest.raises(ArgumentError, match="--port 70000"):
        serve(clean, tmp_path, 70_000, "ana")
