"""The library screen: finding an article, and keeping the list in order."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from reader.core.annotation import Color
from reader.core.fold import fold_text
from reader.library import Library, indexing
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.filter_line import FilterLine

TEXTS = {
    "pologne.md": "# La Pologne\n\nDes bureaux à Varsovie.",
    "oeuvre.md": "# L’œuvre\n\nUn roman de Zola.",
    "getting_started.md": "# Getting started\n\nPress j to go on.",
}


class Clock:
    """Every look is a second later, so that each article is newer than the one before."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def make_library(folder: Path) -> Library:
    library = Library(folder / "data", clock=Clock())
    for name, text in TEXTS.items():
        library.add_text(text.encode(), name)
    return library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return make_library(tmp_path)


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library, Settings())


def screen_of(app: ReaderApp) -> LibraryScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, LibraryScreen)
    return screen


def titles(app: ReaderApp) -> list[str]:
    return [entry.title for entry in screen_of(app).list.entries]


def seen(app: ReaderApp) -> str:
    """The whole screen as text."""
    size = app.size
    return "\n".join(
        "".join(segment.text for segment in row)
        for row in app.screen._compositor.render_strips(size)
    )


def selected(app: ReaderApp) -> str:
    entry = screen_of(app).selected
    return entry.title if entry else ""


def underlined(strip: Strip) -> str:
    return "".join(
        segment.text for segment in strip if segment.style is not None and segment.style.underline
    )


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_last_added_stands_first_and_enter_opens_it(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert titles(app) == ["Getting started", "L’œuvre", "La Pologne"]
        assert selected(app) == "Getting started"
        await press(pilot, "enter")
        assert len(app.screen_stack) == 2


async def test_moving(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        moves = [("j", "L’œuvre"), ("G", "La Pologne"), ("k", "L’œuvre"), ("down", "La Pologne")]
        moves += [
            ("pageup", "Getting started"),
            ("ctrl+d", "La Pologne"),
            ("home", "Getting started"),
        ]
        for key, title in moves:
            await press(pilot, key)
            assert selected(app) == title, key
        await press(pilot, "G", "g", "g")
        assert selected(app) == "Getting started"


async def test_the_filter_works_as_one_types_and_ignores_accents_and_ligatures(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"oeuv")
        assert titles(app) == ["L’œuvre"]
        await press(pilot, "enter")
        assert "/oeuv" in seen(app)
        assert isinstance(app.focused, ArticleList)
        assert titles(app) == ["L’œuvre"]
        await press(pilot, "escape")
        assert len(titles(app)) == 3


async def test_the_filter_asks_in_the_query_language_as_far_as_it_is_typed(
    app: ReaderApp, library: Library
) -> None:
    library.annotate(library.resolve("Pologne").id, (0, 10), color=Color.RED)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "slash", *"color:re")
        assert len(titles(app)) == 3
        assert "color: is one of red, yellow, green, blue, purple" in seen(app)
        await press(pilot, "d")
        assert titles(app) == ["La Pologne"]
        assert "is one of" not in seen(app)
        await press(pilot, *" OR (started -oeuvre")
        assert titles(app) == ["Getting started", "La Pologne"]
        await press(pilot, "escape")
        assert len(titles(app)) == 3
        assert "not closed" not in seen(app)


async def test_what_is_wrong_with_a_filter_is_said_whole_and_its_word_marked(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"  started added:202x is:unread")
        assert "a date is 2026, 2026-10, 2026-10-24 or today, a range 2026-10.." in seen(app)
        line = app.screen.query_one(FilterLine)
        await pilot.press("home")
        assert underlined(line.render_line(0)) == "202x"
        await press(pilot, "end", "ctrl+u", *"(started")
        await pilot.press("home", "right")
        assert underlined(line.render_line(0)) == "(started"
        await press(pilot, "end", ")")
        assert not underlined(line.render_line(0))


async def test_a_filter_that_a_large_library_cannot_answer_yet_says_so_and_is_answered_then(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(indexing, "FEW", 0)
    monkeypatch.setattr(indexing, "PATIENCE", 0.3)
    library.annotate(library.resolve("Pologne").id, (0, 10), color=Color.RED)
    app = ReaderApp(library, Settings())
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "slash", *"color:red")
        assert "Reading the annotations: 0 of 1 articles" in seen(app)
        assert len(titles(app)) == 3
        while len(titles(app)) == 3:
            await pilot.pause(0.05)
        assert titles(app) == ["La Pologne"]
        assert "Reading the annotations" not in seen(app)


async def test_escape_in_the_filter_shows_all_again(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"pol", "escape")
        assert len(titles(app)) == 3
        assert not app.screen.query(Input)
        await press(pilot, "slash", "p", "backspace")
        assert app.screen.query(Input)
        await press(pilot, "backspace")
        assert not app.screen.query(Input)


async def test_a_filter_without_matches_says_what_to_do(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"[x]", "enter", "j", "x", "D", "enter")
        assert "No article matches “[x]”." in seen(app)
        assert "Esc clears the filter." in seen(app)


async def test_j_in_an_article_goes_on_as_the_list_goes_and_q_comes_back_to_the_last_one(
    app: ReaderApp, library: Library
) -> None:
    library.add_text(b"# Apart\n\nNot in the list.", "apart.md")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "S", "j", "enter", "slash", *"-title:apart", "enter", "g", "g")
        assert titles(app) == ["Getting started", "L’œuvre", "La Pologne"]
        await press(pilot, "enter", "J", "J", "J")
        assert "La Pologne" in seen(app)
        said = [one.message for one in app._notifications]
        assert said == ["This is the last article of the list"]
        await press(pilot, "K", "q")
        assert selected(app) == "L’œuvre"


