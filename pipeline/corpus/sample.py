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
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

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
_BASE = 0x9FB21C651E98DF25
"""A fixed odd number, so that one can divide by it modulo 2**64."""
_INVERSE = pow(_BASE, -1, 1 << 64)
_KEPT_POWERS = 1 << 16
"""Most texts have fewer characters."""
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
    # Deferred, as numpy is everywhere here: a run with nothing to do only reads samples.
    from pipeline.strip.reading import word_places  # noqa: PLC0415

    codes, starts, ends = word_places(folded)
    if len(starts) < SHINGLE:
        return b""
    return _least(_hashes(_word_hashes(codes, starts, ends))).astype(">u4").tobytes()


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


def _word_hashes(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """One hash a word: its code points as the digits of a number modulo 2**64.

    As Karp and Rabin have it ("Efficient randomized pattern-matching algorithms", 1987). The number of the
    whole text is summed up once; that of a word is a difference of two of the sums, divided by the power of
    the base at which the word starts. No word is looked at by itself.

    Args:
        codes: the code points of the text.
        starts: where in it each word starts.
        ends: where each ends.
    """
    import numpy as np  # noqa: PLC0415 - see `draw`

    sums = np.zeros(len(codes) + 1, np.uint64)
    np.multiply(codes, _powers(_BASE, len(codes)), out=sums[1:])
    np.cumsum(sums, out=sums)
    return (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes))[starts]


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    """So many powers of a number modulo 2**64, from the power 0 on."""
    return _kept_powers(base)[:count] if count <= _KEPT_POWERS else _raised(base, count)


@cache
def _kept_powers(base: int) -> NDArray[np.uint64]:
    return _raised(base, _KEPT_POWERS)


def _raised(base: int, count: int) -> NDArray[np.uint64]:
    import numpy as np  # noqa: PLC0415 - see `draw`

    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers, out=powers)


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
