"""The line in which a command is typed to which a passage is piped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.tui.widgets.line_input import PromptLine


class CommandLine(PromptLine):
    """A line with the earlier ones behind it: ↑ and ↓ go through them."""

    PROMPT = "|"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(1)", show=False),
        Binding("down", "recall(-1)", show=False),
    ]

    @dataclass
    class Left(Message):
        """The person is done; an empty command is none."""

        command: str

    def __init__(self, earlier: Sequence[str]) -> None:
        """`earlier` come newest first."""
        hint = "↑ the last one · " if earlier else ""
        super().__init__(
            placeholder=f"pipe to a command, as in wc -w · {hint}Esc leave",
            select_on_focus=False,
        )
        self._lines = ["", *earlier]
        self._place = 0

    def action_leave(self, take: bool) -> None:
        """Leave the line."""
        self.post_message(self.Left(self.value.strip() if take else ""))

    def action_recall(self, steps: int) -> None:
        """Show an older or a newer one; what was typed is the newest."""
        self._lines[self._place] = self.value
        self._place = max(0, min(self._place + steps, len(self._lines) - 1))
        self.value = self._lines[self._place]
        self.cursor_position = len(self.value)
