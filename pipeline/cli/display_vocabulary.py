"""What `winnow vocabulary add` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.cli.layout import show_some, show_table
from pipeline.vocabulary import Vocabulary, term_key
from pipeline.vocabulary.own import Brought


def show_brought(brought: Brought, vocabulary: Vocabulary) -> None:
    """Print how many terms come in or stay out, and which names will mean something else than before."""
    labels = Counter(term.concept.label for term in brought.terms)
    rows: list[tuple[object, ...]] = [(f"{label} terms", count) for label, count in sorted(labels.items())]
    rows.append(("names", sum(len(term.names) for term in brought.terms)))
    rows += [(f"left out: {reason}", count) for reason, count in brought.left_out.items()]
    show_table((f"vocabulary {brought.name}", "count"), rows)
    taken = list(_taken_over(brought, vocabulary))
    if taken:
        print(f"Names that mean another concept now, and will mean yours: {len(taken)}")
        show_some(taken)


def _taken_over(brought: Brought, vocabulary: Vocabulary) -> Iterator[str]:
    for term in brought.terms:
        for name in term.names:
            rows = vocabulary.keys.get(term_key(name), ())
            known = [vocabulary.concept(row) for row in rows]
            if known and term.concept.concept_id not in {concept.concept_id for concept in known}:
                yield f"{name}: {known[0].concept_id} ({known[0].preferred_name})"
