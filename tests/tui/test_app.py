"""The app: its themes, its palette, what it says, and how it ends."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList

from reader.library import Library
from reader.settings import Settings, config_file, load_settings
from reader.tui.app import ReaderApp
from reader.tui.commands import commands_in
from reader.tui.screens.dialogs.help import HelpDialog
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.themes import NIGHT, PAPER


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data")
    library.add_text(b"# Getting started\n\nPress j to go on.", "a.md")
    yield library
    library.close()


@pytest.fixture
def _own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("_own_config")
async def test_a_theme_chosen_in_the_palette_is_kept(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test() as pilot:
        assert app.theme == NIGHT.name
        await pilot.press("colon", *"theme: paper")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.theme == PAPER.name
    assert load_settings(config_file())[0].theme == PAPER.name


async def test_every_theme_of_textual_can_be_worn(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test() as pilot:
        for theme in app.available_themes:
            app.settings = app.settings._replace(theme=theme)
            app.theme = theme
            await pilot.pause()


@pytest.mark.usefixtures("_own_config")
async def test_an_unknown_theme_in_the_settings_does_no_harm_and_is_said(library: Library) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text('\ntheme = "no-such-theme"\n')
    app = ReaderApp(library, load_settings(config_file())[0])
    assert library.problems == ["config.toml line 2: there is no theme 'no-such-theme'"]
    async with app.run_test():
        assert app.theme == NIGHT.name


async def test_the_palette_offers_every_command_of_the_mode(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test():
        offered = {command.title for command in app.get_system_commands(app.screen)}
        for row in commands_in("library"):
            shown = any(row.help.removesuffix(".") in title for title in offered)
            assert shown == (row.name != "palette")


async def test_a_persons_own_keys_are_in_force_and_shown(library: Library) -> None:
    app = ReaderApp(library, Settings(keys={"quit": ("Q",), "star": ("g s",)}))
    async with app.run_test() as pilot:
        assert isinstance(app.screen, LibraryScreen)
        assert "Q" in {row.shown for row in app.screen.footer}
        await pilot.press("q")
        assert app.is_running
        await pilot.press("g", "s")
        assert library.entries()[0].starred


async def test_keys_pressed_so_far_are_shown(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test() as pilot:
        await pilot.press("g")
        assert isinstance(app.screen, LibraryScreen)
        assert " g" in app.screen.status.render_line(0).text.split("annotated")[1]
        await pilot.press("escape")
        assert " g" not in app.screen.status.render_line(0).text.split("annotated")[1]


async def test_an_article_can_be_seen_first_and_the_library_after_it(library: Library) -> None:
    app = ReaderApp(library, Settings(), open=library.entries()[0].id)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not isinstance(app.screen, LibraryScreen)
        await pilot.press("q")
        await pilot.pause(0.1)
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.list.is_mounted
        assert app.focused is app.screen.list
        await pilot.press("enter")
        assert len(app.screen_stack) == 2
        await pilot.press("q")
        assert isinstance(app.screen, LibraryScreen)


async def test_ctrl_q_keeps_a_note_that_is_being_typed(library: Library) -> None:
    article = library.entries()[0].id
    async with ReaderApp(library, Settings(), open=article).run_test() as pilot:
        await pilot.press("j", "a", *"thought", "ctrl+q")
    async with ReaderApp(library, Settings(), open=article).run_test() as pilot:
        await pilot.pause(0.1)
        await pilot.press("a", "escape")
    assert [one.note for one in library.annotations(article)] == ["thought"]


async def test_ctrl_c_leaves_what_esc_leaves_and_the_next_key_finds_it_left(
    library: Library,
) -> None:
    article = library.entries()[0].id
    app = ReaderApp(library, Settings(), open=article)
    async with app.run_test() as pilot:
        await pilot.press("j", "v", "ctrl+c", "h")
        (one,) = library.annotations(article)
        assert one.anchor is not None
        assert one.anchor.exact == "Press j to go on."
        await pilot.press("slash", "o", "ctrl+c", "u")
        assert not library.annotations(article)


async def test_ctrl_c_with_nothing_to_leave_says_what_quits(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert [one.message for one in app._notifications] == ["Ctrl+Q quits Reader"]
        await pilot.press("ctrl+q")
    assert not app.is_running


async def test_what_is_left_twice_at_once_is_left_once(library: Library) -> None:
    app = ReaderApp(library, Settings(), open=library.entries()[0].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, HelpDialog)
        dialog.dismiss(None)
        dialog.dismiss(None)
        await pilot.pause()
        await pilot.press("colon")
        await pilot.pause()
        await pilot.click(offset=(0, 23), times=3)
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert app.is_running


async def test_a_command_that_was_offered_in_another_mode_does_nothing(library: Library) -> None:
    app = ReaderApp(library, Settings(), open=library.entries()[0].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        screen.run_command("note")
        screen.run_command("note_article")
        await pilot.press("x", "escape")
    assert [one.note for one in library.annotations(library.entries()[0].id)] == ["x"]


async def test_keys_that_come_while_the_program_ends_are_dropped(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test():
        pass
    for letter in "jk":
        await app.on_event(events.Key(letter, letter))
    assert app._taking is not None
    await app._taking
    assert app._exception is None


async def test_what_is_chosen_twice_at_once_in_the_palette_is_done_once(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"star the")
        await pilot.pause(0.3)
        found = app.screen.query_one(CommandList)
        found.action_first()
        found.action_select()
        found.action_select()
        await pilot.pause(0.3)
        assert isinstance(app.screen, LibraryScreen)
        assert library.entries()[0].starred


async def test_a_toast_shows_what_comes_from_outside_as_it_is(library: Library) -> None:
    app = ReaderApp(library, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        app.say("[/oops] \x1b]0;owned\x07")
        await pilot.pause(0.2)
        said = [notification.message for notification in app._notifications]
        assert said == ["[/oops] ␛]0;owned␇"]


async def test_a_toast_leaves_the_last_two_rows_to_status_and_footer(library: Library) -> None:
    app = ReaderApp(library, Settings(), open=library.entries()[0].id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.say("Copied")
        await pilot.pause(0.2)
        (toast,) = app.screen.query("Toast")
        assert toast.region.bottom <= 22


STAR_AND_WAIT = """
import sys
from pathlib import Path
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
app = ReaderApp(Library(Path(sys.argv[1])), Settings())
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.parametrize(
    ("number", "gone"),
    [
        (signal.SIGTERM, False),
        (signal.SIGHUP, False),
        (signal.SIGTERM, True),
        (signal.SIGHUP, True),
        (None, True),
    ],
)
def test_a_signal_or_a_terminal_that_vanishes_ends_the_program_with_everything_on_disk(
    library: Library, tmp_path: Path, number: signal.Signals | None, gone: bool
) -> None:
    library.close()
    ours, theirs = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", STAR_AND_WAIT, tmp_path / "data"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = b""
        while b"started" not in shown:
            shown += os.read(ours, 65536)
        os.write(ours, b"*")
        while "★".encode() not in shown:
            shown += os.read(ours, 65536)
        if gone:
            os.close(ours)
        if number is not None:
            program.send_signal(number)
        if not gone:
            with contextlib.suppress(OSError):
                while os.read(ours, 65536):
                    pass
        assert program.wait(5) == 128 + (number or signal.SIGHUP)
    finally:
        program.kill()
        program.wait()
        if not gone:
            os.close(ours)
    assert Library(tmp_path / "data").entries()[0].starred
