"""Small tables of invented pages, written without a run."""

import csv

from schemas import TABLES

LEAD = "Runners know them well. "
TEXT = LEAD + "Stress factors are small cracks. Rest helps."
RULES = {"near-miss": "A term that is one word away", "strip.read-more": "A pointer to another page"}


def document(number=1, **changes):
    return {
        "document_id": f"d{number}", "source_id": "hips", "path": f"hips/page{number}.txt",
        "title": "Hip pain", "clean_text": TEXT,
    } | changes  # fmt: skip


def correction(key, **changes):
    return {
        "correction_id": key, "document_id": "d1", "block_index": 0, "start": len(LEAD),
        "end": len(LEAD) + len("Stress factors"), "before": "Stress factors", "after": "Stress fractures",
        "rule_id": "near-miss", "kind": "real_word", "confidence": "0.6000", "status": "flagged",
        "context_before": LEAD[-30:], "context_after": " are small cracks. Rest helps.",
        "reason": "One word away from a term.",
    } | changes  # fmt: skip


def block(index=0, text=TEXT, document_id="d1", **changes):
    return {
        "document_id": document_id, "block_index": index, "kind": "paragraph", "start": index * 1000,
        "end": index * 1000 + len(text), "text": text, "clean_text": text, "is_kept": "true",
        "rule_id": "strip.classifier", "score": "0.9000", "reason": "main content",
    } | changes  # fmt: skip


def dropped(index, text, document_id="d1", **changes):
    return block(index, text, document_id) | {
        "clean_text": "", "is_kept": "false", "rule_id": "strip.read-more", "score": "0.0000",
        "reason": "navigation: a pointer to another page",
    } | changes  # fmt: skip


def mention(number, surface="cracks", **changes):
    start = TEXT.index(surface)
    return {
        "mention_id": f"m{number}", "document_id": "d1", "block_index": 0, "start": start,
        "end": start + len(surface), "surface": surface, "raw_surface": surface, "label": "SYMPTOM",
        "concept_id": "HP:1", "match": "exact", "score": "0.9000", "is_negated": "false",
        "is_uncertain": "false", "is_hypothetical": "false", "experiencer": "patient",
    } | changes  # fmt: skip


def write_table(path, columns, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_last_run(desk, *rows):
    """What the last run says of the decisions by key: (problem, key, action, after)."""
    rest = {
        "kind": "correction", "scope": "place", "reviewer": "ana", "before": "Stress factors",
        "rule_id": "near-miss", "path": "hips/page1.txt", "source_id": "hips", "time": "2025-01-01",
    }  # fmt: skip
    told = ("problem", "key", "action", "after")
    path = desk.index.parent / "decisions.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_table(path, [*told, *rest], [dict(zip(told, row, strict=True)) | rest for row in rows])


def write_clean(folder, corrections=(), *, documents=None, blocks=None, mentions=()):
    """All tables of one page, or of those given; the corrections stand in its one block."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = dict.fromkeys(TABLES, ()) | {
        "documents": [document()] if documents is None else documents,
        "corrections": corrections,
        "blocks": [block()] if blocks is None else blocks,
        "mentions": mentions,
        "rules": [{"rule_id": rule_id, "description": text} for rule_id, text in RULES.items()],
        "symptoms": [{"concept_id": "HP:1", "preferred_name": "fissure"}],
    }
    for name, rows in tables.items():
        write_table(folder / f"{name}.csv", list(TABLES[name].fields), rows)
    return folder
