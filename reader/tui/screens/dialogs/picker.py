"""What dialogs share: a frame; and a list to filter and to choose from, with more on its row."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Final, Generic, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.core.safe import safe, safe_line
from reader.settings import styles_folder
from reader.tui.once import LeftOnce
from reader.tui.widgets.choice_list import ChoiceList, Row
from reader.tui.widgets.line_input import LineInput

Value = TypeVar("Value")
Result = TypeVar("Result")

LONGEST_DETAIL = 4_000
"""Characters of a selected row's text that are shown; more would not fit any screen."""

AROUND_HINT: Final = 6
"""Cells of the frame's lower edge that the hint cannot have: corners, edges, spaces."""


class Box(Vertical):
    """What is framed. Of a hint too long for the frame the parts before the last are left out."""

    def __init__(self, hint: str) -> None:
        """The parts of `hint` are parted by ` · `; the first and the last are always shown."""
        super().__init__(classes="dialog")
        self._hint = hint.split(" · ")

    def on_resize(self) -> None:
        """Show as much of the hint as has room."""
        parts = self._hint.copy()
        while len(parts) > 2 and cell_len(" · ".join(parts)) > self.outer_size.width - AROUND_HINT:
            del parts[-2]
        self.border_subtitle = Content(" · ".join(parts))


class Frame(ModalScreen[Result], LeftOnce[Result]):
    """A modal screen with one framed box in its middle; `Esc` leaves it."""

    CSS_PATH = styles_folder() / "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-middle"), (36, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.box = Box(hint)
        self.entitle(title)

    def entitle(self, title: str) -> None:
        """Set the title in the frame."""
        self.box.border_title = Content(safe_line(title))

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)


class Picker(Frame[Result], Generic[Value, Result]):
    """A dialog in which one row of a list is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("q", "leave", show=False),
    ]
    HAS_FILTER: ClassVar[bool] = True
    HAS_DETAIL: ClassVar[bool] = False

    def __init__(
        self,
        title: str,
        rows: Sequence[Row[Value]],
        *,
        selected: int = 0,
        hint: str = "Enter choose · / filter · Esc close",
        empty: str = "Nothing here yet.",
    ) -> None:
        super().__init__(title, hint)
        self._title_text = title
        self._empty = empty
        self.choices: ChoiceList[Value] = ChoiceList(rows, selected=selected, empty=empty)
        self.filter_line = LineInput(placeholder="/ to filter", compact=True, classes="filter")
        self.filter_line.can_focus = False
        self.detail = Static("", markup=False, classes="detail")

    def compose(self) -> ComposeResult:
        """Filter line, list, detail."""
        with self.box:
            if self.HAS_FILTER:
                yield self.filter_line
            yield self.choices
            if self.HAS_DETAIL:
                yield self.detail

    def on_mount(self) -> None:
        """Give the keys to where they belong first."""
        self.begin()
        self._show_detail()

    # For the dialogs.

    def begin(self) -> None:
        """Say who has the keys first; here the list."""
        self.choices.focus()

    def describe(self, _value: Value) -> str:
        """More on the selected row than fits into it; most have no more."""
        return ""

    @abstractmethod
    def choose(self, value: Value) -> None:
        """The person chose."""

    def narrow(self, text: str) -> None:
        """Show what matches the filter line, and say how many."""
        self.choices.filter(text)
        shown, all_rows = len(self.choices.shown), len(self.choices.rows)
        count = f" · {shown} of {all_rows}" if text.strip() else ""
        self.entitle(self._title_text + count)

    def leave_filter(self) -> None:
        """The filter is typed; the list has the keys again."""
        self.choices.focus()
        self.filter_line.can_focus = False

    # Events.

    def on_choice_list_chosen(self) -> None:
        """Hand the chosen value on."""
        if (row := self.choices.selected) is not None:
            self.choose(row.value)

    def on_choice_list_moved(self) -> None:
        """Show more on the row that is selected now."""
        self._show_detail()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Follow the typing."""
        self.narrow(event.value)

    def on_input_submitted(self) -> None:
        """Enter leaves the filter line."""
        self.leave_filter()

    # Actions.

    def action_filter(self) -> None:
        """Type a filter."""
        if self.HAS_FILTER:
            self.filter_line.can_focus = True
            self.filter_line.focus()

    def action_move(self, rows: int) -> None:
        """Move in the list while the filter line has the keys."""
        self.choices.action_move(rows)

    def action_leave(self) -> None:
        """Clear the filter if there is one, else close."""
        if self.filter_line.has_focus or self.filter_line.value:
            self.filter_line.value = ""
            self.leave_filter()
        else:
            self.dismiss(None)

    def _show_detail(self) -> None:
        if self.HAS_DETAIL:
            self.detail.display = bool(self.choices.rows)
            row = self.choices.selected
            text = "" if row is None else self.describe(row.value)
            self.detail.update(Content(safe(text[:LONGEST_DETAIL])))
