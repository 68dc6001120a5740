"""`python -m benchmarks.peers --name PEER --mode html|text IN OUT`: other extractors on the strip bench.

Same lines in and out as `benchmarks.strip`. A page on which a peer raises counts as empty. None of the peers
serves plain text; `PEERS` says what is measured there. They are installed with the extra `bench`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from html import escape

from benchmarks.lines import bench_arguments, convert

Extractor = Callable[[str], str | None]


def trafilatura() -> Extractor:
    """Its standard setting, without comments."""
    import trafilatura as peer  # noqa: PLC0415

    return lambda html: peer.extract(html, include_comments=False)


def readability() -> Extractor:
    """The summary that readability-lxml makes, as the text that html-text makes of it."""
    from html_text import extract_text  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    return lambda html: str(extract_text(Document(html).summary()))


def resiliparse() -> Extractor:
    """Its main-content rule, with links kept as text only."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return lambda html: str(
        extract_plain_text(html, main_content=True, alt_texts=False, links=False, form_fields=False)
    )


def justext() -> Extractor:
    """Its paragraphs that are no boilerplate, by the English stop words."""
    import justext as peer  # noqa: PLC0415

    words = peer.get_stoplist("English")
    return lambda html: "\n".join(p.text for p in peer.justext(html, words) if not p.is_boilerplate)


def as_paragraphs(text: str) -> str:
    """A page of markup that holds nothing but the lines, each a paragraph."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return f"<html><body><article>{paragraphs}</article></body></html>"


def trafilatura_on_paragraphs() -> Extractor:
    """Each line a `<p>`, which is the best that can be done with text and an extractor of HTML."""
    extract = trafilatura()
    return lambda text: extract(as_paragraphs(text))


def everything() -> Extractor:
    """All of the text: what any choice must be better than."""
    return lambda text: text


PEERS: Mapping[str, Mapping[str, Callable[[], Extractor]]] = {
    "html": {
        "trafilatura": trafilatura,
        "readability-lxml": readability,
        "resiliparse": resiliparse,
        "justext": justext,
    },
    "text": {"trafilatura": trafilatura_on_paragraphs, "everything": everything},
}
"""By mode and name; the names are those of packages, except `everything`."""


def guarded(extract: Extractor) -> Callable[[str], str]:
    """The extractor, with an empty answer, told on stderr, where it raises."""

    def run(html: str) -> str:
        try:
            return extract(html) or ""
        except Exception as error:  # a peer may raise anything, and the bench must go on
            print(f"a page failed: {error!r:.200}", file=sys.stderr)
            return ""

    return run


def main() -> None:
    """Run one peer over a JSON-lines file."""
    parser = bench_arguments("benchmarks.peers", __doc__)
    parser.add_argument("--name", required=True)
    arguments = parser.parse_args()
    mode: str = arguments.mode
    if arguments.name not in PEERS[mode]:
        parser.error(f"--name {arguments.name}: in mode {mode} there are {', '.join(PEERS[mode])}")
    extract = guarded(PEERS[mode][arguments.name]())
    convert(arguments.input, arguments.output, lambda page: extract(page[mode]))


if __name__ == "__main__":
    main()
