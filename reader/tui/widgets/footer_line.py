"""The few keys that matter in the present mode, in one line that can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.commands import Command

GAPS: Final = (3, 2, 1)
"""Cells between two commands: the first gap with which all have room, else the first of all."""


class FooterLine(Widget):
    """Keys and labels of some commands; those for which there is no room are left out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key"}
    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A command was clicked."""

        command: str
        key: str
        """The one that is shown."""

    def __init__(self, commands: Sequence[Command] = ()) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def show(self, commands: Sequence[Command]) -> None:
        """Show these commands."""
        if tuple(commands) != self._commands:
            self._commands = tuple(commands)
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        """The line at the widget's width."""
        key_style, style = self.get_component_rich_style("footer--key"), self.rich_style
        segments: list[Segment] = []
        end = 0
        for column, command in self._placed():
            segments.append(Segment(" " * (column - end), style))
            segments.append(Segment(_key(command), key_style))
            segments.append(Segment(f" {command.label}", style))
            end = column + _width(command)
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Do the command whose key or label was clicked."""
        for column, command in self._placed():
            if column <= event.x < column + _width(command):
                self.post_message(self.Pressed(command.name, _key(command)))

    def _placed(self) -> list[tuple[int, Command]]:
        needed = 1 + sum(map(_width, self._commands))
        between = max(0, len(self._commands) - 1)
        gap = next((gap for gap in GAPS if needed + gap * between <= self.size.width), GAPS[0])
        placed, column = [], 1
        for command in self._commands:
            if column + _width(command) > self.size.width:
                break
            placed.append((column, command))
            column += _width(command) + gap
        return placed


def _key(command: Command) -> str:
    # Which letter may follow is a matter for the help.
    return command.keys[0] if command.keys else ""


def _width(command: Command) -> int:
    return cell_len(_key(command)) + 1 + cell_len(command.label)
