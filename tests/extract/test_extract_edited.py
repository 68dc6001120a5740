from __future__ import annotations

from extract_samples import tiny_vocabulary

from pipeline.extract import extract, load_recogniser
from pipeline.model import Block, CleanBlock, CleanText, Edit


def test_mentions_of_one_edit_have_ids_of_their_own():
    text, after = "It is the the end.", "cancer. The cancer. The"
    block = Block("doc", 0, 0, len(text), text, "paragraph", None, None, "other", "")
    edit = Edit(
        id="e", document_id="doc", block_index=0, start=6, end=13, before="the the", after=after, rule_id="r",
        kind="duplicate_word", confidence=1.0, status="accepted", context_before="", context_after="",
        reason="", evidence="", reviewer="ann",
    )  # fmt: skip
    clean = CleanText("doc", None, (CleanBlock(block, text.replace("the the", after), 0, (edit,)),))
    mentions = extract(clean, load_recogniser(tiny_vocabulary())).mentions
    assert [mention.surface for mention in mentions] == ["cancer", "cancer"]
    assert len({mention.id for mention in mentions}) == 2
