"""A list to filter and choose from: drawing and moving. What a row means is its owner's affair."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.core.fold import fold_text
from reader.core.query import Query
from reader.core.safe import safe

Value = TypeVar("Value")


class Piece(NamedTuple):
    """A stretch of a line that is set in one way."""

    text: str
    role: str = ""
    """The component class `choice--<role>` that sets it; none: as the row."""


class Line(NamedTuple):
    """One drawn line; the left part is cut where it does not fit, the right part never."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Row(Generic[Value]):
    """What can be chosen, and how it looks."""

    value: Value
    lines: tuple[Line, ...]
    group: str = ""
    """Consecutive rows of one group stand under its name."""
    words: str = ""
    """What the filter looks at besides the drawn text."""

    @cached_property
    def folded(self) -> str:
        """All that the filter looks at, folded."""
        drawn = (piece.text for line in self.lines for piece in (*line.left, *line.right))
        return fold_text(" ".join((*drawn, self.words, self.group)))


class ChoiceList(ScrollView, Generic[Value], can_focus=True):
    """Rows of one or more lines, of which one is selected; only the visible ones are drawn."""

    ALLOW_SELECT = False
    MARK: ClassVar[str] = "▸ "
    """Stands before the selected row, so that it is seen without colour; blank elsewhere."""
    LARGEST_SHARE: ClassVar[float] = 0.55
    """How much of the screen's height it takes at most, where its own height is `auto`."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("choice--row", "choice--selected", "choice--group", "choice--muted", "choice--strong"),
        *("choice--key", "choice--empty", "choice--match"),
        *("choice--yellow", "choice--green", "choice--blue", "choice--red", "choice--purple"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("g,home", "move_to(0)", show=False),
        Binding("G,end", "move_to(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "page(1)", show=False),
        Binding("b,pageup,ctrl+b", "page(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("enter,l", "choose", show=False),
    ]

    class Moved(Message):
        """Another row is selected, or none."""

    class Chosen(Message):
        """The selected row was chosen, by Enter or a click."""

    def __init__(self, rows: Sequence[Row[Value]], *, selected: int = 0, empty: str = "") -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._shown: tuple[int, ...] = tuple(range(len(self._rows)))
        self._empty = empty
        self._lines: list[tuple[int, Line]] = []
        self._first_lines: list[int] = []
        self._selected = max(0, min(selected, len(self._rows) - 1))
        self._arrange()
        self._tallest = len(self._lines)

    # What is shown.

    @property
    def rows(self) -> tuple[Row[Value], ...]:
        """All rows, also those that the filter hides."""
        return self._rows

    @property
    def shown(self) -> tuple[Row[Value], ...]:
        """The rows that the filter leaves."""
        return tuple(self._rows[index] for index in self._shown)

    @property
    def selected(self) -> Row[Value] | None:
        """The selected row; None if none is shown."""
        return self._rows[self._shown[self._selected]] if self._shown else None

    def set_rows(self, rows: Sequence[Row[Value]], *, empty: str | None = None) -> None:
        """Show other rows, the first one selected."""
        self._rows = tuple(rows)
        self._empty = self._empty if empty is None else empty
        self._shown = tuple(range(len(self._rows)))
        self._show_from_top()

    def filter(self, text: str) -> None:
        """Show only the rows that match; a selected one that still matches stays selected."""
        query = Query.parse(text, lenient=True, fields=())
        kept = self._shown[self._selected] if self._shown else None
        self._shown = tuple(
            index for index, row in enumerate(self._rows) if query.matches(row.folded)
        )
        self._show_from_top(self._shown.index(kept) if kept in self._shown else 0)

    def _show_from_top(self, selected: int = 0) -> None:
        self._selected = selected
        self._arrange()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._reveal()
        self.refresh(layout=True)
        self.post_message(self.Moved())

    def _arrange(self) -> None:
        """Lay the shown rows and the names of their groups under each other."""
        self._lines, self._first_lines = [], []
        group = ""
        for place, index in enumerate(self._shown):
            row = self._rows[index]
            if row.group != group:
                group = row.group
                if self._lines:
                    self._lines.append((-1, Line(())))
                self._lines.append((-1, Line((Piece(group, "group"),))))
            self._first_lines.append(len(self._lines))
            self._lines.extend((place, line) for line in row.lines)
        self.virtual_size = Size(0, len(self._lines))

    # Moving.

    def select(self, place: int) -> None:
        """Select the row at that place among those shown, and bring it into view."""
        place = max(0, min(place, len(self._shown) - 1))
        if self._shown and place != self._selected:
            self._selected = place
            self.refresh()
            self.post_message(self.Moved())
        self._reveal()

    def _reveal(self) -> None:
        if not self._shown:
            return
        first = self._first_lines[self._selected]
        height = len(self._rows[self._shown[self._selected]].lines)
        # The name of a group comes into view with its first row.
        lead = first if self._selected == 0 else 0
        region = Region(0, first - lead, max(1, self.size.width), height + lead)
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Select the row that many further."""
        self.select(self._selected + rows)

    def action_move_to(self, place: int) -> None:
        """Select the first row, or the last one for -1."""
        self.select(place if place >= 0 else len(self._shown) - 1)

    def action_page(self, pages: float) -> None:
        """Select the row that many screens of lines further."""
        if not self._shown:
            return
        step = max(1, int(abs(pages) * self.size.height))
        line = self._first_lines[self._selected] + (step if pages > 0 else -step)
        self.select(self._place_at(max(0, min(line, len(self._lines) - 1))))

    def _place_at(self, line: int) -> int:
        """The shown row on a line; of a group's name, the first row under it."""
        while self._lines[line][0] < 0:
            line += 1
        return self._lines[line][0]

    def action_choose(self) -> None:
        """Choose the selected row."""
        if self._shown:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        line = self.scroll_offset.y + event.y
        if event.button == 1 and 0 <= line < len(self._lines) and self._lines[line][0] >= 0:
            event.stop()
            self.select(self._lines[line][0])
            self.action_choose()

    def on_mount(self) -> None:
        """Begin with the selected row in view."""
        self.call_after_refresh(self._reveal)

    def on_resize(self) -> None:
        """Keep the selected row in view."""
        self._reveal()

    # Drawing.

    def get_content_height(self, _container: Size, viewport: Size, _width: int) -> int:
        """As tall as all rows, also while a filter hides some: the list does not jump."""
        self._tallest = max(self._tallest, len(self._lines), 1)
        return min(self._tallest, int(viewport.height * self.LARGEST_SHARE))

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line at that row of the widget."""
        width = self.scrollable_content_region.width
        number = self.scroll_offset.y + y
        if not self._lines and number == 0:
            empty = Line((Piece(self._empty, "empty"),))
            return self._draw(empty, self.get_component_rich_style("choice--row"), "", width)
        if number >= len(self._lines):
            return Strip.blank(width, self.get_component_rich_style("choice--row"))
        place, line = self._lines[number]
        chosen = place == self._selected
        style = self.get_component_rich_style("choice--selected" if chosen else "choice--row")
        first = place >= 0 and number == self._first_lines[place]
        return self._draw(line, style, self.mark(place) if first else "", width)

    def mark(self, place: int) -> str:
        """What stands before the first line of a row: at most as wide as `MARK`."""
        return self.MARK if place == self._selected else ""

    def _draw(self, line: Line, style: Style, mark: str, width: int) -> Strip:
        right = self._strip(line.right, style)
        margin = len(self.MARK)
        room = max(0, width - margin - right.cell_length - (2 if line.right else 1))
        left = self._strip(line.left, style)
        if left.cell_length > room:
            ellipsis = Strip([Segment("…", style)], 1)
            left = Strip.join([left.crop(0, max(0, room - 1)), ellipsis])
        left = left.adjust_cell_length(room, style)
        start = Strip([Segment(mark.ljust(margin), style)], margin)
        gap = Strip([Segment(" ", style)], 1)
        parts = [start, left, gap, right, gap] if line.right else [start, left, gap]
        return Strip.join(parts).adjust_cell_length(width, style)

    def _strip(self, pieces: tuple[Piece, ...], style: Style) -> Strip:
        return Strip(
            Segment(
                safe(piece.text).replace("\n", " ").replace("\t", " "),
                self._style(piece.role, style),
            )
            for piece in pieces
        )

    def _style(self, role: str, row: Style) -> Style:
        # What is set back elsewhere is as clear as the rest on the ground of the selected row.
        selected = row == self.get_component_rich_style("choice--selected")
        if not role or (selected and role == "muted"):
            return row
        return row + self.get_component_rich_style(f"choice--{role}", partial=True)
