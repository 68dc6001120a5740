"""What the policy on readers' comments means for one page."""

from __future__ import annotations

from pipeline.model import CommentPolicy, Document
from pipeline.strip.comments import comment_blocks
from pipeline.strip.comments_page import is_discussion, later_posts
from pipeline.strip.outline import Outline
from pipeline.strip.rule import About


def dropped_parts(document: Document, page: Outline, policy: CommentPolicy) -> frozenset[About]:
    """Which parts the policy drops from a page.

    `keep` drops none; `auto` drops the comments below articles; `drop` does so everywhere, and leaves of a
    discussion the opening post or question.
    """
    if policy == "keep":
        return frozenset()
    if not is_discussion(document, page):
        return frozenset({"comments"})
    return frozenset({"comments", "posts"}) if policy == "drop" else frozenset()


def kept_comments(page: Outline, policy: CommentPolicy) -> frozenset[int]:
    """Indices of the blocks that the policy keeps because readers wrote them, whatever speaks against it."""
    if policy != "keep":
        return frozenset()
    return frozenset(index for index in comment_blocks(page) | later_posts(page) if page.is_body[index])
