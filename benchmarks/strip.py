"""`python -m benchmarks.strip --mode html|text IN OUT`: the main content of single pages, as JSON lines.

In: {"id", "html"} or {"id", "text"}. Out: {"id", "text"}, the kept blocks joined by line feeds.
"""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.lines import bench_arguments, convert
from pipeline.collector import loading_for_good
from pipeline.model import Document, Facts, MediaType
from pipeline.read.loose import loose_document
from pipeline.strip import Boilerplate, load_boilerplate, segment, strip


def main_content(document: Document, boilerplate: Boilerplate) -> str:
    """The kept blocks, one a line."""
    blocks = strip(document, segment(document), boilerplate, Facts())
    return "\n".join([block.text for block in blocks if block.is_kept])


def main() -> None:
    """Strip every page of a JSON-lines file."""
    arguments = bench_arguments("benchmarks.strip", __doc__).parse_args()
    mode: str = arguments.mode
    media_type: MediaType = "text/html" if mode == "html" else "text/plain"
    with loading_for_good():  # as a worker does
        boilerplate = load_boilerplate(media_types=[media_type])

    def extract(page: Mapping[str, str]) -> str:
        return main_content(loose_document(page["id"], page[mode], media_type), boilerplate)

    convert(arguments.input, arguments.output, extract)


if __name__ == "__main__":
    main()
