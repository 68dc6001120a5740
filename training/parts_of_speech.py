"""Lists the parts of speech of words: `python -m training.parts_of_speech --shared PATH --model PATH`.

A tagger of English (spaCy's small model, MIT licence, which this project does not depend on) reads text of
MedQuAD and of the WCXB web pages (both CC BY 4.0); only its counts are kept. The table is a source of the
model of mentions, so it is made anew only where texts or tagger change.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import tokenise
from pipeline.vocabulary import word_key

TABLE = Path(__file__).parent / "data" / "parts_of_speech.tsv"
SEED = 1
_HEALTH_TOKENS, _WEB_TOKENS = 1_900_000, 900_000
_LONGEST = 3_000
_LEAST_SEEN, _LEAST_SHARE, _MOST = 2, 0.12, 3
_UNUSED = ("parser", "ner", "lemmatizer", "attribute_ruler", "senter")
_LETTERS: Mapping[str, str] = {
    "NN": "N", "NNS": "N", "NNP": "N", "NNPS": "N", "VB": "V", "VBP": "V", "VBZ": "V", "VBG": "G", "VBD": "D",
    "VBN": "D", "JJ": "J", "JJR": "J", "JJS": "J", "RB": "R", "RBR": "R", "RBS": "R", "RP": "R", "CD": "9",
    "MD": "M", "DT": "T", "PDT": "T", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "W", "PRP": "O", "PRP$": "S",
    "IN": "I", "TO": "I", "CC": "&",
}  # fmt: skip
"""Tag of the Penn Treebank -> letter of the table; all others are X."""


def main() -> None:
    """Tag the texts and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.parts_of_speech", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of a spaCy model with a tagger")
    options = parser.parse_args()
    nlp = spacy.load(options.model, exclude=_UNUSED)
    health, web, order = _health(options.shared), _web(options.shared), random.Random(SEED)
    order.shuffle(health)
    order.shuffle(web)
    seen: dict[str, Counter[str]] = {}
    for texts, most in ((health, _HEALTH_TOKENS), (web, _WEB_TOKENS)):
        for doc in nlp.pipe(_docs(nlp, texts, most), batch_size=256):
            for token in doc:
                if token.text[0].isalpha():
                    key = word_key(token.text.lower())
                    seen.setdefault(key, Counter())[_LETTERS.get(token.tag_, "X")] += 1
    rows = [f"{key}\t{_letters(counts)}\n" for key, counts in sorted(seen.items())
            if counts.total() >= _LEAST_SEEN]  # fmt: skip
    TABLE.write_text("".join(rows), encoding="utf-8")


def read_parts(path: Path = TABLE) -> dict[str, str]:
    """Key of a word -> letters of the parts of speech that it can be, commonest first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {key: letters for key, _, letters in (line.partition("\t") for line in lines)}


def _letters(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return "".join(letter for letter, count in ranked if count >= _LEAST_SHARE * counts.total())[:_MOST]


def _docs(nlp: Language, texts: Iterable[str], most: int) -> Iterator[Doc]:
    """The sentences of texts, up to so many tokens."""
    n_tokens = 0
    for text in texts:
        for start, end in sentences(text):
            words = tokenise(text[start:end]).words if end - start <= _LONGEST else ()
            n_tokens += len(words)
            if n_tokens > most:
                return
            if words:
                yield Doc(nlp.vocab, words=list(words))


def _health(shared: Path) -> list[str]:
    with lzma.open(shared / "data" / "text" / "medquad.pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [section["answer"] for line in lines for section in json.loads(line)["sections"]]


def _web(shared: Path) -> list[str]:
    with lzma.open(shared / "data" / "strip" / "wcxb.gold.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["gold"] for line in lines]


if __name__ == "__main__":
    main()
