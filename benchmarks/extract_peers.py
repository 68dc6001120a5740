"""`python -m benchmarks.extract_peers --name PEER < IN > OUT`: other taggers on the extract bench.

Same lines in and out as `benchmarks.extract`, without concepts and relations. They are installed with the
extra `bench`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.chain import MODEL
from benchmarks.timed import Answering, Line, named_arguments, serve
from pipeline.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Peer:
    """A tagger of spaCy: whether its labels are Winnow's, and how it is made ready."""

    finds_ours: bool
    load: Callable[[], Answering]


def phrase_matcher() -> Answering:
    """The matcher of phrases of spaCy, in lower case, over its English tokeniser; the longest match wins.

    Its phrases are the terms of Winnow's vocabulary, each with the label of its best concept.
    """
    import spacy  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415
    from spacy.util import filter_spans  # noqa: PLC0415

    language, vocabulary = spacy.blank("en"), load_vocabulary()
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    by_label: dict[str, list[str]] = {}
    for term, rows in vocabulary.terms.items():
        by_label.setdefault(vocabulary.labels[rows[0]], []).append(term)
    for label, terms in by_label.items():
        matcher.add(label, [language.make_doc(term) for term in terms])
    return _answering(language.pipe, lambda document: filter_spans(matcher(document, as_spans=True)))


def small_model() -> Answering:
    """The small English model of spaCy, all of its components."""
    import spacy  # noqa: PLC0415

    return _answering(spacy.load(MODEL).pipe, lambda document: document.ents)


def _answering(read: Callable[[Iterator[str]], Any], spans: Callable[[Any], Sequence[Any]]) -> Answering:
    def answer(lines: Sequence[Line]) -> Iterator[Line]:
        documents = read(line["text"] for line in lines)
        for line, document in zip(lines, documents, strict=True):
            entities = [{"start": span.start_char, "end": span.end_char, "label": span.label_}
                        for span in spans(document)]  # fmt: skip
            yield {"id": line["id"], "entities": entities}

    return answer


PEERS: Mapping[str, Peer] = {
    "PhraseMatcher": Peer(True, phrase_matcher),
    "small English model": Peer(False, small_model),
}
"""By name."""


def main() -> None:
    """Run one peer over standard input."""
    arguments = named_arguments("benchmarks.extract_peers", __doc__, PEERS)
    serve(PEERS[arguments.name].load, arguments.timing)


if __name__ == "__main__":
    main()
