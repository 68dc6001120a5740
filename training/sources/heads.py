"""Label and kind of a name from its head word ("knee pain" is a SYMPTOM because pain is)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.model import Label
from pipeline.vocabulary import term_key

_PATH = Path(__file__).parents[1] / "data" / "heads.toml"
_PHRASE = re.compile(r" (?:of|in|on|to|from|with|for|by|after|during|without) ")


@dataclass(frozen=True, slots=True)
class Heads:
    """Head words (whole) and head endings, each with the label and kind that they mean."""

    wholes: dict[str, tuple[Label, str]]
    endings: tuple[tuple[str, tuple[Label, str]], ...]
    """Longest first."""
    neither: frozenset[str]
    """Heads with such an ending that name no illness."""


def judge(name: str) -> tuple[Label, str] | None:
    """Label and kind that the head word of a name means; None where it tells nothing."""
    heads = _heads()
    key = term_key(_PHRASE.split(name, maxsplit=1)[0])
    last = key.rsplit(" ", 1)[-1]
    if last in heads.neither:
        return None
    if found := heads.wholes.get(key) or heads.wholes.get(last):
        return found
    return next((meaning for ending, meaning in heads.endings if last.endswith(ending)), None)


@cache
def _heads() -> Heads:
    data = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    meant: dict[str, tuple[Label, str]] = {}
    meant |= dict.fromkeys(data["condition"], ("CONDITION", "disorder"))
    meant |= {head: ("TREATMENT", kind) for kind, heads in data["treatment"].items() for head in heads}
    meant |= dict.fromkeys(data["symptom"] + data["symptom_exceptions"], ("SYMPTOM", "finding"))
    endings = [(head[1:], meaning) for head, meaning in meant.items() if head.startswith("-")]
    wholes = {head: meaning for head, meaning in meant.items() if not head.startswith("-")}
    longest_first = tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair[0])))
    return Heads(wholes, longest_first, frozenset(data["neither"]))
