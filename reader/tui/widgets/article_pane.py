"""The reading pane: one article in one widget, and everything that is drawn over its text.

It knows the article, the window onto it and the marks; never the library. It is moved by its
methods, and says in messages only what the mouse asked for: who calls a method knows what was done.

Which rows there are and where they stand is the business of `typesetting`, how a line looks that of
`line_painter`. Textual's own scrolling is not used: its scrollbar costs as many styled rows as the
text. Here scrollbar and overview are a part of the row.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.layout import Shape
from reader.core.search import Matches
from reader.core.segments import Range
from reader.core.viewport import Reveal, Viewport
from reader.settings import NotesShown
from reader.tui.widgets.line_painter import LinePainter
from reader.tui.widgets.overlay import TURNED, Overlay
from reader.tui.widgets.pointed_text import PointedText
from reader.tui.widgets.row_painter import COMPONENTS
from reader.tui.widgets.typesetting import NOTHING, Typesetter

if TYPE_CHECKING:
    from reader.core.hints import Hint

HINT: Final = "article--hint"
"""The component class of a hint's label."""


class Looks(dict[tuple[str, ...], Style]):
    """The styles of component classes laid over each other, the last one on top, once resolved."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def __missing__(self, components: tuple[str, ...]) -> Style:
        widget = self._widget
        style = widget.rich_style
        for name in components:
            look = widget.get_component_rich_style(name, partial=True)
            style += _turned(look, style) if name in TURNED else look
        segments = [Segment(" ", style)]
        for line_filter in widget.get_line_filters():
            segments = line_filter.apply(segments, widget.background_colors[1])
        style = self[components] = segments[0].style or style
        return style


def _turned(look: Style, under: Style) -> Style:
    """A look that takes away of what is under it the attributes that they would share."""
    return look + Style(
        bold=not under.bold if look.bold else None,
        italic=not under.italic if look.italic else None,
        underline=not under.underline if look.underline else None,
    )


class ArticlePane(PointedText, can_focus=True):
    """Shows an article in which a paragraph is always current, and in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS, HINT}

    class Resized(Message):
        """There is room for more of the text, or for less."""

    def __init__(self, margin_notes: NotesShown = "auto") -> None:
        """`margin_notes` says where notes are shown, as the setting does."""
        super().__init__()
        self._typesetter = Typesetter(margin_notes)
        self._place = (0, 0)
        """Where to begin, top and cursor, until the width is known to which the text is set."""
        self._view: Viewport | None = None
        self._set_width = 0
        self._typeset = self._typesetter.typeset(0)
        """What the window is onto, at that width."""
        self._overlay = Overlay(NOTHING)
        self._hints: Sequence[Hint] = ()
        self._looks = Looks(self)
        self._lines = LinePainter(self._looks)

    # What is shown

    def show(self, article: Article, shape: Shape, *, top: int = 0, cursor: int = 0) -> None:
        """Show an article with the offset `top` in its first row and the cursor at `cursor`."""
        typesetter = self._typesetter
        if article is not typesetter.article:
            self._overlay = Overlay(article)
            typesetter.article, typesetter.noted = article, ()
        typesetter.shape = shape
        self._place, self._view, self._hints = (top, cursor), None, ()
        self._renew()

    def set_shape(self, shape: Shape) -> None:
        """Set the text in another shape; the offset at the top stays there."""
        if shape != self._typesetter.shape:
            self._typesetter.shape = shape
            self._set_anew()

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Draw these annotations, which come in reading order as the library lists them; those
        without a passage are not drawn."""
        if self._overlay.set_annotations(annotations):
            self._typesetter.noted = self._overlay.noted
            self._set_anew()
        else:
            self._renew()

    def show_notes(self, where: NotesShown) -> None:
        """Show notes there from now on."""
        self._typesetter.where = where
        self._set_anew()

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

    def set_meant(self, annotation: Annotation | None) -> None:
        """Show this annotation without those that it meets."""
        if annotation != self._overlay.meant:
            before = self._overlay.meant_rows(self.view.layout)
            self._overlay.meant = annotation
            self._refresh_rows(before, self._overlay.meant_rows(self.view.layout))

    def set_hints(self, hints: "Sequence[Hint]") -> None:
        """Draw the labels of these sentences, or none any more."""
        if hints or self._hints:
            self._hints = hints
            self.refresh()

    def annotations_touching(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share an offset with a passage, the shortest first."""
        return self._overlay.annotations_touching(start, end)

    def shows_note_of(self, annotation: Annotation) -> bool:
        """Whether all of its note stands beside the text, or below its paragraph."""
        notes = self._typeset.notes
        return notes is not None and notes.is_whole(annotation)

    @property
    def annotations(self) -> list[Annotation]:
        """Those that have a passage, by its start, the longer ones first."""
        return self._overlay.annotations

    @property
    def article(self) -> Article:
        """The article that is shown; one without text before there is any."""
        return self._typesetter.article

    @property
    def shape(self) -> Shape:
        """The shape that was asked for; where there is less room, the text is narrower."""
        return self._typesetter.shape

    @property
    def view(self) -> Viewport:
        """The window onto the text, set to the width and height there are."""
        view, (width, height) = self._view, self.size
        if view is None or self._set_width != width:
            anchor, cursor = (view.anchor, view.cursor) if view else self._place
            self._typeset = self._typesetter.typeset(width)
            view = Viewport(self._typeset.layout, height, anchor=anchor, cursor=cursor)
            if self._selects:
                view.move(cursor)
            self._view, self._set_width = view, width
            self._lines.renew()
        elif view.height != height:
            view.resize(height)
        return view

    def _set_anew(self) -> None:
        """Set the text again; the offset at the top stays there."""
        self._place, self._view = (self.top, self.cursor), None
        self._renew()

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
        strips = self._paint(range(crop.y, crop.bottom))
        if crop.width != self.size.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        return self._paint(range(y, y + 1))[0]

    def _paint(self, lines: range) -> list[Strip]:
        view = self.view
        painted = self._lines.paint(view, self._typeset, self._overlay, lines)
        if not self._hints:
            return painted
        from reader.tui.widgets.hint_labels import HintLabels  # not seen first

        text, row = self._typeset.columns.text, view.top + lines.start
        labels = HintLabels(self._hints, view, text, self._looks[(HINT,)])
        return [labels.over(place, strip) for place, strip in enumerate(painted, row)]

    def on_resize(self) -> None:
        """Say so: what was said of the rows in sight was said of others."""
        self.post_message(self.Resized())

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Resolve no styles anew, as Textual would: none depends on the focus."""

    def notify_style_update(self) -> None:
        """Paint all anew: theme or styles have changed."""
        super().notify_style_update()
        self._looks.clear()
        self._renew()

    def _renew(self) -> None:
        """Paint all anew."""
        self._lines.renew()
        self.refresh()

    def _refresh_rows(self, *stretches: range, gutter_only: bool = False) -> None:
        """Paint rows again, where they are in sight."""
        view = self.view
        width = self._typeset.columns.text if gutter_only else self.size.width
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
        columns, notes = self._typeset.columns, self._typeset.notes
        if notes is not None:
            beside = column >= columns.margin
            passage = notes.passage_at(view.top + line, beside=beside)
            if passage is not None:
                return passage
        return view.offset_at(line, column - columns.text)

    def scroll_thumb_to(self, line: int) -> bool:
        """Scroll so that the thumb is at a line. Whether anything moved."""
        view = self.view
        row = round(view.last_top * max(0, line) / max(1, view.height - 1))
        return self.scroll_rows(row - view.top)
