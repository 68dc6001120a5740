"""Coordinated causes and risks: the members of "smoking, a poor diet and diabetes", mentions or phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.relations_claims import OBJECTS, Named, named
from pipeline.extract.relations_open import (
    MARKS,
    STARTS,
    before_examples,
    names_kind,
    over_bracket,
    phrase_of,
    shares_noun,
)
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_words import (
    ADVERBIAL,
    APART,
    AUXILIARIES,
    CLAUSES,
    HOLDERS,
    LEAVE,
    OWNERS,
    PLACES,
    SAYING,
    SUBORDINATE,
    VERBS,
)
from pipeline.model import RelationKind

_MOST = 60
"""Most words that a list is looked for in."""
_LONGEST_BEFORE = 9
"""Most words of a cause that stands before its verb; a longer one is a clause."""
_NEAR = 4
"""Most words of a phrase before the mention that it is about."""
_CONJUNCTIONS = frozenset({"and", "or"})
_EXAMPLES = frozenset({"such", "including", "like"})
_FINITE = VERBS | frozenset({"be", "been", "often", "also", "result", "arise", "stem", "arises", "stems"})
_GENES = frozenset({"gene", "genes"})
_TOGETHER = frozenset({"combination", "interaction", "mixture", "interplay"})


class Coordination(NamedTuple):
    """Phrases of a clause, half-open in words, what stands between them, and what ends the last."""

    pieces: list[tuple[int, int]]
    joints: list[str]
    """A comma or a conjunction between each piece and the next."""
    end: int
    """The word that ends the last piece."""


def members_after(sentence: Sentence, cue: tuple[int, int], relation: RelationKind) -> tuple[Named, ...]:
    """The members of the list that begins after a cue: causes after "is caused by".

    Args:
        sentence: the sentence.
        cue: the words of the cue, half-open.
        relation: what the cue says.
    """
    texts = sentence.words.texts
    is_tight = _is_tight(texts, cue[0])
    members, end = _members_from(sentence, cue[1], relation, is_tight=is_tight)
    if end == len(texts) or texts[end] not in _EXAMPLES:
        return members
    examples, _ = _members_from(sentence, end + 1, relation, is_tight=is_tight)
    if not members:
        return examples
    examples = tuple(example for example in examples if example.concept_id is not None)
    is_kind = bool(examples) and len(members) == 1 and names_kind(members[0])
    return examples if is_kind else (*members, *examples)


def _members_from(
    sentence: Sentence, word: int, relation: RelationKind, *, is_tight: bool
) -> tuple[tuple[Named, ...], int]:
    """The members of the list that begins at a word, and the word that ends it."""
    texts = sentence.words.texts
    while word < len(texts) and texts[word] in LEAVE:
        word += 1
    told = _coordinated(texts, word, min(len(texts), word + _MOST))
    pieces = _joined(texts, _listed(told, texts, is_tight=is_tight))
    return tuple(_members(sentence, pieces, relation)), told.end


def members_before(sentence: Sentence, word: int, relation: RelationKind) -> tuple[Named, ...]:
    """The members of the list that opens a clause and ends before a word: causes before "may cause".

    None where anything else stands between the start of the clause and the word.
    """
    texts = sentence.words.texts
    last = word
    while last > 0 and texts[last - 1] in AUXILIARIES:
        last -= 1
    last = before_examples(texts, last)
    first = last
    while first > max(0, last - _MOST) and not _starts(texts, first):
        first -= 1
    told = _coordinated(texts, first, last)
    pieces = told.pieces
    if len(pieces) > 1 and told.joints[0] == "," and texts[pieces[0][0]] in ADVERBIAL:
        told = Coordination(pieces[1:], told.joints[1:], told.end)
    listed = _listed(told, texts[:last], is_tight=False)
    if not listed:
        return ()
    is_whole = told.end == last and listed == told.pieces and texts[listed[0][0]] not in ADVERBIAL
    if not is_whole or any(end - start > _LONGEST_BEFORE for start, end in listed):
        return ()
    return tuple(_members(sentence, _joined(texts, listed), relation))


def _starts(texts: Sequence[str], place: int) -> bool:
    """Whether a clause starts at a place: after a mark, or after what is believed or shown."""
    if place == 0:
        return True
    before = texts[place - 1]
    return before in STARTS or (before == "that" and place > 1 and texts[place - 2] in SAYING)


def _coordinated(texts: Sequence[str], first: int, limit: int) -> Coordination:
    """The phrases from a word on, as far as one clause reaches."""
    pieces: list[tuple[int, int]] = []
    joints: list[str] = []
    start = place = first
    in_relative = False
    while place < limit:
        text = texts[place]
        after = over_bracket(texts, place)
        if after > place:
            place = after
            continue
        if text == "that" and place - start in (1, 2):
            in_relative = True
        elif text in MARKS or text in CLAUSES or (text in VERBS and not in_relative):
            break
        elif text == "," or (text in _CONJUNCTIONS and not shares_noun(texts, start, place)):
            if start < place:
                pieces.append((start, place))
                joints.append(text)
            elif joints and text != ",":
                joints[-1] += text
            start, in_relative = place + 1, False
        place += 1
    if start < place:
        pieces.append((start, place))
    return Coordination(pieces, joints[: max(len(pieces) - 1, 0)], place)


def _listed(told: Coordination, texts: Sequence[str], *, is_tight: bool) -> list[tuple[int, int]]:
    """The pieces up to the one after the first conjunction; of pieces that none joins, the first alone.

    Where a verb follows the last piece it may be the subject of that verb and no member.
    """
    joint = next((index for index, text in enumerate(told.joints) if text != ","), None)
    if joint is None:
        return told.pieces[:1]
    ends_in_verb = told.end < len(texts) and texts[told.end] in VERBS and joint + 2 == len(told.pieces)
    is_apart = not APART.isdisjoint(texts[slice(*told.pieces[0])])
    has_commas = any(text[0] == "," for text in told.joints[: joint + 1])
    if has_commas and (is_tight or ends_in_verb or is_apart):
        return told.pieces[:1]
    return told.pieces[: joint + 2]


def _is_tight(texts: Sequence[str], cue: int) -> bool:
    """Whether a list after a cue may end at its first comma: in a subordinate clause, or in another list.

    "If it is caused by A, B and C help"; "A, B caused by C, D and E".
    """
    clause = texts[max(0, cue - _MOST) : cue]
    first = next((index for index in range(len(clause), 0, -1) if clause[index - 1] in STARTS), 0)
    clause = clause[first:]
    words = clause[len(clause) - clause[::-1].index(",") :] if "," in clause else clause
    has_verb = cue > 0 and (
        texts[cue - 1] in _FINITE or texts[cue] in _FINITE or texts[cue - 1].endswith("ly")
    )
    return not SUBORDINATE.isdisjoint(words) or ("," in clause and not has_verb)


def _joined(texts: Sequence[str], pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that are one phrase joined: "mutations in the A, B and C genes", "a combination of A and B"."""
    if len(pieces) < 2:
        return pieces
    first, last = pieces[0]
    is_of_genes = texts[pieces[-1][1] - 1] in _GENES and _GENES.isdisjoint(texts[first:last])
    if (is_of_genes and last - first > 1) or not _TOGETHER.isdisjoint(texts[first : first + 2]):
        return [(first, pieces[-1][1])]
    return pieces


def _members(
    sentence: Sentence, pieces: Sequence[tuple[int, int]], relation: RelationKind
) -> Iterator[Named]:
    may_be_places = bool(pieces) and not PLACES.isdisjoint(sentence.words.texts[slice(*pieces[0])])
    for index, (first, last) in enumerate(pieces):
        spot = next((spot for spot in sentence.spots if first <= spot.first < last), None)
        if spot is not None and _is_head(sentence.words.texts, first, last, spot):
            if spot.mention.label in OBJECTS[relation] and spot.mention.experiencer == "patient":
                yield named(spot)
            continue
        phrase = phrase_of(sentence, first, last)
        if phrase is not None and not (index > 0 and may_be_places):
            yield phrase


def _is_head(texts: Sequence[str], first: int, last: int, spot: Spot) -> bool:
    """Whether a phrase is about the mention in it, and not about what has to do with it."""
    before, after = texts[first : spot.first], texts[spot.last : last]
    is_owned = bool(after) and after[0] in OWNERS
    if not is_owned and before[-1:] == ("called",):
        return True
    return len(before) <= _NEAR and HOLDERS.isdisjoint(before) and not is_owned
