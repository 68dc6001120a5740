"""Relations of pages whose sections are known."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.section import Section, python, run

HEADER = ("relations", "headings", "type", "consistency", "coverage", "right ones a covered page")
CAVEAT = """Distant gold: the answers to "what are the symptoms", "how is it treated" and "what causes it" are
sections of a page. A relation is consistent where its type is that of the section in which its object stands;
coverage is the share of pages with such a section of which one is told. A cause that is no mention ("mutation
in a gene") counts like others, by the words that name it. The measure supposes that a relation is about the
page's topic. Of all that are told, many causes are those of a symptom or a side effect, and rightly so; they
count as inconsistent. Of the 49 treatment sections five, read one by one, name no treatment:
2_GARD_QA/0000378 and 0002533 (none is known), 0003687 (points to a booklet), 0004005 ("generally supportive")
and 0004784 (an empty answer). So 44 of 49, or 89.8, is the most that treated_by can cover."""
HEADINGS = ("plain", "none")
SCOPES = (("all", ""), ("of the topic", " --of-topic"))
_LINE = re.compile(
    r"^\s+(\w+)\s+consistency\s+([\d.]+) .*coverage\s+([\d.]+) .*yield\s+([\d.]+)", re.MULTILINE
)


def measure(shared: Path, folder: Path) -> Section:
    """Score the relations of pages with and without headings; figures are in percent."""
    rows: list[tuple[object, ...]] = []
    figures: dict[str, float] = {}
    for scope, option in SCOPES:
        for headings in HEADINGS:
            for kind, consistency, coverage, right in _scored(
                shared, folder / "relations.txt", headings, option
            ):
                rows.append((scope, headings, kind, consistency, coverage, right))
                name = f"relations.{scope.replace(' ', '-')}.{headings}.{kind}"
                figures |= {f"{name}.consistency": consistency, f"{name}.coverage": coverage}
    return Section("Relations: sections of MedQuAD pages", HEADER, tuple(rows), figures, CAVEAT)


def _scored(shared: Path, out: Path, headings: str, option: str) -> Iterator[tuple[str, float, float, float]]:
    """Type, consistency, coverage and right ones a covered page."""
    run(python(shared / "bench/extract/bench_relations.py", "--headings", headings,
               "--cmd", f"{sys.executable} -m benchmarks.extract{option}"), target=out)  # fmt: skip
    yield from read_figures(out.read_text(encoding="utf-8"))


def read_figures(report: str) -> Iterator[tuple[str, float, float, float]]:
    """The figures of the scorer's lines: type, consistency, coverage and right ones a covered page."""
    for match in _LINE.finditer(report):
        yield match[1], float(match[2]), float(match[3]), float(match[4])
