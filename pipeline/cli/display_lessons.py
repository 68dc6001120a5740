"""What `winnow learn` prints."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cli.layout import show_table
from pipeline.review.learning import Lesson

_HEADS = ("rule", "before", "after", "taken", "refused", "confidence", "will be")


def show_lessons(lessons: Sequence[Lesson]) -> None:
    """Print what will be believed of each change, beside what is believed now."""
    if not lessons:
        print("The decisions teach nothing new.")
        return
    rows = [
        (*lesson.change, *lesson.verdicts, f"{lesson.belief_before:.2f}", f"{lesson.belief_after:.2f}")
        for lesson in lessons
    ]
    show_table(_HEADS, rows)
