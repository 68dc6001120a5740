"""The door of the review page: who is let in, and what every answer carries.

The page changes files and shows scraped text, so a web site open in the same browser must be able neither
to reach it (Host, start token, cookie), nor to write through it (Origin, CSRF token), nor to frame it or
to run script in it (Content-Security-Policy).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


LOOPBACK = "127.0.0.1"
_OWN = (LOOPBACK, "localhost")


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Fresh at each start: `token` opens the page, `cookie` keeps it open, `csrf` allows to write."""

    token: str = field(default_factory=_secret)
    cookie: str = field(default_factory=_secret)
    csrf: str = field(default_factory=_secret)


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is served.

    Args:
        port: the port; the Host header must name it, too.
        host: the address or name it is served on; the unspecified address stands for all of the machine's.
    """

    port: int
    host: str = LOOPBACK

    def admits(self, named: str) -> bool:
        """Whether a Host header names the page: other sites' names may be made to lead here."""
        host, _, port = named.rpartition(":")
        if port != str(self.port):
            return False
        return host in {self.host, f"[{self.host}]", *_OWN} or (self._is_open and _is_address(host))

    @property
    def _is_open(self) -> bool:
        return self.host in {"0.0.0.0", "::"}


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware around the page.

    Args:
        app: what answers those who are let in.
        keys: the secrets of this start.
        door: the addresses that the Host header may name.
    """

    app: ASGIApp
    keys: Secrets
    door: Door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            return  # neither lifespan nor web sockets: both are switched off
        answer = self._refuse(Request(scope)) or self.app
        await answer(scope, receive, _with_headers(send))

    @property
    def cookie_name(self) -> str:
        """Cookies do not tell ports apart, so the name does."""
        return f"winnow_review_{self.door.port}"

    def _refuse(self, request: Request) -> Response | None:
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self.door.admits(hosts[0]):
            return _refusal(421, "This server does not answer under this address.")
        if "token" in request.query_params:
            return self._let_in(request)
        if not _same(request.cookies.get(self.cookie_name, ""), self.keys.cookie):
            return _refusal(403, "Open the address that `winnow review` printed.")
        if request.method not in {"GET", "HEAD"}:
            return self._refuse_write(request, f"http://{hosts[0]}")
        return None

    def _let_in(self, request: Request) -> Response:
        if request.method != "GET" or not _same(request.query_params["token"], self.keys.token):
            return _refusal(403, "This address is of an earlier start: open the one printed last.")
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self.cookie_name, self.keys.cookie, httponly=True, samesite="strict")
        return answer

    def _refuse_write(self, request: Request, origin: str) -> Response | None:
        if request.headers.getlist("origin") != [origin]:
            return _refusal(403, "The request comes from another site.")
        if not _same(request.headers.get("x-csrf-token", ""), self.keys.csrf):
            return _refusal(403, "The page is of an earlier start: load it again.")
        return None


def _is_address(host: str) -> bool:
    """Whether this is a bare address, which no other site can make lead here."""
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode(), secret.encode())


def _refusal(status: int, message: str) -> Response:
    return PlainTextResponse(message + "\n", status_code=status)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return send_with_headers