async def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    app = ReaderApp(Library(tmp_path / "data"), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "The library is empty." in seen(app)
        for key in ("j", "enter", "D", "asterisk", "t", "e", "u", "slash", "escape"):
            await press(pilot, key)


async def test_views(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "4")
        assert titles(app) == ["Getting started"]
        await press(pilot, "2")
        assert titles(app) == ["L’œuvre", "La Pologne"]
        await press(pilot, "3")
        assert titles(app) == []
        assert "No article has been begun." in seen(app)
        library.annotate(library.resolve("Pologne").id, (0, 10), note="Varsovie")
        await press(pilot, "5")
        assert titles(app) == ["La Pologne"]
        await press(pilot, "1")
        assert len(titles(app)) == 3


async def test_sorting_by_title(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "S", "2")
        assert titles(app) == sorted(titles(app), key=fold_text)
        assert "by title" in seen(app)


@pytest.mark.parametrize(
    ("keys", "happened"),
    [
        ("*", lambda entry: entry.starred),
        ("r", lambda entry: entry.state == "done"),
        ("x", lambda entry: entry.archived),
        ("D", lambda entry: entry.trashed),
    ],
)
async def test_what_is_done_to_an_article_can_be_undone(
    app: ReaderApp, library: Library, keys: str, happened: Callable[[object], bool]
) -> None:
    article = library.resolve("Getting").id
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert happened(library.entry(article))
        if keys in "xD":
            assert "Getting started" not in titles(app)
        await press(pilot, "u")
        assert not happened(library.entry(article))
        assert selected(app) == "Getting started"
        await press(pilot, "ctrl+r")
        assert happened(library.entry(article))


async def test_an_article_is_taken_out_of_the_trash_with_the_key_that_put_it_there(
    app: ReaderApp, library: Library
) -> None:
    article = library.resolve("Getting").id
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "D", "slash", *"is:trashed", "enter")
        assert titles(app) == ["Getting started"]
        assert "in the trash" in seen(app)
        await press(pilot, "D")
        assert library.entry(article).trashed is None
        assert titles(app) == []
        await press(pilot, "u")
        assert library.entry(article).trashed


