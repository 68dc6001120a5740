"""One query says of a table what pandera says of it, check by check."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors
from publish_pages import sample_page, sample_tables

from pipeline.publish.soundness import is_sound
from schemas import TABLES
from schemas.checks import pandera_schema
from schemas.types import polars_schema

PAGES = [sample_page(f"clinic/{n}.txt") for n in range(3)]
CELLS = {
    "string": st.sampled_from(["", " ", "x", "local:hip", "hip\n", "0" * 20, "0" * 64, "2024-01-31", "en"]),
    "integer": st.integers(-1, 7),
    "number": st.sampled_from([-0.5, 0.0, 1.0, 1.5, float("nan"), float("inf")]),
    "boolean": st.booleans(),
}


def pandera_passes(table, frame):
    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors:
        return False
    keys = frame.select(table.primary_key)
    return keys.equals(keys.sort(table.primary_key))


@st.composite
def tables_with_an_odd_cell(draw):
    table = TABLES[draw(st.sampled_from(list(TABLES)))]
    frame = sample_tables(PAGES)[table.name]
    name = draw(st.sampled_from(list(table.fields)))
    field = table.fields[name]
    odd = CELLS[field.type] | st.none() | st.sampled_from(frame[name].to_list() or [None])
    row, value = draw(st.integers(0, max(frame.height - 1, 0))), draw(odd)
    cell = pl.lit(value, polars_schema(table)[name])
    chosen = pl.int_range(pl.len()) == row
    return table, frame.with_columns(pl.when(chosen).then(cell).otherwise(name).alias(name))


@settings(max_examples=300, deadline=None)
@given(odd=tables_with_an_odd_cell())
def test_a_table_is_sound_where_pandera_finds_nothing(odd):
    table, frame = odd
    assert is_sound(table, frame) == pandera_passes(table, frame)


@pytest.mark.parametrize("name", TABLES)
def test_a_sound_table_with_a_row_twice_or_out_of_order_is_not(name):
    table, frame = TABLES[name], sample_tables(PAGES)[name]
    assert is_sound(table, frame)
    assert is_sound(table, frame.clear())
    assert not is_sound(table, pl.concat([frame, frame[-1:]])) or frame.is_empty()
    assert frame.height < 2 or not is_sound(table, frame.reverse())


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.drop("action"),
        lambda frame: frame.with_columns(more=1),
        lambda frame: frame.select(frame.columns[::-1]),
        lambda frame: frame.with_columns(pl.col("n_hits").cast(pl.Int32)),
    ],
    ids=["a column less", "a column more", "other order", "other type"],
)
def test_columns_must_be_those_of_the_registry(change):
    assert not is_sound(TABLES["rules"], change(sample_tables()["rules"]))
