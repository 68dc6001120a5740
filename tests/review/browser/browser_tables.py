"""Invented pages as a clean/ folder, without a run."""

import csv
from dataclasses import dataclass

from schemas import TABLES


@dataclass(frozen=True)
class Change:
    before: str
    after: str
    rule_id: str = "near_term_close"
    status: str = "flagged"
    confidence: str = "0.6000"
    reason: str = "The phrase is one word away from a term."
    evidence: str = "The term stands close by."


@dataclass(frozen=True)
class Sheet:
    """One page: its kept paragraph, the changes and mentions in that, and its dropped line."""

    text: str
    changes: tuple[Change, ...] = ()
    dropped: str = ""
    mentioned: tuple[str, ...] = ()
    title: str = "Hip pain"
    path: str = "hips/page.txt"
    source_id: str = "hips"
    duplicate_of: str = ""


def write_sheets(folder, sheets):
    """Write the tables of these pages; the document ids are d0000, d0001, ..., for tables are sorted"""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {name: [] for name in TABLES}
    for number, sheet in enumerate(sheets):
        _add_sheet(rows, f"d{number:04}", sheet)
    sources = sorted({sheet.source_id for sheet in sheets})
    rows["sources"] = [{"source_id": source, "title": source} for source in sources]
    rules = {row["rule_id"] for name in ("corrections", "blocks") for row in rows[name]}
    rows["rules"] = [{"rule_id": rule, "description": f"What {rule} does."} for rule in sorted(rules - {""})]
    for name, table in TABLES.items():
        _write(folder / f"{name}.csv", list(table.fields), rows[name])
    return folder


def _add_sheet(rows, document_id, sheet):
    rows["documents"].append({
        "document_id": document_id, "source_id": sheet.source_id, "path": sheet.path, "title": sheet.title,
        "duplicate_of": sheet.duplicate_of, "clean_text": sheet.text, "n_blocks": "2", "n_kept_blocks": "1",
    })  # fmt: skip
    rows["blocks"].append(_block(document_id, 0, 0, sheet.text, rule_id=""))
    if sheet.dropped:
        rows["blocks"].append(
            _block(document_id, 1, len(sheet.text) + 1, sheet.dropped, rule_id="strip.related")
        )
    for change in sheet.changes:
        rows["corrections"].append(_correction(document_id, sheet.text, change))
    for surface in sheet.mentioned:
        rows["mentions"].append(_mention(document_id, sheet.text, surface))


def _block(document_id, index, start, text, rule_id):
    kept = not rule_id
    return {
        "document_id": document_id, "block_index": str(index), "kind": "paragraph", "start": str(start),
        "end": str(start + len(text)), "text": text, "clean_text": text if kept else "",
        "is_kept": "true" if kept else "false", "reason": "" if kept else "titles of other pages",
        "rule_id": rule_id, "score": "0.8000",
    }  # fmt: skip


def _correction(document_id, text, change):
    start = text.index(change.before)
    end = start + len(change.before)
    return {
        "correction_id": f"{document_id}-{start}-{end}", "document_id": document_id, "block_index": "0",
        "start": str(start), "end": str(end), "before": change.before, "after": change.after,
        "rule_id": change.rule_id, "kind": "real_word", "confidence": change.confidence,
        "status": change.status, "context_before": text[max(0, start - 30) : start],
        "context_after": text[end : end + 30], "reason": change.reason, "evidence": change.evidence,
    }  # fmt: skip


def _mention(document_id, text, surface):
    start, end = text.index(surface), text.index(surface) + len(surface)
    return {
        "mention_id": f"{document_id}-m{start}", "document_id": document_id, "block_index": "0",
        "start": str(start), "end": str(end), "clean_start": str(start), "clean_end": str(end),
        "surface": surface, "raw_surface": surface, "label": "SYMPTOM", "concept_id": "local:symptom",
        "match": "model", "score": "0.7000", "is_negated": "false", "is_uncertain": "false",
        "is_hypothetical": "false", "experiencer": "patient", "section_type": "other",
    }  # fmt: skip


def _write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
