"""`python -m benchmarks.strip --mode html|text IN OUT`: the main content of single pages, as JSON lines.

In: {"id", "html"} or {"id", "text"}. Out: {"id", "text"}, the kept blocks joined by line feeds.
"""

from __future__ import annotations

from benchmarks.lines import bench_arguments, convert
from pipeline.model import Document, Facts, content_id
from pipeline.read.html import flatten
from pipeline.read.title import html_title, text_title
from pipeline.strip import Boilerplate, load_boilerplate, segment, strip


def html_document(page_id: str, html: str) -> Document:
    """One page of markup, already decoded."""
    page = flatten(html)
    return Document(
        id=content_id(page_id), source_id="bench", path=page_id,
        title=html_title(page.head, page.headings), url=None, media_type="text/html",
        language="und", encoding="utf-8", raw_sha256="", text=page.text, markup=page.markup,
        declared=page.declared,
    )  # fmt: skip


def text_document(page_id: str, text: str) -> Document:
    """One page flattened to text."""
    return Document(
        id=content_id(page_id), source_id="bench", path=page_id, title=text_title(text), url=None,
        media_type="text/plain",
        language="und", encoding="utf-8", raw_sha256="", text=text,
    )  # fmt: skip


def main_content(document: Document, boilerplate: Boilerplate) -> str:
    """The kept blocks, one a line."""
    blocks = strip(document, segment(document), boilerplate, Facts())
    return "\n".join(block.text for block in blocks if block.is_kept)


def main() -> None:
    """Strip every page of a JSON-lines file."""
    arguments = bench_arguments("benchmarks.strip", __doc__).parse_args()
    mode: str = arguments.mode
    document_of = html_document if mode == "html" else text_document
    boilerplate = load_boilerplate()
    convert(arguments.input, arguments.output,
            lambda page: main_content(document_of(page["id"], page[mode]), boilerplate))  # fmt: skip


if __name__ == "__main__":
    main()
