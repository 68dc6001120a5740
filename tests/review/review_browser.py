"""A browser's side of the review page."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx

from pipeline.review.app import build_app
from pipeline.review.guard import Door, Secrets
from pipeline.review.session import Desk

PORT = 8765


@dataclass
class Browser:
    """Sends one request at a time, as a browser that was let in would, unless told otherwise."""

    desk: Desk
    keys: Secrets = field(default_factory=Secrets)
    door: Door = field(default_factory=lambda: Door(PORT))

    def __post_init__(self):
        self.app = build_app(self.desk, self.keys, self.door)

    def send(self, method, url, *, is_let_in=True, headers=(), **options):
        cookies = {"Cookie": f"winnow_review_{PORT}={self.keys.cookie}"} if is_let_in else {}
        return asyncio.run(self._send(method, url, headers=cookies | dict(headers), **options))

    def get(self, url="/", **options):
        return self.send("GET", url, **options)

    def post(self, url="/verdicts", *, headers=(), content=None, **sent):
        ours = {"Origin": f"http://127.0.0.1:{PORT}", "X-CSRF-Token": self.keys.csrf}
        body = json.dumps(sent) if content is None else content
        return self.send("POST", url, headers=ours | dict(headers), content=body)

    async def _send(self, method, url, **options):
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
            return await client.request(method, url, **options)
