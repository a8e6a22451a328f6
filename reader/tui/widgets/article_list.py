"""The list of articles: two rows each, of which only the visible ones are ever drawn.

It draws its own rows and its own scrollbar, and scrolls by whole articles; 10,000 of them cost no
more to paint than 50. What articles are shown, and in which order, is the owner's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.core.annotation import ReadingState
from reader.core.catalog import Entry, minutes
from reader.core.safe import safe_line

ROWS: Final = 2
"""An article's height."""

SIGNS: Final[dict[ReadingState, str]] = {"unread": "○", "reading": "◐", "done": "●"}
INDENT: Final = 4
"""Cells before the title: the bar of the selected article, the sign of its state, and spaces."""

LARGEST_CACHE: Final = 2_000
"""Drawn rows that are kept: some screens of them."""

Pieces = list[tuple[str, str]]
"""Texts and the component classes that set them."""


class ArticleList(Widget, can_focus=True):
    """Articles, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("list--row", "list--selected", "list--bar", "list--title", "list--read"),
        *("list--quiet", "list--star", "list--tag", "list--alert", "list--thumb", "list--empty"),
    }
    ALLOW_SELECT = False

    @dataclass
    class Selected(Message):
        """Another article is selected, or none."""

        entry: Entry | None

    @dataclass
    class Chosen(Message):
        """An article was chosen with the mouse."""

        entry: Entry

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._empty: tuple[str, ...] = ()
        self._index = 0
        self._top = 0
        self._drawn: dict[tuple[Entry, int, bool, bool, int], Strip] = {}
        self._styles_of: dict[tuple[str, bool], Style] = {}

    # What is shown.

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The articles in the order of the list."""
        return self._entries

    @property
    def selected(self) -> Entry | None:
        """The selected article, if the list has any."""
        return self._entries[self._index] if self._entries else None

    def show(
        self, entries: Sequence[Entry], *, select: str | None = None, empty: Sequence[str] = ()
    ) -> None:
        """Show these articles; `empty` is what an empty list says, line by line.

        The article with the id `select` is selected; else the one that was, where it still is in
        the list; else its neighbour.
        """
        before = self.selected
        shown = tuple(entries)
        if shown == self._entries and tuple(empty) == self._empty and select is None:
            return
        self._entries, self._empty = shown, tuple(empty)
        wanted = select or (before.id if before else None)
        found = (place for place, entry in enumerate(shown) if entry.id == wanted)
        self._index = next(found, max(0, min(self._index, len(shown) - 1)))
        self._reveal()
        self.refresh()
        if self.selected != before:
            self.post_message(self.Selected(self.selected))

    # Moving.

    @property
    def page(self) -> int:
        """How many articles are wholly visible; at least one."""
        return max(1, self.size.height // ROWS)

    def select(self, index: int) -> None:
        """Select the article at that place, the nearest one if there is none."""
        index = max(0, min(index, len(self._entries) - 1))
        if index == self._index or not self._entries:
            return
        old, self._index = self._index, index
        if self._reveal():
            self.refresh()
        else:
            self.refresh(self._region(old), self._region(index))
        self.post_message(self.Selected(self.selected))

    def move(self, articles: int) -> None:
        """Select the article that many further down."""
        self.select(self._index + articles)

    def move_pages(self, pages: float) -> None:
        """Select the article that many pages further down."""
        self.move(int(pages * self.page) or (1 if pages > 0 else -1))

    def select_last(self) -> None:
        """Select the last article."""
        self.select(len(self._entries) - 1)

    def _reveal(self) -> bool:
        """Scroll so far that the selected article is visible; whether that was needed."""
        highest = min(self._index, max(0, len(self._entries) - self.page))
        top = max(self._index - self.page + 1, min(self._top, highest))
        changed, self._top = top != self._top, top
        return changed

    def _region(self, index: int) -> Region:
        return Region(0, (index - self._top) * ROWS, self.size.width, ROWS)

    def on_resize(self) -> None:
        """Keep the selected article visible."""
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Select; a second click chooses."""
        index = self._top + event.y // ROWS
        if index < len(self._entries):
            self.select(index)
            if event.chain == 2:
                self.post_message(self.Chosen(self._entries[index]))

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
        """A row of an article, of the ground below the last one, or of an empty list's text."""
        if not self._entries:
            return self._empty_row(y, width)
        index, row = self._top + y // ROWS, y % ROWS
        if index >= len(self._entries):
            return Strip.blank(width, self._style("list--row"))
        entry, selected = self._entries[index], index == self._index
        key = (entry, row, selected, in_thumb, width)
        strip = self._drawn.get(key)
        if strip is None:
            if len(self._drawn) > LARGEST_CACHE:
                self._drawn.clear()
            left, right = title_row(entry) if row == 0 else facts_row(entry)
            right.append((" ▐" if in_thumb else "  ", "list--thumb"))
            strip = self._drawn[key] = self._row(left, right, selected, width)
        return strip

    def _thumb(self) -> range:
        """The rows beside which the scrollbar stands; none if all articles are visible."""
        count, height = len(self._entries), self.size.height
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


def title_row(entry: Entry) -> tuple[Pieces, Pieces]:
    """The state and the title; at the right a star and the time that reading takes."""
    title_class = "list--read" if entry.state == "done" else "list--title"
    left = [
        (f" {SIGNS[entry.state]} ", "list--bar" if entry.state == "reading" else "list--quiet"),
        (safe_line(entry.title) or "Untitled", title_class),
    ]
    if entry.missing:
        return left, [("cannot be read", "list--alert")]
    star = [("★ ", "list--star")] if entry.starred else []
    return left, [*star, (reading_time(entry), "list--quiet")]


def facts_row(entry: Entry) -> tuple[Pieces, Pieces]:
    """What else is known of the article, quietly, and its tags."""
    facts = [
        entry.date,
        entry.author or source_name(entry),
        f"{round(entry.progress * 100)}%" if 0 < entry.progress < 1 else None,
        counted(entry.highlights, "highlight"),
        counted(entry.notes, "note"),
        "archived" if entry.archived else None,
    ]
    text = " · ".join(safe_line(fact) for fact in facts if fact)
    if entry.missing:
        text = safe_line(entry.missing)
    tags = [(f"#{safe_line(tag)} ", "list--tag") for tag in entry.tags]
    gap = [("  ", "")] if text and tags else []
    return [(" " * (INDENT - 1), ""), (text, "list--quiet"), *gap, *tags], []


def reading_time(entry: Entry) -> str:
    """How long reading takes, or what is left of it once it has begun."""
    begun = entry.state == "reading" and entry.progress > 0
    hours, rest = divmod(minutes(round(entry.words * (1 - entry.progress * begun))), 60)
    time = f"{hours} h {rest:02} min" if hours else f"{rest} min"
    return f"{time} left" if begun else time


def counted(number: int, what: str) -> str | None:
    """`1 note`, `2 notes`; None for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else None


def source_name(entry: Entry) -> str | None:
    """The last source's file name, or the host of its address."""
    if not entry.sources:
        return None
    source = entry.sources[-1]
    if "://" in source:
        return source.split("://", 1)[1].split("/", 1)[0]
    return source.replace("\\", "/").rsplit("/", 1)[-1]
