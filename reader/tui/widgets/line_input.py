"""One line in which a person types, safe against what they paste."""

from abc import abstractmethod
from typing import Any, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from reader.core.safe import safe


class LineInput(Input):
    """An `Input` whose value can hold no control character, however it got there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--prompt"}

    PROMPT: ClassVar[str] = ""
    """The key that opened the line: it stands, quietly, in the padding at the left."""

    def action_delete_left(self) -> None:
        """Delete a character; with none left, leave a line that a key has opened, as less does."""
        if self.value or not self.PROMPT:
            super().action_delete_left()
        else:
            self.abandon()

    def abandon(self) -> None:
        """Leave the line as if it had not been opened."""

    def validate_value(self, value: str) -> str:
        """Make safe what was typed, pasted or set; line breaks and tabs become spaces."""
        return safe(value).replace("\n", " ").replace("\t", " ")

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, with its prompt."""
        # Textual may paint one once more that was taken away, and has no styles then.
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        strips = super().render_lines(crop)
        if self.PROMPT and strips and crop.y == 0:
            text, style = f" {self.PROMPT}", self.get_component_rich_style("line--prompt")
            prompt = Strip([Segment(text, style)]).crop(crop.x)
            strips[0] = Strip.join([prompt, strips[0].crop(prompt.cell_length)])
        return strips


class PromptLine(LineInput):
    """A line that a key has opened at the bottom: Enter takes what is typed, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave(True)", show=False),
        Binding("escape", "leave(False)", show=False),
    ]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As for an `Input`."""
        super().__init__(*arguments, compact=True, **options)
        self.cursor_blink = False

    @abstractmethod
    def action_leave(self, take: bool) -> None:
        """Leave the line."""

    def abandon(self) -> None:
        """Take nothing."""
        self.action_leave(take=False)
