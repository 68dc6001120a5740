"""The review page keeps out other web sites, and never runs what it shows."""

from html.parser import HTMLParser

import pytest
from review_browser import PORT, Browser, correction, write_clean

from pipeline.review.app import Desk

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
    clean = write_clean(folder, [correction("k1", **dict.fromkeys(FIELDS, text))], title=text)
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
    assert ("script", ["src", "defer"]) in tags
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


def test_page_without_cookie_is_refused(browser):
    for url in ("/", "/static/review.js", "/decide"):
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


def test_start_token_opens_no_other_method(browser):
    answer = browser.send("POST", f"/decide?token={browser.keys.token}", is_let_in=False)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Origin": "https://evil.example"}, id="foreign origin"),
        pytest.param({"Origin": "null"}, id="null origin"),
        pytest.param({"Origin": f"http://localhost:{PORT}"}, id="origin other than the host"),
        pytest.param({"Origin": f"http://127.0.0.1:{PORT + 1}"}, id="another port"),
        pytest.param({"Origin": ""}, id="empty origin"),
        pytest.param({"X-CSRF-Token": ""}, id="no CSRF token"),
        pytest.param({"X-CSRF-Token": "wrong"}, id="wrong CSRF token"),
        pytest.param({"Cookie": ""}, id="no cookie"),
        pytest.param({"Host": "evil.example"}, id="foreign host"),
    ],
)
def test_forged_verdict_is_refused_and_writes_nothing(browser, headers):
    assert browser.post(key="k1", action="accept", headers=headers).status_code in {403, 421}
    assert not browser.desk.decisions.exists()


def test_verdict_without_origin_is_refused(browser):
    answer = browser.send("POST", "/decide", headers={"X-CSRF-Token": browser.keys.csrf})
    assert answer.status_code == 403


@pytest.mark.parametrize("url", ["/", "/?key=k1&action=accept", "/decide", "/decide?key=k1&action=accept"])
def test_get_changes_nothing(browser, url):
    browser.get(url)
    assert not browser.desk.decisions.exists()


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2ferrors.py"]
)
def test_only_the_pages_own_files_are_served(browser, path):
    assert browser.get(path).status_code == 404


def test_secrets_differ_between_starts(browser):
    other = Browser(browser.desk)
    mine = {browser.keys.token, browser.keys.cookie, browser.keys.csrf}
    assert len(mine | {other.keys.token, other.keys.cookie, other.keys.csrf}) == 6
