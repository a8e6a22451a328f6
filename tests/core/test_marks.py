"""Marks: every one that touches a row is found, and a row is cut exactly where looks change."""

import time

from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.marks import LAYERS, Mark, Marks, Run, deepest, layers, meetings, runs, step

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


@given(some_marks(), a_passage())
def test_the_first_mark_that_starts_in_a_passage_is_found(
    marks: list[Mark], passage: tuple[int, int]
) -> None:
    starts = sorted(mark[0] for mark in marks if passage[0] <= mark[0] < passage[1])
    found = Marks(marks).starting(*passage)
    assert (found and [found[0]]) == (starts[:1] or None)


some_passages = some_marks().map(
    lambda marks: sorted((start, end) for start, end, _ in marks if start < end)
)


def depth(passages: list[tuple[int, int]], offset: int) -> int:
    return sum(start <= offset < end for start, end in passages)


@given(some_passages)
def test_passages_that_meet_have_different_layers_unless_too_many_share_a_place(
    passages: list[tuple[int, int]],
) -> None:
    lowest = [number % 2 for number in range(len(passages))]
    found = layers([(start, end, low) for (start, end), low in zip(passages, lowest, strict=True)])
    given_layers = [found.get(at, low) for at, low in enumerate(lowest)]
    assert all(low <= layer < LAYERS for low, layer in zip(lowest, given_layers, strict=True))
    if deepest(passages) >= LAYERS:
        return
    for one in range(len(passages)):
        for other in range(one):
            if passages[other][1] > passages[one][0]:
                assert given_layers[one] != given_layers[other]


@given(some_passages)
def test_passages_that_meet_no_other_are_in_their_lowest_layer(
    passages: list[tuple[int, int]],
) -> None:
    found = layers([(start, end, 0) for start, end in passages])
    for at, (start, end) in enumerate(passages):
        if all(depth(passages, offset) == 1 for offset in range(start, end)):
            assert at not in found


@given(some_passages)
def test_meetings_are_just_the_places_that_at_least_two_share(
    passages: list[tuple[int, int]],
) -> None:
    met = [offset for start, end in meetings(passages) for offset in range(start, end)]
    assert met == [offset for offset in range(TEXT_LENGTH) if depth(passages, offset) > 1]


@given(some_passages)
def test_the_deepest_place_is_the_one_that_most_passages_share(
    passages: list[tuple[int, int]],
) -> None:
    assert deepest(passages) == max(depth(passages, offset) for offset in range(TEXT_LENGTH))


@given(some_passages, st.integers(0, TEXT_LENGTH))
def test_steps_go_through_all_passages_from_the_first_that_does_not_end_before_the_place(
    passages: list[tuple[int, int]], offset: int
) -> None:
    met: list[int] = []
    here, place = None, offset
    while (here := step(passages, here, place, 1)) is not None:
        place = passages[here][0]
        met.append(here)
    ahead = [at for at, (_, end) in enumerate(passages) if end > offset]
    assert met == [*range(ahead[0], len(passages))] if ahead else not met
    back, here = [], len(passages) - 1 if passages else None
    while here is not None:
        back.append(here)
        here = step(passages, here, passages[here][0], -1)
    assert back == list(reversed(range(len(passages))))


@given(some_passages, st.integers(0, TEXT_LENGTH), st.integers(1, 9))
def test_several_steps_are_one_after_the_other_but_stop_at_the_ends(
    passages: list[tuple[int, int]], offset: int, count: int
) -> None:
    for sign in (1, -1):
        here, place = None, offset
        for _ in range(count):
            goal = step(passages, here, place, sign)
            if goal is None:
                break
            here, place = goal, passages[goal][0]
        assert step(passages, None, offset, sign * count) == here


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
