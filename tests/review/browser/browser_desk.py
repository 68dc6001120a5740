"""A review server of our own, and a real browser that was let in to it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.review.app import build_app
from pipeline.review.guard import Door, Secrets
from pipeline.review.session import Desk

NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser_path():
    """The browser of this machine, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched(path):
    """The browser of that path, started; as root it has no sandbox of its own."""
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()


@contextmanager
def serving(clean: Path, decisions: Path, reviewer="ana", *options):
    """Run `winnow review` on a free port; gives the address that it prints."""
    command = [
        sys.executable, "-m", "pipeline", "review", "--port", "0", "--reviewer", reviewer,
        "--clean", str(clean), "--decisions", str(decisions), *options,
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.search(r"http\S+", server.stdout.readline())[0]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
            server.stdout.close()


@contextmanager
def serving_here(clean: Path, decisions: Path, reviewer="ana", second=10):
    """The same page served by a thread of the test, which starts at once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door, keys = Door(listener.getsockname()[1]), Secrets()
        app = build_app(Desk(clean, decisions, reviewer, second), keys, door)
        config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.port}/?token={keys.token}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Visit:
    """A page in a browser, and all that it must not do: errors, dialogs, requests to elsewhere."""

    page: Page
    home: str
    misdeeds: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.misdeeds.append(f"script error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)
        self.page.on("dialog", self._refuse)

    def go(self, address="/"):
        self.page.goto(self.home + address)
        return self.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def settled(self):
        """Wait until each verdict given so far has been answered, and what follows from it is shown."""
        self.page.wait_for_selector("[aria-busy]", state="detached")

    def until(self, holds):
        """Wait until something holds; the page's own security policy forbids playwright to ask in it."""
        for _ in range(500):
            if holds():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("It never came to hold.")

    @property
    def focused(self):
        """The key of the entry that has the focus."""
        return self.page.evaluate("document.activeElement.closest('.entry')?.dataset.key")

    @property
    def said(self):
        return self.page.inner_text("#announcement")

    def _hear(self, message):
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.misdeeds.append(f"{message.type}: {message.text}")

    def _watch(self, request):
        if not request.url.startswith(self.home + "/"):
            self.misdeeds.append(f"request: {request.url}")

    def _refuse(self, dialog):
        self.misdeeds.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def visiting(browser: Browser, address: str, **options):
    """Open the address that the server printed; afterwards nothing bad may have happened."""
    with browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}) as context:
        visit = Visit(context.new_page(), address.partition("/?")[0])
        visit.page.goto(address)
        yield visit
        assert visit.misdeeds == []


def verdicts(decisions: Path, reviewer="ana"):
    """(key, action) of each line of the reviewer's file."""
    path = decisions / f"{reviewer}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [(line["key"], line["action"]) for line in map(json.loads, lines)]
