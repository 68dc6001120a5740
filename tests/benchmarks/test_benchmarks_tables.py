"""The tables that are measured are sound ones."""

from benchmarks.tables import many_mentions
from pipeline.publish import find_failures


def test_generated_tables_keep_the_contract():
    made = many_mentions(200)
    assert made["mentions"].height == 200
    assert find_failures(made) == ()
