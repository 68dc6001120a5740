"""From texts to a language model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import BOUNDARY, Ids
from pipeline.correct.ngrams.words import BOUNDARY_WORD, Words, shape_of, words_of
from training.language.counts import count
from training.language.pruning import prune
from training.language.smoothing import smooth
from training.language.texts import Sentence, Text

LEAST = (1, 1, 1)
"""The least count of an n-gram that is kept, by length."""
LEAST_WORD = 2
"""Words seen less often have no id of their own."""
_TELLING = 5
"""Sentences of so many words that stand in texts left out are left out of other texts too."""


def build(
    texts: Iterable[Text], frequencies: Mapping[str, float], *,
    without: Iterable[Text] = (), least: Sequence[int] = LEAST,
) -> LanguageModel:  # fmt: skip
    """The model of some texts. What repeats word for word counts once: templates prove little.

    Args:
        texts: what to learn from.
        frequencies: of words in English at large, see `Words`.
        without: texts that the model must not have seen: their groups are left out, and so are their
            sentences wherever else they stand.
        least: see `LEAST`; its length is that of the longest n-grams.
    """
    learned = sentences_of(texts, tuple(without))
    seen = Counter(shape_of(word) for sentence in learned for word in sentence)
    own = sorted((word for word in seen if seen[word] >= LEAST_WORD), key=lambda word: (-seen[word], word))
    words = words_of(own, frequencies)
    grams = count(_tokens(learned, words), len(words.ids), len(least))
    return LanguageModel(words, prune(grams, smooth(grams), least))


def sentences_of(texts: Iterable[Text], without: Sequence[Text] = ()) -> list[Sentence]:
    """The different sentences of texts, less what `build` must not have seen."""
    groups = {text.group for text in without}
    unseen = {sentence for text in without for sentence in text.sentences if len(sentence) >= _TELLING}
    found = (sentence for text in texts if text.group not in groups for sentence in text.sentences)
    return [sentence for sentence in dict.fromkeys(found) if sentence not in unseen]


def _tokens(learned: Sequence[Sentence], words: Words) -> Ids:
    ids, _ = words.read([word for sentence in learned for word in (BOUNDARY_WORD, *sentence)])
    return np.append(ids, BOUNDARY)
