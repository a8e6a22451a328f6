"""An article is begun when it is read: one that is only passed, or looked at, stays as it was."""

import pytest
from textual.events import MouseScrollDown

from reader.library import Library
from reader.tui.screens.reading import page
from tests.tui.person import reading

pytestmark = pytest.mark.usefixtures("at_ease")


@pytest.fixture
def passed(library: Library) -> Library:
    """Between the two articles stand others."""
    for number in range(3):
        library.add_text(f"# Passed {number}\n\nOne.\n\nTwo.".encode(), f"{number}.md")
    return library


def begun(library: Library) -> set[str]:
    return {one.title for one in library.entries() if one.state != "unread" or one.read is not None}


async def test_articles_that_one_passes_on_the_way_to_another_are_not_begun(
    passed: Library,
) -> None:
    async with reading(passed) as person:
        await person.press("j", *"JJJJJJ", "K", "*", "j")
        goal = person.screen.entry.title
    assert begun(passed) == {"La Pologne", goal}


@pytest.mark.parametrize("key", ["h", "space", "down", "s", "y", "d", "t"])
async def test_whatever_one_does_in_its_text_begins_it(library: Library, key: str) -> None:
    async with reading(library) as person:
        await person.press(key)
        await person.press("escape", "q")
    assert "La Pologne" in begun(library)


async def test_the_wheel_begins_it(library: Library) -> None:
    async with reading(library, size=(80, 10)) as person:
        await person.pilot._post_mouse_events([MouseScrollDown], "ArticlePane", (5, 5))
        await person.press("q")
    assert "La Pologne" in begun(library)


async def test_who_stays_for_some_seconds_has_begun_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as person:
        await person.press("q", "enter", "q")
        assert begun(library) == set()
        monkeypatch.setattr(page, "READ_AFTER", 0.05)
        await person.press("enter")
        await person.pilot.pause(0.2)
        assert begun(library) == {person.pilot.app.screen.entry.title}  # type: ignore[attr-defined]  # an article is open


async def test_a_look_at_a_passage_from_elsewhere_does_not_lose_the_place(
    library: Library,
) -> None:
    async with reading(library) as person:
        await person.press(*"12G", "q")
        place = library.state(person.screen.article_id).place
        assert place is not None
        await person.press("F", *"goes", "enter", "G", "enter", "ctrl+o")
        assert library.state(person.screen.article_id).place == place


async def test_a_short_article_is_read_to_its_end_by_one_key_and_not_by_a_look(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "READ_AFTER", 0.05)
    short = library.add_text(b"# Short\n\nOne.\n\nTwo.", "short.md").entry
    async with reading(library, title="Short") as person:
        await person.pilot.pause(0.2)
        assert library.entry(short.id).state == "reading"
        library.set_reading_state([short.id], "unread")
        await person.press("j", "q")
        assert library.entry(short.id).state == "done"
