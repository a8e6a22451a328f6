"""Marks: every one that touches a row is found, and a row is cut exactly where looks change."""

import time

from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.marks import Mark, Marks, Run, runs

TEXT_LENGTH = 60


@st.composite
def some_marks(draw: st.DrawFn) -> list[Mark]:
    offsets = st.integers(0, TEXT_LENGTH)
    drawn = draw(st.lists(st.tuples(offsets, offsets, st.sampled_from("abc")), max_size=30))
    return [(min(one, other), max(one, other), name) for one, other, name in drawn]


@st.composite
def a_passage(draw: st.DrawFn) -> tuple[int, int]:
    one, other = draw(st.integers(0, TEXT_LENGTH)), draw(st.integers(0, TEXT_LENGTH))
    return min(one, other), max(one, other)


@given(some_marks(), a_passage())
@example([(0, 2, "a")], (1, 1))
def test_a_passage_finds_just_the_marks_that_share_an_offset_with_it(
    marks: list[Mark], passage: tuple[int, int]
) -> None:
    start, end = passage
    expected = [mark for mark in marks if set(range(mark[0], mark[1])) & set(range(start, end))]
    assert sorted(Marks(marks).touching(start, end)) == sorted(expected)


@given(some_marks(), a_passage())
def test_marks_come_by_start_and_the_longer_one_first(
    marks: list[Mark], passage: tuple[int, int]
) -> None:
    found = Marks(marks).touching(*passage)
    keys = [(start, -end) for start, end, _ in found]
    assert keys == sorted(keys)


@given(some_marks(), a_passage())
def test_runs_give_every_offset_the_marks_over_it_and_no_other(
    marks: list[Mark], passage: tuple[int, int]
) -> None:
    start, end = passage
    cut = runs(start, end, marks)
    assert [offset for run in cut for offset in range(run.start, run.end)] == list(
        range(start, end)
    )
    for run in cut:
        for offset in range(run.start, run.end):
            over = tuple(name for left, right, name in marks if left <= offset < right)
            assert run.components == over


def test_a_row_without_marks_is_one_run() -> None:
    assert runs(10, 20, []) == [Run(10, 20, ())]


def test_an_empty_row_has_no_run() -> None:
    assert runs(10, 10, []) == []


def test_a_mark_over_the_whole_book_does_not_make_every_row_slow() -> None:
    book = Marks(
        [(0, 3_300_000, "whole"), *((at * 600, at * 600 + 300, "one") for at in range(5000))]
    )
    before = time.perf_counter()
    for row in range(1000):
        assert len(book.touching(3_000_000 + row * 70, 3_000_000 + row * 70 + 70)) <= 3
    assert time.perf_counter() - before < 0.5
