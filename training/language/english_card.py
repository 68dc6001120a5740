"""The artefacts of what is known of English at large, and their card."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.wording import bigrams, expectation
from pipeline.correct.wording.neighbours import Neighbours
from training.language.english import pair_counts, word_vectors
from training.language.expectation import HIDDEN, ROUNDS, learn
from training.language.texts import Sentence

_CARD = """# Card: bigrams.msgpack.zst, expectation.msgpack.zst

What the closer look at words put for others knows of English at large (`correct.md` has the figures). Made by
`python -m training.language --shared PATH`.

**bigrams.msgpack.zst** says how often words stand side by side: the commonest pairs of Google Books (Google
Books Ngrams, CC BY 3.0), as symspellpy's dictionary of pairs has them (MIT); each logarithm a byte.

- {pairs:,} pairs of {pair_words:,} words; {pairs_size:,} bytes; SHA-256 {pairs_digest}

**expectation.msgpack.zst** says which word the eight words around a place lead one to expect. Its vectors are
those of GloVe, 50 numbers each, learned from the six billion words of Wikipedia 2014 and Gigaword 5 (PDDL
1.0; Pennington, Socher and Manning 2014), of the words that the corrector may propose or has read, each
number a byte. On them stands a network with {hidden} hidden units. It learned in {rounds} rounds, from the
sentences that `ngrams.md` names and under the same licences, to tell each word from words that a slip makes
of it.

- {words:,} words; {size:,} bytes; SHA-256 {digest}
"""


def learned_expectation(sentences: Sequence[Sentence], model: LanguageModel, near: Neighbours) -> bytes:
    """The artefact of what sentences lead one to expect.

    Args:
        sentences: different ones.
        model: has the words that were read.
        near: has those that may be proposed.
    """
    words, vectors = word_vectors(sorted({*model.words.ids, *near.words}))
    return expectation.packed(words, vectors, learn(sentences, words, vectors, near))


def write(folder: Path, sentences: Sequence[Sentence], model: LanguageModel, near: Neighbours) -> None:
    """Learn, and write the artefacts with their card; see `learned_expectation`."""
    known = bigrams.bigrams_of(pair_counts())
    pairs, artefact = bigrams.packed(known), learned_expectation(sentences, model, near)
    (folder / bigrams.ARTEFACT.name).write_bytes(pairs)
    (folder / expectation.ARTEFACT.name).write_bytes(artefact)
    told = _CARD.format(
        pairs=len(known.keys), pair_words=len(known.places), pairs_size=len(pairs),
        pairs_digest=hashlib.sha256(pairs).hexdigest(), hidden=HIDDEN, rounds=ROUNDS,
        words=len(expectation.unpacked(artefact, {}).places), size=len(artefact),
        digest=hashlib.sha256(artefact).hexdigest(),
    )  # fmt: skip
    (folder / "expectation.md").write_text(told, encoding="utf-8")
