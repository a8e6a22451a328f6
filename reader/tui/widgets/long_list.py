"""A long list whose items have two rows each, of which only the visible ones are ever drawn.

It draws its own rows and its own scrollbar, and scrolls by whole items; 100,000 of them cost no
more to paint than 50. An item is asked for when it is drawn, so that a sequence may make it then.
"""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.core.safe import safe_line

ROWS: Final = 2
"""An item's height."""

SCROLLBAR: Final = 2
"""Columns at the right edge in which the mouse scrolls."""

LARGEST_CACHE: Final = 2_000
"""Drawn rows that are kept: some screens of them."""

Pieces = list[tuple[str, str]]
"""Texts and the component classes that set them."""

Item = TypeVar("Item", bound=Hashable)


class LongList(Widget, Generic[Item], can_focus=True):
    """Items, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("list--row", "list--selected", "list--bar", "list--title", "list--read"),
        *("list--quiet", "list--star", "list--tag", "list--alert", "list--thumb", "list--empty"),
    }
    ALLOW_SELECT = False

    class Selected(Message):
        """Another item is selected, or none."""

    class Chosen(Message):
        """The selected item was chosen with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Item] = ()
        self._empty: tuple[str, ...] = ()
        self._index = 0
        self._top = 0
        self._holds_thumb = False
        self._took_thumb = False
        """Whether the button went down on the scrollbar: then letting go is no click."""
        self._drawn: dict[tuple[Item, int, bool, bool, int], Strip] = {}
        self._styles_of: dict[tuple[str, bool], Style] = {}

    # For the lists.

    @abstractmethod
    def draw(self, item: Item, row: int) -> tuple[Pieces, Pieces]:
        """What stands at the left of one of an item's rows, and at the right; all of it is safe."""

    def redraw(self) -> None:
        """Draw anew, because the same items look different now."""
        self._drawn.clear()
        self.refresh()

    # What is shown.

    @property
    def index(self) -> int:
        """The place of the selected item."""
        return self._index

    @property
    def selected(self) -> Item | None:
        """The selected item, if the list has any."""
        return self._items[self._index] if self._items else None

    def put(self, items: Sequence[Item], index: int, empty: Sequence[str] = ()) -> None:
        """Show these items, one of them selected; `empty` is what an empty list says, by lines."""
        self._items, self._empty = items, tuple(empty)
        self._index = max(0, min(index, len(items) - 1))
        self._reveal()
        self.refresh()

    # Moving.

    @property
    def page(self) -> int:
        """How many items are wholly visible; at least one."""
        return max(1, self.size.height // ROWS)

    def select(self, index: int) -> None:
        """Select the item at that place, the nearest one if there is none."""
        index = max(0, min(index, len(self._items) - 1))
        if index == self._index or not self._items:
            return
        old, self._index = self._index, index
        if self._reveal():
            self.refresh()
        else:
            self.refresh(self._region(old), self._region(index))
        self.tell_selected()

    def tell_selected(self) -> None:
        """Say that another item is selected."""
        self.post_message(self.Selected())

    def tell_chosen(self) -> None:
        """Say that the selected item was chosen."""
        self.post_message(self.Chosen())

    def move(self, items: int) -> None:
        """Select the item that many further down."""
        self.select(self._index + items)

    def move_pages(self, pages: float) -> None:
        """Select the item that many pages further down."""
        self.move(int(pages * self.page) or (1 if pages > 0 else -1))

    def select_last(self) -> None:
        """Select the last item."""
        self.select(len(self._items) - 1)

    def _reveal(self) -> bool:
        """Scroll so far that the selected item is visible; whether that was needed."""
        highest = min(self._index, max(0, len(self._items) - self.page))
        top = max(self._index - self.page + 1, min(self._top, highest))
        changed, self._top = top != self._top, top
        return changed

    def _region(self, index: int) -> Region:
        return Region(0, (index - self._top) * ROWS, self.size.width, ROWS)

    def on_resize(self) -> None:
        """Keep the selected item visible."""
        self._reveal()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the scrollbar, if it is there that the button goes down."""
        on_scrollbar = bool(self._thumb()) and event.x >= self.size.width - SCROLLBAR
        self._holds_thumb = self._took_thumb = on_scrollbar
        if on_scrollbar:
            self.capture_mouse()
            self.on_mouse_move(event)

    def on_mouse_move(self, event: events.MouseEvent) -> None:
        """Go with the scrollbar."""
        if self._holds_thumb:
            down = event.y / max(1, self.size.height - 1)
            self.select(round(down * (len(self._items) - 1)))

    def on_mouse_up(self) -> None:
        """Let the scrollbar go."""
        self.release_mouse()
        self._holds_thumb = False

    def on_click(self, event: events.Click) -> None:
        """Select; a second click chooses."""
        if self._took_thumb:
            return
        index = self._top + event.y // ROWS
        if index < len(self._items):
            self.select(index)
            if event.chain == 2:
                self.tell_chosen()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.move(-1)

    # Drawing.

    def notify_style_update(self) -> None:
        """Forget what was drawn with other styles."""
        super().notify_style_update()
        self._drawn.clear()
        self._styles_of.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, past Textual's cache of styled lines: there is no border or padding to add."""
        width, thumb = self.size.width, self._thumb()
        strips = [self._line(row, width, row in thumb) for row in crop.line_range]
        for line_filter in self.get_line_filters():
            background = self.background_colors[1]
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        return self._line(y, self.size.width, y in self._thumb())

    def _line(self, y: int, width: int, in_thumb: bool) -> Strip:
        """A row of an item, of the ground below the last one, or of an empty list's text."""
        if not self._items:
            return self._empty_row(y, width)
        index, row = self._top + y // ROWS, y % ROWS
        if index >= len(self._items):
            return Strip.blank(width, self._style("list--row"))
        item, selected = self._items[index], index == self._index
        key = (item, row, selected, in_thumb, width)
        strip = self._drawn.get(key)
        if strip is None:
            if len(self._drawn) > LARGEST_CACHE:
                self._drawn.clear()
            left, right = self.draw(item, row)
            right = [*right, (" ▐" if in_thumb else "  ", "list--thumb")]
            strip = self._drawn[key] = self._row(left, right, selected, width)
        return strip

    def _thumb(self) -> range:
        """The rows beside which the scrollbar stands; none if all items are visible."""
        count, height = len(self._items), self.size.height
        if count <= self.page:
            return range(0)
        size = max(1, height * self.page // count)
        start = round(self._top / (count - self.page) * (height - size))
        return range(start, start + size)

    def _row(self, left: Pieces, right: Pieces, selected: bool, width: int) -> Strip:
        plain = self._style("list--selected" if selected else "list--row")
        bar = ("▌", "list--bar") if selected else (" ", "")
        start = self._strip([bar], selected)
        end = self._strip(right, selected)
        room = max(0, width - start.cell_length - end.cell_length - 1)
        middle = self._strip(left, selected)
        if middle.cell_length > room:
            middle = Strip.join([middle.crop(0, max(0, room - 1)), Strip([Segment("…", plain)])])
        middle = middle.adjust_cell_length(room + 1, plain)
        return Strip.join([start, middle, end]).adjust_cell_length(width, plain).simplify()

    def _strip(self, pieces: Pieces, selected: bool) -> Strip:
        return Strip([Segment(text, self._style(name, selected)) for text, name in pieces])

    def _style(self, name: str, selected: bool = False) -> Style:
        style = self._styles_of.get((name, selected))
        if style is None:
            style = self.get_component_rich_style("list--selected" if selected else "list--row")
            if name:
                style += self.get_component_rich_style(name, partial=True)
            self._styles_of[name, selected] = style
        return style

    def _empty_row(self, y: int, width: int) -> Strip:
        style = self._style("list--empty")
        line = y - max(0, (self.size.height - len(self._empty)) // 3)
        text = safe_line(self._empty[line]) if 0 <= line < len(self._empty) else ""
        indent = max(0, (width - cell_len(text)) // 2)
        return Strip([Segment(" " * indent + text, style)]).adjust_cell_length(width, style)
