"""The text in the reading pane: where it stands, how it is set, and what a motion paints."""

import pytest

from reader.core.article import Article, BlockKind, Span
from reader.core.layout import Shape
from tests.tui.pane import BOOK, article, look, rows, shown, strips

# Where things stand


@pytest.mark.parametrize("width", [15, 24, 40, 80, 81, 120, 200])
async def test_no_row_is_wider_than_the_pane_at_any_width(width: int) -> None:
    async with shown(BOOK, size=(width, 20)) as (pane, _):
        assert pane.max_scroll_x == 0
        assert {strip.cell_length for strip in strips(pane)} == {width}


async def test_the_text_stands_in_the_middle_and_is_whole() -> None:
    async with shown(BOOK, Shape(40), (100, 200)) as (pane, _):
        left = rows(pane)[0].index("0. Le")
        assert abs(left - (100 - left - 40)) <= 1
        said = " ".join(" ".join(rows(pane)).translate(dict.fromkeys(map(ord, "▎▐◂"))).split())
        assert said.startswith(" ".join(BOOK.text.split())[:3000])


async def test_wide_characters_take_their_cells_and_no_row_is_too_long() -> None:
    text = article("日本語の文章です。" * 20, "👩‍👩‍👧 famille, e\u0301te\u0301 " * 20)
    async with shown(text, Shape(41), (70, 30)) as (pane, _):
        assert {strip.cell_length for strip in strips(pane)} == {70}


async def test_the_current_paragraph_has_a_bar_in_each_of_its_rows() -> None:
    async with shown(BOOK) as (pane, _):
        pane.move_cursor(BOOK.paragraph_range(2)[0])
        barred = [line for line, row in enumerate(rows(pane)) if "▎" in row]
        assert barred == [row - pane.view.top for row in pane.view.current_rows]


async def test_headings_quotes_and_emphasis_are_visibly_set() -> None:
    text = article(
        "A heading",
        "some strong words and a link",
        "a quote",
        kinds=("heading", "paragraph", "quote"),
        spans=(Span("strong", 15, 21), Span("link", 34, 38, "https://example.org")),
    )
    async with shown(text) as (pane, _):
        lines = {row.strip(" ▎▐"): line for line, row in enumerate(rows(pane)) if row.strip()}
        assert look(pane, lines["A heading"], "heading").bold
        assert look(pane, 2, "strong").bold
        assert not look(pane, 2, "words").bold
        assert look(pane, 2, "link").underline
        assert "│ a quote" in lines


async def test_boilerplate_is_one_row_that_says_how_to_see_it() -> None:
    kinds: tuple[BlockKind, ...] = ("paragraph", "boilerplate", "boilerplate")
    text = article("Words.", "Subscribe!", "Cookies!", kinds=kinds)
    async with shown(text) as (pane, _):
        assert "⋯ 2 paragraphs of boilerplate · B shows it" in rows(pane)[2]
        pane.set_shape(Shape(boilerplate=True))
        assert any("Subscribe!" in row for row in rows(pane))


# Moving, and what is painted then


async def test_a_motion_on_the_screen_paints_no_row_anew_but_those_whose_bar_moved() -> None:
    async with shown(BOOK) as (pane, pilot):
        cache = pane._lines.strips
        rows(pane)
        hits, misses = cache.hits, cache.misses
        before = pane.view.current_rows
        pane.move_cursor(BOOK.paragraph_range(1)[0])
        rows(pane)
        changed = {*before, *pane.view.current_rows}
        assert cache.hits > hits
        assert cache.misses - misses == len(changed)
        await pilot.pause()


async def test_what_was_painted_is_found_again_after_a_page_down_and_up() -> None:
    async with shown(BOOK) as (pane, _):
        rows(pane)
        pane.scroll_pages(1)
        rows(pane)
        pane.scroll_pages(-1)
        pane.move_cursor(0)
        misses = pane._lines.strips.misses
        first = rows(pane)
        assert pane._lines.strips.misses == misses
        assert "0. Le" in first[0]


async def test_after_a_resize_the_same_place_is_at_the_top() -> None:
    async with shown(BOOK, Shape(72), (100, 20)) as (pane, pilot):
        pane.scroll_rows(17)
        top = pane.top
        for width in (44, 60, 140, 100):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            start, end = pane.view.owned(pane.view.top)
            assert pane.top == top
            assert start <= top < end


async def test_a_place_is_shown_again_at_another_width() -> None:
    top, cursor = BOOK.paragraph_range(20)[0], BOOK.paragraph_range(21)[0]
    async with shown(BOOK, Shape(50), (70, 30), top=top, cursor=cursor) as (pane, _):
        assert "20. Le" in rows(pane)[0]
        assert pane.cursor == cursor


async def test_an_empty_article_and_one_shorter_than_the_screen_can_be_shown() -> None:
    for text in (Article("", ()), article("short")):
        async with shown(text) as (pane, _):
            pane.scroll_pages(1)
            pane.move_cursor(3)
            assert len(rows(pane)) == 30


async def test_ten_megabytes_in_one_line_open_and_scroll() -> None:
    async with shown(article("mot " * 2_500_000), size=(80, 24)) as (pane, _):
        pane.scroll_pages(1)
        pane.scroll_rows(pane.view.layout.rows)
        assert "mot" in rows(pane)[-1]
