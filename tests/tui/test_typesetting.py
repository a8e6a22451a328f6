"""Where the text and its notes stand in panes of all widths."""

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.widgets.typesetting import GUTTER, NARROWEST, RIGHT, WIDEST, Columns

ASIDE = 9
"""Cells by which the text may stand left of the middle."""

MEASURES = st.integers(20, 200)
ROOMS = st.integers(0, 300)


@given(MEASURES, ROOMS)
def test_all_that_is_drawn_has_its_cells(measure: int, room: int) -> None:
    width = GUTTER + measure + RIGHT + room
    columns = Columns.of(width, measure, notes_beside=True)
    assert columns.text == columns.gutter + GUTTER
    assert columns.text + measure < columns.margin
    if columns.margin_width:
        assert NARROWEST <= columns.margin_width <= WIDEST
        assert columns.margin + columns.margin_width + RIGHT <= width


@given(MEASURES, ROOMS)
def test_the_text_stands_in_the_middle_or_makes_a_little_room_for_notes(
    measure: int, room: int
) -> None:
    width = GUTTER + measure + RIGHT + room
    centred = Columns.of(width, measure, notes_beside=False)
    assert centred.gutter == room // 2
    assert centred.margin_width == 0
    beside = Columns.of(width, measure, notes_beside=True)
    assert 0 <= centred.gutter - beside.gutter <= ASIDE
    if not beside.margin_width:
        assert beside == centred


def test_at_eighty_columns_there_is_no_margin_and_at_a_hundred_and_twenty_there_is() -> None:
    assert not Columns.of(80, 72, notes_beside=True).margin_width
    assert Columns.of(120, 72, notes_beside=True).margin_width
