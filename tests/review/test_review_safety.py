"""The review page keeps out other web sites, and never runs what it shows."""

from html.parser import HTMLParser

import pytest
from review_browser import PORT, Browser
from review_tables import correction, document, write_clean

from pipeline.review.guard import Door
from pipeline.review.session import Desk

HOSTILE = [
    "<script>alert(1)</script>",
    "</bdi></p></li><script src=//evil.example></script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</textarea><iframe srcdoc='<script>alert(1)</script>'>",
    "</title><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<b>\u202c\u2066",
    "<base href=//evil.example><form action=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "+ADw-script+AD4-alert(1)",
]
FIELDS = ["before", "after", "rule_id", "kind", "context_before", "context_after", "reason", "evidence"]


class Skeleton(HTMLParser):
    """The tags and attribute names of a page, without its texts and values."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, [name for name, _ in attributes]))

    def handle_data(self, data):
        self.text += data


def page_with(folder, text):
    """The skeleton of a page on which every scraped text, and the URL's filter, is the given one."""
    clean = write_clean(
        folder, [correction("k1", **dict.fromkeys(FIELDS, text))], documents=[document(title=text)]
    )
    browser = Browser(Desk(clean, folder / "decisions", "ana"))
    browser.post(key="k1", action="edit", after="own " + text.replace("\0", ""))
    answer = browser.send("GET", "/", params={"rule": text, "status": "flagged"})
    assert answer.status_code == 200
    return Skeleton(answer.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(tmp_path, text):
    harmless = page_with(tmp_path / "harmless", "harmless")
    hostile = page_with(tmp_path / "hostile", text)
    assert hostile.tags == harmless.tags
    assert hostile.text.count(text) >= len(FIELDS)


@pytest.mark.parametrize("url", ["/", "/?token=wrong", "/nowhere", "/static/review.css"])
def test_every_answer_carries_the_safety_headers(browser, url):
    for is_let_in in (True, False):
        headers = browser.get(url, is_let_in=is_let_in).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


def test_page_has_no_inline_script_or_style(browser):
    tags = Skeleton(browser.get().text).tags
    assert ("script", ["type", "src"]) in tags
    assert not [tag for tag, names in tags if tag == "style" or "style" in names]
    assert not [names for _, names in tags if any(name.startswith("on") for name in names)]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.1.evil.example:{PORT}",
        "",
    ],
)
def test_foreign_host_is_refused(browser, host):
    assert browser.get(headers={"Host": host}).status_code == 421


def test_localhost_is_answered(browser):
    assert browser.get(headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "host", [f"box.example:{PORT}", f"192.0.2.7:{PORT}", f"localhost:{PORT}", f"127.0.0.1:{PORT}"]
)
def test_page_on_another_host_answers_under_its_own_names(clean, tmp_path, host):
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"), door=Door(PORT, host.partition(":")[0]))
    assert browser.get(headers={"Host": host}).status_code == 200
    assert browser.get(headers={"Host": f"evil.example:{PORT}"}).status_code == 421


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.0.2.7", 200), ("[2001:db8::1]", 200), ("evil.example", 421), ("192.0.2.7.evil.example", 421)],
)
def test_page_on_all_addresses_answers_no_foreign_name(clean, tmp_path, host, status):
    browser = Browser(Desk(clean, tmp_path / "decisions", "ana"), door=Door(PORT, "0.0.0.0"))
    assert browser.get(headers={"Host": f"{host}:{PORT}"}).status_code == status


PAGES = ["/", "/decisions", "/rules", "/pages/d1", "/alike/k1", "/reach/k1?scope=rule&action=reject"]
WRITES = ["/verdicts", "/batches", "/undo", "/contraries"]


@pytest.mark.parametrize("url", [*PAGES, *WRITES, "/static/review.js", "/static/review.css", "/nowhere"])
def test_page_without_cookie_is_refused(browser, url):
    answer = browser.get(url, is_let_in=False)
    assert (answer.status_code, "Stress" in answer.text) == (403, False)


@pytest.mark.parametrize("cookie", ["", "wrong", "é"])
def test_wrong_cookie_is_refused(browser, cookie):
    header = f"winnow_review_{PORT}={cookie}".encode()
    assert browser.get(is_let_in=False, headers={"Cookie": header}).status_code == 403


def test_start_token_is_exchanged_for_a_strict_cookie(browser):
    answer = browser.get(f"/?token={browser.keys.token}", is_let_in=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert browser.keys.cookie in cookie
    assert browser.keys.token not in cookie
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in cookie.split(";")}


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_wrong_start_token_is_refused(browser, token):
    answer = browser.send("GET", "/", is_let_in=False, params={"token": token})
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize("url", WRITES)
def test_start_token_opens_no_other_method(browser, url):
    answer = browser.send("POST", f"{url}?token={browser.keys.token}", is_let_in=False)
    assert answer.status_code == 403


@pytest.mark.parametrize("url", WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Origin": "https://evil.example"}, id="foreign origin"),
        pytest.param({"Origin": "null"}, id="null origin"),
        pytest.param({"Origin": f"http://localhost:{PORT}"}, id="origin other than the host"),
        pytest.param({"Origin": f"http://127.0.0.1:{PORT + 1}"}, id="another port"),
        pytest.param({"Origin": f"https://127.0.0.1:{PORT}"}, id="another scheme"),
        pytest.param({"Origin": ""}, id="empty origin"),
        pytest.param({"X-CSRF-Token": ""}, id="no CSRF token"),
        pytest.param({"X-CSRF-Token": "wrong"}, id="wrong CSRF token"),
        pytest.param({"Cookie": ""}, id="no cookie"),
        pytest.param({"Host": "evil.example"}, id="foreign host"),
    ],
)
def test_forged_request_is_refused_and_writes_nothing(browser, url, headers):
    answer = browser.post(url, key="k1", action="accept", count=2, headers=headers)
    assert answer.status_code in {403, 421}
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize("url", WRITES)
def test_request_without_origin_is_refused(browser, url):
    answer = browser.send("POST", url, headers={"X-CSRF-Token": browser.keys.csrf})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "url", [*PAGES, *WRITES, *(f"{url}?key=k1&action=accept&count=2" for url in ("/", *WRITES))]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_changes_nothing(browser, method, url):
    browser.send(method, url)
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize("url", WRITES)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_post_writes(browser, method, url):
    ours = {"Origin": f"http://127.0.0.1:{PORT}", "X-CSRF-Token": browser.keys.csrf}
    assert browser.send(method, url, headers=ours).status_code == 405


@pytest.mark.parametrize("url", WRITES)
def test_oversized_body_is_refused_before_it_is_read_whole(browser, url):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += 1
            yield b"x" * 10_000

    assert browser.post(url, content=endless()).status_code == 400
    assert sent < 100


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2ferrors.py"]
)
def test_only_the_pages_own_files_are_served(browser, path):
    assert browser.get(path).status_code == 404


def test_secrets_differ_between_starts(browser):
    other = Browser(browser.desk)
    mine = {browser.keys.token, browser.keys.cookie, browser.keys.csrf}
    assert len(mine | {other.keys.token, other.keys.cookie, other.keys.csrf}) == 6
