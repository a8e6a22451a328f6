"""The pen: a colour and a style that a person chose are theirs until they choose others."""

import pytest

from reader.core.annotation import Annotation
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from tests.tui.person import PAINTED, reading

pytestmark = pytest.mark.usefixtures("at_ease")

GREEN_LINE = ("c", "g", "c", "u")


def looks(annotations: tuple[Annotation, ...]) -> list[tuple[str | None, str]]:
    return [(one.color, one.style) for one in annotations]


def of(library: Library, title: str) -> list[tuple[str | None, str]]:
    return looks(library.annotations(library.resolve(title).id))


@pytest.mark.parametrize("way", [("J",), ("q", "j", "enter")], ids=" ".join)
async def test_it_goes_along_to_another_article(library: Library, way: tuple[str, ...]) -> None:
    async with reading(library) as person:
        await person.press(*GREEN_LINE, *way)
        assert "▁green" in person.picture
        await person.press("h")
    assert of(library, "The other one") == [("green", "underline")]


async def test_it_is_there_after_a_restart(library: Library) -> None:
    async with reading(library) as person:
        await person.press(*GREEN_LINE)
    again = Library(library.data)
    async with reading(again) as person:
        await person.press("h")
        assert looks(person.annotations) == [("green", "underline")]
    again.close()


async def test_what_was_chosen_in_an_article_above_holds_in_the_one_below(library: Library) -> None:
    other = library.resolve("The other one").id
    library.annotate(other, (0, 5), note="why")
    async with reading(library) as person:
        await person.press("A", "tab", "j", "enter")
        assert person.pilot.app.screen is not person.screen
        await person.press("j", "c", "r", "q", "escape")
        await person.press("h")
        assert looks(person.annotations) == [("red", "highlight")]
        assert "red" in person.status


@pytest.mark.parametrize("start", ["library", "article"])
async def test_what_is_found_everywhere_is_highlighted_with_it(
    library: Library, start: str
) -> None:
    async with reading(library) as person:
        await person.press(*GREEN_LINE)
    app = ReaderApp(
        library,
        Settings(clipboard="file"),
        open=library.resolve("La Pologne").id if start == "article" else None,
    )
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        await pilot.press("F", *"another article", "enter")
        await app.workers.wait_for_complete()
        await pilot.press("h")
        await pilot.pause(PAINTED)
    assert of(library, "The other one") == [("green", "underline")]
