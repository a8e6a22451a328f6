"""Notes as the pane shows them: beside the text, below its paragraphs, or as a sign."""

import pytest

from reader.core.annotation import Annotation
from reader.core.article import BlockKind
from reader.core.layout import Shape
from reader.settings import NotesShown
from reader.tui.widgets.article_pane import ArticlePane
from tests.tui.pane import BOOK, annotation, article, gutters, look, rows, shown, strips


def noted(*paragraphs: int, note: str = "a note") -> list[Annotation]:
    """A note on the first words of each of these paragraphs of the book."""
    starts = [BOOK.paragraph_range(paragraph)[0] for paragraph in paragraphs]
    return [annotation(start, start + 5, note=note) for start in starts]


async def test_where_there_is_room_a_note_stands_beside_its_passage() -> None:
    async with shown(BOOK, size=(120, 30), notes="auto") as (pane, _):
        plain = [row[:-2].strip() for row in rows(pane)]
        pane.set_annotations(noted(0, 2, note="A note that is folded to the width of the margin."))
        assert {strip.cell_length for strip in strips(pane)} == {120}
        lines = rows(pane)
        second = next(line for line, row in enumerate(lines) if "2. Le" in row)
        for line in (0, second):
            assert lines[line].split("◆")[2].startswith(" A note that is folded ")
            assert "─◆" in lines[line]
            assert "to the width of the" in lines[line + 1]
        assert [row[: pane._typeset.columns.margin].strip("▌◆ ") for row in lines] == plain


@pytest.mark.parametrize("width", [80, 100, 108, 111, 112, 120, 126, 140, 200])
async def test_the_first_note_and_the_last_one_that_goes_leave_the_text_where_it_stands(
    width: int,
) -> None:
    def first_row(pane: ArticlePane) -> int:
        return rows(pane)[0].index("0. Le")

    async with shown(BOOK, size=(width, 20), notes="auto") as (pane, _):
        before = first_row(pane)
        pane.set_annotations(noted(0))
        assert "a note" in "".join(rows(pane))
        assert first_row(pane) == before
        pane.set_annotations([])
        assert first_row(pane) == before


async def test_where_there_is_none_a_note_has_a_dim_row_below_its_paragraph() -> None:
    async with shown(BOOK, size=(80, 30), notes="auto") as (pane, _):
        plain = rows(pane)
        pane.set_annotations(noted(0, note="one\ntwo " * 20))
        after = pane.view.current_rows.stop
        assert rows(pane)[after][:-2].strip().startswith("◆ one two one two")
        assert rows(pane)[after][:-2].rstrip().endswith("…")
        assert [row[4:-2] for row in rows(pane)[after + 1 :]] == [
            row[4:-2] for row in plain[after:-1]
        ]
        assert look(pane, after, "one two").color != look(pane, 0, "Le").color
        pane.set_annotations(noted(0, 0, 1))
        assert ["a note" in row for row in rows(pane)[after : after + 3]] == [True, True, False]


async def test_the_person_may_have_notes_in_rows_or_not_at_all_where_there_is_room() -> None:
    async with shown(BOOK, size=(200, 30), notes="row") as (pane, _):
        pane.set_annotations(noted(0))
        after = pane.view.current_rows.stop
        assert rows(pane)[after][:-2].strip() == "◆ a note"
    async with shown(BOOK, size=(200, 30), notes="sign") as (pane, _):
        pane.set_annotations(noted(0))
        assert "a note" not in "".join(rows(pane))
        assert gutters(pane)[0] == "◆"


@pytest.mark.parametrize(("width", "longest"), [(80, 68), (120, 12 * 21), (200, 12 * 41)])
async def test_the_pane_knows_whether_a_note_can_be_read_there(width: int, longest: int) -> None:
    async with shown(BOOK, size=(width, 20), notes="auto") as (pane, _):
        [short], [long] = noted(3, note="a\n\n\x1b b"), noted(9, note="n" * (longest + 1))
        pane.set_annotations([short, long])
        rows(pane)
        assert pane.shows_note_of(short)
        assert not pane.shows_note_of(long)
        pane.show_notes("sign")
        rows(pane)
        assert not pane.shows_note_of(short)


@pytest.mark.parametrize("notes", ["auto", "row"])
async def test_notes_at_the_end_can_be_read_to_their_end(notes: NotesShown) -> None:
    async with shown(BOOK, size=(120, 20), notes=notes) as (pane, _):
        ends = noted(39, note="word " * 30 + "end") if notes == "auto" else noted(39)
        pane.set_annotations(ends)
        pane.scroll_rows(pane.view.layout.rows)
        assert ("end" if notes == "auto" else "a note") in rows(pane)[-1]
        assert pane.view.is_at_end
        assert "▐" in rows(pane)[-1]


async def test_notes_that_come_and_go_leave_the_same_text_at_the_top() -> None:
    async with shown(BOOK, size=(80, 20), notes="auto") as (pane, _):
        pane.scroll_rows(31)
        top, cursor = pane.top, pane.cursor
        pane.set_annotations(noted(*range(40)))
        rows(pane)
        assert (pane.top, pane.cursor) == (top, cursor)
        pane.set_annotations([])
        rows(pane)
        assert (pane.top, pane.cursor) == (top, cursor)


async def test_a_note_in_folded_boilerplate_is_not_shown_before_that_is() -> None:
    kinds: tuple[BlockKind, ...] = ("paragraph", "boilerplate")
    text = article("Words.", "Subscribe!", kinds=kinds)
    async with shown(text, notes="row") as (pane, _):
        pane.set_annotations([annotation(7, 12, note="why")])
        assert "why" not in "".join(rows(pane))
        pane.set_shape(Shape(boilerplate=True))
        assert "why" in "".join(rows(pane))


async def test_a_click_on_a_note_goes_to_its_passage() -> None:
    text = article("one two three " * 3, "four")
    for size, line in (((120, 20), 0), ((80, 20), 1)):
        async with shown(text, size=size, notes="auto") as (pane, _):
            pane.set_annotations([annotation(4, 7, note="here")])
            column = rows(pane)[line].index("here")
            assert pane.offset_under(column, line) == 4


async def test_a_wide_note_can_be_shown_in_a_pane_of_few_cells() -> None:
    for width in (4, 10, 12):
        async with shown(article("one"), size=(width, 5), notes="auto") as (pane, _):
            pane.set_annotations([annotation(0, 3, note="日本語 " * 9)])
            assert {strip.cell_length for strip in strips(pane)} == {width}


async def test_hostile_notes_are_made_safe() -> None:
    for width in (80, 120):
        async with shown(article("one two"), size=(width, 20), notes="auto") as (pane, _):
            pane.set_annotations([annotation(0, 3, note="\x1b]0;x\x07[/b] [red]")])
            shown_note = next(row for row in rows(pane) if "[red]" in row)
            assert "\x1b" not in shown_note
            assert "[/b] [red]" in shown_note
