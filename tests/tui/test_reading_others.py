"""Another program changes the article that is open, or what is written in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.annotation import Color
from reader.library import Library
from tests.tui.person import TEXT, Reading, reading

pytestmark = pytest.mark.usefixtures("at_ease")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "house.md"
    path.write_text(TEXT.replace("La Pologne", "Le Portugal"))
    return path


@pytest.fixture
def library(library: Library, source: Path) -> Library:
    library.add(source)
    return library


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """The library as another program has it."""
    other = Library(library.data)
    yield other
    other.close()


async def look(person: Reading) -> None:
    """The app looks for what other programs wrote."""
    person.pilot.app._look()  # type: ignore[attr-defined]  # of Reader's own app
    await person.press()


def revise(other: Library, source: Path) -> None:
    """Give the article a first paragraph that it had not."""
    source.write_text(source.read_text().replace("Le PDG", "Il pleut.\n\nLe PDG", 1))
    other.add(source)


async def test_an_article_that_goes_to_the_trash_says_so_and_comes_back(
    library: Library, other: Library
) -> None:
    async with reading(library, title="Le Portugal") as person:
        article = person.screen.article_id
        other.trash([article])
        await look(person)
        assert "in the trash" in person.status
        assert "to the trash" in person.said
        await person.press("j", "h")
        assert other.refresh()
        assert len(other.annotations(article)) == 1
        other.undo()
        other.undo()
        await look(person)
        assert "in the trash" not in person.status
        assert "out of the trash" in person.said


async def test_no_article_that_has_gone_to_the_trash_is_gone_to(
    library: Library, other: Library
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("J", "K")
        start = person.screen.article_id
        await person.press("J")
        doomed = person.screen.article_id
        await person.press("K")
        other.trash([doomed])
        await look(person)
        await person.press("J")
        assert person.screen.article_id not in (start, doomed)


@pytest.mark.parametrize("has_looked", [False, True])
async def test_a_note_on_what_another_program_has_deleted_brings_it_back(
    library: Library, other: Library, *, has_looked: bool
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("j", "c", "b", "h", "t", *"old", "enter", "a", *"half a")
        [one] = person.annotations
        other.refresh()
        other.delete(one.article, [one.id])
        if has_looked:
            await look(person)
            assert "has deleted this annotation" in person.said
            assert not person.annotations
        await person.press(*" thought", "escape")
        [kept] = person.annotations
        assert (kept.id, kept.note, kept.color, kept.tags) == (
            one.id,
            "half a thought",
            "blue",
            ("old",),
        )
        await person.press("u")
        assert not person.annotations


async def test_what_is_recoloured_elsewhere_is_seen_and_goes_on_here(
    library: Library, other: Library
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("j", "h")
        [one] = person.annotations
        other.refresh()
        other.recolor(one.article, [one.id], Color.RED)
        await look(person)
        assert "red" in person.status
        await person.press("c", "g")
        assert [one.color for one in person.annotations] == ["green"]


async def test_ends_that_are_moved_of_what_another_program_has_deleted_are_kept(
    library: Library, other: Library
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("j", "s", "enter")
        [one] = person.annotations
        await person.press("e", "s")
        other.refresh()
        other.delete(one.article, [one.id])
        await look(person)
        await person.press("enter")
        assert person.quotes == ["Le PDG a parlé. Il a souri, puis il est parti."]


@pytest.mark.parametrize("has_looked", [False, True])
async def test_a_new_text_moves_no_note_that_is_being_written(
    library: Library, other: Library, source: Path, *, has_looked: bool
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("j", "a", *"why")
        revise(other, source)
        if has_looked:
            await look(person)
        await person.press("escape")
        await look(person)
        [made] = person.annotations
        assert made.quote.startswith("Le PDG a parlé")
        assert "Il pleut." in person.picture


async def test_a_new_text_is_shown_when_the_search_line_is_left(
    library: Library, other: Library, source: Path
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("slash", *"pdg")
        revise(other, source)
        await look(person)
        await person.press("enter")
        assert "Il pleut." in person.picture
        assert "has changed" in person.said


async def test_what_changes_behind_a_dialog_is_seen_when_it_is_left(
    library: Library, other: Library
) -> None:
    async with reading(library, title="Le Portugal") as person:
        await person.press("i")
        start = person.screen.article.text.index("Le PDG")
        other.annotate(person.screen.article_id, (start, start + 6), color=Color.RED)
        await look(person)
        await person.press("escape")
        await look(person)
        assert len(person.screen.pane.annotations) == 1
