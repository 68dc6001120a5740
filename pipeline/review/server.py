"""`winnow review`: serves the page on the loopback address until it is interrupted."""

from __future__ import annotations

import getpass
import re
import socket
from contextlib import suppress
from pathlib import Path

import uvicorn

from pipeline.errors import ArgumentError
from pipeline.review.app import Desk, build_app
from pipeline.review.corrections import load_corrections
from pipeline.review.decisions import check_reviewer, load_decisions
from pipeline.review.guard import Secrets

_LOOPBACK = "127.0.0.1"


def serve(clean: Path, decisions: Path, port: int = 8765, reviewer: str | None = None) -> None:
    """Print the page's address and serve it until Ctrl-C.

    Args:
        clean: the folder of tables to review.
        decisions: the folder of decision files; made at the first decision.
        port: the port on the loopback address; 0 takes a free one.
        reviewer: who decides; by default the login name.

    Raises:
        ArgumentError: there are no tables, or the port cannot be had.
        DecisionError: a decision file is broken, or the reviewer's name cannot head one.
    """
    desk = Desk(clean, decisions, check_reviewer(reviewer or _login_name()))
    load_corrections(clean)
    load_decisions(decisions)
    with _listen(port) as listener:
        port = listener.getsockname()[1]
        keys = Secrets()
        print(f"Review as {desk.reviewer}: http://{_LOOPBACK}:{port}/?token={keys.token}", flush=True)
        print("Stop with Ctrl-C. Each verdict is saved at once; `make all` applies them.", flush=True)
        config = uvicorn.Config(
            build_app(desk, keys, port), log_level="warning", access_log=False, proxy_headers=False,
            server_header=False, lifespan="off", ws="none",
        )  # fmt: skip
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_LOOPBACK, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise ArgumentError(f"The port cannot be used: {error}.", where=f"--port {port}",
                            remedy="Choose another one with --port.") from error  # fmt: skip
    return listener


def _login_name() -> str:
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = ""
    return re.sub(r"[^a-z0-9._-]", "-", login.lower())[:40] or "reviewer"
