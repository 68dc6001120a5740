"""A small sample of a text's word shingles, by which two texts are compared without either at hand.

Broder's resemblance ("On the resemblance and containment of documents", 1997): the Jaccard index of the sets
of 5-word shingles, estimated from the smallest hash values of each set (a bottom-k sketch). Of the forms of
MinHash this is the one that fits here: it costs one hash a shingle, it is the whole set where a text is
short, so that thin pages are compared exactly, and shingles of a site's frame can be taken out of it
afterwards. Signatures of many permutations, as the packages `datasketch` (which brings scipy along) and
`rensa` make them, can do neither.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 5
"""Words a shingle."""
SIZE = 128
"""Values kept of a text: the standard error of a resemblance of .85 is .03."""
RANGE = 1 << 32
"""Values are hashes below this."""
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
)
"""Fixed odd numbers, one a place in the shingle."""
_MIXERS = ((31, 0x7FB5D329728EA185), (27, 0x81DADEF4BC2DD44D))


class Sample(NamedTuple):
    """The shingles of a text whose hash value is at most `ceiling`, all of them."""

    values: Sequence[int]
    """Ascending, each once."""
    ceiling: int

    @property
    def estimated_shingles(self) -> float:
        """How many different shingles the whole text has; exact where the sample is the whole."""
        return len(self.values) * RANGE / (self.ceiling + 1)

    def without(self, values: Collection[int]) -> Sample:
        """The sample of the text's other shingles."""
        return Sample(array("I", (v for v in self.values if v not in values)), self.ceiling)


def draw(folded: str) -> bytes:
    """Draw the sample of a text: `SIZE` values at most, four bytes each, ascending.

    Words count as they are, digits too, for "type 1" is not "type 2". Lines and punctuation do not count, so
    that a page as HTML and as flattened text are alike.

    Args:
        folded: the text with its case folded.
    """
    # Deferred, as a run with nothing to do only reads samples.
    import numpy as np  # noqa: PLC0415

    from pipeline.strip.reading import words_alone  # noqa: PLC0415

    words = words_alone(folded).encode("utf-8", "surrogatepass").split()
    if len(words) < SHINGLE:
        return b""
    values = _least(_hashes(np.fromiter(map(crc32, words), np.uint64, len(words))))
    return values.astype(">u4").tobytes()


def _least(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The `SIZE` least different values, ascending."""
    import numpy as np  # noqa: PLC0415 - see `draw`

    some = 2 * SIZE  # most shingles stand in a text once
    if len(values) > some:
        least = _distinct(np.partition(values, some)[:some])
        if len(least) >= SIZE:
            return least[:SIZE]
    return _distinct(values)[:SIZE]


def _distinct(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The different values, ascending: numpy's `unique` takes several times as long for so few."""
    import numpy as np  # noqa: PLC0415 - see `draw`

    ordered = np.sort(values)
    is_new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered[is_new]


def unpack(packed: bytes) -> Sample:
    """The sample that `draw` packed."""
    values = memoryview(packed).cast("B")
    numbers = array("I", (int.from_bytes(values[i : i + 4], "big") for i in range(0, len(packed), 4)))
    return Sample(numbers, numbers[-1] if len(numbers) == SIZE else RANGE - 1)


def resemblance(one: Sample, other: Sample) -> float:
    """Estimated Jaccard index of two texts' shingles, 0 to 1; exact where both samples are the whole."""
    ceiling = min(one.ceiling, other.ceiling)
    ours = {value for value in one.values if value <= ceiling}
    theirs = {value for value in other.values if value <= ceiling}
    return len(ours & theirs) / (len(ours | theirs) or 1)


def _hashes(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One 32-bit hash a shingle: a weighted sum of its words' hashes modulo 2**64, then mixed."""
    count = len(words) - SHINGLE + 1
    mixed = words[:count] * words.dtype.type(_FACTORS[0])
    for place in range(1, SHINGLE):
        mixed += words[place : place + count] * words.dtype.type(_FACTORS[place])
    for shift, factor in _MIXERS:
        mixed ^= mixed >> words.dtype.type(shift)
        mixed *= words.dtype.type(factor)
    return mixed >> words.dtype.type(32)