async def test_tags_are_typed(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", *"ia", "enter")
        assert library.resolve("Getting").tags == ("ia",)
        assert "#ia" in seen(app)


async def test_details_are_edited(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", *" anew", "enter")
        assert library.resolve("anew").title == "Getting started anew"
        assert selected(app) == "Getting started anew"


async def test_a_title_from_outside_is_only_a_title(tmp_path: Path) -> None:
    library = Library(tmp_path / "data")
    library.add_text(b"# [/oops] [@click=app.exit]x[/] \x1b]0;owned\x07\n\nText.", "a.md")
    app = ReaderApp(library, Settings())
    async with app.run_test(size=(120, 24)) as pilot:
        assert "[/oops]" in seen(app)
        await press(pilot, "x")
        assert "\x1b]0;" not in seen(app)
        await press(pilot, "u", "D")
        assert app.is_running


async def test_an_article_that_cannot_be_read_is_said_and_not_fatal(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    article = library.resolve("Getting").id
    library.close()
    for body in (tmp_path / "data" / "articles" / article).glob("*.json"):
        body.unlink()
    app = ReaderApp(Library(tmp_path / "data"), Settings())
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "slash", *"getting", "enter", "enter")
        await pilot.pause(0.2)
        assert len(app.screen_stack) == 1
        assert app.is_running
        assert "its text is gone" in seen(app)
        assert "reader add FILE" in seen(app)


async def test_a_preview_stands_beside_the_list_where_there_is_room(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause(0.3)
        assert "Press j to go on." in seen(app)
        await press(pilot, "G")
        await pilot.pause(0.3)
        assert "Des bureaux à Varsovie." in seen(app)
        await press(pilot, "space", "b")
        assert isinstance(app.focused, ArticleList)
        await pilot.resize_terminal(100, 24)
        await pilot.pause(0.2)
        assert "Des bureaux à Varsovie." not in seen(app)


async def test_there_is_no_preview_in_a_narrow_terminal(app: ReaderApp) -> None:
    async with app.run_test(size=(109, 24)) as pilot:
        await pilot.pause(0.3)
        assert not app.screen.query("ArticlePane")


async def test_what_another_program_adds_is_shown(app: ReaderApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        other = Library(tmp_path / "data")
        other.add_text(b"# From outside\n\nText.", "outside.md")
        other.close()
        app._look()
        await pilot.pause()
        assert "From outside" in titles(app)


async def test_tab_goes_to_the_text_and_back(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "j", "tab")
        there = app.screen
        await press(pilot, "tab")
        back = app.screen
    assert isinstance(there, ReadingScreen)
    assert isinstance(back, LibraryScreen)


async def test_what_is_typed_of_a_query_is_completed(app: ReaderApp, library: Library) -> None:
    library.set_article_tags(library.resolve("Pologne").id, ["Idée", "two words"])
    async with app.run_test(size=(80, 24)) as pilot:
        for typed, completed in (
            ("word is:unr", "word is:unread"),
            ("-(#id", "-(#idée"),
            ('tag:"t', 'tag:"two words"'),
            ("COLOR:", "COLOR:yellow"),
            ("is:unread", "is:unread"),
            ("note:x", "note:x"),
            ("is", "is"),
        ):
            await press(pilot, "slash", "ctrl+u", *typed)
            await pilot.pause(0.02)
            await press(pilot, "tab")
            assert app.screen.query_one(FilterLine).value == completed
            await press(pilot, "enter")


async def test_a_long_filter_leaves_room_for_the_count(app: ReaderApp) -> None:
    async with app.run_test(size=(60, 15)) as pilot:
        await press(pilot, "slash", *("pologne OR " * 9 + "oeuvre"), "enter")
        assert "1 all  2 unread" in seen(app)
        assert seen(app).split("\n")[0].endswith("…  2 ")
        await press(pilot, "slash", "ctrl+u", *("nowhere " * 9), "enter")
        assert "…”." in seen(app)


async def test_what_is_said_is_seen_whole(app: ReaderApp) -> None:
    async with app.run_test(size=(60, 15), notifications=True) as pilot:
        await pilot.pause()
        for length in range(42, 48):
            app.say("m" * length)
            while not (toasts := [one for one in app.screen.query("Toast") if one.region]):
                await pilot.pause(0.02)
            (toast,) = toasts
            assert app.screen.find_widget(toast).visible_region == toast.region
            app.clear_notifications()
            await pilot.pause(0.02)
