"""Small invented pages whose every offset is right, for the tests of publishing."""

from __future__ import annotations

import hashlib

from msgspec import structs

from pipeline.model import (
    Block,
    CleanBlock,
    CleanText,
    Concept,
    Document,
    Edit,
    Mention,
    Page,
    Quarantined,
    Relation,
    Rule,
    Source,
    content_id,
)
from pipeline.publish import build_tables

SOURCES = (Source("clinic", "A clinic", "unknown", "https://clinic.example/", "CC-BY-4.0", "2024-05-01"),)
RULES = (
    Rule("share-line", "strip", "Drops share buttons.", "drop", 0.99),
    Rule("near-miss", "correct", "A phrase one word from a term.", "replace", 0.97),
    Rule("doubled-word", "correct", "A word said twice.", "flag"),
)
QUARANTINED = (Quarantined("clinic/broken.txt", None, "read", "empty_file", "The file has no bytes."),)

FRACTURE = Concept("TEST:1", "CONDITION", "Stress fracture", "hairline crack", "injury", "test", "1",
                   ("OTHER:1", "OTHER:2"))  # fmt: skip
PAIN = Concept("local:hip-pain", "SYMPTOM", "hip pain", None, "finding", "local", "")
REST = Concept("local:rest", "TREATMENT", "rest", None, "self_care", "local", "")


def document(lines, *, path="clinic/one.txt", title=None):
    text = "\n".join(lines)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(content_id(path, sha256), "clinic", path, title, None, "text/plain", "en", "utf-8",
                    sha256, text)  # fmt: skip


def blocks_of(doc, *, dropped=()):
    blocks, start = [], 0
    for index, line in enumerate(doc.text.split("\n")):
        block = Block(doc.id, index, start, start + len(line), line, "title" if index == 0 else "paragraph",
                      None, None, "other", f"line[{index + 1}]")  # fmt: skip
        if index in dropped:
            block = structs.replace(
                block, is_kept=False, reason="share line", rule_id="share-line", score=0.0123456
            )
        blocks.append(block)
        start += len(line) + 1
    return tuple(blocks)


def edit(block, before, after, *, rule_id="near-miss", status="applied", reviewer=None):
    at = block.text.index(before)
    context = block.text[max(0, at - 30) : at], block.text[at + len(before) : at + len(before) + 30]
    return Edit(content_id(block.document_id, block.index, at, before, after), block.document_id, block.index,
                block.start + at, block.start + at + len(before), before, after, rule_id, "real_word", 0.9,
                status, *context, "One word from a term.", "", reviewer)  # fmt: skip


def clean_of(doc, blocks, edits=()):
    cleaned, start = [], 0
    for block in blocks:
        if not block.is_kept:
            continue
        made = tuple(e for e in sorted(edits, key=lambda e: e.start)
                     if e.block_index == block.index and e.status in ("applied", "accepted"))  # fmt: skip
        text, shift = block.text, -block.start
        for one in made:
            text = text[: one.start + shift] + one.after + text[one.end + shift :]
            shift += len(one.after) - len(one.before)
        cleaned.append(CleanBlock(block, text, start, made))
        start += len(text) + 1
    return CleanText(doc.id, doc.title, tuple(cleaned))


def mention(clean, surface, concept, *, label=None):
    block = next(block for block in clean.blocks if surface in block.text)
    at = block.text.index(surface)
    start, end = block.raw_span(at, at + len(surface))
    raw = block.block.text[start - block.block.start : end - block.block.start]
    mention_id = content_id("mention", clean.document_id, at, surface)
    return Mention(mention_id, clean.document_id, block.block.index, start, end,
                   block.start + at, block.start + at + len(surface), surface, raw,
                   label or concept.label, concept.concept_id, "exact", 0.8, False, False, False, "patient",
                   "other")  # fmt: skip


def page(doc, *, dropped=(), edits=(), mentions=(), concepts=(), relations=(), topic=None, duplicate_of=None):
    """A page; `edits` and `mentions` are functions of the blocks and of the clean text."""
    blocks = blocks_of(doc, dropped=dropped)
    made = tuple(edits(blocks)) if edits else ()
    clean = clean_of(doc, blocks, made)
    return Page(doc, duplicate_of, blocks, (), (), made, clean, tuple(mentions(clean)) if mentions else (),
                tuple(concepts), topic, tuple(relations))  # fmt: skip


def sample_page(path="clinic/one.txt"):
    doc = document(
        [
            "Hip pain",
            "Share this page",
            "Stress factors hurt the the hip; “rest” helps, says \U0001f9b4 Dr. A.",
        ],
        path=path,
    )
    relation = Relation(content_id("relation", doc.id), doc.id, "treated_by", FRACTURE.concept_id,
                        "Stress fracture", "Stress fractures", REST.concept_id, "rest", "rest", "sentence",
                        0.7, False, 2, "“rest” helps")  # fmt: skip
    return page(
        doc,
        dropped={1},
        edits=lambda blocks: [
            edit(blocks[2], "Stress factors", "Stress fractures"),
            edit(blocks[2], "the the", "the", rule_id="doubled-word", status="flagged"),
        ],
        mentions=lambda clean: [
            mention(clean, "Hip pain", PAIN),
            mention(clean, "Stress fractures", FRACTURE),
            mention(clean, "hip", PAIN, label="CONDITION"),
        ],
        concepts=(FRACTURE, PAIN, REST),
        relations=(relation,),
        topic=PAIN.concept_id,
    )


def plain_page(path="clinic/two.txt"):
    return page(document(["A quiet page", "with nothing in it"], path=path, title="Quiet"))


def sample_tables(pages=None, *, rules=RULES):
    return build_tables(pages or (sample_page(), plain_page()), SOURCES, QUARANTINED, rules)


def text_tables(lines):
    """Tables of one page whose blocks are the lines."""
    return build_tables([page(document(lines))], SOURCES, (), ())
