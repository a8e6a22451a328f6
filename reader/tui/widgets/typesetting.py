"""An article set in a pane: its rows at some width, where they stand, and where its notes do.

Where the text stands depends on the width and the settings alone, never on what is annotated: the
first note of an article must not move the words that somebody is reading.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.layout import Layout, Shape
from reader.settings import NotesShown

if TYPE_CHECKING:
    from reader.tui.widgets.side_notes import SideNotes

GUTTER: Final = 4
"""Cells of the gutter: the sign of an annotation, one more to know of it, the current paragraph's
bar, air."""

RIGHT: Final = 3
"""Cells that stay free at the right of the text: air, what is in that part of the article, and the
scrollbar."""

BETWEEN: Final = 1
"""Cells between the text and the notes beside it."""

ROOM: Final = 32
"""Cells that are free around the text, from which on notes stand beside it."""

NARROWEST: Final = 24
WIDEST: Final = 44
"""Cells of the margin for notes. With fewer than the first, the text makes room at its left."""

NOTHING: Final = Article("", ())


class Columns(NamedTuple):
    """Where things stand in a pane of some width: cells, counted from its left edge."""

    width: int
    gutter: int
    text: int
    margin: int
    """Where notes stand beside the text, if they do."""
    margin_width: int
    """Of how many cells they have; none where they do not stand there."""

    @classmethod
    def of(cls, width: int, measure: int, *, notes_beside: bool) -> "Columns":
        """The text in the middle, or so far left of it that there is a margin for its notes."""
        room = max(0, width - measure - GUTTER - RIGHT)
        gutter, margin_width = room // 2, 0
        if notes_beside and room >= ROOM:
            gutter = min(gutter, room - BETWEEN - NARROWEST)
            margin_width = min(WIDEST, room - BETWEEN - gutter)
        text = gutter + GUTTER
        return cls(width, gutter, text, text + measure + BETWEEN, margin_width)


class Typeset(NamedTuple):
    """What there is to be painted of an article in a pane of some width."""

    layout: Layout
    columns: Columns
    notes: "SideNotes | None"
    """Those that stand beside the text or have rows of it; None where there are none."""


class Typesetter:
    """Sets an article, and its notes where they are shown, to the widths that a pane has."""

    def __init__(self, where: NotesShown) -> None:
        """`where` says where notes are shown, as the setting does."""
        self.article = NOTHING
        self.shape = Shape()
        """As it is asked for; where there is less room, the text is narrower."""
        self.where: NotesShown = where
        self.noted: Sequence[tuple[int, int, Annotation]] = ()
        """What has a note, with its passage, by the starts of these."""
        self._layout: Layout | None = None
        """The text alone, as it was set last: notes that come and go do not set it anew."""
        self._row_at: Callable[[int], int] = int
        """Where an offset stands in it, looked for once."""

    def typeset(self, width: int) -> Typeset:
        """What is painted in so many cells."""
        measure = max(1, min(self.shape.width, width - GUTTER - RIGHT))
        columns = Columns.of(width, measure, notes_beside=self.where == "auto")
        shape = replace(self.shape, width=measure)
        layout = self._layout
        if layout is None or layout.article is not self.article or layout.shape != shape:
            layout = self._layout = Layout(self.article, shape)
            self._row_at = cache(layout.row_at)
        if self.where == "sign" or not self.noted:
            return Typeset(layout, columns, None)
        from reader.tui.widgets.side_notes import SideNotes

        notes = SideNotes(self.noted, layout, columns.margin_width, self._row_at)
        return Typeset(notes.layout, columns, notes)
