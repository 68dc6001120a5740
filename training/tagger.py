"""Trains the tagger: `python -m training.tagger --shared PATH`.

Data: the annotated consumer-health passages (MedQuAD, CC BY 4.0), this project's own annotation of further
pages (of MedQuAD; of WCXB, CC BY 4.0; of Scrapinghub's benchmark, MIT), texts that this project wrote, and
two corpora of abstracts (BC5CDR and NCBI Disease, public domain), each in its own label scheme, for the
weights; all of MedQuAD's text for the word clusters.
Needs the extra `train`. Also reports the figures of a cross-validation of the passages by topic, and those on
the abstracts that the corpora set apart.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.extract.features import N_CLUSTERS
from pipeline.extract.lexicon import Lexicon, build_lexicon
from pipeline.extract.linking import Linker
from pipeline.extract.scores import indexed
from pipeline.extract.tagger import Tagger
from pipeline.extract.trained import MODEL, encode_model
from pipeline.extract.weights import LABELS, SCHEMES, Scheme, Weights
from pipeline.model import Label
from pipeline.vocabulary import load_vocabulary
from training import tagger_card
from training.clusters import word_clusters
from training.fitting import Spans, fit, found, pooled
from training.parts_of_speech import read_parts
from training.passages import (
    WEB_ON_HEALTH,
    WEB_ON_OTHERS,
    Passage,
    read_abstracts,
    read_more,
    read_passages,
    read_web,
    read_written,
)
from training.scores import Figures, measure, precision_by

N_FOLDS = 5
LAY_SHARE = 0.6
"""Of the weights that learned from lay texts too, beside those that learned from other pages alone. They
name treatments far more densely: held-out passages and lay texts gain from .4 to .6, while with 1 much on
pages about other matters is taken for treatments."""
_LABEL: Mapping[str, Label] = {label: label for label in LABELS}


def main() -> None:
    """Train on all passages and abstracts, and write the model and its card."""
    parser = argparse.ArgumentParser(prog="python -m training.tagger", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    clusters = with_parts(word_clusters(options.shared), read_parts())
    lexicon = build_lexicon(load_vocabulary(), clusters)
    passages, more, written = read_passages(options.shared), read_more(options.shared), read_written()
    on_health, on_others = (read_web(options.shared, path) for path in (WEB_ON_HEALTH, WEB_ON_OTHERS))
    annotated, lay = [*more, *on_others], [*on_health, *written]
    sizes = tuple(map(len, (passages, more, on_others, on_health, written)))
    held_out = cross_validate(passages, annotated, lay, lexicon)
    linked = precision_by(_linked(held_out, Linker(lexicon.matcher.vocabulary)))
    models: dict[Scheme, Weights] = {"consumer": fit_consumer([*passages, *annotated], lay, lexicon)}
    figures: dict[Scheme, Figures] = {"consumer": _measured(held_out)}
    for scheme in SCHEMES:
        if scheme != "consumer":
            models[scheme] = fit(read_abstracts(options.shared, scheme, "train"), lexicon, scheme)
            apart = read_abstracts(options.shared, scheme, "dev")
            figures[scheme] = _measured(found(apart, Tagger(indexed(models[scheme]), lexicon)))
    packed = encode_model(models, clusters)
    options.out.write_bytes(packed)
    card = tagger_card.render(packed, figures, linked, n_annotated=sizes, n_folds=N_FOLDS)
    options.out.with_name("tagger.md").write_text(card, encoding="utf-8")


def with_parts(
    clusters: Mapping[str, tuple[str, ...]], parts: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Word key -> names of its clusters, then its parts of speech; `-` and `?` where they are not known."""
    nowhere = ("-",) * N_CLUSTERS
    known = sorted({*clusters, *parts})
    return {key: (*clusters.get(key, nowhere), parts.get(key, "?")) for key in known}


def fit_consumer(
    pages: Sequence[Passage], lay: Sequence[Passage], lexicon: Lexicon, *, fits: int | None = None
) -> Weights:
    """Weights that learned from pages, pooled with some that learned from lay texts as well.

    Args:
        pages: annotated pages.
        lay: annotated texts of leaflets, forums, shops and the like.
        lexicon: see `build_lexicon`.
        fits: of how many fits each is the mean; by default of as many as the settings say.
    """
    of_pages, of_all = (fit(texts, lexicon, "consumer", fits=fits) for texts in (pages, [*pages, *lay]))
    return pooled(of_pages, of_all, LAY_SHARE)


def cross_validate(
    passages: Sequence[Passage],
    annotated: Sequence[Passage],
    lay: Sequence[Passage],
    lexicon: Lexicon,
) -> list[tuple[Passage, Spans]]:
    """What is found in each passage by a tagger that was not trained on the passage's topic.

    By single fits: the mean of several is no worse, and takes several times as long.

    Args:
        passages: to find spans in; a tagger learns from those of the other topics.
        annotated: other pages, which every tagger learns from, save the one that finds spans in their topic.
        lay: lay texts, likewise.
        lexicon: see `build_lexicon`.
    """
    topics = sorted({passage.topic for passage in passages})
    fold = {topic: index % N_FOLDS for index, topic in enumerate(topics)}
    alike = {topic.lower(): index for topic, index in fold.items()}
    validated = []
    for held_out in range(N_FOLDS):
        others, own = (
            [text for text in texts if alike.get(text.topic.lower()) != held_out]
            for texts in (annotated, lay)
        )
        known = [passage for passage in passages if fold[passage.topic] != held_out]
        tagger = Tagger(indexed(fit_consumer([*known, *others], own, lexicon, fits=1)), lexicon)
        validated += found([passage for passage in passages if fold[passage.topic] == held_out], tagger)
    return validated


def _measured(validated: Sequence[tuple[Passage, Spans]]) -> Figures:
    return measure((passage.spans, spans) for passage, spans in validated)


def _linked(validated: Sequence[tuple[Passage, Spans]], linker: Linker) -> Iterator[tuple[str, bool]]:
    """How each found span was linked, and whether it is right with the label of its concept."""
    for passage, spans in validated:
        for start, end, label in sorted(spans):
            link = linker.link(passage.text[start:end], _LABEL[label])
            yield link.match, (start, end, link.concept.label) in passage.spans


if __name__ == "__main__":
    main()
