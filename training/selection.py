"""Which surfaces of the sources are entities in consumer text, as annotated passages show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model import Label
from pipeline.vocabulary import term_key, words
from training.sources.entry import MAX_WORDS, Entry

_SEEN = 2  # times a form must be seen before the passages overrule the sources
_RARE = 0.2  # share of annotated uses below which a form is no entity


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a form stands in the passages outside longer annotated spans, and annotated as what."""

    n_seen: int
    labels: Mapping[Label, int]

    @property
    def share(self) -> float:
        """Share of the uses that are annotated."""
        return sum(self.labels.values()) / self.n_seen


def observed(shared: Path) -> dict[str, Usage]:
    """Usage of every form of up to seven words that the annotated passages hold.

    Uses inside longer annotated spans are left out: they tell nothing, since the longest entity wins.
    """
    seen: Counter[str] = Counter()
    labels: dict[str, Counter[Label]] = {}
    path = shared / "data" / "pages" / "passages.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        spans = {(entity["start"], entity["end"]): entity["label"] for entity in passage["entities"]}
        inside = {place for start, end in spans for place in range(start, end)}
        for key, start, end in _forms(passage["text"]):
            label = spans.get((start, end))
            if label:
                labels.setdefault(key, Counter())[label] += 1
            seen[key] += bool(label) or not inside.intersection((start, end - 1))
    return {key: Usage(count, labels.get(key, {})) for key, count in seen.items() if count >= _SEEN}


def _forms(text: str) -> list[tuple[str, int, int]]:
    found = list(words(text))
    forms = []
    for first in range(len(found)):
        key = found[first].key
        forms.append((key, found[first].start, found[first].end))
        for last in range(first + 1, min(first + MAX_WORDS, len(found))):
            if not found[last].is_joined:
                break
            key = f"{key} {found[last].key}"
            forms.append((key, found[first].start, found[last].end))
    return forms


def select(entries: Sequence[Entry], usage: Mapping[str, Usage]) -> list[Entry]:
    """Drop surfaces that the passages show to be no entities; relabel what they call otherwise."""
    selected = []
    for entry in entries:
        surfaces = tuple(surface for surface in entry.surfaces if _is_entity(usage.get(term_key(surface))))
        if surfaces:
            selected.append(_relabelled(replace(entry, surfaces=surfaces), usage))
    return selected


def _is_entity(used: Usage | None) -> bool:
    return used is None or used.share >= _RARE


def _relabelled(entry: Entry, usage: Mapping[str, Usage]) -> Entry:
    used = usage.get(term_key(entry.preferred_name))
    if used is None or not used.labels:
        return entry
    label = max(used.labels, key=lambda name: (used.labels[name], name == entry.label, name))
    if label == entry.label or used.labels[label] < _SEEN:
        return entry
    kind = {"CONDITION": "disorder", "SYMPTOM": "finding", "TREATMENT": "other"}[label]
    return replace(entry, label=label, kind=kind)
