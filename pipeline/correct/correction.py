"""From blocks to edits: detect, hold to the policy, heed the reviewers, keep one edit a place."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors import ANY_LANGUAGE, DETECTORS
from pipeline.correct.detectors.grammar import detect_grammar
from pipeline.correct.heard import change_of
from pipeline.correct.language import Language
from pipeline.correct.policy import objection
from pipeline.correct.rulebook import MINIMUM_PRECISION
from pipeline.correct.scene import Scene, scene_of
from pipeline.correct.text import read_text
from pipeline.correct.wording.detection import detect_wrong_words
from pipeline.heeding import Heeding, Question, alike_above
from pipeline.model import Block, Document, Edit, EditStatus, content_id

CONTEXT = 30
"""Characters of the raw block shown each side of an edit."""
_RANK: Mapping[EditStatus, int] = {"accepted": 0, "applied": 1, "flagged": 2}


def propose(document: Document, blocks: Sequence[Block], language: Language) -> tuple[Edit, ...]:
    """All that the detectors propose for a document's kept blocks, by place; proposals may overlap.

    Args:
        document: the page; offsets count in its text.
        blocks: all its blocks, in order.
        language: rules, frequencies and vocabulary.
    """
    scene = scene_of(read_text(blocks), language)
    is_english = document.language == "und" or document.language.split("-")[0] == "en"
    candidates = candidates_in(scene, language, is_english=is_english)
    above = tuple(alike_above(blocks)) if candidates else ()
    edits = (
        (_edit(document, candidate, language, objection(candidate, language, scene.uses)),
         above[candidate.block.index])
        for candidate in candidates
    )  # fmt: skip
    return tuple(_identified(document, edits))


def decide(proposals: Sequence[Edit], heeding: Heeding) -> tuple[Edit, ...]:
    """The corrections of a document: sorted by place; those that are made or flagged never overlap.

    Args:
        proposals: see `propose`.
        heeding: what the reviewers decided.
    """
    heeded = [_heed(edit, heeding) for edit in proposals] if heeding else proposals
    rejected = [edit for edit in heeded if edit.status == "rejected"]  # takes no place from another
    standing = [edit for edit in heeded if edit.status != "rejected"]
    chosen = _without_overlaps(standing, heeding)
    # A verdict whose correction gave way to another one that people accepted has met nothing.
    heeding.met.difference_update({edit.id for edit in standing} - {edit.id for edit in chosen})
    return tuple(sorted([*chosen, *rejected], key=lambda edit: (edit.start, edit.end, edit.id)))


def candidates_of(blocks: Sequence[Block], language: Language) -> tuple[Candidate, ...]:
    """What is proposed for the kept ones of the blocks of an English page, by place; each proposal once."""
    return candidates_in(scene_of(read_text(blocks), language), language)


def candidates_in(scene: Scene, language: Language, *, is_english: bool = True) -> tuple[Candidate, ...]:
    """What the detectors propose for a document, by place; each proposal once."""
    found = [
        candidate
        for detect in (DETECTORS if is_english else ANY_LANGUAGE)
        for candidate in detect(scene, language)
    ]
    if is_english:
        found += [*detect_grammar(scene, language), *detect_wrong_words(scene, language)]
    keyed = {(one.start, one.end, one.rule_id, one.after): one for one in found}
    return tuple(keyed[key] for key in sorted(keyed))


def _identified(document: Document, edits: Iterable[tuple[Edit, int]]) -> Iterator[Edit]:
    """The edits with their ids; with each comes how many blocks like its own stand above, kept or dropped."""
    seen: Counter[tuple[str | int, ...]] = Counter()
    for edit, above in edits:
        key = (
            document.path, edit.rule_id, edit.before, edit.after,
            " ".join(edit.context_before.split()), " ".join(edit.context_after.split()), above,
        )  # fmt: skip
        yield replace(edit, id=content_id(*key, seen[key]))
        seen[key] += 1


def _edit(document: Document, candidate: Candidate, language: Language, against: str | None) -> Edit:
    rule, block = language.rules[candidate.rule_id], candidate.block
    belief, is_trusted = _belief(candidate, language)
    start, end = candidate.start - block.start, candidate.end - block.start
    evidence = " ".join(
        filter(None, (candidate.evidence, against and f"It touches {against}: people decide."))
    )
    return Edit(
        id="",
        document_id=document.id,
        block_index=block.index,
        start=candidate.start,
        end=candidate.end,
        before=candidate.before,
        after=candidate.after,
        rule_id=rule.rule_id,
        kind=rule.kind,
        confidence=round(belief, 4),
        status="applied" if is_trusted and not against else "flagged",
        context_before=block.text[max(0, start - CONTEXT) : start],
        context_after=block.text[end : end + CONTEXT],
        reason=rule.reason,
        evidence=evidence,
        needs_person=against is not None,
    )


def _belief(candidate: Candidate, language: Language) -> tuple[float, bool]:
    """The chance that a candidate is right, and whether it may be made unattended, policy aside.

    What reviewers refused somewhere is made only where they took it far oftener.
    """
    rule = language.rules[candidate.rule_id]
    belief = rule.belief if candidate.belief is None else candidate.belief
    verdicts = language.heard.get(change_of(candidate.rule_id, candidate.before, candidate.after))
    if verdicts is None:
        return belief, rule.may_apply(candidate.belief)
    belief = verdicts.belief(belief)
    is_doubted = verdicts.rejected > 0 and belief < MINIMUM_PRECISION
    return belief, rule.may_apply(None if candidate.belief is None else belief) and not is_doubted


def _heed(edit: Edit, heeding: Heeding) -> Edit:
    question = Question("correction", edit.id, edit.rule_id, edit.before, edit.after, edit.needs_person)
    decision = heeding.verdict(question)
    if decision is None:
        return edit
    if decision.action == "reject":
        return replace(edit, status="rejected", reviewer=decision.reviewer)
    after = decision.after if decision.action == "edit" else edit.after
    return replace(edit, status="accepted", after=after, reviewer=decision.reviewer)


def _without_overlaps(edits: Iterable[Edit], heeding: Heeding) -> tuple[Edit, ...]:
    """Of edits that overlap, the one that people or the rules trust most; then the shorter, the first.

    What was accepted at its place goes before what was accepted as a change in its source or by its rule.
    """
    kept: list[tuple[int, int, str, Edit]] = []
    by_trust = sorted(
        edits,
        key=lambda e: (
            _RANK[e.status], e.id not in heeding.decisions, -e.confidence, e.end - e.start, e.start, e.id,
        ),
    )  # fmt: skip
    for edit in by_trust:
        entry = (edit.start, edit.end, edit.id, edit)
        place = bisect_left(kept, entry[:3], key=lambda other: other[:3])
        before, after = kept[place - 1 : place], kept[place : place + 1]
        if all(other[1] <= edit.start and other[0] < edit.start for other in before) and all(
            edit.end <= other[0] and edit.start < other[0] for other in after
        ):
            insort(kept, entry, key=lambda other: other[:3])
    return tuple(entry[3] for entry in kept)
