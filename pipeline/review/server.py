"""`winnow review`: serves the page until it is interrupted."""

from __future__ import annotations

import getpass
import re
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address

import uvicorn

from pipeline.errors import ArgumentError
from pipeline.review.app import build_app
from pipeline.review.decisions import check_reviewer, load_decisions
from pipeline.review.guard import LOOPBACK, Door, Secrets
from pipeline.review.session import Desk, Session

_SHORTEST_TOKEN = 20


def serve(desk: Desk, port: int = 8765, *, host: str = LOOPBACK, token: str | None = None) -> None:
    """Print the page's address and serve it until Ctrl-C.

    Args:
        desk: where the reviewer works.
        port: the port; 0 takes a free one.
        host: the address to serve on; other machines reach it only if it is not a loopback address.
        token: what opens the page; by default a fresh secret at each start.

    Raises:
        ArgumentError: there are no tables, the port cannot be had, the token is too short, or there is none
            for a host that others reach.
        DecisionError: a decision file is broken, or the reviewer's name cannot head one.
    """
    check_reviewer(desk.reviewer)
    _check_token(host, token)
    print(f"Reading {desk.clean} ...", file=sys.stderr, flush=True)
    with Session(desk).work():
        pass  # what is broken is told at the start, and the index stands when the first page is asked for
    for name in load_decisions(desk.decisions).torn:
        print(
            f"{name}: the last line was never written to its end and does not count.",
            file=sys.stderr,
            flush=True,
        )
    with _listen(host, port) as listener:
        door = Door(listener.getsockname()[1], host)
        keys = Secrets(token) if token else Secrets()
        print(f"Review as {desk.reviewer}: http://{_shown(host)}:{door.port}/?token={keys.token}", flush=True)
        print("Stop with Ctrl-C. Each verdict is saved at once; `make all` applies them.", flush=True)
        config = uvicorn.Config(
            build_app(desk, keys, door), log_level="warning", access_log=False, proxy_headers=False,
            server_header=False, lifespan="off", ws="none",
        )  # fmt: skip
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def login_name() -> str:
    """The reviewer who has not said another name: the login name, made to head a decision file."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = ""
    return re.sub(r"[^a-z0-9._-]", "-", login.lower())[:40] or "reviewer"


def _check_token(host: str, token: str | None) -> None:
    if token is None and not _is_loopback(host):
        raise ArgumentError(
            "Other machines reach this address, and the connection is not encrypted.",
            where=f"--host {host}",
            remedy="Give a secret of your own with --token.",
        )
    if token is not None and not re.fullmatch(rf"[A-Za-z0-9._~-]{{{_SHORTEST_TOKEN},200}}", token):
        raise ArgumentError(
            f"The token is not {_SHORTEST_TOKEN} to 200 of letters, digits and the signs . _ ~ -",
            where="--token",
            remedy="Make one: openssl rand -hex 20",
        )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ArgumentError(f"The address cannot be used: {error}.", where=f"--host {host}",
                            remedy="Choose another one with --host.") from error  # fmt: skip
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address[0], port, *address[2:]))  # `getaddrinfo` wraps ports that are too large
        listener.listen()  # who opens the address as soon as it is printed waits, and is not refused
    except (OSError, OverflowError) as error:
        listener.close()
        raise ArgumentError(f"The port cannot be used: {error}.", where=f"--port {port}",
                            remedy="Choose another one with --port.") from error  # fmt: skip
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
