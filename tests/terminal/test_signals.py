"""However Reader is ended, what was typed is offered again; suspended, it comes back as it was."""

import os
import signal
import time
from pathlib import Path

from tests.terminal.terminal import (
    EDITOR_OPEN,
    READER,
    Terminal,
    annotations_in,
    private_environment,
    reader_in,
)

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
TYPED = "a thought that must not be lost"


def write_article(folder: Path) -> str:
    path = folder / "article.txt"
    path.write_text("First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n")
    return str(path)


def type_a_note(terminal: Terminal) -> None:
    terminal.wait_for("Second paragraph.")
    terminal.press("j", "a")
    terminal.wait_for(EDITOR_OPEN)
    terminal.type(TYPED)
    terminal.wait_for(TYPED)


def expect_it_offered(folder: Path, path: str) -> None:
    """Opening the note of the same paragraph shows what was typed; then it is saved."""
    with reader_in(folder, path) as terminal:
        terminal.wait_for("Second paragraph.")
        terminal.press("g", "g", "j")
        terminal.settle()
        if EDITOR_OPEN not in terminal.text:
            terminal.press("a")
        terminal.wait_for(EDITOR_OPEN, TYPED)
        terminal.press("esc")
        terminal.wait_for_absence(EDITOR_OPEN)
    [annotation] = annotations_in(folder)
    assert (annotation["note"], annotation["quote"]) == (TYPED, "Second paragraph.")


def test_a_closed_terminal_loses_nothing_of_a_note(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, path) as terminal:
        type_a_note(terminal)
        terminal.hang_up()
        terminal.wait_for_end()
    expect_it_offered(tmp_path, path)


def test_sigterm_loses_nothing_of_a_note_and_leaves_the_terminal_in_order(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, path) as terminal:
        type_a_note(terminal)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert LEAVES_ALTERNATE_SCREEN in terminal.raw
    expect_it_offered(tmp_path, path)


def test_a_kill_costs_at_most_the_last_second_of_a_note(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, path) as terminal:
        type_a_note(terminal)
        time.sleep(1.0)
        terminal.kill()
    expect_it_offered(tmp_path, path)


def test_ctrl_z_suspends_and_fg_brings_the_same_screen_back(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    environment = private_environment(tmp_path)
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environment) as terminal:
        terminal.wait_for("shell>")
        terminal.type(f"{' '.join(READER)} {path}\r")
        terminal.wait_for("Second paragraph.")
        terminal.press("j", "ctrl+z")
        terminal.wait_for("Stopped")
        assert "Second paragraph." not in terminal.text
        terminal.type("echo still $((40 + 2))\r")
        terminal.wait_for("still 42")
        terminal.type("fg\r")
        terminal.wait_for("Second paragraph.", "Third paragraph.")
        terminal.raw.clear()
        terminal.press("ctrl+l")
        terminal.settle()
        assert b"Second paragraph." in terminal.raw
        terminal.press("h")
        terminal.settle()
    assert [one["quote"] for one in annotations_in(tmp_path)] == ["Second paragraph."]


def test_fg_brings_the_library_back(tmp_path: Path) -> None:
    with Terminal(
        ["bash", "--norc", "--noprofile", "-i"], private_environment(tmp_path)
    ) as terminal:
        terminal.wait_for("shell>")
        terminal.type(" ".join(READER) + "\r")
        terminal.wait_for("Getting started")
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.type("clear\r")
        terminal.wait_for_absence("Getting started")
        terminal.type("fg\r")
        terminal.wait_for("Getting started")


def test_a_note_that_is_typed_and_saved_in_one_burst_is_whole(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    words = "many words, as they come over a slow line at once " * 8
    with reader_in(tmp_path, path) as terminal:
        terminal.wait_for("Second paragraph.")
        terminal.press("j", "a")
        terminal.wait_for(EDITOR_OPEN)
        terminal.type(words + ".\x13")
        terminal.wait_for_absence(EDITOR_OPEN)
    assert [one["note"] for one in annotations_in(tmp_path)] == [words + "."]


def test_ctrl_z_in_a_note_undoes_and_does_not_suspend(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, path) as terminal:
        type_a_note(terminal)
        time.sleep(2.1)  # a pause begins another step of the editor's history
        terminal.type("!")
        terminal.wait_for(TYPED + "!")
        terminal.press("ctrl+z")
        terminal.wait_for_absence(TYPED + "!")
        terminal.wait_for(EDITOR_OPEN, TYPED)


def test_an_outside_editor_gets_the_note_and_gives_it_back(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\nstty sane; printf "your words: "; read words\nprintf "%s" "$words" >> "$1"\n'
    )
    editor.chmod(0o700)
    environment = private_environment(tmp_path) | {"EDITOR": os.fspath(editor)}
    with Terminal([*READER, path], environment) as terminal:
        type_a_note(terminal)
        terminal.press("ctrl+e")
        terminal.wait_for("your words:")
        terminal.type(" and more\r")
        terminal.wait_for(EDITOR_OPEN, TYPED + "and more")
        terminal.press("esc")
        terminal.wait_for_absence(EDITOR_OPEN)
    assert [one["note"] for one in annotations_in(tmp_path)] == [TYPED + "and more"]


def test_a_kill_while_another_editor_is_open_loses_nothing_of_what_that_wrote(
    tmp_path: Path,
) -> None:
    path = write_article(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "{TYPED}" > "$1"\necho it is written\nread words\n')
    editor.chmod(0o700)
    environment = private_environment(tmp_path) | {"EDITOR": os.fspath(editor)}
    with Terminal([*READER, path], environment) as terminal:
        terminal.wait_for("Second paragraph.")
        terminal.press("j", "a")
        terminal.wait_for(EDITOR_OPEN)
        terminal.press("ctrl+e")
        terminal.wait_for("it is written")
        terminal.kill()
    with reader_in(tmp_path, path) as terminal:
        terminal.wait_for("Second paragraph.", "was not finished")
        terminal.press("a")
        terminal.wait_for(EDITOR_OPEN, TYPED)
        terminal.press("esc")
        terminal.wait_for_absence(EDITOR_OPEN)
    [annotation] = annotations_in(tmp_path)
    assert (annotation["note"], annotation["quote"]) == (TYPED, "Second paragraph.")
    assert list((tmp_path / "data" / "state").rglob("*.md")) == []
