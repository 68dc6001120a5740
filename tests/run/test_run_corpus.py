from __future__ import annotations

import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus import MIN_PAGES, facts_for, observe, reduce
from pipeline.corpus.observation import _OTHER_SPACES
from pipeline.model import LINE, Document, line_key


def document(name: str, text: str, source: str = "site") -> Document:
    return Document(
        id=name, source_id=source, path=f"{source}/{name}.txt", title=None, url=None,
        media_type="text/plain", language="en", encoding="utf-8", raw_sha256="0" * 64, text=text,
    )  # fmt: skip


def site(pages: int, footer_on: int) -> list[Document]:
    return [
        document(f"{n:03}", f"About {chr(97 + n)}" + "\nShare  this" * (n < footer_on)) for n in range(pages)
    ]


def repeated(documents: list[Document]) -> frozenset[str]:
    return reduce(map(observe, documents)).repeated["site"]


def test_line_on_enough_pages_of_a_source_repeats():
    assert repeated(site(MIN_PAGES, MIN_PAGES)) == {line_key("share this")}


def test_line_on_too_few_pages_does_not_repeat():
    assert repeated(site(MIN_PAGES, MIN_PAGES - 1)) == frozenset()


def test_line_on_too_small_a_share_of_the_pages_does_not_repeat():
    assert repeated(site(20, 5)) == frozenset()
    assert repeated(site(20, 6)) == {line_key("share this")}


def test_lines_whose_keys_begin_alike_are_counted_apart():
    pages = [observe(one) for one in site(MIN_PAGES, 0)]
    alike = [replace(page, packed_lines=bytes(8) + bytes((0, n))) for n, page in enumerate(pages)]
    assert not reduce(alike).repeated["site"]
    same = [replace(page, packed_lines=b"".join(bytes(8) + bytes((n, 0)) for n in (0, 1))) for page in pages]
    assert reduce(same).repeated["site"] == {"0" * 20, "0" * 16 + "0100"}


def test_lines_do_not_repeat_across_sources():
    documents = [document(str(n), f"page {chr(97 + n)}\nShare", source=f"site{n % 2}") for n in range(8)]
    assert not any(reduce(map(observe, documents)).repeated.values())


def test_copies_of_one_page_count_as_one_page():
    assert repeated([document(str(n), "The only page there is") for n in range(9)]) == frozenset()


def test_duplicates_point_at_the_smallest_document_id():
    texts = {"c": "Knee  pain", "a": "knee pain\n", "b": "other", "d": "KNEE PAIN"}
    facts = reduce(observe(document(name, text)) for name, text in texts.items())
    assert facts.duplicates == {"c": "a", "d": "a"}


def test_facts_name_only_the_lines_of_the_document_itself():
    documents = site(10, 8)
    corpus = reduce(map(observe, documents))
    assert facts_for(observe(documents[0]), corpus).repeated_lines == {line_key("Share this")}
    assert facts_for(observe(documents[9]), corpus).repeated_lines == frozenset()


@given(st.text(st.sampled_from("aÉ5ß \n\t\r\xa0\u2028\x1c")))
def test_white_space_and_case_count_for_nothing(text: str):
    lines = [line for line in LINE.findall(text) if line.strip()]
    tidy = "\n".join(" ".join(line.split()) for line in lines).casefold()
    assert replace(observe(document("a", text)), title_key="") == replace(
        observe(document("a", tidy)), title_key=""
    )
    assert observe(document("a", text)).line_keys() == frozenset(map(line_key, lines))


def test_every_kind_of_white_space_is_known():
    spaces = {each for each in map(chr, range(sys.maxunicode + 1)) if each.isspace()}
    assert spaces == {" ", "\n", *_OTHER_SPACES}


def test_line_keys_survive_packing():
    assert observe(document("a", "one\n\ntwo\none")).line_keys() == {line_key("one"), line_key("two")}


@given(st.data())
def test_reduce_does_not_depend_on_order(data: st.DataObject):
    texts = data.draw(st.lists(st.text("ab \n", max_size=8), min_size=1, max_size=30))
    observations = [observe(document(f"{n:02}", text)) for n, text in enumerate(texts)]
    shuffled = data.draw(st.permutations(observations))
    assert reduce(shuffled) == reduce(observations)
