"""Whether a word that can be noun or verb is used as a verb, by the words beside it; no parser is needed."""

from __future__ import annotations

from pipeline.extract.tokens import Tokens

_MODALS = frozenset({
    "can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "do", "does",
    "did", "don't", "doesn't", "didn't", "can't", "won't", "couldn't", "shouldn't", "wouldn't", "let's",
    "please", "never", "always", "who", "didnt", "dont",
})  # fmt: skip
_PRONOUNS = frozenset({"i", "you", "we", "they", "he", "she"})
_CLAUSE_STARTS = frozenset({
    "", ",", ".", ";", ":", "(", "if", "when", "that", "as", "while", "and", "or", "but", "before", "after",
    "until", "because", "what", "how", "where", "than", "so", "which",
})  # fmt: skip
"""What stands before a pronoun that is a subject; beside a verb ("gives you gas") it is none."""
_OBJECTS = frozenset({
    "the", "a", "an", "your", "my", "his", "her", "its", "our", "their", "it", "them", "me", "us",
    "him", "this", "that", "these", "those", "both", "each",
})  # fmt: skip
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "your", "my", "our"})
_PARTICLES = frozenset({
    "off", "out", "up", "down", "away", "back", "over", "into", "onto", "through", "along", "well",
    "badly", "snugly", "together", "forward", "backward", "sideways", "slightly", "slowly", "gently",
})  # fmt: skip
_BEFORE_NOUNS = frozenset({
    "a", "an", "the", "your", "my", "his", "her", "its", "our", "their", "this", "that", "these",
    "those", "no", "any", "some", "of", "for", "with", "without", "from", "by", "under", "in", "on",
    "about", "against", "and", "or", "as", "after", "before", "during", "severe", "bad", "such", "more",
    "less", "much", "than", "is", "are", "was", "were", "be", "has", "have", "had", "get", "got",
    "like", "into", "between",
})  # fmt: skip
_GOVERNORS = frozenset({
    "due", "lead", "leads", "led", "leading", "related", "owing", "thanks", "exposed", "exposure",
    "reaction", "reactions", "response", "respond", "sensitive", "sensitivity", "allergic", "prone",
    "linked", "attributed", "according", "next", "close", "contribute", "contributes", "contributing",
    "resistant", "added", "addition", "similar", "susceptible", "vulnerable", "tendency", "return",
    "turn", "turns", "comes", "relation",
})  # fmt: skip
"""Words whose "to" is followed by a noun."""
_VERB_ENDINGS = ("ed", "s", "ting", "ring", "ning", "sing", "ling", "ding")
_ARTICLES = frozenset({"a", "an", "the", "very", "so", "too", "rather", "quite", "this", "that"})
_NO_NOUNS = _MODALS | _BEFORE_NOUNS | _OBJECTS | _PARTICLES | frozenset({
    "to", "at", "that", "which", "when", "if", "because", "but", "near", "around", "all", "came",
    "began", "went", "became", "spread", "grew", "broke", "then", "also", "often", "there", "not", "behind",
    "since", "while", "where",
})  # fmt: skip


def is_verb(tokens: Tokens, index: int) -> bool:
    """Whether the token stands where a verb would, not a noun."""
    before = _word(tokens, index - 1)
    after = _word(tokens, index + 1)
    if before == "to":
        return _word(tokens, index - 2) not in _GOVERNORS
    if before in _MODALS or (before in _PRONOUNS and _word(tokens, index - 2) in _CLAUSE_STARTS):
        return True
    if before in _BEFORE_NOUNS:
        return False
    return after in _OBJECTS or after in _PARTICLES


def is_clause(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words from `first` up to `last` hold a verb with an object ("mole changes | its colour").

    Only a verb in the third person counts, since it alone stands between a noun and "the" or "its".
    """
    return any(
        _word(tokens, index).endswith("s")
        and not _word(tokens, index).endswith("ss")
        and _word(tokens, index - 1).isalpha()
        and _word(tokens, index + 1) in _DETERMINERS
        for index in range(first + 1, last)
    )


def is_adjective(tokens: Tokens, index: int) -> bool:
    """Whether the token stands between an article and the noun that it describes."""
    following = tokens.follower(index)
    if following is None or _word(tokens, index - 1) not in _ARTICLES:
        return False
    after = tokens.words[following].lower()
    return after.isalpha() and after not in _NO_NOUNS and not after.endswith(_VERB_ENDINGS)


def _word(tokens: Tokens, index: int) -> str:
    """The word at a place in small letters; empty beyond the ends."""
    return tokens.words[index].lower().replace("’", "'") if 0 <= index < len(tokens) else ""
