"""`python -m benchmarks.correct_peers --name PEER < IN > OUT`: other checkers on the correct bench.

Same lines in and out as `benchmarks.correct`. What a peer would write without asking counts as applied: its
first suggestion, or what its own option to write changes would change. They are installed with the extra
`bench`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.edits import Corrector, Entry, Proposed, serve
from benchmarks.timed import named_arguments
from pipeline.correct.inflection import like
from pipeline.vocabulary import load_vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_REPORT = re.compile(r"(?P<line>\d+): (?P<wrong>.*?) ==> (?P<right>[^|]*)")


@dataclass(frozen=True, slots=True)
class Peer:
    """A checker: the package that brings it, and how it is made ready."""

    package: str
    load: Callable[[], Corrector]


def hunspell() -> Corrector:
    """Its American dictionary and the words of Winnow's vocabulary; the first suggestion for each other."""
    from hunspell import Hunspell  # noqa: PLC0415

    speller = Hunspell("en_US")
    for word in sorted({word for term in load_vocabulary().terms for word in term.split(" ")}):
        if _is_latin(word):
            speller.add(word)

    @cache
    def right(word: str) -> str | None:
        if not _is_latin(word) or speller.spell(word):
            return None
        return next(iter(speller.suggest(word)), None)

    return by_word(lambda word: right(word.replace("’", "'")))


def symspell() -> Corrector:
    """Its English frequency list; the likeliest word at most two letters away for each it lacks."""
    from importlib.resources import files  # noqa: PLC0415

    from symspellpy import SymSpell, Verbosity  # noqa: PLC0415

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    speller.load_dictionary(files("symspellpy") / "frequency_dictionary_en_82_765.txt", 0, 1)

    def right(word: str) -> str | None:
        found = speller.lookup(word.lower().replace("’", "'"), Verbosity.TOP, max_edit_distance=2)
        return like(found[0].term, word) if found and found[0].distance else None

    return by_word(right)


def harper() -> Corrector:
    """All its standard rules for American English; the first suggestion of each remark."""
    import harper as peer  # noqa: PLC0415

    linter = peer.Linter(peer.Dialect.AMERICAN)

    def edits(text: str) -> Iterator[Proposed]:
        for lint in linter.lint(text, language="plaintext"):
            for suggestion in lint.suggestions[:1]:
                is_insertion = suggestion.kind == peer.SuggestionKind.INSERT_AFTER
                start = lint.span.end if is_insertion else lint.span.start
                yield Proposed(start, lint.span.end, suggestion.replacement_text, rule=lint.lint_kind)

    return lambda entries: (tuple(edits(entry.text)) for entry in entries)


def codespell() -> Corrector:
    """Its standard lists of misspellings; one with several readings is flagged with the first.

    It is run as the program that it is, on all texts at once, so its start-up counts in its speed.
    """
    _run_codespell("")

    def correct(entries: Sequence[Entry]) -> Iterator[tuple[Proposed, ...]]:
        lines = [re.sub(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", " ", entry.text) for entry in entries]
        reports = reported(_run_codespell("\n".join(lines)))
        return (located(line, reports[number]) for number, line in enumerate(lines, 1))

    return correct


def _run_codespell(text: str) -> str:
    command = [sys.executable, "-m", "codespell_lib", "--stdin-single-line", "-"]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout


def reported(report: str) -> Mapping[int, list[tuple[str, str]]]:
    """By line from 1 on: the misspelling and its readings, of a report such as `1: teh ==> the`."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for match in map(_REPORT.match, report.splitlines()):
        if match:
            found[int(match["line"])].append((match["wrong"], match["right"].strip()))
    return found


def located(line: str, reports: Sequence[tuple[str, str]]) -> tuple[Proposed, ...]:
    """The edits of a line, from its misspellings in order."""
    edits: list[Proposed] = []
    end = 0
    for wrong, right in reports:
        start = line.find(wrong, end)
        if start >= 0:
            end = start + len(wrong)
            status = "flagged" if "," in right else "applied"
            edits.append(Proposed(start, end, right.split(",")[0], status=status))
    return tuple(edits)


def by_word(right: Callable[[str], str | None]) -> Corrector:
    """A corrector from a function that gives the right word for a wrong one, else None."""

    def edits(text: str) -> Iterator[Proposed]:
        for match in _WORD.finditer(text):
            replacement = right(match.group())
            if replacement is not None and replacement != match.group():
                yield Proposed(match.start(), match.end(), replacement)

    return lambda entries: (tuple(edits(entry.text)) for entry in entries)


def _is_latin(word: str) -> bool:
    """Whether the dictionary's encoding has the letters of a word."""
    return all(ord(letter) < 256 for letter in word)


PEERS: Mapping[str, Peer] = {
    "hunspell": Peer("chunspell", hunspell),
    "symspellpy": Peer("symspellpy", symspell),
    "Harper": Peer("harper-py", harper),
    "codespell": Peer("codespell", codespell),
}
"""By name."""


def main() -> None:
    """Run one peer over standard input."""
    arguments = named_arguments("benchmarks.correct_peers", __doc__, PEERS)
    serve(PEERS[arguments.name].load, arguments.timing)


if __name__ == "__main__":
    main()
