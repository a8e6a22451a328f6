"""Copying as, and back from a copy to its place; in the person's keys."""

from pathlib import Path

import pytest

from reader.library import Library
from reader.settings import Settings, config_file
from reader.tui.commands import COPY_LETTERS
from reader.tui.screens.reading import ReadingScreen
from tests.tui.person import Reading, reading

pytestmark = pytest.mark.usefixtures("at_ease")

SECOND = "Second paragraph, with an été in it."


async def copied(person: Reading) -> str:
    """What is in the ring, once all is done."""
    for _ in range(2):
        await person.screen.workers.wait_for_complete()
        await person.pilot.pause()
    return person.library.copies()[0].text


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("p", SECOND),
        ("m", f"> {SECOND}"),
        ("c", f"{SECOND}\n— La Pologne"),
        ("o", f"#+begin_quote\n{SECOND}\n#+end_quote\n— La Pologne"),
    ],
)
async def test_capital_y_and_a_letter_copy_in_a_form(
    library: Library, letter: str, text: str
) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "Y", letter)
        assert await copied(person) == text
        assert (library.data / "clipboard.txt").read_text() == text


@pytest.mark.parametrize("size", [(30, 10), (40, 15), (80, 24), (110, 30)])
async def test_all_forms_are_shown_while_one_is_waited_for(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as person:
        before = person.picture
        await person.press("j", "Y")
        for letter, form in COPY_LETTERS.items():
            assert f"{letter} {form}" in person.picture
        await person.press("escape", "k")
        await person.pilot.pause(0.1)
        assert person.picture == before
        await person.press("z", "Y")
        assert "A all" in person.picture


@pytest.mark.parametrize("width", [40, 80])
async def test_a_form_can_be_clicked(library: Library, width: int) -> None:
    async with reading(library, size=(width, 24)) as person:
        await person.press("j", "j", "Y")
        rows = person.picture.split("\n")
        row = next(row for row, text in enumerate(rows) if "o org" in text)
        await person.pilot.click(offset=(rows[row].index("o org") + 3, row))
        assert await copied(person) == f"#+begin_quote\n{SECOND}\n#+end_quote\n— La Pologne"


async def test_the_selection_is_copied_and_left(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "s", "Y", "m")
        assert person.screen.mode == "reading"
        assert await copied(person) == "> Le PDG a parlé."


async def test_all_annotations_of_the_article_are_copied(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "h", "j", "h", "Y", "A")
        text = await copied(person)
        assert text.startswith("# La Pologne")
        assert f"> {SECOND}" in text


async def test_a_link_leads_back_to_the_passage(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "Y", "l")
        link = await copied(person)
        spot = library.follow(link)
        assert spot.article == person.screen.article_id
        assert spot.passage == person.screen.paragraph


async def test_a_persons_own_template_has_its_letter(library: Library) -> None:
    template: Path = config_file().parent / "copy" / "wiki.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ articles[0].annotations[0].quote | upper }}")
    settings = Settings(clipboard="file", copy_as={"x": "copy/wiki.txt.j2", "z": "none.j2"})
    async with reading(library, settings=settings) as person:
        await person.press("j", "j", "Y")
        assert "x wiki" in person.picture
        await person.press("x")
        assert await copied(person) == SECOND.upper()
        await person.press("Y", "z")
        await copied(person)
        assert "cannot be read" in person.said
        await person.press("Y", "q")
        assert "No form has the letter q" in person.said


async def test_the_ring_goes_back_to_where_a_copy_is_from(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "Y", "c")
        await copied(person)
        await person.press("G", "quotation_mark", "o")
        assert person.paragraph == SECOND
        await person.press("ctrl+o")
        assert person.paragraph != SECOND


async def test_the_ring_goes_back_to_another_article(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "y")
        await copied(person)
    library.remember_copy("from nowhere", None)
    async with reading(library, title="The other one") as person:
        await person.press("quotation_mark", "o")
        assert "not known where" in person.said
        await person.press("quotation_mark", "j", "o")
        screen = person.pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        assert screen.article.text[slice(*screen.paragraph)] == SECOND
