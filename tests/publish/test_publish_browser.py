"""The report and the trace in a real browser: narrow and wide, light and dark, and on hostile pages."""

from contextlib import contextmanager
from pathlib import Path

import browser_desk
import pytest
from browser_desk import Visit
from browser_hostile import HOSTILE
from publish_hostile import hostile_page, hostile_tables
from publish_pages import sample_page, sample_tables

from pipeline.publish.report import report_page
from pipeline.trace import trace_html

AUDIT = (Path(browser_desk.__file__).parent / "audit.js").read_text(encoding="utf-8")
LOADING = "script, img, iframe, object, embed, link, form, base, video, dialog, template, math"
MAKERS = {
    "report": lambda: report_page(sample_tables([sample_page(), sample_page("clinic/b.txt")])),
    "trace": lambda: trace_html(sample_page()),
}
HOSTILE_MAKERS = {
    "report": lambda text: report_page(hostile_tables(text)),
    "trace": lambda text: trace_html(hostile_page(text)),
}


@contextmanager
def reading(chromium, path, **options):
    """The page in the browser; afterwards it must have asked for nothing but itself, and have run nothing."""
    with chromium.new_context(**options) as context:
        visit = Visit(context.new_page(), path.parent.as_uri())
        asked = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.goto(path.as_uri())
        yield visit.page
        visit.page.wait_for_timeout(50)
        assert visit.misdeeds == []
        assert {url.partition("#")[0] for url in asked} == {path.as_uri()}


@pytest.fixture(scope="module", params=MAKERS)
def made(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    path.write_text(MAKERS[request.param](), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 360, 320])
def test_page_keeps_to_the_guidelines(chromium, made, width, scheme):
    with reading(
        chromium,
        made,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=True,
    ) as page:
        assert page.evaluate(AUDIT) == []


def test_page_can_be_printed(chromium, made):
    with reading(chromium, made) as page:
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("h1").is_visible()
        assert not page.locator("nav, .switches").first.is_visible()


@pytest.mark.parametrize("make", HOSTILE_MAKERS.values(), ids=HOSTILE_MAKERS)
def test_hostile_text_is_shown_and_does_nothing(chromium, tmp_path, make):
    path = tmp_path / "page.html"
    path.write_text(make(HOSTILE[0]), encoding="utf-8")
    with reading(chromium, path) as page:
        for text in HOSTILE:
            path.write_text(make(text), encoding="utf-8")
            page.reload()
            assert page.locator(LOADING).count() == 0, text
            assert page.evaluate("document.styleSheets.length") == 1, text


def test_every_link_within_a_page_leads_somewhere(chromium, made):
    with reading(chromium, made) as page:
        lost = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        assert lost == []


def test_a_mark_leads_to_its_row_and_back(chromium, tmp_path):
    path = tmp_path / "trace.html"
    path.write_text(MAKERS["trace"](), encoding="utf-8")
    with reading(chromium, path) as page:
        page.click("a.edit.applied")
        row = page.locator(".row:target")
        assert "correction_id" in row.inner_text()
        row.locator("a").click()
        assert page.evaluate("document.querySelector(':target').className") == "edit applied"


def test_dropped_blocks_can_be_hidden(chromium, tmp_path):
    path = tmp_path / "trace.html"
    path.write_text(MAKERS["trace"](), encoding="utf-8")
    with reading(chromium, path) as page:
        assert page.locator(".block.dropped").first.is_visible()
        page.uncheck("#show-dropped")
        assert not page.locator(".block.dropped").first.is_visible()
