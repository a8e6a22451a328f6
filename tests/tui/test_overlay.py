"""What lies over the text: annotations, matches, the selection; and their signs beside it."""

import pytest
from rich.color import ColorSystem

from reader.core.annotation import Annotation, Color, Status
from reader.core.annotation import Style as Drawing
from reader.core.layout import Shape
from reader.core.marks import LAYERS
from reader.core.search import find
from reader.tui.themes import NIGHT_VARIABLES, PAPER, PAPER_VARIABLES
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.overlay import LAYER_LOOKS
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


async def test_each_layer_has_a_look_of_its_own_without_colour() -> None:
    async with shown(article("one")) as (pane, _):
        styles = [pane._looks[look] for look in LAYER_LOOKS]
        assert len({(one.bold, one.italic, one.underline) for one in styles}) == LAYERS


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
