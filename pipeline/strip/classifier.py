"""The trained judgement of lines: two boosted forests, the second with the first's scores.

Stacking over neighbours after Cohen and Carvalho, "Stacked sequential learning" (IJCAI 2005). One artefact
for HTML and one for text flattened before it came here; `training/strip` makes both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts
from pipeline.forest import Forest
from pipeline.model import Block, Document
from pipeline.strip.evidence import Lexicon, page_evidence
from pipeline.strip.evidence.families import families_of
from pipeline.strip.evidence.lexicon import PART_MARK, WORD_VALUES
from pipeline.strip.evidence.names import ElementNames
from pipeline.strip.evidence.second import score_columns
from pipeline.strip.forest import StoredForest, forest_of
from pipeline.strip.outline import Outline
from pipeline.strip.pulls import Pulls, pulls_of
from pipeline.strip.reading import Reading

MODELS = Path(__file__).parent.parent / "models"


class StoredClassifier(msgspec.Struct, frozen=True):
    """The artefact."""

    keep_from: float
    words: dict[str, list[float]]
    names: dict[str, float]
    first: StoredForest
    second: StoredForest


@dataclass(frozen=True, slots=True)
class Judged:
    """The scores of a page's lines, and what speaks for and against each."""

    scores: NDArray[np.float64]
    """Belief that the line is main content, 0 to 1, by the second stage."""
    first_scores: NDArray[np.float64]
    """The same by the first stage."""
    pulls: NDArray[np.float32]
    """Of the first stage, shape (families, lines), log-odds: see `Pulls` and `evidence.families`."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """The judgement for one kind of page."""

    lexicon: Lexicon
    first: Forest
    second: Forest
    pulls: Pulls
    """Of the first stage."""
    keep_from: float
    """Least score with which a line is kept."""

    def judge(self, document: Document, page: Outline, claimed: Collection[int]) -> Judged:
        """Score all lines of a page.

        A page of very many lines is judged in parts, each as if it were a page, so that memory stays bounded.

        Args:
            document: the page.
            page: its lines; at least one.
            claimed: indices of the blocks that rules claim as boilerplate: evidence for their neighbours.
        """
        judged: list[Judged] = []
        for start, reading in page.parts():
            end = start + len(reading.lengths)
            inside = [index - start for index in claimed if start <= index < end]
            judged.append(self._judge_part(document, page.blocks[start:end], reading, inside))
        return Judged(
            scores=np.concatenate([part.scores for part in judged]),
            first_scores=np.concatenate([part.first_scores for part in judged]),
            pulls=np.concatenate([part.pulls for part in judged], axis=1),
        )

    def _judge_part(
        self, document: Document, blocks: Sequence[Block], reading: Reading, claimed: Collection[int]
    ) -> Judged:
        evidence = page_evidence(document, blocks, reading, claimed, self.lexicon)
        first, second = self.first, self.second
        leaves = first.leaves_of(evidence.table.rows(first.columns))
        first_scores = first.beliefs(leaves)
        table = evidence.table.beside(score_columns(evidence, first_scores.astype(np.float32)))
        scores = second.beliefs(second.leaves_of(table.rows(second.columns)))
        return Judged(scores, first_scores, self.pulls.of_lines(leaves))


def load_classifier(name: str, folder: Path = MODELS) -> Classifier:
    """Read an artefact.

    Args:
        name: `strip_html` or `strip_text`.
        folder: where the artefacts lie.

    Raises:
        VocabularyError: it is missing or broken.
    """
    path = folder / f"{name}.msgpack.zst"
    with artefacts.reading("The model", path):
        return classifier_of(artefacts.unpacked(path.read_bytes(), StoredClassifier))


def classifier_of(stored: StoredClassifier) -> Classifier:
    """The classifier that an artefact describes."""
    return Classifier(
        lexicon=lexicon_of(stored.words, stored.names),
        first=forest_of(stored.first),
        second=forest_of(stored.second),
        pulls=pulls_of(stored.first, families_of(stored.first.columns)),
        keep_from=stored.keep_from,
    )


def lexicon_of(words: Mapping[str, Sequence[float]], names: Mapping[str, float]) -> Lexicon:
    """The lexicon with a row for unknown words in front.

    Args:
        words: values of each, see `WORD_VALUES`.
        names: log-odds of names in the markup, and of parts of names, which are marked.
    """
    return Lexicon(
        words={word: row for row, word in enumerate(words, 1)},
        table=np.array([[0.0] * len(WORD_VALUES), *words.values()], np.float64),
        names=ElementNames(
            names={name: odds for name, odds in names.items() if not name.startswith(PART_MARK)},
            parts={name[1:]: odds for name, odds in names.items() if name.startswith(PART_MARK)},
        ),
    )
