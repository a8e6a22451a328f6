"""Marks: every one that touches a row is found, and a row is cut exactly where looks change."""

import time
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.marks import CROWD, Mark, Marks, Run, deepest, parts, runs, step, without

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


@given(st.lists(st.tuples(some_marks(), st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_marks_that_were_replaced_are_found_as_if_there_had_been_no_others(
    edits: list[tuple[list[Mark], int, int]],
) -> None:
    changed: Marks[str] = Marks()
    for new, one, other in edits:
        before = list(changed)
        first, after = sorted((min(one, len(before)), min(other, len(before))))
        low = before[first - 1][0] if first else 0
        high = before[after][0] if after < len(before) else TEXT_LENGTH + 1
        # Such as may stand between those that stay.
        fitting = list(Marks(mark for mark in new if low < mark[0] < high))
        changed.replace(first, after, fitting)
        anew = Marks([*before[:first], *fitting, *before[after:]])
        assert list(changed) == list(anew)
        assert list(changed.groups()) == list(anew.groups())
        for start in range(0, TEXT_LENGTH, 7):
            assert changed.touching(start, start + 7) == anew.touching(start, start + 7)
            assert changed.starting(start, start + 7) == anew.starting(start, start + 7)


@given(some_marks(), a_passage())
def test_outside_a_passage_marks_stay_as_they_are_and_inside_there_are_none(
    marks: list[Mark], passage: tuple[int, int]
) -> None:
    left = without(marks, passage)
    for offset in range(TEXT_LENGTH):
        inside = passage[0] <= offset < passage[1]
        over = [name for start, end, name in marks if start <= offset < end and not inside]
        assert [name for start, end, name in left if start <= offset < end] == over


some_passages = some_marks().map(
    lambda marks: sorted((start, end) for start, end, _ in marks if start < end)
)


def groups(passages: list[tuple[int, int]]) -> list[list[tuple[int, int, int]]]:
    """The groups of some passages, each with its number."""
    return list(Marks((*passage, at) for at, passage in enumerate(passages)).groups())


@given(some_passages)
def test_passages_are_in_one_group_if_they_meet_by_way_of_others_and_only_then(
    passages: list[tuple[int, int]],
) -> None:
    found = [[mark[:2] for mark in group] for group in groups(passages)]
    for group in found:
        reach = group[0][1]
        for start, end in group[1:]:
            assert start <= reach
            reach = max(reach, end)
    for one, other in pairwise(found):
        assert max(end for _, end in one) < other[0][0]
    grouped = [passage for group in found for passage in group]
    alone = sorted(passages)
    for passage in grouped:
        alone.remove(passage)
    for start, end in alone:
        others = [*alone, *grouped]
        others.remove((start, end))
        assert all(right < start or end < left for left, right in others)


@given(some_passages)
def test_parts_are_just_the_places_of_a_group_over_which_the_same_passages_lie(
    passages: list[tuple[int, int]],
) -> None:
    for group in groups(passages):
        cut = list(parts(group))
        assert cut[0].start == group[0][0]
        assert cut[-1].end == max(end for _, end, _ in group)
        assert all(one.end == other.start for one, other in pairwise(cut))
        ends = {offset for start, end, _ in group for offset in (start, end)}
        assert {part.start for part in cut} | {cut[-1].end} == ends
        for part in cut:
            over = [at for start, end, at in group if start <= part.start < end]
            assert (part.depth, part.top) == (len(over), over[-1])


@given(some_passages)
def test_every_end_of_a_passage_is_seen_however_many_meet(
    passages: list[tuple[int, int]],
) -> None:
    for group in groups(passages):
        for one, other in pairwise(parts(group)):
            assert (min(one.depth, CROWD), one.turned) != (min(other.depth, CROWD), other.turned)


@given(some_passages)
def test_passages_that_overlap_are_told_apart_where_each_is_alone(
    passages: list[tuple[int, int]],
) -> None:
    for group in groups(passages):
        turned: dict[int, set[bool]] = {}
        for part in parts(group):
            if part.depth == 1:
                turned.setdefault(part.top, set()).add(part.turned)
        assert all(len(each) == 1 for each in turned.values())
        for start, end, one in group:
            for left, right, other in group:
                if one != other and left <= end and start <= right and {one, other} <= {*turned}:
                    assert turned[one] != turned[other]


def test_five_thousand_passages_that_chain_or_nest_are_parted_in_no_time() -> None:
    chain = [(at * 10, at * 10 + 15, at) for at in range(5000)]
    nest = [(at, 20_000 - at, at) for at in range(5000)]
    before = time.perf_counter()
    assert len(list(parts(chain))) == len(list(parts(nest))) == 9999
    assert time.perf_counter() - before < 1


def depth(passages: list[tuple[int, int]], offset: int) -> int:
    return sum(start <= offset < end for start, end in passages)


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
