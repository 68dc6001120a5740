"""Which sense of a word a sentence means, the everyday or the medical one, by the rules of `everyday.toml`.

Asked in this order: the words right beside it ("rest of", "septic shock"); whether it is used as a verb
("bend the knee"); then which company is the larger in its sentence, that of the medical sense or that of the
everyday topics (weather, money, machines ...). Words alone, as in a list or heading, are taken as medical.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import RuleError
from pipeline.extract.grammar import is_adjective, is_verb
from pipeline.extract.listed import FLAGS, KEYS, RULES, WORDS
from pipeline.extract.tokens import Tokens
from pipeline.extract.weights import LABELS
from pipeline.model import Label
from pipeline.rules import load_entries
from pipeline.vocabulary import word_key

FEW_WORDS = 3
"""A text of so few words is a heading or a list member, and says what it says in the sense of the page."""

_CLEARLY = 2


@dataclass(frozen=True, slots=True)
class Sense:
    """What makes a word medical; all words are normal forms."""

    company: frozenset[str]
    """Words that go with the medical sense, anywhere in the sentence."""
    before: frozenset[str]
    """Words that make it medical right before it, whatever the company; `after` likewise."""
    after: frozenset[str]
    plain_before: frozenset[str]
    """Words that make it everyday right before it; `plain_after` likewise."""
    plain_after: frozenset[str]
    any_mention: bool
    """Whether another mention in the sentence is company, too."""
    anatomy: bool
    """Whether body parts are company."""
    verb: bool
    """Whether it keeps its medical sense as a verb."""
    usual: bool
    """Whether the medical sense is the usual one, and needs company against everyday company alone."""
    adjective: bool
    """Whether it is everyday as an adjective ("a cold answer")."""
    label: Label | None
    """What the word is where it is plainly medical and the tagger has not seen it."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """The rules: senses by word, and the words that speak of everyday topics."""

    senses: Mapping[str, Sense]
    topics: frozenset[str]


class Scene(msgspec.Struct, frozen=True, dict=True):
    """A sentence in which a word stands; few hold one to judge, so its words are gathered when asked for."""

    tokens: Tokens
    anatomy: Set[str]
    """Normal forms of body parts."""
    has_other_mention: bool

    @cached_property
    def keys(self) -> frozenset[str]:
        """The different words, gathered once: a long line may hold many words to judge."""
        return frozenset(self.tokens.keys) - {""}

    @cached_property
    def n_words(self) -> int:
        """How many words it has; marks do not count."""
        return sum(map(bool, self.tokens.keys))


def is_medical(index: int, scene: Scene, everyday: Everyday, *, with_mentions: bool = True) -> bool:
    """Whether the token at `index`, which must have a sense, has its medical sense in the scene."""
    tokens = scene.tokens
    sense = everyday.senses[tokens.keys[index]]
    if has_neighbour(index, tokens, sense.before, sense.after):
        return True
    if has_neighbour(index, tokens, sense.plain_before, sense.plain_after):
        return False
    if scene.n_words <= FEW_WORDS:
        return True
    if (not sense.verb and is_verb(tokens, index)) or (sense.adjective and is_adjective(tokens, index)):
        return False
    has_mention = with_mentions and sense.any_mention and scene.has_other_mention
    return _outweighs(index, scene, sense, everyday.topics, has_mention=has_mention)


def is_plainly_medical(index: int, scene: Scene, everyday: Everyday) -> bool:
    """Whether it has medical neighbours, or words for company; other mentions do not count."""
    tokens = scene.tokens
    sense = everyday.senses[tokens.keys[index]]
    if has_neighbour(index, tokens, sense.before, sense.after):
        return True
    has_company = bool((scene.keys & sense.company) - {tokens.keys[index]})
    return has_company and is_medical(index, scene, everyday, with_mentions=False)


def is_everyday_head(index: int, scene: Scene, everyday: Everyday) -> bool:
    """Whether the last word of a longer name is everyday.

    It is beside one of its everyday neighbours, as a verb, or where everyday topics outweigh its company.
    """
    own = {scene.tokens.keys[index]}
    sense = everyday.senses[scene.tokens.keys[index]]
    if has_neighbour(index, scene.tokens, sense.plain_before, frozenset()):
        return True
    if not sense.verb and is_verb(scene.tokens, index):
        return True
    medical = ((scene.keys & sense.company) | (scene.keys & scene.anatomy)) - own
    return len((scene.keys & everyday.topics) - medical - own) > len(medical) + scene.has_other_mention


def is_everyday_scene(scene: Scene, everyday: Everyday) -> bool:
    """Whether a sentence speaks of everyday topics by two words or more beyond what is medical in it."""
    n_medical = len(scene.keys & scene.anatomy) + scene.has_other_mention
    return len(scene.keys & everyday.topics) >= n_medical + _CLEARLY


def has_neighbour(index: int, tokens: Tokens, before: Set[str], after: Set[str]) -> bool:
    """Whether a word right before or after a token, of the same phrase, is one of these."""
    following = tokens.follower(index)
    if following is not None and tokens.keys[following] in after:
        return True
    preceding = next((i for i in (index - 1, index - 2) if i >= 0 and tokens.follower(i) == index), None)
    return preceding is not None and tokens.keys[preceding] in before


def _outweighs(index: int, scene: Scene, sense: Sense, topics: Set[str], *, has_mention: bool) -> bool:
    """Whether there is medical company, and no less of it than everyday one; no word is its own."""
    own = {scene.tokens.keys[index]}
    medical = (scene.keys & sense.company) - own
    if sense.anatomy:
        medical |= (scene.keys & scene.anatomy) - own
    n_medical = len(medical) + has_mention
    return (n_medical > 0 or sense.usual) and n_medical >= len((scene.keys & topics) - medical - own)


@cache
def load_everyday(path: Path = RULES) -> Everyday:
    """The rules of a file.

    Raises:
        RuleError: the file is broken, a rule lacks its words, or two rules have the same word.
    """
    senses: dict[str, Sense] = {}
    topics: set[str] = set()
    for entry in load_entries(path, optional=KEYS):
        where = f"{path}, rule {entry['id']}"
        if entry["action"] == "topic" and entry.get("company"):
            topics.update(map(word_key, entry["company"]))
        elif entry["action"] == "require_company" and entry.get("words"):
            words = [word_key(word) for word in entry["words"]]
            known = next((word for word in words if word in senses), None)
            if known:
                raise RuleError(f"`{known}` has a rule already.", where=where, remedy="Keep one.")
            senses |= dict.fromkeys(words, _sense(entry, where))
        else:
            raise RuleError("The rule needs `words`, or is a topic and needs `company`.", where=where,
                            remedy="Set action to require_company or topic and add the list.")  # fmt: skip
    return Everyday(senses, frozenset(topics))


def _sense(entry: Mapping[str, Any], where: str) -> Sense:
    label = next((known for known in LABELS if known == entry.get("label")), None)
    if label is None and "label" in entry:
        raise RuleError(f"`{entry['label']}` is no label.", where=where, remedy=f"Use one of {LABELS}.")
    company, before, after, plain_before, plain_after = (
        frozenset(map(word_key, entry.get(key, ()))) for key in WORDS
    )
    any_mention, anatomy, verb, usual, adjective = (bool(entry.get(key, False)) for key in FLAGS)
    return Sense(company, before, after, plain_before, plain_after, any_mention, anatomy, verb, usual,
                 adjective, label)  # fmt: skip
