"""Reviewing in the person's keys: one annotation after the other, where it stands."""

from pathlib import Path

import pytest

from reader.core.annotation import Annotation, Color
from reader.core.segments import Range
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens import review
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.review import ReviewScreen
from tests.tui.person import Reading, reading

pytestmark = pytest.mark.usefixtures("at_ease")

SECOND = "Second paragraph, with an été in it."
THIRD = "Third paragraph, also with an ETE in it."
OTHER = "Another article."


def mark(library: Library, title: str, words: str, note: str = "") -> Annotation:
    article = library.resolve(title).id
    start = library.article(article).text.index(words)
    passage: Range = start, start + len(words)
    return library.annotate(article, passage, color=Color.GREEN, note=note)


@pytest.fixture
def marked(library: Library) -> list[str]:
    """Three annotations of two articles, the oldest first."""
    return [
        mark(library, "La Pologne", SECOND, "Remember this").id,
        mark(library, "The other one", OTHER).id,
        mark(library, "La Pologne", THIRD).id,
    ]


def reviewing(person: Reading) -> ReviewScreen:
    screen = person.pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def current(person: Reading) -> str:
    """The words of the annotation that is reviewed, and that are in sight."""
    screen = reviewing(person)
    annotation = screen.annotation
    assert annotation is not None
    assert annotation.passage is not None
    words = screen.article.text[slice(*annotation.passage)]
    assert words.split()[0] in person.picture
    return words


