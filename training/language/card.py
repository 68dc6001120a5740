"""The card of the language model: Markdown for people, TOML for the benchmarks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams import LanguageModel
from training.language.building import LEAST_WORD
from training.language.figures import COMMON
from training.language.validation import FOLDS, Measured

NAME = "ngrams"
RATES = (0.5, 1, 2, 5, 10, 20)
"""False alarms in 10,000 words."""
_QUIET = ("clean", "decoys")
_REAL_WORDS = ("chq_realword", "confusion", "term_malaprop")
MARGINS = (0, 1, 2, 3, 4, 5)
"""log10 of how much likelier one text is than another."""
_SETS = {
    "clean": "MedQuAD, untouched",
    "decoys": "MedQuAD, true uses of words that others are taken for",
    "definitions": "definitions of diseases and findings",
    "gold pages": "whole health pages of other sites, with the errors they have",
    "health": "MedQuAD",
    "reports": "abstracts and case reports",
    "web": "general web pages",
}

_ABOUT = f"""# Card: {NAME}.msgpack.zst

An n-gram language model of lower-case words, for comparing wordings of a sentence. Modified Kneser-Ney
smoothing (Chen and Goodman 1999), interpolated; words of no id share what their kind has. Made by
`python -m training.language --shared PATH`; no chance is involved.

Data: MedQuAD's pages, and passages of such with their known errors mended (CC BY 4.0); the main content of
the development pages of WCXB (CC BY 4.0) and of Scrapinghub's article extraction benchmark (MIT); BC5CDR and
NCBI Disease (public domain); MACCROBAT2020 (CC BY 4.0); the definitions of MONDO (CC BY 4.0) and of the Human
Phenotype Ontology (its own licence), less sentences with a word that neither wordfreq nor the vocabulary has.
A sentence counts once, however often it stands there. The frequencies of wordfreq say which of the other
words are English, here and when the model is used, and how common these are; none is contained.
"""
_PERPLEXITY = f"""
All figures are cross-validated in {FOLDS} parts: a text is judged by a model that saw neither its page (of
general web pages, its host) nor any sentence of five words or more that stands in it.

Between how many words the model wavers on average (perplexity, ends of sentences included):

| texts | words | perplexity |
|---|---|---|"""
_PLANTED = """
Share of paragraphs with a planted error whose right text is more than 10^n times as likely as the wrong one:
"""
_ALARMS = """
Share of words for which a confusable is more than 10^n times as likely. Words are of three letters or more
and nothing else; a confusable is a word of a Zipf frequency above 3, one slip away (Damerau-Levenshtein), and
no other number of the same word. The pages of other sites have some true errors:
"""
_FOUND = f"""
Share of the planted real words (the types {", ".join(_REAL_WORDS)}) that gain more by mending
than all but a few of 10,000 words of MedQuAD, true uses of others included, gain by their best confusable.
The weighed gain is the plain one less {COMMON} times log10 of how much commoner the new word is:

| gain | {" | ".join(f"{rate} in 10,000" for rate in RATES)} |
|---|{"---|" * len(RATES)}"""


def write(folder: Path, model: LanguageModel, artefact: bytes, n_texts: int, measured: Measured) -> None:
    """Write both cards beside the artefact.

    Args:
        folder: where.
        model: what is shipped.
        artefact: the same as bytes.
        n_texts: how many texts it has learned from.
        measured: by cross-validation.
    """
    text = "\n".join(_markdown(model, artefact, n_texts, measured)) + "\n"
    (folder / f"{NAME}.md").write_text(text, encoding="utf-8")
    (folder / f"{NAME}.card.toml").write_text("\n".join(_toml(measured)) + "\n", encoding="utf-8")


def _markdown(model: LanguageModel, artefact: bytes, n_texts: int, measured: Measured) -> Iterator[str]:
    sizes = [f"{len(order.keys):,}" for order in model.tables.orders]
    digest = hashlib.sha256(artefact).hexdigest()
    yield _ABOUT
    yield f"- {n_texts:,} texts; {sizes[0]} words, each seen {LEAST_WORD} times or more; {sizes[1]} pairs and"
    yield f"  {sizes[2]} triples; {len(artefact):,} bytes; SHA-256 {digest}"
    yield _PERPLEXITY
    for name, (log, count) in measured.logs.items():
        yield f"| {_SETS[name]} | {count:,} | {_perplexity(log, count):.1f} |"
    yield _PLANTED
    yield from _table("type", "texts", measured.planted, "{:.3f}")
    yield _ALARMS
    alarms = {_SETS[name]: gains for name, gains in measured.alarms.items()}
    yield from _table("texts", "words", alarms, "{:.5f}")
    yield _FOUND
    for name, its in zip(("plain", "weighed"), _found(measured), strict=True):
        yield f"| {name} | " + " | ".join(f"{share:.3f}" for share in its) + " |"


def _table(first: str, counted: str, gains: Mapping[str, NDArray[np.float64]], pattern: str) -> Iterator[str]:
    yield f"| {first} | {counted} | " + " | ".join(f"n = {margin}" for margin in MARGINS) + " |"
    yield "|---|---|" + "---|" * len(MARGINS)
    for name, its in gains.items():
        shares = (pattern.format(share) for share in _shares(its[0]))
        yield f"| {name} | {its.shape[1]:,} | " + " | ".join(shares) + " |"


def _toml(measured: Measured) -> Iterator[str]:
    yield "# Figures of the language model, cross-validated by page; written by training/language."
    yield ""
    yield "[perplexity]"
    yield from (f'"{name}" = {_perplexity(*found):.1f}' for name, found in measured.logs.items())
    yield ""
    yield "# Share of planted errors by margin, log10."
    yield from _toml_shares("planted", measured.planted)
    yield ""
    yield "# Share of words by margin, log10."
    yield from _toml_shares("alarms", measured.alarms)
    yield ""
    yield "# Share of planted real words found, by false alarms in 10,000 words."
    yield "[found]"
    yield f"rates = [{', '.join(map(str, RATES))}]"
    for name, its in zip(("plain", "weighed"), _found(measured), strict=True):
        yield f"{name} = [{', '.join(f'{share:.3f}' for share in its)}]"


def _toml_shares(table: str, gains: Mapping[str, NDArray[np.float64]]) -> Iterator[str]:
    yield f"[{table}]"
    yield f"margins = [{', '.join(map(str, MARGINS))}]"
    for name, its in gains.items():
        yield f'"{name}" = [{", ".join(f"{share:.5f}" for share in _shares(its[0]))}]'


def _shares(gains: NDArray[np.float64]) -> list[float]:
    return [float(np.mean(gains > margin)) for margin in MARGINS]


def _found(measured: Measured) -> Iterator[list[float]]:
    """Of the plain and of the weighed gain: the share found by rate of false alarms."""
    planted = np.concatenate([measured.planted[name] for name in _REAL_WORDS], axis=1)
    alarms = np.sort(np.concatenate([measured.alarms[name] for name in _QUIET], axis=1))[:, ::-1]
    places = [int(rate * alarms.shape[1] / 10_000) for rate in RATES]
    for its, quiet in zip(planted, alarms, strict=True):
        yield [float(np.mean(its > quiet[place])) for place in places]


def _perplexity(log: float, count: int) -> float:
    return float(10 ** (-log / count))
