"""What a user of the tables must know before using them; it goes wherever the tables go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsageWarning:
    """One thing to know, and the tables that it concerns; of none, it concerns all."""

    code: str
    text: str
    tables: tuple[str, ...] = ()


WARNINGS = (
    UsageWarning(
        "not_medical_advice",
        "These tables say what scraped pages say. They are no medical advice, and a page may be wrong.",
    ),
    UsageWarning(
        "machine_made",
        "Programs made these tables. They drop, correct and name things wrongly at times; the "
        "quality figures say how often on pages that people annotated.",
    ),
    UsageWarning(
        "unreviewed_corrections",
        "A correction with status `applied` was made by a rule alone and `flagged` is only "
        "proposed; nobody has looked at either. `accepted` and `rejected` were decided by the "
        "reviewer that the row names.",
        ("corrections", "documents", "blocks"),
    ),
    UsageWarning(
        "source_licence",
        "The text belongs to its publishers. `sources.licence` says under which terms each source "
        "may be used; `unknown` means that nobody has said, so ask before you publish the text.",
        ("sources", "documents", "blocks"),
    ),
    UsageWarning(
        "negated",
        "`is_negated` is true where the text denies the mention or relation (`no fever`). Such "
        "rows, and those that are uncertain, hypothetical or of another person than the patient, "
        "are no findings.",
        ("mentions", "relations"),
    ),
    UsageWarning(
        "one_page_says",
        "A relation is what one page says of two things, not an established fact.",
        ("relations",),
    ),
    UsageWarning(
        "near_duplicates",
        "Pages with `duplicate_of` say the same as another page; counts over pages are inflated "
        "unless they are left out.",
        ("documents", "mentions", "conditions", "symptoms", "treatments"),
    ),
)
"""In the order in which they are to be read."""
