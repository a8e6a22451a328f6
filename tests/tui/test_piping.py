"""Piping a passage to a command, and looking a word up; in the person's keys."""

import sys
from pathlib import Path
from time import monotonic

import pytest

from reader.library import Library
from reader.settings import Settings
from reader.tui.screens.dialogs.answer import AnswerDialog
from tests.tui.person import Reading, reading
from tests.tui.stage import type_text

pytestmark = pytest.mark.usefixtures("at_ease")

SECOND = "Second paragraph, with an été in it."


def script(folder: Path, code: str) -> str:
    """A command that runs some Python."""
    path = folder / "script.py"
    path.write_text(code, encoding="utf-8")
    return f"{sys.executable} {path}"


async def pipe(person: Reading, command: str) -> None:
    """Type a command, and wait for its answer."""
    await person.press("|")
    await type_text(person.pilot, command)
    await person.press("enter")
    await answered(person)


async def answered(person: Reading) -> None:
    await person.pilot.app.workers.wait_for_complete()
    await person.pilot.pause(0.05)


async def test_a_passage_is_piped_to_a_command_and_its_answer_shown(
    library: Library, tmp_path: Path
) -> None:
    command = script(tmp_path, "import sys; print(sys.stdin.buffer.read().decode().upper())")
    async with reading(library) as person:
        await person.press("j", "j")
        await pipe(person, command)
        assert SECOND.upper() in person.picture
        await person.press("y")
        await answered(person)
        assert library.copies()[0].text == SECOND.upper()
        assert library.commands() == [command]


async def test_the_selection_is_piped_as_text_and_no_shell_sees_it(
    library: Library, tmp_path: Path
) -> None:
    library.add_text(f"# Shell\n\n$(touch {tmp_path}/bad) `id`; echo hello".encode(), "shell.md")
    async with reading(library, title="Shell") as person:
        await person.press("j", "V")
        await pipe(person, f"cat - ; touch {tmp_path}/worse")
        assert not list(tmp_path.glob("bad")) + list(tmp_path.glob("worse"))
        assert person.screen.mode == "reading"


async def test_an_answer_commands_no_terminal(library: Library, tmp_path: Path) -> None:
    command = script(tmp_path, r"print('a\x1b]0;title\x07b [red]c[/]\u202ed')")
    async with reading(library) as person:
        await pipe(person, command)
        assert "\x1b" not in person.picture
        assert "ab [red]" in person.picture
        assert "[red]c[/]" in person.picture
        assert "\u202e" not in person.picture


@pytest.mark.parametrize("size", [(60, 15), (200, 50)])
async def test_a_long_answer_scrolls_in_a_dialog_that_fits(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    command = script(tmp_path, "for n in range(5000): print('line', n, 'word ' * 40)")
    async with reading(library, size=size) as person:
        await pipe(person, command)
        dialog = person.pilot.app.screen
        assert isinstance(dialog, AnswerDialog)
        assert dialog.region.contains_region(dialog.box.region)
        assert dialog.box.region.contains_region(dialog.pane.region)
        assert dialog.pane.max_scroll_x == 0
        assert "line 0" in person.picture
        await person.press("G")
        await person.pilot.pause(0.1)
        assert "left out" in person.picture
        await person.press("g", "j", "j")
        assert dialog.pane.scroll_offset.y == 2
        await person.press("escape")
        assert person.pilot.app.screen is person.screen


async def test_what_hangs_blocks_nothing_and_esc_ends_it(library: Library, tmp_path: Path) -> None:
    command = script(tmp_path, "import time; time.sleep(60)")
    async with reading(library) as person:
        begun = monotonic()
        await person.press("|")
        await type_text(person.pilot, command)
        await person.press("enter")
        assert "Esc cancels" in person.picture
        await person.press("escape")
        await answered(person)
        assert person.pilot.app.screen is person.screen
        assert monotonic() - begun < 20


async def test_what_cannot_be_run_is_said(library: Library) -> None:
    async with reading(library) as person:
        await pipe(person, "no-such-program-here")
        assert "no program of that name" in person.picture
        await person.press("escape")
        await person.press("|")
        await type_text(person.pilot, "say 'it")
        await person.press("enter")
        assert "cannot be understood" in person.said


async def test_a_failure_and_silence_are_told_apart(library: Library, tmp_path: Path) -> None:
    async with reading(library) as person:
        await pipe(person, script(tmp_path, "raise SystemExit(3)"))
        assert "It said nothing." in person.picture
        assert "ended with 3" in person.picture
        await person.press("escape")
        await pipe(person, script(tmp_path, "import os; os.kill(os.getpid(), 9)"))
        assert "was ended by signal 9" in person.picture
        await person.press("escape")
        await pipe(person, "cat - | wc -w")
        assert "No shell runs it; sh -c '…' does." in person.picture


async def test_earlier_commands_come_back_with_the_arrows(library: Library) -> None:
    library.remember_command("first")
    library.remember_command("second")
    library.remember_command("first")
    assert library.commands() == ["first", "second"]
    async with reading(library) as person:
        await person.press("|", "t", "up", "up", "up")
        assert "second" in person.picture
        await person.press("down", "down")
        await person.press("escape")
        assert person.screen.mode == "reading"
        assert person.pilot.app.screen is person.screen


async def test_w_looks_up_the_word_or_says_how(library: Library, tmp_path: Path) -> None:
    async with reading(library) as person:
        await person.press("W")
        assert "look_up_command" in person.said
    command = script(tmp_path, "import sys; print('meaning of', sys.argv[1:])")
    settings = Settings(clipboard="file", look_up_command=f"{command} '<{{word}}>'")
    async with reading(library, settings=settings) as person:
        await person.press("j", "j", "W", "enter")
        await answered(person)
        assert "meaning of ['<Second>']" in person.picture
        await person.press("escape", "W", "p", "a", "r")
        await person.pilot.pause(0.02)
        await person.press("tab", "enter")
        await answered(person)
        assert "meaning of ['<paragraph>']" in person.picture
        await person.press("escape", "W", "escape")
        assert person.pilot.app.screen is person.screen
        await person.press("v", "w", "e", "W")
        await answered(person)
        assert "meaning of ['<Second paragraph>']" in person.picture
        assert person.screen.mode == "reading"
