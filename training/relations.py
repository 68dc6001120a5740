"""Trains the ranker of relations: `python -m training.relations --shared PATH`.

Data: the annotated consumer-health passages (MedQuAD, CC BY 4.0), each once with the question that heads it
and once without, so that the ranker knows both kinds of pages. A conditional random field over single pairs
is a logistic regression, which spares a package of its own. Needs the extra `train`, and the vocabulary.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite

from pipeline.extract.linking import Linker
from pipeline.extract.relations import rule_relations, settings
from pipeline.extract.relations_pairs import Pair
from pipeline.extract.relations_ranker import LEAST, MODEL, RANKED, Ranker, setting_pairs
from pipeline.extract.relations_traits import pair_traits, setting_traits
from pipeline.vocabulary import load_vocabulary
from training.related import Related, read_related
from training.relations_card import Row, render

N_FOLDS = 5
NEITHER = "neither"
KINDS = (RANKED, "prevented_by")
LEAST_SEEN = 8
SECOND_POWER = 16.0
ROUNDS = 120
DIGITS = 3
Named = dict[tuple[str, str], tuple[str, str]]
"""By the concepts of problem and treatment, their words."""
Weights = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its traits, and what a reader says of it."""

    pair: Pair
    traits: Sequence[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage and its examples."""

    passage: Related
    examples: tuple[Example, ...]


def main() -> None:
    """Cross-validate, train on all passages, and write the weights and their card."""
    parser = argparse.ArgumentParser(prog="python -m training.relations", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    linker = Linker(load_vocabulary())
    views = {name: [_judged(passage) for passage in read_related(options.shared, linker, with_headings=kept)]
             for name, kept in (("with headings", True), ("without headings", False))}  # fmt: skip
    folds = _folds([judged.passage.topic for judged in views["with headings"]])
    rankers = [fit(_others(views.values(), folds, fold)) for fold in range(N_FOLDS)]
    alone = [_row(f"rules, {name}", judged, [_by_rules(entry) for entry in judged])
             for name, judged in views.items()]  # fmt: skip
    ranked = [_row(f"ranker, {name}", judged, [
        _by_ranker(entry, rankers[fold]) for entry, fold in zip(judged, folds, strict=True)
    ]) for name, judged in views.items()]  # fmt: skip
    ranker = fit([entry for judged in views.values() for entry in judged])
    packed = json.dumps(ranker.weights, ensure_ascii=False, indent=0) + "\n"
    options.out.write_text(packed, encoding="utf-8")
    card = render(packed.encode(), [*alone, *ranked], n_passages=len(folds), n_folds=N_FOLDS,
                  n_traits=len(ranker.weights))  # fmt: skip
    options.out.with_suffix(".md").write_text(card, encoding="utf-8")


def _judged(passage: Related) -> Judged:
    concepts = {concept.concept_id: concept for concept in passage.found.concepts}
    examples = []
    for setting in settings(passage.clean, passage.found):
        found = setting_pairs(setting)
        shared = setting_traits(setting) if found else ()
        for pair in found:
            subject, treatment = pair.subject, pair.treatment.spot.mention
            subjects = passage.names(concepts[subject.concept_id or ""], subject.surface)
            treatments = passage.names(concepts[treatment.concept_id], treatment.surface)
            kind = next((kind for kind in KINDS if passage.wants(subjects, kind, treatments)), NEITHER)
            examples.append(Example(pair, pair_traits(pair, setting, shared), kind))
    return Judged(passage, tuple(examples))


def _folds(topics: Sequence[str]) -> list[int]:
    """The part of each passage; all passages on a topic are in the same one."""
    fold = {topic: index % N_FOLDS for index, topic in enumerate(sorted(set(topics)))}
    return [fold[topic] for topic in topics]


def _others(views: Iterable[Sequence[Judged]], folds: Sequence[int], held_out: int) -> list[Judged]:
    return [entry for judged in views for entry, fold in zip(judged, folds, strict=True) if fold != held_out]


def fit(judged: Iterable[Judged]) -> Ranker:
    """The ranker that fits examples."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": 0.0, "c2": SECOND_POWER, "max_iterations": ROUNDS, "feature.minfreq": LEAST_SEEN}
    )
    for entry in judged:
        for example in entry.examples:
            trainer.append([sorted(set(example.traits))], [example.kind])
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/relations.crfsuite"
        trainer.train(path)
        learned = pycrfsuite.Tagger()
        learned.open(path)
        return Ranker(_against_neither(learned.info().state_features))


def _against_neither(learned: Mapping[tuple[str, str], float]) -> Weights:
    """For each trait its weights for the kinds, less that for neither; those that tell nothing left out."""
    weights = {}
    for trait in sorted({trait for trait, _ in learned}):
        base = learned.get((trait, NEITHER), 0.0)
        treated, prevented = (round(learned.get((trait, kind), 0.0) - base, DIGITS) for kind in KINDS)
        if treated or prevented:
            weights[trait] = (treated, prevented)
    return weights


def _by_ranker(judged: Judged, ranker: Ranker) -> Named:
    """What treats what in a passage as a ranker believes it."""
    return {(example.pair.subject.concept_id or "", example.pair.treatment.spot.mention.concept_id):
            (example.pair.subject.surface, example.pair.treatment.spot.mention.surface)
            for example in judged.examples if ranker.probability(example.traits) >= LEAST}  # fmt: skip


def _by_rules(judged: Judged) -> Named:
    """What treats what in a passage as the rules alone read it."""
    claims = rule_relations(judged.passage.clean, judged.passage.found)
    return {(claim.subject.concept_id or "", claim.object.concept_id or ""):
            (claim.subject.surface, claim.object.surface)
            for claim in claims if claim.relation == RANKED and not claim.is_negated}  # fmt: skip


def _row(name: str, judged: Sequence[Judged], found: Sequence[Named]) -> Row:
    """How well what was found in passages is what a reader found."""
    n_found = n_right = n_wanted = n_hit = 0
    for passage, pairs in zip((entry.passage for entry in judged), found, strict=True):
        concepts = {concept.concept_id: concept for concept in passage.found.concepts}
        ends = [tuple(passage.names(concepts[concept], surface)
                      for concept, surface in zip(key, surfaces, strict=True))
                for key, surfaces in pairs.items()]  # fmt: skip
        wanted = [told for told in passage.wanted if told[1] == RANKED]
        n_found += len(ends)
        n_right += sum(passage.wants(subjects, RANKED, treatments) for subjects, treatments in ends)
        n_wanted += len(wanted)
        n_hit += sum(any(replace(passage, wanted=(told,)).wants(subjects, RANKED, treatments)
                         for subjects, treatments in ends) for told in wanted)  # fmt: skip
    return Row(name, n_right / max(n_found, 1), n_hit / max(n_wanted, 1))


if __name__ == "__main__":
    main()
