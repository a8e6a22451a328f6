"""The reading pane: one article in one widget, and everything that is drawn over its text.

It knows the article, the window onto it and the marks; never the library. It is moved by its
methods, and says in messages only what the mouse asked for: who calls a method knows what was done.

Textual's own scrolling and cache of lines are not used: its scrollbar costs as many styled rows as
the text, and its cache has to be invalidated by hand. Here a painted row is kept by all that it
shows, and scrollbar and overview are a part of the row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.layout import Layout, Shape
from reader.core.search import Matches
from reader.core.segments import Range
from reader.core.viewport import Reveal, Viewport
from reader.settings import NotesShown
from reader.tui.widgets.overlay import NOT_SELECTED, Overlay, Sign
from reader.tui.widgets.pointed_text import PointedText
from reader.tui.widgets.row_painter import (
    COMPONENTS,
    GUTTER,
    PLACE,
    RIGHT,
    THUMB,
    Columns,
    RowPainter,
    RowState,
)

if TYPE_CHECKING:
    from reader.core.hints import Hint
    from reader.tui.widgets.side_notes import SideNotes

KEPT_ROWS: Final = 600
"""Painted rows that are kept: a dozen screenfuls."""

HINT: Final = "article--hint"
"""The component class of a hint's label."""

NOTHING: Final = Article("", ())


