"""What lies over the text: annotations, matches, the selection; and their signs beside it."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from reader.core.annotation import Annotation, Color, Status
from reader.core.annotation import Style as Drawing
from reader.core.article import BlockKind
from reader.core.layout import Shape
from reader.core.search import find
from reader.tui.themes import NIGHT, NIGHT_VARIABLES, PAPER, PAPER_VARIABLES, few_colors
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.overlay import Overlay
from tests.tui.pane import (
    BOOK,
    PaneStage,
    annotation,
    article,
    ground,
    gutters,
    look,
    rows,
    shown,
    strips,
)

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
        words = ("one", "both", "two", "none")
        assert len({shape(pane, look(pane, 0, word)) for word in words}) == len(words)


def shape(pane: ArticlePane, style: Style) -> tuple[object, ...]:
    """What is seen of a style without colour: of a ground that it is there, not which one."""
    line = "double" if style.underline2 else bool(style.underline)
    plain = pane._looks[()].bgcolor
    return bool(style.bold), bool(style.italic), line, bool(style.strike), style.bgcolor == plain


KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "quote", "preformatted")


some_annotations = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 60), st.sampled_from(STYLES)), max_size=12
).map(lambda ones: listed(drawn(start, start + length, style) for start, length, style in ones))


def listed(annotations: Iterable[Annotation]) -> list[Annotation]:
    """In reading order, as the library lists them, with ids of their own."""
    ordered = sorted(annotations, key=lambda one: placed(one)[0] * 1000 - placed(one)[1])
    return [one._replace(id=str(number)) for number, one in enumerate(ordered)]


def placed(one: Annotation) -> tuple[int, int]:
    assert one.passage
    return one.passage


def covers(one: Annotation, offset: int) -> bool:
    start, end = placed(one)
    return start <= offset < end


@pytest.mark.parametrize("kind", KINDS)
async def test_of_any_number_of_annotations_every_end_is_seen_and_each_can_be_shown_alone(
    kind: BlockKind,
) -> None:
    text = article("x" * 125, kinds=[kind])
    async with shown(text, Shape(130), size=(150, 5)) as (pane, _):

        def shapes() -> list[tuple[object, ...]]:
            line = strips(pane)[0]
            cells = [shape(pane, part.style or Style()) for part in line for _ in part.text]
            begin = "".join(part.text for part in line).index("x")
            return cells[begin : begin + 125]

        @given(some_annotations)
        def ends_are_seen(annotations: list[Annotation]) -> None:
            pane.set_annotations(annotations)
            pane.set_meant(None)
            seen = shapes()
            for offset in range(1, 125):
                here, before = (
                    [covers(one, at) for one in annotations] for at in (offset, offset - 1)
                )
                assert (seen[offset] == seen[offset - 1]) == (here == before)
            for one in annotations:
                pane.set_meant(one)
                seen = shapes()
                start, end = placed(one)
                assert len(set(seen[start:end])) == 1
                assert seen[end] != seen[start] != seen[start - 1 if start else 124]

        ends_are_seen()


@given(some_annotations, some_annotations, st.lists(st.sets(st.integers(0, 30)), max_size=5))
def test_what_changed_is_drawn_as_if_all_were_drawn_anew(
    here: list[Annotation], lost: list[Annotation], choices: list[set[int]]
) -> None:
    text = article("one two three", "x" * 50, "four five six", "x" * 50)
    on_article = [one._replace(id=f"all {one.id}", anchor=None) for one in lost[:2]]
    orphans = [one._replace(id=f"lost {one.id}", status="orphan") for one in lost]
    known = [*on_article, *here, *orphans]
    overlay = Overlay(text)
    for chosen in choices:
        before = overlay.noted
        some = [one for number, one in enumerate(known) if number in chosen]
        assert overlay.set_annotations(some) or overlay.noted == before
        anew = Overlay(text)
        anew.set_annotations(some)
        assert overlay.annotations == [one for one in some if one in here]
        assert (
            overlay.noted
            == anew.noted
            == [(*placed(one), one) for one in overlay.annotations if one.note]
        )
        assert overlay.strip([0, 20, 40]) == anew.strip([0, 20, 40])
        for start, end in ((0, 20), (20, 40), (40, 130)):
            assert overlay.marks(start, end) == anew.marks(start, end)
            assert overlay.signs(start, end) == anew.signs(start, end)
            touching = overlay.annotations_touching(start, end)
            assert touching == anew.annotations_touching(start, end)


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
        for count, said in ((12, "12"), (99, "99"), (100, "+")):
            pane.set_annotations([annotation(4, 13)] * count)
            assert gutters(pane)[0] == f"▌{said}"


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


@pytest.mark.parametrize("theme", ["reader-night", "reader-paper"])
@pytest.mark.parametrize("style", [Drawing.UNDERLINE, Drawing.STRIKE])
async def test_in_sixteen_colours_what_is_struck_can_be_read_on_every_ground(
    style: Drawing, theme: str
) -> None:
    text = article("one two")
    async with shown(text) as (pane, pilot):
        for one in (NIGHT, PAPER):
            pane.app.register_theme(few_colors(one))
        pane.app.theme = theme
        pane.add_class("few-colors")
        for ink in Color:
            for color in Color:
                pane.set_annotations([annotation(0, 7, color), annotation(0, 3, ink, style=style)])
                await pilot.pause()
                struck, plain = look(pane, 0, "one"), look(pane, 0, "two")
                assert struck.color == plain.color
                assert (struck.bgcolor, struck.underline or struck.strike) == (plain.bgcolor, True)


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
