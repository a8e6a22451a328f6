"""The line in which a search is typed: it is mounted when it is used."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.tui.widgets.line_input import LineInput


class SearchLine(LineInput):
    """A line whose every change is searched; Enter keeps the match, Esc goes back."""

    PROMPT = "/"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave(True)", show=False),
        Binding("escape", "leave(False)", show=False),
    ]

    @dataclass
    class Typed(Message):
        """What is searched now."""

        text: str

    @dataclass
    class Left(Message):
        """The person is done; `keep` says whether they stay at the match."""

        keep: bool

    def __init__(self) -> None:
        super().__init__(placeholder="search in the article", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Search at every key."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def action_leave(self, keep: bool) -> None:
        """Leave the line."""
        self.post_message(self.Left(keep))
