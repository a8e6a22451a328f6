"""The keys of the present mode, grouped and searchable."""

from collections.abc import Sequence

from reader.tui.commands import Command
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row

KEYS_WIDTH = 12
"""Cells for the keys of a command; the rest of the row says what it does."""


class HelpDialog(Picker[Command, str]):
    """Returns the name of a command that the person wants done, chosen from the list."""

    HAS_DETAIL = True

    def __init__(self, commands: Sequence[Command], title: str = "Keys") -> None:
        """`commands` are those of the mode, with the keys that are in force."""
        groups = list(dict.fromkeys(command.group for command in commands))
        super().__init__(
            title,
            [
                Row(command, (_line(command),), command.group, command.label)
                for command in sorted(commands, key=lambda command: groups.index(command.group))
            ],
            hint="/ search · Enter do it · Esc close",
            empty="No command matches.",
        )

    def describe(self, value: Command) -> str:
        """The whole sentence, and every key."""
        return f"{value.help}\n{_keys(value)}"

    def choose(self, value: Command) -> None:
        """Do it."""
        self.dismiss(value.name)


def _keys(command: Command) -> str:
    following = {None: "", "letter": "+letter", "color": "+colour"}[command.argument]
    return "  ".join(key + following for key in command.keys)


def _line(command: Command) -> Line:
    keys = _keys(command)
    if len(keys) > KEYS_WIDTH:
        keys = command.shown
    return Line((Piece(keys.ljust(KEYS_WIDTH + 1), "key"), Piece(command.help)))
