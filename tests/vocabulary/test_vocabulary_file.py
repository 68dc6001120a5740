from pathlib import Path

import msgspec
import pytest

from pipeline import artefacts
from pipeline.errors import VocabularyError
from pipeline.model import Concept
from pipeline.vocabulary import decode, encode, load_vocabulary
from pipeline.vocabulary.file import StoredVocabulary

HIP = Concept("HP:1", "SYMPTOM", "hip pain", "sore hip", "finding", "HPO", "1", ("UMLS:C1",))
AIDS = Concept("MONDO:1", "CONDITION", "AIDS", None, "infection", "MONDO", "1")
TERMS = {"hip pain": (0,), "hip pains": (0,), "aids": (1,)}


def packed() -> bytes:
    return encode([HIP, AIDS], TERMS, {"hip"}, {"aids"})


def rewritten(**changes: object) -> bytes:
    """The file with other contents in some of its parts."""
    stored = artefacts.unpacked(packed(), StoredVocabulary)
    return artefacts.packed(msgspec.structs.replace(stored, **changes))


def test_what_was_encoded_is_decoded() -> None:
    vocabulary = decode(packed(), where="here")
    assert [vocabulary.concept(row) for row in (0, 1)] == [HIP, AIDS]
    assert vocabulary.terms == TERMS
    assert vocabulary.keys["hip pain"] == (0,)
    assert (vocabulary.anatomy, vocabulary.acronyms) == ({"hip"}, {"aids"})


def test_equal_contents_give_equal_bytes_and_version() -> None:
    shuffled = encode([HIP, AIDS], dict(reversed(TERMS.items())), ["hip", "hip"], ["aids"])
    assert shuffled == packed()
    assert decode(packed(), where="a").version == decode(shuffled, where="b").version


def test_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "none.zst"
    with pytest.raises(VocabularyError, match="cannot be read") as error:
        load_vocabulary(path)
    assert error.value.where == str(path)
    assert error.value.remedy


@pytest.mark.parametrize("length", [0, 5, 40, -1])
def test_truncated_file_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.zst"
    path.write_bytes(packed()[:length])
    with pytest.raises(VocabularyError):
        load_vocabulary(path)


def test_other_file_is_refused() -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        decode(artefacts.packed(decode(packed(), where="here").index), where="here")


def test_changed_byte_is_refused() -> None:
    changed = bytearray(packed())
    changed[-9] ^= 1
    with pytest.raises(VocabularyError, match="cannot be read"):
        decode(bytes(changed), where="here")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("labels", b"\0"),
        ("labels", b"\0\7"),
        ("of_terms", b"\7\0\0\0" * 3),
        ("of_terms", b"\0\0\0\0"),
        ("several", ((0, 7),)),
    ],
)
def test_parts_that_do_not_fit_each_other_are_refused(part: str, content: object) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        decode(rewritten(**{part: content}), where="here")


def test_version_does_not_hang_on_what_follows_from_the_terms() -> None:
    index = decode(packed(), where="here").index
    other = rewritten(index=msgspec.structs.replace(index, words=frozenset({"zonk"})))
    assert decode(other, where="here").version == decode(packed(), where="here").version
