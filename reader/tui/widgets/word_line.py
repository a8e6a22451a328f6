"""The line in which one says which word is to be looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import SuggestFromList

from reader.tui.widgets.line_input import PromptLine


class WordLine(PromptLine):
    """A line that holds a word already, which the first letter typed replaces."""

    PROMPT = "W"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "cursor_right", show=False),
    ]

    @dataclass
    class Left(Message):
        """The person is done; an empty word is none."""

        word: str

    def __init__(self, word: str, words: Iterable[str]) -> None:
        """`words` complete what is typed, the first that fits."""
        super().__init__(
            word,
            placeholder="a word · Tab completes it from the text · Enter looks it up",
            suggester=SuggestFromList(words, case_sensitive=False),
        )

    def action_leave(self, take: bool) -> None:
        """Leave the line."""
        self.post_message(self.Left(self.value.strip() if take else ""))
