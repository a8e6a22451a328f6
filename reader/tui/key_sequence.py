"""From single key presses to commands: counts, keys of two presses, and keys that take a letter.

A pure parser: it knows neither screens nor Textual, and holds only what has been pressed so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from reader.tui.commands import LOOK_LETTERS, Argument, Mode, commands_in
from reader.tui.keymap import Overrides, keymap

LARGEST_COUNT: Final = 99_999
"""More digits than these change nothing, so that no count can keep the program busy."""

COUNTING_MODES: Final = frozenset({"reading", "selecting", "passage"})

NAMES: Final[Mapping[str, str]] = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
"""Textual's names of keys, and how they are written in the table of commands."""


class Pending(NamedTuple):
    """More is needed; an empty text means that nothing is pending any more."""

    text: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A command to do."""

    command: str
    count: int | None = None
    argument: str | None = None
    """The letter that followed, or the name of the colour or style whose letter it was."""


class Unknown(NamedTuple):
    """What was pressed means nothing here; it is forgotten."""

    text: str


Result = Pending | Ready | Unknown


def key_name(key: str, character: str | None) -> str:
    """A key as the table of commands writes it, from Textual's name and the character it types."""
    *modifiers, base = key.split("+") if key != "+" else ("+",)
    if not modifiers and base not in NAMES:
        return character if character and character.isprintable() else base.capitalize()
    name = NAMES.get(base, base.upper() if len(base) == 1 else base.capitalize())
    return "".join(f"{modifier.capitalize()}+" for modifier in modifiers) + name


class KeySequence:
    """What has been pressed in one mode, and what it comes to."""

    def __init__(self, mode: Mode, overrides: Overrides | None = None) -> None:
        self._commands = keymap(mode, overrides)
        self._prefixes = {
            keys[:length] for keys in self._commands for length in range(1, len(keys))
        }
        self._arguments: dict[str, Argument] = {
            command.name: command.argument for command in commands_in(mode) if command.argument
        }
        self._counting = mode in COUNTING_MODES
        self._digits = ""
        self._pressed: tuple[str, ...] = ()

    @property
    def pending(self) -> str:
        """The count and keys pressed so far, as they are shown."""
        return self._digits + "".join(self._pressed)

    @property
    def waiting(self) -> str | None:
        """The command whose keys are pressed, and which needs a letter more."""
        command = self._commands.get(self._pressed, "")
        return command if command in self._arguments else None

    def clear(self) -> None:
        """Forget what was pressed."""
        self._digits, self._pressed = "", ()

    def feed(self, key: str) -> Result:
        """Take one press, named as in the table of commands."""
        if key == "Esc" and self.pending:
            self.clear()
            return Pending("")
        waiting = self._arguments.get(self._commands.get(self._pressed, ""))
        if waiting:
            return self._with_argument(waiting, key)
        if self._is_digit_of_count(key):
            self._digits = str(min(int(self._digits + key), LARGEST_COUNT))
            return Pending(self.pending)
        self._pressed = (*self._pressed, key)
        command = self._commands.get(self._pressed)
        if command is None and self._pressed not in self._prefixes:
            return Unknown(self._taken())
        if command is None or command in self._arguments:
            return Pending(self.pending)
        return self._ready(command)

    def _is_digit_of_count(self, key: str) -> bool:
        if not self._counting or self._pressed:
            return False
        if self._digits:
            return key in set("0123456789")
        return key in set("123456789") and (key,) not in self._commands

    def _with_argument(self, waiting: Argument, key: str) -> Result:
        is_letter = len(key) == 1 and key.isalpha()
        argument = LOOK_LETTERS.get(key) if waiting == "color" else key if is_letter else None
        if argument is None:
            return Unknown(self._taken() + key)
        return self._ready(self._commands[self._pressed], argument)

    def _ready(self, command: str, argument: str | None = None) -> Ready:
        count = int(self._digits) if self._digits else None
        self.clear()
        return Ready(command, count, argument)

    def _taken(self) -> str:
        text = self.pending
        self.clear()
        return text
