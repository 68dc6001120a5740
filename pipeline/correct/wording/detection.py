"""Words put for others, as candidates: the likeliest option of each doubtful word."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.scene import Scene
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.learned import load_learned
from pipeline.correct.wording.options import doubts
from pipeline.correct.wording.pairs import is_inflected

_GAIN = FEATURES.index("gain")


def detect_wrong_words(scene: Scene, language: Language) -> Iterator[Candidate]:
    """For each doubtful word its likeliest option, where that is likely enough to be shown."""
    learned = load_learned()
    for doubt in doubts(scene, language):
        chances = learned.families[doubt.family].probabilities(doubt.features)
        best = int(chances.argmax())
        belief, option = round(float(chances[best]), 4), doubt.options[best]
        rule = rule_of(doubt.family, doubt.word.lower, option)
        if belief >= learned.thresholds[rule].flag_from:
            yield Candidate(
                doubt.sentence.block, doubt.word.start, doubt.word.end, like(option, doubt.word.text), rule,
                _evidence(option, scene.uses.get(option, 0), float(doubt.features[best, _GAIN])), belief,
            )  # fmt: skip


def _evidence(option: str, uses: int, gain: float) -> str:
    times = f" {uses} times" if uses > 1 else ""
    stands = f'"{option}" stands in the document{times}.' if uses else ""
    likelier = (
        f"The text is some {round(10**gain, -int(gain)):,.0f} times as likely with it." if gain >= 1 else ""
    )
    return " ".join(filter(None, (stands, likelier)))


def rule_of(family: str, before: str, after: str) -> str:
    """The rule under which an option is proposed: other forms of a word are a matter of their own."""
    return "wrong_form" if family == "wrong_word" and is_inflected(before, after) else family