class ArticlePane(PointedText, can_focus=True):
    """Shows an article in which a paragraph is always current, and in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS, HINT}

    def __init__(self, margin_notes: NotesShown = "auto") -> None:
        """`margin_notes` says where notes are shown, as the setting does."""
        super().__init__()
        self._margin_notes: NotesShown = margin_notes
        self._article = NOTHING
        self._shape = Shape()
        self._place = (0, 0)
        """Where to begin, top and cursor, until the width is known to which the text is set."""
        self._view: Viewport | None = None
        self._set_width = 0
        self._layout: Layout | None = None
        """The text alone, as it was set last: notes that come and go do not set it anew."""
        self._columns = Columns.centred(0, 0)
        self._noted: list[tuple[int, int, Annotation]] = []
        self._side: SideNotes | None = None
        self._overlay = Overlay(NOTHING)
        self._hints: Sequence[Hint] = ()
        self._edition = 0
        """Stands for layout, marks and looks in the key of a painted row."""
        self._strip: tuple[tuple[int, int], Sequence[Sign | None]] = ((-1, -1), ())
        self._looks: dict[tuple[str, ...], Style] = {}
        self._painter: RowPainter | None = None
        self._strips: LRUCache[tuple[int, int, RowState], Strip] = LRUCache(KEPT_ROWS)

    # What is shown

    def show(self, article: Article, shape: Shape, *, top: int = 0, cursor: int = 0) -> None:
        """Show an article with the offset `top` in its first row and the cursor at `cursor`."""
        if article is not self._article:
            self._article, self._overlay, self._noted = article, Overlay(article), []
        self._shape, self._place, self._view, self._hints = shape, (top, cursor), None, ()
        self._renew()

    def set_shape(self, shape: Shape) -> None:
        """Set the text in another shape; the offset at the top stays there."""
        if shape != self._shape:
            self._place = (self.top, self.cursor)
            self._shape, self._view = shape, None
            self._renew()

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Draw these annotations; those without a passage are not drawn."""
        self._overlay.set_annotations(annotations)
        self._set_notes()

    def show_notes(self, where: NotesShown) -> None:
        """Show notes there from now on."""
        self._margin_notes = where
        self._set_notes()

    def _set_notes(self) -> None:
        noted = self._overlay.noted if self._margin_notes != "sign" else []
        if noted != self._noted:
            self._noted = noted
            self._place, self._view = (self.top, self.cursor), None
        self._renew()

    def set_matches(self, matches: Matches | None, current: Range | None = None) -> None:
        """Draw what a search found; `current` is the match on which the person stands."""
        self._overlay.matches, self._overlay.current_match = matches, current
        self._renew()

    def set_selection(self, passage: Range | None, *, cursor_visible: bool) -> None:
        """Draw a selection, and the cell on which the cursor stands."""
        before = self._overlay.selected_rows(self.view.layout)
        self._overlay.selection = passage
        self._overlay.cursor = self.cursor if cursor_visible else None
        self._refresh_rows(before, self._overlay.selected_rows(self.view.layout))

    def set_hints(self, hints: "Sequence[Hint]") -> None:
        """Draw the labels of these sentences, or none any more."""
        if hints or self._hints:
            self._hints = hints
            self.refresh()

    def annotations_touching(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share an offset with a passage, the shortest first."""
        return self._overlay.annotations_touching(start, end)

    @property
    def annotations(self) -> list[Annotation]:
        """Those that have a passage, by its start, the longer ones first."""
        return self._overlay.annotations

    @property
    def article(self) -> Article:
        """The article that is shown; one without text before there is any."""
        return self._article

    @property
    def shape(self) -> Shape:
        """The shape that was asked for; where there is less room, the text is narrower."""
        return self._shape

    @property
    def view(self) -> Viewport:
        """The window onto the text, set to the width and height there are."""
        view, (width, height) = self._view, self.size
        if view is None or self._set_width != width:
            anchor, cursor = (view.anchor, view.cursor) if view else self._place
            view = Viewport(self._set_text(width), height, anchor=anchor, cursor=cursor)
            view.move(cursor) if self._selects else view.carry_cursor()
            self._view, self._set_width, self._painter = view, width, None
            self._edition += 1
        elif view.height != height:
            view.resize(height)
        return view

    def _set_text(self, width: int) -> Layout:
        """Set the article, and its notes where there is room for them."""
        measure = max(1, min(self._shape.width, width - GUTTER - RIGHT))
        shape = replace(self._shape, width=measure)
        layout = self._layout
        if layout is None or layout.article is not self._article or layout.shape != shape:
            layout = self._layout = Layout(self._article, shape)
        margin, self._side = 0, None
        if self._noted:
            from reader.tui.widgets.side_notes import SideNotes, margin_width

            if self._margin_notes == "auto":
                margin = margin_width(width - measure - GUTTER - RIGHT)
            self._side = SideNotes(self._noted, layout, margin)
            layout = self._side.layout
        self._columns = Columns.centred(width, measure, margin)
        return layout

    # Where one stands, and moving

    @property
    def cursor(self) -> int:
        """The offset of the cursor."""
        return self._view.cursor if self._view else self._place[1]

    @property
    def top(self) -> int:
        """The offset at the top: what is in the first row at any width."""
        return self._view.anchor if self._view else self._place[0]

    @property
    def _selects(self) -> bool:
        """Whether there is a cursor to be seen, that no scrolling may move."""
        return self._overlay.cursor is not None

    def move_cursor(self, offset: int, reveal: Reveal = "nearest") -> None:
        """Put the cursor at an offset, and bring its place into sight."""
        if not self.size:
            self._place = (self._place[0], offset)
            return
        view = self.view
        before, place = view.current_rows, view.place
        if view.move(offset, reveal):
            self.refresh()
            return
        if before != view.current_rows:
            self._refresh_rows(before, view.current_rows, gutter_only=True)
        if place != view.place:
            edge = self.size.width - 1
            self.refresh(*(Region(edge, line or 0, 1, 1) for line in (place, view.place)))

    def scroll_rows(self, rows: int) -> bool:
        """Scroll; the cursor comes along to stay in sight. Whether anything moved."""
        view = self.view
        moved = view.scroll_to(view.top + rows, carry_cursor=not self._selects)
        if moved:
            self.refresh()
        return moved

    def scroll_pages(self, pages: float) -> None:
        """Scroll by screenfuls; some rows stay in sight."""
        if self.view.scroll_pages(pages):
            self.refresh()

    def scroll_within_paragraph(self, forward: bool) -> bool:
        """Scroll on in a paragraph taller than the screen, if there is more of it that way."""
        moved = self.view.scroll_within_paragraph(1 if forward else -1)
        if moved:
            self.refresh()
        return moved

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the widget: those that were painted before, or painted now."""
        if not self.size:
            return [Strip.blank(crop.width)] * crop.height
        strips = self._paint(crop.y, crop.bottom)
        if crop.width != self.size.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        return self._paint(y, y + 1)[0]

    def _paint(self, first: int, end: int) -> list[Strip]:
        view = self.view
        painter = self._painter
        if painter is None:
            painter = self._painter = RowPainter(
                view.layout, self._columns, self._overlay, view.owned, self._look, self._side
            )
        current, rows = view.current_rows, view.layout.rows
        thumb, place, ticks = view.thumb, view.place, self._ticks
        edition, strips, overlay, top = self._edition, self._strips, self._overlay, view.top
        selects = overlay.selection is not None or overlay.cursor is not None
        painted: list[Strip] = []
        for line in range(first, end):
            row = top + line
            selected = NOT_SELECTED
            if selects and row < rows:
                selected = overlay.selected(*view.owned(row))
            bar = PLACE if line == place else THUMB if line in thumb else None
            edge = (ticks[line], bar) if ticks else (None, bar)
            state = RowState(row in current, edge, *selected)
            key = edition, row, state
            strip = strips.get(key)
            if strip is None:
                strip = painter.paint(row, state)
                strips.set(key, strip)
            painted.append(strip)
        return self._with_hints(painted, top + first) if self._hints else painted

    def _with_hints(self, strips: list[Strip], row: int) -> list[Strip]:
        """Painted rows from one on, with labels: those come and go, and no row is kept by them."""
        from reader.tui.widgets.hint_labels import HintLabels  # not seen first

        labels = HintLabels(self._hints, self.view, self._columns.text, self._look((HINT,)))
        return [labels.over(place, strip) for place, strip in enumerate(strips, row)]

    @property
    def _ticks(self) -> Sequence[Sign | None]:
        """What the strip beside the scrollbar shows in each line, made anew when that changes."""
        made_for = self._edition, self.view.height
        if self._strip[0] != made_for:
            self._strip = made_for, self._overlay.strip(self.view.strip)
        return self._strip[1]

    def _look(self, components: tuple[str, ...]) -> Style:
        style = self._looks.get(components)
        if style is None:
            style = self.rich_style
            for name in components:
                style += self.get_component_rich_style(name, partial=True)
            segments = [Segment(" ", style)]
            for line_filter in self.get_line_filters():
                segments = line_filter.apply(segments, self.background_colors[1])
            style = self._looks[components] = segments[0].style or style
        return style

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Resolve no styles anew, as Textual would: none depends on the focus."""

    def notify_style_update(self) -> None:
        """Paint all anew: theme or styles have changed."""
        super().notify_style_update()
        self._looks.clear()
        self._renew()

    def _renew(self) -> None:
        """Paint all anew."""
        self._edition += 1
        self._painter = None
        self.refresh()

    def _refresh_rows(self, *stretches: range, gutter_only: bool = False) -> None:
        """Paint rows again, where they are in sight."""
        view = self.view
        width = self._columns.text if gutter_only else self.size.width
        regions: list[Region] = []
        for rows in stretches:
            first, end = max(rows.start, view.top), min(rows.stop, view.visible.stop)
            if first < end:
                regions.append(Region(0, first - view.top, width, end - first))
        if regions:
            self.refresh(*regions)

    # For the mouse

    def offset_under(self, column: int, line: int) -> int:
        """The offset nearest to a cell of the widget."""
        line = max(0, min(line, self.size.height - 1))
        view = self.view
        if self._side is not None:
            beside = column >= self._columns.margin
            passage = self._side.passage_at(view.top + line, beside=beside)
            if passage is not None:
                return passage
        return view.offset_at(line, column - self._columns.text)

    def scroll_thumb_to(self, line: int) -> bool:
        """Scroll so that the thumb is at a line. Whether anything moved."""
        view = self.view
        row = round(view.last_top * max(0, line) / max(1, view.height - 1))
        return self.scroll_rows(row - view.top)
