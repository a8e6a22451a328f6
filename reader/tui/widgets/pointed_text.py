"""What the mouse does in a text: click, drag, wheel, scrollbar; said in offsets of the text."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message
from textual.widget import Widget

SCROLLBAR: Final = 2
"""Columns at the right edge in which the mouse scrolls."""

WHEEL: Final = 3
"""Rows that a notch of the wheel scrolls."""


class PointedText(Widget):
    """A widget full of text, whose last columns are its scrollbar.

    Textual's own selecting is not used: it forgets its direction, and a double click takes all.
    """

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The text was clicked; `times` is 2 for a double click, 3 for a triple one."""

        offset: int
        times: int

    @dataclass
    class Dragged(Message):
        """The mouse was drawn over the text with its button held down."""

        origin: int
        offset: int

    class Scrolled(Message):
        """The wheel or the scrollbar moved the text."""

    _pressed: int | None = None
    """Where the button went down: an offset of the text."""
    _was_dragged = False
    """Whether the mouse has moved since: then letting go is no click."""
    _holds_thumb = False

    @abstractmethod
    def offset_under(self, column: int, line: int) -> int:
        """The offset nearest to a cell of the widget."""

    @abstractmethod
    def scroll_rows(self, rows: int) -> bool:
        """Scroll by rows. Whether anything moved."""

    @abstractmethod
    def scroll_thumb_to(self, line: int) -> bool:
        """Scroll so that the scrollbar's thumb is at a line. Whether anything moved."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag, or take the thumb."""
        if event.button != 1:
            return
        event.stop()
        self.capture_mouse()
        self._was_dragged = False
        self._holds_thumb = self._is_on_scrollbar(event)
        if self._holds_thumb:
            self._say_scrolled(self.scroll_thumb_to(event.y))
        else:
            self._pressed = self.offset_under(event.x, event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with a drag; above or below the widget the text scrolls."""
        if self._holds_thumb:
            self._say_scrolled(self.scroll_thumb_to(event.y))
        elif self._pressed is not None:
            if event.y < 0 or event.y >= self.size.height:
                self.scroll_rows(-1 if event.y < 0 else 1)
            offset = self.offset_under(event.x, event.y)
            self._was_dragged = self._was_dragged or offset != self._pressed
            if self._was_dragged:
                self.post_message(self.Dragged(self._pressed, offset))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a drag."""
        self.release_mouse()
        self._pressed, self._holds_thumb = None, False

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked, and how often."""
        event.stop()
        if not self._is_on_scrollbar(event) and not self._was_dragged:
            self.post_message(self.Clicked(self.offset_under(event.x, event.y), event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._say_scrolled(self.scroll_rows(WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._say_scrolled(self.scroll_rows(-WHEEL))

    def _is_on_scrollbar(self, event: events.MouseEvent) -> bool:
        return event.x >= self.size.width - SCROLLBAR

    def _say_scrolled(self, moved: bool) -> None:
        if moved:
            self.post_message(self.Scrolled())
