"""Makes docs/images/review.png from the project's own pages: `make screenshot`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from browser_desk import browser_path, launched, serving, visiting

ROOT = Path(__file__).parents[3]
PICTURE = ROOT / "docs" / "images" / "review.png"


def main():
    """Show the applied corrections of clean/ to a reviewer who has just accepted the first of them."""
    path = browser_path()
    if path is None:
        raise SystemExit("make screenshot: there is no Chromium on this machine; install it.")
    with (
        TemporaryDirectory() as decisions,
        serving(ROOT / "clean", Path(decisions), "ana") as address,
        launched(path) as chromium,
        visiting(chromium, address, viewport={"width": 1040, "height": 680}) as visit,
    ):
        visit.go("/?kind=correction&confidence=98")
        visit.press("a")
        visit.settled()
        visit.page.evaluate("window.scrollTo(0, 0)")
        PICTURE.parent.mkdir(exist_ok=True)
        visit.page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
