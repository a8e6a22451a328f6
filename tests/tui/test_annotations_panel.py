"""The annotations panel: what it lists, what is done to what is ticked, where one goes from it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.core.annotation import Annotation, Color
from reader.library import Library
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.person import Reading, reading
from tests.tui.stage import type_text

pytestmark = pytest.mark.usefixtures("at_ease")


def annotations(library: Library) -> list[Annotation]:
    """All of them, article by article; not when they were changed, which undo changes too."""
    return [one._replace(updated="") for one in library.find_annotations("")]


@asynccontextmanager
async def panel(library: Library) -> AsyncIterator[Reading]:
    """The panel over an article with two annotations; another article has one more."""
    article, other = library.resolve("La Pologne"), library.resolve("The other one")
    text, others = library.article(article.id).text, library.article(other.id).text
    first, second = text.index("Il a souri"), text.index("Second paragraph")
    library.annotate(article.id, (first, first + 10), color=Color.GREEN, tags=["old"])
    library.annotate(article.id, (second, second + 16), color=Color.BLUE, note="why\nbelow")
    start = others.index("Another")
    library.annotate(other.id, (start, start + 15), color=Color.RED, tags=["old", "own"])
    async with reading(library) as person:
        await person.press("A")
        assert isinstance(person.pilot.app.screen, AnnotationsScreen)
        yield person


def listed(person: Reading) -> list[str]:
    screen = person.pilot.app.screen
    assert isinstance(screen, AnnotationsScreen)
    return [row.quote for row in screen.list.shown]


async def test_tab_shows_those_of_the_article_or_of_the_whole_library(library: Library) -> None:
    async with panel(library) as person:
        assert listed(person) == ["Il a souri", "Second paragraph"]
        await person.press("tab")
        assert sorted(listed(person)) == ["Another article", "Il a souri", "Second paragraph"]
        assert "The other one" in person.picture
        await person.press("tab")
        assert listed(person) == ["Il a souri", "Second paragraph"]


async def test_a_query_filters_as_one_types_and_its_faults_are_said_quietly(
    library: Library,
) -> None:
    library.save_query("claims", "color:blue")
    async with panel(library) as person:
        await person.press("slash")
        assert "@claims" in person.picture
        await type_text(person.pilot, "color:gre")
        assert "gre" in person.picture.split("\n")[0]
        await type_text(person.pilot, "en")
        await person.press("enter")
        assert listed(person) == ["Il a souri"]
        assert "/color:green" in person.picture
        await person.press("escape")
        assert len(listed(person)) == 2
        await person.press("slash")
        await type_text(person.pilot, "@cl")
        await person.press("right", "enter")
        assert listed(person) == ["Second paragraph"]


async def test_the_order_can_be_chosen(library: Library) -> None:
    async with panel(library) as person:
        await person.press("c", "r", "s", "4")
        assert listed(person) == ["Second paragraph", "Il a souri"]
        await person.press("s", "1")
        assert listed(person) == ["Il a souri", "Second paragraph"]


@pytest.mark.parametrize(
    ("keys", "done"),
    [
        (["c", "p"], lambda one: one.color == Color.PURPLE),
        (["c", "u"], lambda one: one.style == "underline"),
        (["t", *"new", "enter"], lambda one: "new" in one.tags),
    ],
)
async def test_what_is_done_to_the_ticked_ones_is_one_change(
    library: Library, keys: list[str], done: object
) -> None:
    assert callable(done)
    async with panel(library) as person:
        before = annotations(library)
        await person.press("tab", "T")
        assert "✓ 3" in person.picture
        await person.press(*keys)
        assert all(map(done, annotations(library)))
        await person.press("u")
        assert annotations(library) == before


async def test_the_ticked_ones_are_deleted_and_come_back(library: Library) -> None:
    async with panel(library) as person:
        before = annotations(library)
        await person.press("space", "space", "d")
        assert [one.color for one in annotations(library)] == [Color.RED]
        assert "2 annotations deleted" in person.said
        await person.press("u")
        assert annotations(library) == before


async def test_ticks_outlive_a_query(library: Library) -> None:
    async with panel(library) as person:
        await person.press("space", "slash")
        await type_text(person.pilot, "paragraph")
        await person.press("enter", "space", "escape", "c", "r")
        assert [one.color for one in person.annotations] == ["red", "red"]


async def test_enter_goes_to_the_passage_and_the_cursor_comes_back(library: Library) -> None:
    async with panel(library) as person:
        before = person.screen.cursor
        await person.press("j", "enter")
        assert person.pilot.app.screen is person.screen
        assert person.paragraph.startswith("Second")
        await person.press("ctrl+o")
        assert person.screen.cursor == before


async def test_enter_opens_another_article_and_back_leads_to_the_panel(library: Library) -> None:
    async with panel(library) as person:
        await person.press("tab", "slash")
        await type_text(person.pilot, "another")
        await person.press("enter", "enter")
        other = person.pilot.app.screen
        assert isinstance(other, ReadingScreen)
        assert other.entry.title == "The other one"
        assert other.annotation is not None
        await person.press("ctrl+o")
        assert listed(person) == ["Another article"]
        await person.press("escape", "escape")
        assert person.pilot.app.screen is person.screen


async def test_a_note_is_written_in_the_panel(library: Library) -> None:
    async with panel(library) as person:
        await person.press("a", *"new", "escape")
        assert person.annotations[0].note == "new"
        assert "new" in person.picture
        await person.press("u")
        assert person.annotations[0].note == ""


async def test_the_quotes_of_the_ticked_ones_are_copied(library: Library) -> None:
    async with panel(library) as person:
        await person.press("T", "y")
        await person.pilot.app.screen.workers.wait_for_complete()
        assert library.copies()[0].text == "Il a souri\n\nSecond paragraph"


async def test_the_ticked_ones_are_exported(library: Library, tmp_path: Path) -> None:
    async with panel(library) as person:
        await person.press("space", "E")
        assert "What is ticked: 1" in person.picture
        await person.press("tab", "ctrl+u")
        await type_text(person.pilot, f"{tmp_path}/out.md")
        await person.press("enter")
        await person.pilot.app.workers.wait_for_complete()
    text = (tmp_path / "out.md").read_text()
    assert "Il a souri" in text
    assert "Second paragraph" not in text


async def test_what_changed_is_seen_below_when_the_panel_closes(library: Library) -> None:
    async with panel(library) as person:
        await person.press("d", "escape")
        assert [one.anchor and one.anchor.exact for one in person.screen.pane.annotations] == [
            "Second paragraph"
        ]


async def test_text_from_outside_is_no_markup_and_no_command(library: Library) -> None:
    hostile = "\x1b]0;x\x07 [/oops] [red] \u202e"
    article = library.resolve("La Pologne").id
    library.annotate(article, None, note=hostile, tags=["[/oops]"])
    async with reading(library) as person:
        await person.press("A")
        assert "[/oops]" in person.picture
        assert not set(person.picture) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50)])
async def test_an_empty_list_says_what_to_do(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as person:
        await person.press("A")
        assert "No annotations in this article yet" in person.picture
        await person.press("j", "d", "c", "y", "y", "a", "t", "space", "T", "enter", "O", "escape")
        assert person.pilot.app.screen is person.screen
