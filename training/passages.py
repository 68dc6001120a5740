"""Annotated texts as tagged sentences: consumer passages, given and of our own, and corpora of abstracts."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pipeline.extract.features import ANYWHERE
from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import Tokens, tokenise
from pipeline.extract.weights import LABELS, Scheme
from pipeline.model import SectionType

_SECTIONS: Mapping[str, SectionType] = {
    "symptoms": "symptoms", "causes": "causes", "treatment": "treatment", "prevention": "prevention",
    "information": "overview",
}  # fmt: skip
"""Type of a passage's question -> type of the section that answers it; others tell nothing."""
MORE = Path(__file__).parent / "data" / "medquad_spans.jsonl"
"""Spans of further MedQuAD texts, without the texts: tagged by machine, then corrected by hand."""
WEB_ON_HEALTH = Path(__file__).parent / "data" / "web_health_spans.jsonl"
"""Those of stretches of web pages on health, fitness, food and safety; made the same way."""
WEB_ON_OTHERS = Path(__file__).parent / "data" / "web_other_spans.jsonl"
"""Those of stretches of web pages on anything else, of which an earlier state took much for treatments."""
WRITTEN = Path(__file__).parent / "data" / "written"
"""Texts that this project wrote itself, in the manner of many kinds of health pages, with their spans."""
_MARKED = re.compile(r"\[([CST]):([^\[\]]{1,200})\]")
_SECTION_TYPES: tuple[SectionType, ...] = get_args(SectionType)
_LABEL = {label[0]: label for label in LABELS}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its annotated spans (start, end, label), in code points of `text`."""

    topic: str
    section: SectionType
    text: str
    spans: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of a passage: its place, its tokens and their tags."""

    start: int
    tokens: Tokens
    tags: list[str]


def read_passages(shared: Path) -> list[Passage]:
    """All consumer passages, in file order.

    Args:
        shared: folder that holds data/pages/passages.jsonl.
    """
    lines = (shared / "data" / "pages" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [_passage(fields["focus"], _SECTIONS.get(fields["qtype"], ANYWHERE), fields)
            for fields in map(json.loads, lines)]  # fmt: skip


def read_more(shared: Path, path: Path = MORE) -> list[Passage]:
    """Passages that this project annotated itself, in file order; none is of a page of `read_passages`.

    Each line names a section of a MedQuAD page, a stretch of its answer with its digest, and the spans in it.

    Args:
        shared: folder that holds data/text/medquad.pages.jsonl.xz.
        path: the file of spans.

    Raises:
        ValueError: the text is another than the one that was annotated.
    """
    with lzma.open(shared / "data" / "text" / "medquad.pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        pages = {page["id"].removesuffix(".xml"): page for page in map(json.loads, lines)}
    annotated = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [_stretch(pages[fields["page"]], fields) for fields in annotated]


def read_web(shared: Path, path: Path) -> list[Passage]:
    """Passages of web pages, in file order; the topic is the page's site.

    Each line names a page, a stretch of its main content with its digest, and the spans in it.

    Args:
        shared: folder that holds data/strip.
        path: the file of spans, `WEB_ON_HEALTH` or `WEB_ON_OTHERS`.

    Raises:
        ValueError: the text is another than the one that was annotated.
    """
    pages = {page["id"]: page for name in ("scrapinghub", "wcxb") for page in _main_contents(shared, name)}
    annotated = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        _annotated(pages[fields["page"]]["gold"], fields, pages[fields["page"]]["group"], ANYWHERE)
        for fields in annotated
    ]


def _main_contents(shared: Path, name: str) -> Iterator[Mapping[str, Any]]:
    with lzma.open(shared / "data" / "strip" / f"{name}.gold.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_written(folder: Path = WRITTEN) -> list[Passage]:
    """The texts of this project's own, in the order of the files and in them.

    A file holds texts parted by empty lines. The first line of each is `# topic | section type`; its spans
    are marked as `[C:condition]`, `[S:symptom]` and `[T:treatment]`.

    Args:
        folder: holds the files (`*.txt`).

    Raises:
        ValueError: a bracket is left over that marks no span, or a section type is unknown.
    """
    texts = (text for path in sorted(folder.glob("*.txt"))
             for text in path.read_text(encoding="utf-8").strip().split("\n\n"))  # fmt: skip
    return [_written(text) for text in texts]


def _written(marked: str) -> Passage:
    head, _, body = marked.partition("\n")
    topic, _, name = head.removeprefix("# ").partition(" | ")
    section = next((known for known in _SECTION_TYPES if known == name), None)
    text, spans, place = "", set(), 0
    for mark in _MARKED.finditer(body):
        text += body[place : mark.start()]
        spans.add((len(text), len(text) + len(mark[2]), _LABEL[mark[1]]))
        text, place = text + mark[2], mark.end()
    text += body[place:]
    if section is None or "[" in text or "]" in text:
        raise ValueError(f"The text on {topic} has an unknown section type, or a bracket too many.")
    return Passage(topic, section, text, frozenset(spans))


def _stretch(page: Mapping[str, Any], fields: Mapping[str, Any]) -> Passage:
    section = page["sections"][fields["section"]]
    return _annotated(section["answer"], fields, page["focus"], _SECTIONS.get(section["qtype"], ANYWHERE))


def _annotated(whole: str, fields: Mapping[str, Any], topic: str, section: SectionType) -> Passage:
    text = whole[fields["start"] : fields["end"]]
    if hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8] != fields["sha1"]:
        raise ValueError(f"The text of {fields['page']} is not the one that was annotated.")
    spans = frozenset((start, end, _LABEL[label]) for start, end, label in fields["spans"])
    return Passage(topic, section, text, spans)


def read_abstracts(shared: Path, scheme: Scheme, split: str) -> list[Passage]:
    """The abstracts of a corpus, in file order, annotated in its own scheme.

    Args:
        shared: folder that holds data/extract.
        scheme: the corpus.
        split: `train` or `dev`.
    """
    path = shared / "data" / "extract" / scheme / f"{split}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [_passage(fields["id"], ANYWHERE, fields) for fields in map(json.loads, lines)]


def _passage(topic: str, section: SectionType, fields: Mapping[str, Any]) -> Passage:
    spans = frozenset((entity["start"], entity["end"], entity["label"]) for entity in fields["entities"])
    return Passage(topic, section, fields["text"], spans)


def samples(passage: Passage) -> Iterator[Sample]:
    """The sentences of a passage; a span that crosses a sentence end is left out."""
    ordered = sorted(passage.spans)
    for start, end in sentences(passage.text):
        tokens = tokenise(passage.text[start:end])
        inside = ((first - start, last - start, label)
                  for first, last, label in ordered if start <= first and last <= end)  # fmt: skip
        yield Sample(start, tokens, _tags(tokens, inside))


def _tags(tokens: Tokens, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * len(tokens)
    for start, end, label in spans:
        inside = [i for i in range(len(tokens)) if tokens.starts[i] < end and tokens.ends[i] > start]
        for index in inside:
            tags[index] = f"{'B' if index == inside[0] else 'I'}-{label}"
    return tags