async def test_what_is_due_is_shown_in_its_context_one_after_the_other(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press()
        assert "REVIEW  1 of 3" in person.picture
        assert "1 forgotten" in person.picture
        assert current(person) == SECOND
        assert "Le PDG a parlé" in person.picture
        await person.press("3")
        assert current(person) == OTHER
        await person.press("s")
        assert current(person) == THIRD
        await person.press("1")
        assert person.pilot.app.screen is person.screen
        assert "That was all: 2 graded, 1 skipped" in person.said
        assert [due.annotation.id for due in library.due()] == [marked[1]]


async def test_a_grade_can_be_undone_and_is_asked_for_again(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press("4", "4")
        assert current(person) == THIRD
        await person.press("u")
        assert current(person) == OTHER
        await person.press("u")
        assert current(person) == SECOND
        assert [due.annotation.id for due in library.due()] == marked
        await person.press("ctrl+r")
        assert "Redid: review" in person.said


async def test_what_is_due_is_counted_and_followed_by_what_is_not_yet(
    library: Library, marked: list[str]
) -> None:
    library.review(library.resolve("The other one").id, marked[1], 3)
    async with reading(library) as person:
        await person.press("R")
        assert "1 of 2  " in person.picture
        await person.press("s", "4")
        assert current(person) == OTHER
        assert "3 of 3 · due " in person.picture
        assert "What follows is not due yet: q ends" in person.said
        await person.press("u", "s")
        assert "What follows is not due yet: q ends" in person.said


async def test_a_long_review_ends_with_some_left(
    library: Library, marked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "SESSION", 2)
    async with reading(library) as person:
        await person.press("R", "3", "s")
        assert "1 graded, 1 skipped · R goes on" in person.said
        await person.press("R")
        assert "1 of 2  " in person.picture


async def test_what_went_to_the_trash_meanwhile_is_passed_over(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        library.trash([library.resolve("The other one").id])
        await person.press("3")
        assert current(person) == THIRD


async def test_undoing_an_edit_or_a_deletion_does_not_go_back_to_what_was_skipped(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press("s", "s", "c", "b", "u")
        assert current(person) == THIRD
        await person.press("q", "R")
        await person.press("d", "s")
        assert current(person) == THIRD
        await person.press("u")
        assert current(person) == SECOND


async def test_the_keys_that_edit_are_those_of_everywhere(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press("j", "j", "c", "r", "a")
        await person.press(*"now", "escape")
        await person.press("y")
        await reviewing(person).workers.wait_for_complete()
        assert library.copies()[0].text == SECOND
        await person.press("e", "e", "enter")
        assert reviewing(person).mode == "review"
        await person.press("escape")
        edited = next(one for one in person.annotations if one.id == marked[0])
        assert (edited.color, edited.note) == ("red", "Remember thisnow")
        assert person.pilot.app.screen is person.screen


async def test_what_is_deleted_is_gone_and_the_next_one_comes(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press("d")
        assert current(person) == OTHER
        await person.press("q")
        assert SECOND not in person.quotes


async def test_what_has_no_place_in_the_text_is_reviewed_on_a_card(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "changing.txt"
    source.write_text("A title\n\nThe words that will be lost one day.\n\nAnd these stay here.")
    article = library.add(source).entry.id
    orphan = mark(library, article, "The words that will be lost one day.", "Why not?").id
    note = library.annotate(article, None, note="All of it is good.")
    source.write_text("A title\n\nSomething else, of which nobody thought.\n\nAnd these stay here.")
    library.add(source)
    async with reading(library) as person:
        await person.press("R")
        assert "Its words are not in the text any more" in person.picture
        assert "The words that will be lost" in person.picture
        assert "Why not?" in person.picture
        await person.press("a", *" Yes.", "escape", "e")
        assert "O finds it one" in person.said
        assert "Why not? Yes." in person.picture
        await person.press("3")
        assert "On the whole article" in person.picture
        assert "All of it is good." in person.picture
        await person.press("y")
        await reviewing(person).workers.wait_for_complete()
        assert library.copies()[0][:2] == ("All of it is good.", article)
        await person.press("c", "b", "u", "d")
        assert "Deleted “All of it is good.”" in person.said
        assert person.pilot.app.screen is person.screen
    assert library.when_due(article, orphan).reviews == 1
    assert note.id not in {one.id for one in library.annotations(article)}


async def test_an_orphan_is_repaired_while_one_reviews(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "changing.txt"
    source.write_text("A title\n\nThe words that will be lost one day.\n\nAnd these stay here.")
    article = library.add(source).entry.id
    mark(library, article, "The words that will be lost one day.")
    source.write_text("A title\n\nOther ones, quite.\n\nAnd these stay here.")
    library.add(source)
    async with reading(library) as person:
        await person.press("R", "O", "slash", *"other ones", "enter", "enter", "escape")
        assert current(person) == "Other ones, quite."
        assert "not in the text any more" not in person.picture


async def test_one_may_look_round_where_others_overlap(library: Library) -> None:
    mark(library, "La Pologne", SECOND)
    last = library.article(library.resolve("La Pologne").id).text.split("\n")[-1]
    mark(library, "La Pologne", last)
    mark(library, "La Pologne", last[:30])
    async with reading(library) as person:
        await person.press("R", *["space"] * 9)
        assert "REVIEW  1 of 3" in person.picture
        assert "1 of 2" not in person.picture


async def test_one_reads_on_in_the_article_and_comes_back(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("R")
        await person.press("s", "enter")
        screen = person.pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        assert not isinstance(screen, ReviewScreen)
        assert screen.article.text[slice(*screen.paragraph)] == OTHER
        await person.press("q")
        assert current(person) == OTHER


async def test_what_is_changed_where_one_reads_on_is_seen_on_coming_back(
    library: Library, marked: list[str]
) -> None:
    pole = library.resolve("La Pologne").id
    start, end = library.annotations(pole)[0].passage or (0, 0)
    library.annotate(pole, (start, end + 5), color=Color.RED)
    async with reading(library, size=(80, 24)) as person:
        await person.press("R", "enter", "a", *" now", "escape")
        await person.pilot.resize_terminal(100, 30)
        await person.pilot.pause()
        await person.press("q")
        assert "Remember this now" in person.picture
        await person.press("enter", "d", "d", "q")
        assert current(person) == OTHER


async def test_reviewing_keeps_the_place_where_one_read(
    library: Library, marked: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("j", "j", "j", "j", "q")
    article = library.resolve("La Pologne").id
    place = library.state(article).place
    async with reading(library, title="The other one") as person:
        await person.press("R")
        await person.press("space", "s", "s", "q")
    assert library.state(article).place == place


async def test_it_is_opened_from_the_library_too_and_says_if_there_is_nothing(
    library: Library,
) -> None:
    app = ReaderApp(library, Settings(clipboard="file"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        library_screen = app.screen
        await pilot.press("R")
        await pilot.pause()
        assert any("nothing to review" in toast.message for toast in app._notifications)
        mark(library, "La Pologne", SECOND)
        await pilot.press("R")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("3")
        await pilot.pause()
        assert app.screen is library_screen


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_it_fits_small_terminals(
    library: Library, marked: list[str], size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as person:
        await person.press("R")
        await person.press("s")
        assert "REVIEW  2" in person.picture
        assert "4 easy" in person.picture or "1-4 grade  s skip" in person.picture
        assert current(person) == OTHER
