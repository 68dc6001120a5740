"""A small clean/ folder, and a browser's side of the review page."""

import asyncio
import csv
import json
from dataclasses import dataclass, field

import httpx

from pipeline.review.app import Desk, build_app
from pipeline.review.guard import Secrets

PORT = 8765
COLUMNS = [
    "correction_id", "document_id", "block_index", "start", "end", "before", "after", "rule_id", "kind",
    "confidence", "status", "context_before", "context_after", "reason", "evidence", "reviewer",
]  # fmt: skip


def correction(key, **changes):
    row = dict.fromkeys(COLUMNS, "") | {
        "correction_id": key, "document_id": "d1", "before": "Stress factors", "after": "Stress fractures",
        "rule_id": "near-miss", "kind": "real_word", "confidence": "0.6000", "status": "flagged",
        "context_after": " are small cracks", "reason": "One word away from a term.",
    }  # fmt: skip
    return row | changes


def write_table(path, columns, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_clean(folder, corrections, title="Hip pain", blocks=()):
    folder.mkdir(exist_ok=True)
    documents = [
        {
            "document_id": "d1",
            "path": "hips/page.txt",
            "source_id": "hips",
            "title": title,
            "clean_text": "x" * 200_000,
        }
    ]
    write_table(folder / "documents.csv", list(documents[0]), documents)
    write_table(folder / "blocks.csv", ["document_id", "block_index", "start", "text"], blocks)
    write_table(folder / "corrections.csv", COLUMNS, corrections)
    return folder


@dataclass
class Browser:
    """Sends one request at a time, as a browser that was let in would, unless told otherwise."""

    desk: Desk
    keys: Secrets = field(default_factory=Secrets)

    def __post_init__(self):
        self.app = build_app(self.desk, self.keys, PORT)

    def send(self, method, url, *, is_let_in=True, headers=(), **options):
        cookies = {"Cookie": f"winnow_review_{PORT}={self.keys.cookie}"} if is_let_in else {}
        return asyncio.run(self._send(method, url, headers=cookies | dict(headers), **options))

    def get(self, url="/", **options):
        return self.send("GET", url, **options)

    def post(self, *, headers=(), content=None, **verdict):
        ours = {"Origin": f"http://127.0.0.1:{PORT}", "X-CSRF-Token": self.keys.csrf}
        body = json.dumps(verdict) if content is None else content
        return self.send("POST", "/decide", headers=ours | dict(headers), content=body)

    async def _send(self, method, url, **options):
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
            return await client.request(method, url, **options)
