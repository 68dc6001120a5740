"""Trains the tagger: `python -m training.tagger --shared PATH`.

Data: the annotated consumer-health passages (MedQuAD, CC BY 4.0) for the weights, all of MedQuAD's text for
the word clusters. Needs the extra `train`. Also reports the figures of a cross-validation by topic.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from pipeline.extract.features import Lexicon, features
from pipeline.extract.linking import Linker
from pipeline.extract.matcher import build_matcher
from pipeline.extract.tagger import Tagger
from pipeline.extract.weights import LABELS, MODEL, SCALE, TAGS, Weights, encode_weights
from pipeline.model import Label
from pipeline.vocabulary import load_vocabulary
from training import tagger_card
from training.clusters import word_clusters
from training.passages import Passage, Sample, read_passages, samples
from training.scores import measure, precision_by

N_FOLDS = 4
Spans = set[tuple[int, int, str]]
_LABEL: Mapping[str, Label] = {label: label for label in LABELS}
_SETTINGS = {"c1": 0.05, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True}


def main() -> None:
    """Train on all passages, and write the model and its card."""
    parser = argparse.ArgumentParser(prog="python -m training.tagger", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    clusters = word_clusters(options.shared)
    lexicon = Lexicon(build_matcher(load_vocabulary()), clusters)
    passages = read_passages(options.shared)
    held_out = cross_validate(passages, lexicon)
    figures = measure((passage.spans, spans) for passage, spans in held_out)
    linked = precision_by(_linked(held_out, Linker(lexicon.matcher.vocabulary)))
    packed = encode_weights(fit((sample for passage in passages for sample in samples(passage)), lexicon))
    options.out.write_bytes(packed)
    card = tagger_card.render(packed, figures, linked, n_passages=len(passages))
    options.out.with_name("tagger.md").write_text(card, encoding="utf-8")


def fit(training: Iterable[Sample], lexicon: Lexicon) -> Weights:
    """Weights that fit tagged sentences, by L-BFGS with both penalties."""
    trainer = pycrfsuite.Trainer(verbose=False, params=_SETTINGS)
    for sample in training:
        trainer.append(features(sample.tokens, lexicon), sample.tags)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learned = tagger.info()
    return _weights(learned.state_features, learned.transitions, lexicon)


def cross_validate(passages: Sequence[Passage], lexicon: Lexicon) -> list[tuple[Passage, Spans]]:
    """What is found in each passage by a tagger that was not trained on the passage's topic."""
    topics = sorted({passage.topic for passage in passages})
    fold = {topic: index % N_FOLDS for index, topic in enumerate(topics)}
    found = []
    for held_out in range(N_FOLDS):
        known = (passage for passage in passages if fold[passage.topic] != held_out)
        tagger = Tagger(fit((s for passage in known for s in samples(passage)), lexicon), lexicon)
        found += [(p, _found(p, tagger)) for p in passages if fold[p.topic] == held_out]
    return found


def _linked(found: Sequence[tuple[Passage, Spans]], linker: Linker) -> Iterator[tuple[str, bool]]:
    """How each found span was linked, and whether it is right with the label of its concept."""
    for passage, spans in found:
        for start, end, label in sorted(spans):
            link = linker.link(passage.text[start:end], _LABEL[label])
            yield link.match, (start, end, link.concept.label) in passage.spans


def _found(passage: Passage, tagger: Tagger) -> Spans:
    return {
        (sample.start + sample.tokens.starts[span.first], sample.start + sample.tokens.ends[span.last - 1],
         span.label)
        for sample in samples(passage)
        for span in tagger.find(sample.tokens)
    }  # fmt: skip


def _weights(
    states: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float], lexicon: Lexicon
) -> Weights:
    scores: dict[str, list[int]] = {}
    for (feature, tag), weight in states.items():
        scores.setdefault(feature, [0] * len(TAGS))[TAGS.index(tag)] = round(weight * SCALE)
    rows = tuple(
        tuple(round(transitions.get((before, after), 0.0) * SCALE) for after in TAGS) for before in TAGS
    )
    kept = {name: tuple(numbers) for name, numbers in scores.items() if any(numbers)}
    return Weights(rows, kept, lexicon.clusters)


if __name__ == "__main__":
    main()
