"""The line in which a search is typed: it is mounted when it is used."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.tui.widgets.line_input import PromptLine


class SearchLine(PromptLine):
    """A line whose every change is searched; Enter keeps the match, Esc goes back.

    ↑ puts into the line what was searched last; Enter in an empty line goes to its next match.
    """

    PROMPT = "/"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall", show=False),
    ]

    @dataclass
    class Typed(Message):
        """What is searched now."""

        text: str

    @dataclass
    class Left(Message):
        """The person is done; `keep` says whether they stay at the match of what was typed."""

        keep: bool
        text: str

    def __init__(self, last: str = "") -> None:
        """`last` is what was searched last."""
        again = f" · Enter again “{last}”" if last else ""
        super().__init__(
            placeholder=f"search in the article{again} · Esc leave",
            select_on_focus=False,
        )
        self._last = last

    def on_input_changed(self, event: PromptLine.Changed) -> None:
        """Search at every key."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def action_leave(self, take: bool) -> None:
        """Leave the line."""
        self.post_message(self.Left(take, self.value.strip()))

    def action_recall(self) -> None:
        """Put what was searched last into the line."""
        self.value = self._last
        self.cursor_position = len(self.value)
