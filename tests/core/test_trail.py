"""Back and forward: as in a browser."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.trail import LONGEST, Trail


def test_back_goes_to_where_one_jumped_from_and_forward_to_where_one_was() -> None:
    trail = Trail()
    trail.leave(10)
    trail.leave(20)
    assert trail.back(30) == 20
    assert trail.back(20) == 10
    assert trail.back(10) is None
    assert trail.forward(10) == 20
    assert trail.forward(20) == 30
    assert trail.forward(30) is None


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(10)
    trail.leave(20)
    trail.back(30)
    trail.leave(25)
    assert trail.forward(99) is None
    assert trail.back(99) == 25


def test_without_a_jump_there_is_no_way_back() -> None:
    assert Trail().back(5) is None
    assert Trail().forward(5) is None


@given(st.lists(st.integers(0, 50), max_size=LONGEST + 20))
def test_all_the_way_back_and_forward_again_ends_where_one_was(places: list[int]) -> None:
    trail, here = Trail(), 1000
    for place in places:
        trail.leave(place)
    steps = 0
    while (before := trail.back(here)) is not None:
        here, steps = before, steps + 1
        assert steps <= LONGEST + 1
    while (after := trail.forward(here)) is not None:
        here = after
    assert here == 1000
