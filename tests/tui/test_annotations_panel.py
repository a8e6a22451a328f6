"""The annotations panel: what it lists, what is done to what is ticked, where one goes from it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from reader.core.annotation import Annotation, Color
from reader.library import Library, indexing
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.review import ReviewScreen
from reader.tui.screens.working import Working
from tests.tui.person import PAINTED, Reading, reading
from tests.tui.stage import type_text

pytestmark = pytest.mark.usefixtures("at_ease")


def annotations(library: Library) -> list[Annotation]:
    """All of them, article by article; not when they were changed, which undo changes too."""
    return [one._replace(updated="") for one in library.find_annotations("")]


@contextmanager
def busy(library: Library) -> Iterator[None]:
    """Another thread has the library in its hands meanwhile."""
    has_it, may_go = Event(), Event()

    def hold() -> None:
        with library._guard:
            has_it.set()
            may_go.wait(10)

    holder = Thread(target=hold)
    holder.start()
    has_it.wait(10)
    try:
        yield
    finally:
        may_go.set()
        holder.join()


async def until_done(person: Reading) -> None:
    while isinstance(person.pilot.app.screen, Working):
        await person.pilot.pause(PAINTED)
    await person.press()


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


async def test_a_query_is_saved_where_it_is_typed_and_asked_again_by_its_name(
    library: Library,
) -> None:
    async with panel(library) as person:
        await person.press("slash")
        await type_text(person.pilot, "color:blue")
        await person.press("ctrl+s")
        assert "color:blue" in person.picture
        await type_text(person.pilot, "no/name")
        await person.press("enter")
        assert "is no name" in person.picture
        await person.press("ctrl+u", *"claims", "enter")
        assert library.saved_queries() == {"claims": "color:blue"}
        assert "@claims" in person.said
        await person.press("escape", "Q")
        assert "@claims" in person.picture
        await person.press("enter")
        assert listed(person) == ["Second paragraph"]
        assert "/@claims" in person.picture


async def test_tab_completes_the_name_of_a_saved_query_and_never_leaves_the_line_open(
    library: Library,
) -> None:
    library.save_query("claims", "color:blue")
    async with panel(library) as person:
        await person.press("slash", *"@cl", "tab", "tab", "shift+tab", *"x", "backspace", "enter")
        assert "/@claims" in person.picture
        assert listed(person) == ["Second paragraph"]


async def test_a_click_in_the_list_leaves_the_line_of_the_query(library: Library) -> None:
    async with panel(library) as person:
        await person.press("slash", *"a")
        await person.pilot.click("AnnotationList", offset=(5, 1))
        await person.press("slash", *"b")
        assert len(person.pilot.app.screen.query("QueryLine")) == 1
        assert person.picture.rstrip().split("\n")[-1].startswith(" / ab")
        await person.press("enter")
        assert "Enter jump" in person.picture


async def test_a_saved_query_is_replaced_or_dropped(library: Library) -> None:
    library.save_query("claims", "color:red")
    library.save_query("other", "@claims OR color:blue")
    async with panel(library) as person:
        await person.press("S")
        assert "no query to be saved" in person.said
        await person.press("slash", *"color:green", "enter", "S")
        assert "@claims  @other" in person.picture
        await type_text(person.pilot, "claims")
        assert "in the place of color:red" in person.picture
        await person.press("enter", "Q", "d")
        assert library.saved_queries() == {"other": "@claims OR color:blue"}
        assert "which was color:green" in person.said
        await person.press("d")
        assert "None yet: S in the panel saves what is asked." in person.picture
        await person.press("escape")
        assert listed(person) == ["Il a souri"]


async def test_a_query_that_is_none_is_not_saved(library: Library) -> None:
    async with panel(library) as person:
        await person.press("slash", *"color:gre", "ctrl+s", *"x", "enter")
        assert "color: is one of" in person.picture
        assert library.saved_queries() == {}


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


@pytest.mark.parametrize(
    ("before", "keys", "said", "left"),
    [
        ("T", "cr", "Colouring 3 annotations", 3),
        ("T", "t", "Reading the tags of 3 annotations", 3),
        ("T", "d", "Deleting 3 annotations", 0),
        ("d", "u", "Undoing", 3),
    ],
)
async def test_what_takes_long_is_said_and_no_key_comes_between(
    library: Library, before: str, keys: str, said: str, left: int
) -> None:
    async with panel(library) as person:
        await person.press("tab", *before)
        with busy(library):
            await person.press(*keys)
            assert said in person.picture
            await person.press("d", "space", "escape", "q")
            person.pilot.app._look()  # type: ignore[attr-defined]  # of Reader's own app
            assert said in person.picture
        await until_done(person)
        assert said not in person.picture
        await person.press("escape", "escape")
        assert person.pilot.app.screen is person.screen
        assert len(annotations(library)) == left


async def test_files_that_are_written_for_long_at_the_end_are_said_to_be(library: Library) -> None:
    async with panel(library) as person:
        with busy(library):
            await person.press("ctrl+q")
            assert "Writing what has changed" in person.picture
        await until_done(person)
        assert person.pilot.app._exit


async def test_a_long_undo_beside_the_text_is_said_too(library: Library) -> None:
    async with panel(library) as person:
        await person.press("d", "escape")
        with busy(library):
            await person.press("u")
            assert "Undoing" in person.picture
        await until_done(person)
        assert "Undid: delete" in person.said
        assert len(person.annotations) == 2


async def test_the_ticked_ones_are_deleted_and_come_back(library: Library) -> None:
    async with panel(library) as person:
        before = annotations(library)
        await person.press("space", "space", "d")
        assert [one.color for one in annotations(library)] == [Color.RED]
        assert "2 annotations deleted" in person.said
        await person.press("u")
        assert annotations(library) == before


async def test_a_note_has_most_of_its_row(library: Library) -> None:
    source = "# A title that is quite long enough\n\nSome words, and more of them."
    article = library.add_text(source.encode(), "long.md").entry.id
    tags = ["first/of-them", "second/of-them", "third/of-them"]
    library.annotate(article, (40, 50), color=Color.RED, note="note " * 20, tags=tags)
    async with reading(library, size=(60, 15)) as person:
        await person.press("A", "tab")
        row = next(line for line in person.picture.split("\n") if "#first" in line)
        assert row.count("note ") >= 4
        assert "A title" in row


async def test_ticks_outlive_a_query(library: Library) -> None:
    async with panel(library) as person:
        await person.press("space", "slash")
        assert "✓ 1 ticked  " in person.picture
        await type_text(person.pilot, "paragraph")
        assert "✓ 1 ticked, 1 hidden  " in person.picture
        await person.press("enter", "space", "escape")
        assert "✓ 2 ticked  " in person.picture
        await person.press("c", "r")
        assert [one.color for one in person.annotations] == ["red", "red"]


async def test_not_all_is_ticked_while_a_query_waits_for_its_answer(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, value in (("FEW", 0), ("AT_ONCE", 0)):
        monkeypatch.setattr(f"reader.tui.screens.annotations.listing.{name}", value)
        monkeypatch.setattr(indexing, name, value)
    prepare = library.prepare_browsing
    async with panel(library) as person:
        monkeypatch.setattr(library, "prepare_browsing", lambda: None)
        await person.press("tab", "slash", *"color:red", "enter", "T")
        assert "Reading the annotations" in person.said
        assert "✓" not in person.picture
        monkeypatch.setattr(library, "prepare_browsing", prepare)
        while len(listed(person)) > 1:
            await person.pilot.pause(PAINTED)
        await person.press("T")
        assert "✓ 1 ticked" in person.picture


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


async def test_copies_from_the_panel_lead_back_to_their_place(library: Library) -> None:
    async with panel(library) as person:
        other = library.resolve("The other one").id
        await person.press("tab", "slash", *"another", "enter", "y")
        await person.pilot.app.screen.workers.wait_for_complete()
        assert library.copies()[0].text == "Another article"
        assert library.place_of(library.copies()[0]) == (other, (14, 29))
        await person.press("escape", "T", "Y", "m")
        await person.pilot.app.screen.workers.wait_for_complete()
        await person.press()
        copied = library.copies()[0]
        assert [line for line in copied.text.split("\n") if line][:1] == ["> Another article"]
        assert "> Il a souri" in copied.text
        assert library.place_of(copied).passage == (14, 29)
        await person.press("T", '"')
        assert "Recent copies" in person.picture
        await person.press("o")
        screen = person.pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        assert (screen.article_id, screen.cursor) == (other, 14)
        await person.press("ctrl+o")
        assert len(listed(person)) == 3


async def test_a_note_on_a_whole_article_is_copied_too(library: Library) -> None:
    article = library.resolve("La Pologne").id
    library.annotate(article, None, note="All of it.")
    async with reading(library) as person:
        await person.press("A", "y")
        await person.pilot.app.screen.workers.wait_for_complete()
        assert library.copies()[0][:2] == ("All of it.", article)


async def test_one_reviews_from_the_panel_and_comes_back(library: Library) -> None:
    async with panel(library) as person:
        await person.press("R")
        assert isinstance(person.pilot.app.screen, ReviewScreen)
        await person.press("d", "q")
        assert len(listed(person)) == 1


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


async def test_a_title_takes_the_room_that_a_short_note_leaves(library: Library) -> None:
    title = "A title of which much more than a third of the row is needed"
    entry = library.add_text(f"# {title}\n\nText.".encode(), "long.md").entry
    library.annotate(entry.id, (0, 5), note="short")
    async with reading(library, title="A title", size=(80, 24)) as person:
        await person.press("A", "tab")
        assert f"{title} " in person.picture
