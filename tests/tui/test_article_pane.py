"""The reading pane, as a person sees it: what stands on the screen, in which cells and colours."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.strip import Strip

from reader.core.annotation import Anchor, Annotation, Color, Status
from reader.core.annotation import Style as Drawing
from reader.core.article import Article, Block, BlockKind, Span
from reader.core.layout import Shape
from reader.core.search import find
from reader.settings import NotesShown, styles_folder
from reader.tui.themes import NIGHT_VARIABLES, PAPER, PAPER_VARIABLES
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.pointed_text import PointedText
from tests.tui.stage import Stage

WORDS = "Le marché polonais est un marché important pour la firme, et il croît encore. "


PARAGRAPHS: tuple[BlockKind, ...] = ("paragraph",) * 50


class PaneStage(Stage):
    """A stage on which the styles of the pane are known."""

    CSS_PATH = [styles_folder() / name for name in ("base.tcss", "reading.tcss", "few_colors.tcss")]


def article(
    *paragraphs: str, kinds: Sequence[BlockKind] = (), spans: Sequence[Span] = ()
) -> Article:
    """An article of blocks; all are paragraphs unless their kinds are given."""
    blocks, start = [], 0
    for text, kind in zip(paragraphs, kinds or PARAGRAPHS[: len(paragraphs)], strict=True):
        level = 1 if kind in ("heading", "quote", "item") else 0
        blocks.append(Block(kind, start, start + len(text), level))
        start += len(text) + 1
    return Article("\n".join(paragraphs), tuple(blocks), tuple(spans))


BOOK = article(*[f"{number}. {WORDS * 3}".strip() for number in range(40)])


def annotation(
    start: int,
    end: int,
    color: Color | None = Color.YELLOW,
    *,
    note: str = "",
    style: Drawing = Drawing.HIGHLIGHT,
    tags: tuple[str, ...] = (),
    status: Status = "exact",
) -> Annotation:
    return Annotation(
        id=f"{start}-{end}",
        article="a",
        anchor=Anchor(start, end, ""),
        color=color,
        note=note,
        style=style,
        tags=tags,
        status=status,
    )


def strips(pane: ArticlePane) -> list[Strip]:
    return pane.render_lines(pane.size.region)


def rows(pane: ArticlePane) -> list[str]:
    """The lines of the pane as text."""
    return ["".join(segment.text for segment in strip) for strip in strips(pane)]


def gutters(pane: ArticlePane) -> list[str]:
    """What stands before the text in each line, the bar of the current paragraph aside."""
    left = pane._columns.text
    return [row[:left].replace("▎", "").strip() for row in rows(pane)]


def look(pane: ArticlePane, line: int, word: str) -> Style:
    """The style of a word in a line."""
    place, end = rows(pane)[line].index(word), 0
    for segment in strips(pane)[line]:
        end += len(segment.text)
        if end > place:
            assert segment.style is not None
            return segment.style
    raise AssertionError(word)


def ground(style: Style) -> str:
    """The background of a style, as themes write it."""
    assert style.bgcolor is not None
    assert style.bgcolor.triplet is not None
    return style.bgcolor.triplet.hex


@asynccontextmanager
async def shown(
    text: Article,
    shape: Shape | None = None,
    size: tuple[int, int] = (100, 30),
    *,
    notes: NotesShown = "sign",
    **places: int,
) -> AsyncIterator[tuple[ArticlePane, Pilot[None]]]:
    """The pane on a screen of its own, showing an article."""
    pane = ArticlePane(notes)
    pane.show(text, shape or Shape(), **places)
    async with PaneStage(pane).run_test(size=size) as pilot:
        pane.focus()
        await pilot.pause()
        yield pane, pilot


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


# What the person left


@pytest.mark.parametrize("color", list(Color))
async def test_a_highlight_has_a_ground_of_its_colour_from_its_start_to_its_end(
    color: Color,
) -> None:
    text = article("before marked after")
    async with shown(text) as (pane, _):
        pane.set_annotations([annotation(7, 13, color)])
        expected = NIGHT_VARIABLES[f"highlight-{color}"]
        assert ground(look(pane, 0, "marked")) == expected
        assert ground(look(pane, 0, "before")) != expected
        assert ground(look(pane, 0, "after")) != expected


STYLES = [*Drawing, None]
"""How an annotation may be drawn; None: a note on some words, without a colour."""


@pytest.mark.parametrize("one", STYLES)
@pytest.mark.parametrize("other", STYLES)
@pytest.mark.parametrize("without_color", [False, True])
async def test_where_two_annotations_meet_both_can_be_told_apart_without_colour(
    one: Drawing | None, other: Drawing | None, without_color: bool
) -> None:
    text = article("one both two none")
    async with shown(text) as (pane, pilot):
        pane.app.no_color = without_color
        pane.app.refresh_css(animate=False)
        await pilot.pause()
        pane.set_annotations([drawn(0, 8, one), drawn(4, 12, other)])
        looks = [look(pane, 0, word) for word in ("one", "both", "two", "none")]
        shapes = {
            (
                style.bold,
                style.italic,
                "double" if style.underline2 else style.underline,
                style.strike,
                # That there is a ground is seen without colour, which one is not.
                ground(style) == ground(looks[-1]),
            )
            for style in looks
        }
        assert len(shapes) == len(looks)


def drawn(start: int, end: int, style: Drawing | None) -> Annotation:
    if style is None:
        return annotation(start, end, None, note="a note")
    return annotation(start, end, style=style)


async def test_where_two_highlights_meet_the_upper_one_has_its_colour() -> None:
    text = article("one two three")
    async with shown(text) as (pane, _):
        pane.set_annotations([annotation(0, 7), annotation(4, 13, Color.BLUE)])
        one, both, other = (look(pane, 0, word) for word in ("one", "two", "three"))
        assert ground(one) == NIGHT_VARIABLES["highlight-yellow"]
        assert ground(both) == ground(other) == NIGHT_VARIABLES["highlight-blue"]


async def test_from_three_on_the_gutter_says_how_many_share_a_place() -> None:
    text = article("one two three four", "one two three four")
    second = text.blocks[1].start
    crowd = [annotation(0, 18), annotation(4, 13, Color.BLUE), annotation(8, 13, Color.RED)]
    pair = [annotation(second, second + 7), annotation(second + 4, second + 13)]
    async with shown(text) as (pane, _):
        pane.set_annotations([*crowd, *pair, annotation(second + 14, second + 18)])
        assert gutters(pane)[::2][:2] == ["▌3", "▌"]
        pane.set_annotations([*crowd, *(annotation(5, 8 + more) for more in range(8))])
        assert gutters(pane)[0] == "▌+"


@pytest.mark.parametrize(("status", "sign"), [("exact", ""), ("moved", "→"), ("changed", "≈")])
async def test_the_gutter_says_how_an_annotation_was_found_again(status: Status, sign: str) -> None:
    text = article("one two three")
    async with shown(text) as (pane, _):
        pane.set_annotations([annotation(0, 7, status=status)])
        assert gutters(pane)[0] == f"▌{sign}"


async def test_where_an_orphan_stood_the_gutter_asks() -> None:
    text = article("one two three", "four")
    lost = annotation(4, 7, status="orphan")
    async with shown(text) as (pane, _):
        pane.set_annotations([lost, annotation(99, 103, status="orphan")])
        assert gutters(pane)[:3] == ["?", "", "?"]
        assert not look(pane, 0, "two").underline
        pane.set_annotations([lost, annotation(0, 7)])
        assert gutters(pane)[0] == "▌?"


async def test_the_gutter_tells_highlight_note_both_and_tag_apart_without_colour() -> None:
    text = article(*["some words"] * 5)
    starts = [block.start for block in text.blocks]
    async with shown(text) as (pane, _):
        pane.set_annotations(
            [
                annotation(starts[0], starts[0] + 4),
                annotation(starts[1], starts[1] + 4, None, note="a note"),
                annotation(starts[2], starts[2] + 4, note="a note"),
                annotation(starts[3], starts[3] + 4, None, tags=("tag",)),
            ]
        )
        assert gutters(pane)[:10:2] == ["▌", "✎", "◆", "#", ""]


async def test_underline_and_strike_leave_the_ground_alone() -> None:
    text = article("one two")
    async with shown(text) as (pane, _):
        pane.set_annotations(
            [
                annotation(0, 3, style=Drawing.UNDERLINE),
                annotation(4, 7, style=Drawing.STRIKE),
            ]
        )
        assert look(pane, 0, "one").underline
        assert look(pane, 0, "two").strike


async def test_a_match_is_painted_in_exactly_its_cells() -> None:
    text = article("Un été à l’ÉTÉ de l'oeuvre")
    async with shown(text) as (pane, _):
        pane.set_matches(find(text.text, "ete"), (3, 6))
        matched = "".join(
            segment.text
            for segment in strips(pane)[0]
            if segment.style and ground(segment.style) == NIGHT_VARIABLES["match"]
        )
        assert matched == "ÉTÉ"
        assert ground(look(pane, 0, "été")) == NIGHT_VARIABLES["match-current"]


async def test_a_selection_and_its_cursor_are_seen_also_on_the_space_at_the_end_of_a_row() -> None:
    async with shown(BOOK, Shape(40)) as (pane, _):
        layout = pane.view.layout
        pane.move_cursor(layout.ends[0])
        pane.set_selection((3, layout.ends[0] + 1), cursor_visible=True)
        selected = NIGHT_VARIABLES["selection"]
        grounds = [ground(segment.style) for segment in strips(pane)[0] if segment.style]
        assert selected in grounds
        assert NIGHT_VARIABLES["cursor-background"] in grounds
        pane.set_selection(None, cursor_visible=False)
        grounds = [ground(segment.style) for segment in strips(pane)[0] if segment.style]
        assert selected not in grounds


async def test_another_theme_colours_what_was_painted_before() -> None:
    text = article("before marked after")
    async with shown(text) as (pane, pilot):
        pane.app.register_theme(PAPER)
        pane.set_annotations([annotation(7, 13)])
        rows(pane)
        pane.app.theme = PAPER.name
        await pilot.pause()
        assert ground(look(pane, 0, "marked")) == PAPER_VARIABLES["highlight-yellow"]


async def test_in_sixteen_colours_each_highlight_has_one_of_its_own() -> None:
    text = article("one two three four five")
    words = [(0, 3), (4, 7), (8, 13), (14, 18), (19, 23)]
    async with shown(text) as (pane, pilot):
        pane.add_class("few-colors")
        pane.set_annotations(
            [annotation(*word, color) for word, color in zip(words, Color, strict=True)]
        )
        await pilot.pause()
        looks = [look(pane, 0, text.text[slice(*word)]) for word in words]
        downgraded = [
            style.bgcolor.downgrade(ColorSystem.STANDARD) for style in looks if style.bgcolor
        ]
        assert len(set(downgraded)) == len(words)


# Notes beside the text, and below its paragraphs


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
            assert lines[line].split("◆")[2].startswith(" A note that is folded to")
            assert "─◆" in lines[line]
            assert "width of the margin." in lines[line + 1]
        assert [row[: pane._columns.margin].strip("▌◆ ") for row in lines] == plain


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


async def test_hostile_notes_are_made_safe() -> None:
    for width in (80, 120):
        async with shown(article("one two"), size=(width, 20), notes="auto") as (pane, _):
            pane.set_annotations([annotation(0, 3, note="\x1b]0;x\x07[/b] [red]")])
            shown_note = next(row for row in rows(pane) if "[red]" in row)
            assert "\x1b" not in shown_note
            assert "[/b] [red]" in shown_note


# The strip at the right


def edge(pane: ArticlePane) -> list[str]:
    """The last two cells of each line: what is in that part of the article, and the scrollbar."""
    return [row[-2:] for row in rows(pane)]


async def test_the_strip_shows_where_in_the_article_annotations_matches_and_the_cursor_are() -> (
    None
):
    async with shown(BOOK, size=(100, 20)) as (pane, _):
        parts = [BOOK.paragraph_range(number)[0] for number in range(0, 40, 2)]
        assert [row[0] for row in edge(pane)] == [" "] * 20
        pane.set_annotations([annotation(parts[5], parts[5] + 3), annotation(parts[19], 5000)])
        assert [line for line, row in enumerate(edge(pane)) if row[0] == "•"] == [5, 19]
        pane.set_matches(find(BOOK.text, "11. Le"))
        assert [line for line, row in enumerate(edge(pane)) if row[0] == "━"] == [5]
        pane.move_cursor(parts[7])
        assert [line for line, row in enumerate(edge(pane)) if row[1] == "◂"] == [7]
        assert "▐" in edge(pane)[6][1] + edge(pane)[8][1]


async def test_a_text_that_is_all_in_sight_has_no_strip() -> None:
    async with shown(article("short")) as (pane, _):
        pane.set_annotations([annotation(0, 3)])
        assert set(edge(pane)) == {"  "}


async def test_the_cursor_on_the_strip_is_painted_anew_when_it_moves() -> None:
    async with shown(BOOK, size=(100, 20)) as (pane, pilot):
        app = pane.app
        assert isinstance(app, PaneStage)
        pane.move_cursor(BOOK.paragraph_range(2)[0])
        await pilot.pause()
        assert [row[-1] for row in app.picture.split("\n")].index("◂") == 1


# Moving, and what is painted then


async def test_a_motion_on_the_screen_paints_no_row_anew_but_those_whose_bar_moved() -> None:
    async with shown(BOOK) as (pane, pilot):
        cache = pane._strips
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
        misses = pane._strips.misses
        first = rows(pane)
        assert pane._strips.misses == misses
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


# The mouse


class Listening(PaneStage):
    """Remembers what the pane says."""

    def __init__(self, pane: ArticlePane) -> None:
        super().__init__(pane)
        self.heard: list[object] = []

    def on_pointed_text_clicked(self, event: PointedText.Clicked) -> None:
        self.heard.append((event.offset, event.times))

    def on_pointed_text_dragged(self, event: PointedText.Dragged) -> None:
        self.heard.append((event.origin, event.offset))

    def on_pointed_text_scrolled(self, event: PointedText.Scrolled) -> None:
        self.heard.append("scrolled")


@asynccontextmanager
async def listening(text: Article) -> AsyncIterator[tuple[Listening, ArticlePane, Pilot[None]]]:
    pane = ArticlePane()
    pane.show(text, Shape())
    app = Listening(pane)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        yield app, pane, pilot


async def test_a_click_says_the_offset_under_it_and_how_often() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        left = rows(pane)[0].index("0. Le")
        await pilot.click(pane, offset=(left + 5, 0))
        await pilot.double_click(pane, offset=(left + 9, 0))
        await pilot.triple_click(pane, offset=(left + 12, 0))
        assert app.heard[0] == (5, 1)
        assert (9, 2) in app.heard
        assert (12, 3) in app.heard


async def test_a_drag_says_from_where_to_where_also_upwards() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        left = rows(pane)[0].index("0. Le")
        await pilot.mouse_down(pane, offset=(left + 20, 1))
        await pilot.hover(pane, offset=(left + 3, 0))
        await pilot.mouse_up(pane, offset=(left + 3, 0))
        second = pane.view.layout.starts[1]
        assert app.heard[0] == (second + 20, 3)


async def wait_for(condition: Callable[[], bool]) -> None:
    """Let messages be handled until something is true."""
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_the_wheel_scrolls_and_says_so() -> None:
    async with listening(BOOK) as (app, pane, _):
        notch = MouseScrollDown(pane, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False)
        pane.post_message(notch)
        await wait_for(lambda: "scrolled" in app.heard)
        assert pane.view.top == 3


async def test_the_scrollbar_can_be_clicked() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        await pilot.mouse_down(pane, offset=(99, 19))
        await pilot.mouse_up(pane, offset=(99, 19))
        assert pane.view.is_at_end
        assert "scrolled" in app.heard
