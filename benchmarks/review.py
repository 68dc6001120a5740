"""Latency of the review page: a server of its own over generated tables, asked as a browser asks it."""

from __future__ import annotations

import http.client
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.reviewed import write_tables

ENTRIES = 100_000
_PAGES, _VERDICTS = 20, 300
_WIDE = 5
"""Pages are asked for from the start of the queue on; of a verdict on a whole rule this many are given."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever was let in: a connection that stays open, and what each request must carry."""

    connection: http.client.HTTPConnection
    headers: Mapping[str, str]

    def get(self, address: str) -> str:
        """The text of a page.

        Raises:
            RuntimeError: the server refuses.
        """
        return self._ask("GET", address, None)

    def post(self, address: str, **sent: object) -> str:
        """What the server answers to a verdict and the like.

        Raises:
            RuntimeError: the server refuses.
        """
        return self._ask("POST", address, json.dumps(sent).encode())

    def _ask(self, method: str, address: str, body: bytes | None) -> str:
        self.connection.request(method, address, body, dict(self.headers))
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(f"{method} {address}: {answer.status} {text[:200]}")
        return text


def table(entries: int = ENTRIES) -> str:
    """A Markdown table of what a reviewer waits for, with so many entries in the queue."""
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder) / "clean", entries)
        begin = time.perf_counter()
        with _serving(Path(folder)) as address:
            built = time.perf_counter() - begin
            rows = [_row(name, milliseconds) for name, milliseconds in _measured(_let_in(address))]
    head = f"Review page over {entries:,} entries; the index stood {built:.1f} seconds after the start.\n"
    return "\n".join([head, "| what | n | median ms | 99th percentile ms |", "|---|---|---|---|", *rows, ""])


def _measured(visitor: Visitor) -> Iterator[tuple[str, list[float]]]:
    page = visitor.get("/")
    yield "first page", _times(lambda _: visitor.get("/"), _PAGES)
    yield "a filtered page", _times(lambda n: visitor.get(f"/?kind=correction&rule=rule_{n}&page=2"), _PAGES)
    yield "a search", _times(lambda n: visitor.get(f"/?q=wrongword{n}+knee"), _PAGES)
    keys = _keys(visitor, page, 3 * _VERDICTS + _WIDE)
    for action in ("accept", "reject", "skip"):
        part = [keys.pop() for _ in range(_VERDICTS)]
        ask = lambda n, part=part, action=action: visitor.post("/verdicts", key=part[n], action=action)  # noqa: E731
        yield f"verdict: {action}", _times(ask, _VERDICTS)
    yield "undo", _times(lambda _: visitor.post("/undo"), _VERDICTS)
    yield "accept all identical", _times(lambda _: _accept_alike(visitor, keys[0]), 1)
    yield "undo of all identical", _times(lambda _: visitor.post("/undo"), 1)
    wide = lambda n: visitor.post("/verdicts", key=keys[n], action="reject", scope="rule")  # noqa: E731
    yield "verdict on a whole rule", _times(wide, _WIDE)


def _accept_alike(visitor: Visitor, key: str) -> None:
    count = json.loads(visitor.get(f"/alike/{key}"))["count"]
    visitor.post("/batches", key=key, action="accept", count=count)


def _keys(visitor: Visitor, page: str, wanted: int) -> list[str]:
    """The keys of the first entries of the queue."""
    found: list[str] = []
    number = 1
    while len(found) < wanted:
        found += re.findall(r'data-key="([^"]+)"', page)
        number += 1
        page = visitor.get(f"/?kind=correction&page={number}")
    return list(dict.fromkeys(found))


def _times(ask: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds that each of so many requests took."""
    found = []
    for number in range(times):
        begin = time.perf_counter()
        ask(number)
        found.append((time.perf_counter() - begin) * 1000)
    return found


def _row(name: str, milliseconds: list[float]) -> str:
    last = max(milliseconds) if len(milliseconds) < 100 else statistics.quantiles(milliseconds, n=100)[98]
    return f"| {name} | {len(milliseconds)} | {statistics.median(milliseconds):.1f} | {last:.1f} |"


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Run the server on a free port; gives the address that opens the page."""
    command = [sys.executable, "-m", "pipeline", "review", "--port", "0", "--reviewer", "bench", "--clean",
               str(folder / "clean"), "--decisions", str(folder / "decisions")]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _let_in(address: str) -> Visitor:
    host = urlsplit(address).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", address.partition(host)[2])
    answer = connection.getresponse()
    answer.read()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    visitor = Visitor(connection, {"Cookie": cookie})
    [token] = re.findall(r'name="csrf-token" content="([^"]+)"', visitor.get("/"))
    return Visitor(connection, {"Cookie": cookie, "Origin": f"http://{host}", "X-CSRF-Token": token})
