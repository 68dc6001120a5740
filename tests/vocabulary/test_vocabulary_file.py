import hashlib
import lzma
from pathlib import Path

import pytest

from pipeline.errors import VocabularyError
from pipeline.model import Concept
from pipeline.vocabulary import decode, encode, load_vocabulary

HIP = Concept("HP:1", "SYMPTOM", "hip pain", "sore hip", "finding", "HPO", "1", ("UMLS:C1",))
AIDS = Concept("MONDO:1", "CONDITION", "AIDS", None, "infection", "MONDO", "1")
TERMS = {"hip pain": (0,), "hip pains": (0,), "aids": (1,)}


def packed() -> bytes:
    return encode([HIP, AIDS], TERMS, {"hip"}, {"aids"})


def rewritten(change: tuple[str, str], *, with_checksum: bool = True) -> bytes:
    """The file with a text replaced, and its checksum set right if asked."""
    header, _, body = lzma.decompress(packed()).decode().partition("\n")
    body = body.replace(*change)
    if with_checksum:
        header = f"{header.rsplit(' ', 1)[0]} {hashlib.sha256(body.encode()).hexdigest()}"
    return lzma.compress(f"{header}\n{body}".encode())


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
    path = tmp_path / "none.xz"
    with pytest.raises(VocabularyError, match="cannot be read") as error:
        load_vocabulary(path)
    assert error.value.where == str(path)
    assert error.value.remedy


@pytest.mark.parametrize("length", [0, 5, 40, -1])
def test_truncated_file_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.xz"
    path.write_bytes(packed()[:length])
    with pytest.raises(VocabularyError):
        load_vocabulary(path)


def test_other_file_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no vocabulary file"):
        decode(lzma.compress(b"something else\n"), where="here")


def test_wrong_checksum_is_refused() -> None:
    with pytest.raises(VocabularyError, match="checksum"):
        decode(rewritten(("hip pain", "hip pane"), with_checksum=False), where="here")


def test_bad_line_is_named() -> None:
    with pytest.raises(VocabularyError, match="malformed") as error:
        decode(rewritten(("CONDITION", "DISEASE")), where="here")
    assert error.value.where == "here, line 3"


def test_term_without_concept_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no concept"):
        decode(rewritten(("aids\t1", "aids\t7")), where="here")
