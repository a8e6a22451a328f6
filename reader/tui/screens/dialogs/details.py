"""Title, author and date of an article, as the person wants them."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Static

from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Frame
from reader.tui.widgets.line_input import LineInput

Details = tuple[str | None, str | None, str | None]
"""Title, author, date; None where the line was left empty: what the source says holds."""


class DetailsDialog(Frame[Details]):
    """Returns the details as they shall be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "accept", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, title: str | None, author: str | None, date: str | None) -> None:
        super().__init__("Details", "Enter save · Tab next line · Esc close")
        self.box.add_class("form")
        self._details = (title, author, date)
        self.title_line = LineInput(compact=True, select_on_focus=False)
        self.author_line = LineInput(compact=True, select_on_focus=False)
        self.date_line = LineInput(
            placeholder="2023, 2023-05 or 2023-05-17", compact=True, select_on_focus=False
        )
        self.problem = Static("", markup=False, classes="problem")

    def compose(self) -> ComposeResult:
        """A labelled line each."""
        with self.box:
            for name, line in (
                ("Title", self.title_line),
                ("Author", self.author_line),
                ("Date", self.date_line),
            ):
                with Horizontal(classes="field"):
                    yield Label(name, markup=False)
                    yield line
            yield self.problem

    def on_mount(self) -> None:
        """Begin at the end of the title."""
        lines = (self.title_line, self.author_line, self.date_line)
        for line, value in zip(lines, self._details, strict=True):
            line.value = safe_line(value or "")
            line.action_end()
            self.call_after_refresh(_scroll_to_cursor, line)
        self.title_line.focus()

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        self.problem.update("")

    def action_accept(self) -> None:
        """Return the details, if the date is one."""
        try:
            day = partial_date(self.date_line.value)
        except ValueError as error:
            self.problem.update(Content(safe_line(str(error))))
            self.date_line.focus()
            return
        self.dismiss((_said(self.title_line), _said(self.author_line), day))


def _scroll_to_cursor(line: LineInput) -> None:
    """A line does so when its cursor moves, but only once it has a width."""
    place = line.cursor_position
    line.cursor_position = 0
    line.cursor_position = place


def _said(line: LineInput) -> str | None:
    return safe_line(line.value) or None


def partial_date(text: str) -> str | None:
    """A year, a month or a day in ISO 8601, as it is kept; None for nothing.

    Raises ValueError with a sentence for the person.
    """
    text = text.strip()
    if not text:
        return None
    parts = text.split("-")
    widths = [len(part) for part in parts]
    digits = all(part.isascii() and part.isdigit() for part in parts)
    if not digits or widths != [4, 2, 2][: len(widths)]:
        raise ValueError("Write the date as 2023, 2023-05 or 2023-05-17.")
    try:
        date(*[*map(int, parts), 1, 1][:3])
    except ValueError:
        raise ValueError(f"There is no such day as {text}.") from None
    return text
