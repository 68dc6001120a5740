"""Texts to plant errors in, in parts, each with the language of a model that knows nothing of its publisher.

A page of a publisher is nothing like unseen text to a model that knows the other pages: they share templates.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from pipeline.correct import Language
from pipeline.correct.language import neighbours_of
from pipeline.correct.ngrams.stored import packed, unpacked
from pipeline.correct.wording import company as company_stored
from pipeline.correct.wording import expectation as expectation_stored
from pipeline.correct.wording.collocations import collocations_of
from pipeline.correct.wording.ready import none_ready
from training.language.building import build, sentences_of
from training.language.company import keep_company
from training.language.definitions import read_definitions
from training.language.english_card import learned_expectation
from training.language.texts import Text, page_group, read_texts, rows

FOLDS = 4
WORDS: Mapping[str, int] = {"health": 550_000, "web": 300_000}
"""How many words of each kind of text are taken in a fold."""
_LONGEST = 20_000
"""Characters of a page that are read: a few long ones prove less than many."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure on."""

    kind: str
    """`health` or `web`."""
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Pages, and a language that saw none of their publishers."""

    number: int
    language: Language
    pages: tuple[Page, ...]


def publisher(group: str) -> str:
    """The publisher of a page of MedQuAD by its group; that of a web page is its host."""
    return group.split("/", maxsplit=1)[0]


def folds(data: Path, language: Language) -> Iterator[Fold]:
    """The folds, one after the other.

    Args:
        data: the folder with the data sets.
        language: all but its model and what hangs on that.
    """
    known = language.frequencies.keys() | language.term_words
    texts, pages = [*read_texts(data), *read_definitions(known)], list(read_pages(data))
    part = parts(pages)
    for number in range(FOLDS):
        left_out = [text for text in texts if part_of(text.group, part) == number]
        found = [page for page in pages if part_of(page.group, part) == number]
        yield Fold(number, _without(left_out, texts, language), tuple(_drawn(found, Random(number))))


def _without(left_out: Sequence[Text], texts: Sequence[Text], language: Language) -> Language:
    """The language as it would be had it not seen some texts."""
    model = unpacked(packed(build(texts, language.frequencies, without=left_out)), language.frequencies)
    neighbours = neighbours_of(model, language.term_words)
    sentences = sentences_of(texts, left_out)
    company = keep_company(sentences)
    return replace(
        language,
        model=model,
        neighbours=neighbours,
        ready=none_ready(),
        collocations=collocations_of(model, neighbours),
        company=company_stored.unpacked(company_stored.packed(company)),
        expectation=expectation_stored.unpacked(
            learned_expectation(sentences, model, neighbours), language.frequencies
        ),
    )


def parts(pages: Sequence[Page]) -> Mapping[str, int]:
    """The fold of each publisher of health pages, folds of like size."""
    sizes: Counter[str] = Counter()
    for page in pages:
        if page.kind == "health":
            sizes[publisher(page.group)] += len(page.text)
    loads, found = [0] * FOLDS, {}
    for name, size in sizes.most_common():
        found[name] = loads.index(min(loads))
        loads[found[name]] += size
    return found


def part_of(group: str, part: Mapping[str, int]) -> int:
    """The fold of a text: that of its publisher."""
    name = publisher(group)
    return part.get(name, int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS)


def read_pages(data: Path) -> Iterator[Page]:
    """Health pages of MedQuAD (CC BY 4.0), and general web pages (WCXB, CC BY 4.0; Scrapinghub's, MIT)."""
    for page in rows(data / "text" / "medquad.pages.jsonl.xz"):
        found = (part for section in page["sections"] for part in (section["question"], section["answer"]))
        yield Page("health", page_group(page["id"]), "\n".join(filter(None, found)))
    for name in ("wcxb", "scrapinghub"):
        for page in rows(data / "strip" / f"{name}.gold.jsonl.xz"):
            yield Page("web", page["group"] or page["id"], page["gold"])


def _drawn(pages: Sequence[Page], chance: Random) -> Iterator[Page]:
    """Pages drawn by lot, up to `WORDS` of each kind."""
    taken: Counter[str] = Counter()
    for page in chance.sample(pages, len(pages)):
        if taken[page.kind] < WORDS[page.kind]:
            text = page.text[:_LONGEST]
            taken[page.kind] += len(text.split())
            yield replace(page, text=text)
