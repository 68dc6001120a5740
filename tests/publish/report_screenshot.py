"""Makes docs/images/report.png from the project's own tables: `make screenshot`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "review" / "browser"))

from browser_desk import browser_path, launched  # noqa: E402

from pipeline.publish import read_table  # noqa: E402
from pipeline.publish.report import report_page  # noqa: E402
from pipeline.publish.tables import Tables  # noqa: E402
from schemas import TABLES  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "report.png"


def main():
    """Show what the project's own pages say of conditions and complaints."""
    path = browser_path()
    if path is None:
        raise SystemExit("make screenshot: there is no Chromium on this machine; install it.")
    tables = Tables({name: read_table(table, ROOT / "clean") for name, table in TABLES.items()})
    with TemporaryDirectory() as folder, launched(path) as chromium:
        report = Path(folder) / "report.html"
        report.write_text(report_page(tables), encoding="utf-8")
        page = chromium.new_page(viewport={"width": 1180, "height": 760})
        page.goto(f"{report.as_uri()}#conditions")
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
