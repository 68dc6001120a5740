"""Definitions to learn from, besides the texts of `training.language.texts`: what diseases and findings are.

MONDO (CC BY 4.0) and HPO (its own licence) tell of more of them than the texts do. Those of Uberon are no
such help: they are about animals, and have more slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from training.language.texts import Sentence, Text, sentences
from training.sources import hpo
from training.sources.mondo import read_ontology

Definition = tuple[str, str]
"""The id of what is defined, and the text."""
_TELLING = 4
"""Letters from which a word that nobody knows may be a slip."""
_OF_HPO = re.compile(r'^id: (\S+)$(?:\n(?!\[|def: ).*)*\ndef: "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def read_definitions(known: Set[str]) -> Iterator[Text]:
    """All definitions, each a text of its own, in order of source and id.

    Args:
        known: lower-case words of English and of the vocabulary. Definitions have slips that nobody has
            mended; a sentence with another word is left out.
    """
    for read in (of_mondo, of_hpo):
        for id_, text in read():
            yield Text("definitions", id_, tuple(its for its in sentences(text) if _is_sound(its, known)))


def _is_sound(sentence: Sentence, known: Set[str]) -> bool:
    return all(word in known for word in sentence if len(word) >= _TELLING and word.isalpha())


def of_mondo() -> Iterator[Definition]:
    """What diseases are."""
    _, terms = read_ontology("MONDO")
    for id_, term in sorted(terms.items()):
        if not term.get("deprecated") and term.get("description"):
            yield id_, term["description"]


def of_hpo() -> Iterator[Definition]:
    """What findings are."""
    for match in _OF_HPO.finditer(hpo.ontology()):
        yield match[1], match[2].replace('\\"', '"')
