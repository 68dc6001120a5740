"""Words put for others, as candidates: the likeliest option of each doubtful word."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.scene import Scene
from pipeline.correct.wording.closer import LEAST_BELIEF, Case, closer_look
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.forest import load_forests
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.options import Doubt, doubts
from pipeline.correct.wording.pairs import is_other_form
from pipeline.correct.wording.thresholds import load_thresholds

_GAIN = FEATURES.index("gain")


def detect_wrong_words(scene: Scene, language: Language) -> Iterator[Candidate]:
    """For each doubtful word its likeliest option, where that is likely enough to be shown."""
    thresholds = load_thresholds()
    for doubt, option, belief in judged_doubts(scene, language):
        after = doubt.options[option]
        rule = rule_of(doubt.family, doubt.word.lower, after)
        if belief >= thresholds[rule].flag_from:
            gain = float(doubt.features[option, _GAIN])
            yield Candidate(
                doubt.sentence.block, doubt.word.start, doubt.word.end, like(after, doubt.word.text), rule,
                _evidence(after, scene.uses.get(after, 0), gain), belief,
            )  # fmt: skip


def judged_doubts(scene: Scene, language: Language) -> Iterator[tuple[Doubt, int, float]]:
    """The doubts that are worth a closer look, each with its likeliest option and how probable that is."""
    families, forests = load_families(), load_forests()
    found: dict[str, list[tuple[Doubt, Case]]] = {}
    for doubt in doubts(scene, language, LEAST_BELIEF):
        chances = families[doubt.family].probabilities(doubt.features)
        if chances.max() >= LEAST_BELIEF:
            lowers = scene.lowers[doubt.sentence.number]
            case = Case(lowers, doubt.at, doubt.options, doubt.features, chances)
            found.setdefault(doubt.family, []).append((doubt, case))
    for family, pairs in found.items():
        forest, looks = forests[family], closer_look([case for _, case in pairs], language)
        beliefs = forest.beliefs(forest.leaves_of(looks.T))
        for (doubt, case), belief in zip(pairs, beliefs.tolist(), strict=True):
            yield doubt, case.best, round(belief, 4)


def _evidence(option: str, uses: int, gain: float) -> str:
    times = f" {uses} times" if uses > 1 else ""
    stands = f'"{option}" stands in the document{times}.' if uses else ""
    likelier = (
        f"The text is some {round(10**gain, -int(gain)):,.0f} times as likely with it." if gain >= 1 else ""
    )
    return " ".join(filter(None, (stands, likelier)))


def rule_of(family: str, before: str, after: str) -> str:
    """The rule under which an option is proposed: other forms of a word are a matter of their own."""
    return "wrong_form" if family == "wrong_word" and is_other_form(before, after) else family
