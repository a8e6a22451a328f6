"""The line in which the filter of the library is typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.tui.widgets.line_input import LineInput


class FilterLine(LineInput):
    """A line whose every change is a filter; Enter or an arrow leaves it, Esc clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,up", "leave", show=False),
        Binding("escape", "clear", show=False),
    ]

    class Left(Message):
        """The person has typed what they wanted."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            placeholder="words of title, author, tags or source",
            compact=True,
            select_on_focus=False,
        )

    def action_leave(self) -> None:
        """Keep the filter."""
        self.post_message(self.Left())

    def action_clear(self) -> None:
        """Show all articles again."""
        self.value = ""
        self.post_message(self.Left())
