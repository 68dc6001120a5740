from __future__ import annotations

import time

from extract_samples import tiny_vocabulary

from pipeline.extract import extract, load_recogniser
from pipeline.model import Block, CleanBlock, CleanText, Edit


def edited(start: int, before: str, after: str) -> Edit:
    return Edit(
        id="e", document_id="doc", block_index=0, start=start, end=start + len(before), before=before,
        after=after, rule_id="r", kind="duplicate_word", confidence=1.0, status="accepted",
        context_before="", context_after="", reason="", evidence="", reviewer="ann",
    )  # fmt: skip


def test_mentions_of_one_edit_have_ids_of_their_own():
    text, after = "It is the the end.", "cancer. The cancer. The"
    block = Block("doc", 0, 0, len(text), text, "paragraph", None, None, "other", "")
    edit = edited(6, "the the", after)
    clean = CleanText("doc", None, (CleanBlock(block, text.replace("the the", after), 0, (edit,)),))
    mentions = extract(clean, load_recogniser(tiny_vocabulary())).mentions
    assert [mention.surface for mention in mentions] == ["cancer", "cancer"]
    assert len({mention.id for mention in mentions}) == 2


def test_spans_among_many_edits_are_found_in_linear_time():
    count, text = 20_000, "a a hip, " * 20_000
    block = Block("doc", 0, 7, 7 + len(text), text, "paragraph", None, None, "other", "")
    edits = tuple(edited(7 + 9 * number, "a a", "a") for number in range(count))
    clean = CleanBlock(block, "a hip, " * count, 0, edits)
    start = time.process_time()
    spans = [clean.raw_span(7 * number + 2, 7 * number + 5) for number in range(count)]
    assert time.process_time() - start < 5
    assert spans == [(7 + 9 * number + 4, 7 + 9 * number + 7) for number in range(count)]
