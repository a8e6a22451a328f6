"""The few keys that matter in the present mode, in one line that can be clicked.

What may follow a key is never left out: where one line is too short for that, there are more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.commands import Command

GAPS: Final = (3, 2, 1)
"""Cells between two commands: the first gap with which all have room, else the first of all."""

EDGE: Final = 1
"""Cells before the first command of a line."""


class Placed(NamedTuple):
    """Where a command stands."""

    line: int
    column: int
    command: Command


class FooterLine(Widget):
    """Keys and labels of some commands. Where there is no room for all, some before the last two
    are left out: these help and lead out."""

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
        self._is_whole = False

    def show(self, commands: Sequence[Command], *, whole: bool = False) -> None:
        """Show these commands; `whole` leaves none out, and shows them also where no footer is."""
        if (tuple(commands), whole) != (self._commands, self._is_whole):
            may_resize = whole or self._is_whole
            self._commands, self._is_whole = tuple(commands), whole
            self.set_class(whole, "-whole")
            self.refresh(layout=may_resize)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """As many lines as all commands need."""
        placed = self._placed(width)
        return placed[-1].line + 1 if placed else 1

    def render_line(self, y: int) -> Strip:
        """One line at the widget's width."""
        key_style, style = self.get_component_rich_style("footer--key"), self.rich_style
        segments: list[Segment] = []
        end = 0
        for line, column, command in self._placed(self.size.width):
            if line != y:
                continue
            segments.append(Segment(" " * (column - end), style))
            segments.append(Segment(_key(command), key_style))
            segments.append(Segment(f" {command.label}", style))
            end = column + _width(command)
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Do the command whose key or label was clicked. The second half of a double click is
        meant for what stood there before."""
        if event.chain > 1:
            return
        for line, column, command in self._placed(self.size.width):
            if line == event.y and column <= event.x < column + _width(command):
                self.post_message(self.Pressed(command.name, _key(command)))

    def _placed(self, width: int) -> list[Placed]:
        shown = [*self._commands]
        while not self._is_whole and shown and _needed(shown, GAPS[-1]) > width:
            del shown[max(0, len(shown) - 3)]
        gap = next((gap for gap in GAPS if _needed(shown, gap) <= width), GAPS[0])
        placed: list[Placed] = []
        line, column = 0, EDGE
        for command in shown:
            if column + _width(command) > width:
                line, column = line + bool(placed), EDGE
            placed.append(Placed(line, column, command))
            column += _width(command) + gap
        return placed


def _key(command: Command) -> str:
    # Which letter may follow is a matter for the help.
    return command.keys[0] if command.keys else ""


def _needed(commands: Sequence[Command], gap: int) -> int:
    return EDGE + sum(map(_width, commands)) + gap * max(0, len(commands) - 1)


def _width(command: Command) -> int:
    return cell_len(_key(command)) + 1 + cell_len(command.label)
