"""The generated page and the memory that a worker needs for it."""

from __future__ import annotations

from benchmarks.memory import large_page, peak_megabytes


def test_the_generated_page_has_the_size_asked_for_and_is_always_the_same():
    page = large_page(100_000)
    assert 100_000 <= len(page) < 110_000
    assert page == large_page(100_000)


def test_a_worker_stays_below_its_memory_bound():
    assert 50 < peak_megabytes(500_000) < 700


def test_the_memory_of_the_starting_process_does_not_count():
    ballast = bytearray(500_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    assert peak_megabytes(1000) < 500
