"""No text from outside reaches the terminal as a command, wherever Reader shows it.

The bytes that the program really sends are scanned. A library is filled with dangerous strings by
the door behind the importers, so that what is tested is the border to the terminal.
"""

import json
import subprocess
from pathlib import Path
from typing import Final

import pytest

from reader.library import Library
from tests.terminal.terminal import EDITOR_OPEN, READER, Terminal, private_environment, reader_in

PAYLOADS: Final = {
    "OSC 0, ended by ST": ("\x1b]0;PWN1", "\x1b\\"),
    "OSC 2, ended by BEL": ("\x1b]2;PWN2", "\x07"),
    "OSC 52": ("\x1b]52;c;UFdO", "Mw==\x1b\\"),
    "OSC 8": ("\x1b]8;;http://pwn4", "\x1b\\"),
    "CSI": ("\x1b[31;5;77mPWN5", ""),
    "CSI, a question": ("\x1b[21tPWN6", ""),
    "DCS": ("\x1bP$qPWN7", "\x1b\\"),
    "RIS": ("\x1bcPWN8", ""),
    "DECID": ("\x1bZPWN9", ""),
    "C1 OSC": ("\x9d0;PWN10", "\x9c"),
    "C1 CSI": ("\x9b31mPWN11", ""),
    "NUL": ("PWN\x0012", ""),
    "DEL": ("PWN\x7f13", ""),
    "backspace": ("PWN\x0814", ""),
    "return": ("PWN\r15", ""),
    "bidirectional override": ("PWN\u202e16", ""),
}
"""Strings that reached the terminal from Textual's own widgets, and their kin.

Each is what must never be sent, and what would end it.
"""

MARKUP: Final = "[/oops][@click=app.exit]m[/] }, [/* deps */]);"

STRINGS: Final = ["".join(payload) for payload in PAYLOADS.values()]
HALVES: Final = ("".join(STRINGS[:8]), "".join(STRINGS[8:]))
"""Half at a time, so that all of them fit into one line of a wide screen."""


def leaks(sent: bytes) -> list[str]:
    """The names of the payloads that went out as they were."""
    return [name for name, (danger, _end) in PAYLOADS.items() if danger.encode() in sent]


def test_the_scan_finds_each_payload() -> None:
    for name, payload in PAYLOADS.items():
        assert leaks(b"before" + "".join(payload).encode() + b"\x1b[0m after") == [name]


def fill(folder: Path, hostile: str) -> None:
    """Make a library all of whose titles, authors, tags and notes are dangerous."""
    library = Library(Path(private_environment(folder)["READER_DATA"]))
    text = "\n\n".join(
        (f"Title {hostile}", f"# Heading {hostile}", f"Text {MARKUP} {hostile}.", f"- {hostile}")
    )
    name = "source " + hostile.replace("/", "").replace("\0", "") + ".md"
    article = library.add_text(text.encode(), name).entry.id
    library.edit_details(article, title=f"T{hostile}{MARKUP}", author=f"A{hostile}", date=None)
    library.set_article_tags(article, (f"tag{hostile}",))
    library.annotate(article, None, note=f"N{hostile}{MARKUP}", tags=(f"a{hostile}",))
    library.annotate(article, (0, 20), note=f"N{hostile}\n{hostile}")
    library.remember_copy(f"C{hostile}", article)
    library.close()


@pytest.mark.parametrize("hostile", HALVES, ids=["first half", "second half"])
def test_no_screen_lets_anything_through(hostile: str, tmp_path: Path) -> None:
    fill(tmp_path, hostile)
    with reader_in(tmp_path, columns=200, rows=50) as terminal:
        terminal.wait_for("PWN")
        _walk_the_library(terminal, hostile)
        _walk_the_text(terminal, hostile)
        terminal.press("esc", "q", "q")
        assert terminal.wait_for_end() == 0
        assert leaks(bytes(terminal.raw)) == []


def _visit(terminal: Terminal, key: str, title: str) -> None:
    """Open a dialog, see that it is there, and leave it."""
    terminal.press(key)
    terminal.wait_for(f"─ {title}")
    terminal.press("esc")
    terminal.wait_for_absence(f"─ {title}")


def _walk_the_library(terminal: Terminal, hostile: str) -> None:
    terminal.press("/")
    terminal.paste(hostile)
    terminal.press("esc")
    for key, title in (("e", "Details"), ("t", "Tags"), ("S", "Sort"), ("?", "Keys")):
        _visit(terminal, key, title)
    terminal.press("F")
    terminal.paste("PWN")
    terminal.wait_for("Search all articles ·")
    terminal.press("esc", "x", "u", "*")


def _walk_the_text(terminal: Terminal, hostile: str) -> None:
    terminal.press("enter")
    terminal.wait_for("h highlight")
    terminal.press("h", "y", "h")
    terminal.press("A")
    terminal.wait_for("/ query")
    terminal.press("esc")
    terminal.wait_for("h highlight")
    for key, title in (("i", "Outline"), ('"', "Recent"), ("t", "Tags")):
        _visit(terminal, key, title)
    terminal.press("/")
    terminal.paste(hostile)
    terminal.press("enter", "esc", "a")
    terminal.wait_for(EDITOR_OPEN)
    terminal.paste(hostile)
    terminal.press("esc", "u", ">", "d", "u", ":")
    terminal.settle()
    terminal.press("esc")


COMMANDS: Final = (
    ("list",),
    ("annotations",),
    ("show", "T"),
    ("export", "--format", "markdown"),
    ("search", "PWN"),
    ("show", "no such " + STRINGS[0]),
    ("add", "no-such-file-" + STRINGS[0]),
    ("doctor",),
)


def test_no_command_lets_anything_through_to_a_terminal(tmp_path: Path) -> None:
    fill(tmp_path, "".join(STRINGS))
    for arguments in COMMANDS:
        with Terminal([*READER, *arguments], private_environment(tmp_path)) as terminal:
            terminal.wait_for_end()
            assert "PWN" in terminal.text or arguments == ("doctor",)
            assert leaks(bytes(terminal.raw)) == [], arguments


def test_json_is_one_document_whatever_is_in_it(tmp_path: Path) -> None:
    fill(tmp_path, "".join(STRINGS))
    for command in ("list", "annotations"):
        printed = subprocess.run(
            [*READER, command, "--json"],
            env=private_environment(tmp_path),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        assert json.loads(printed)
        assert leaks(printed) == []
