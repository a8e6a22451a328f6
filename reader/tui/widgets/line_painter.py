"""The lines of a reading pane: which row each one shows, in which state, and painted.

Textual's cache of lines is not used, for it has to be invalidated by hand. Here a painted row is
kept by all that it shows; layout, marks and looks are in an edition that is new when they are.
"""

from collections.abc import Sequence
from typing import Final

from textual.cache import LRUCache
from textual.strip import Strip

from reader.core.viewport import Viewport
from reader.tui.widgets.overlay import NOT_SELECTED, Overlay, Sign
from reader.tui.widgets.row_painter import PLACE, THUMB, Looks, RowPainter, RowState
from reader.tui.widgets.typesetting import Typeset

KEPT_ROWS: Final = 600
"""Painted rows that are kept: a dozen screenfuls."""


class LinePainter:
    """Paints the lines of a window onto an article, with the scrollbar's cells at their right."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.strips: LRUCache[tuple[int, int, RowState], Strip] = LRUCache(KEPT_ROWS)
        self._edition = 0
        """Stands for layout, marks and looks in the key of a painted row."""
        self._painter: RowPainter | None = None
        self._ticks: tuple[tuple[int, int], Sequence[Sign | None]] = ((-1, -1), ())
        """The strip beside the scrollbar, and for which edition and height it was made."""

    def renew(self) -> None:
        """Paint all anew: layout, marks or looks have changed."""
        self._edition += 1
        self._painter = None

    def paint(
        self, view: Viewport, typeset: Typeset, overlay: Overlay, lines: range
    ) -> list[Strip]:
        """Lines of the window: those that were painted before, or painted now."""
        painter = self._painter
        if painter is None:
            painter = self._painter = RowPainter(typeset, overlay, view.owned, self._looks)
        current, rows = view.current_rows, view.layout.rows
        thumb, place, ticks = view.thumb, view.place, self._ticks_for(view, overlay)
        edition, strips, top = self._edition, self.strips, view.top
        selects = overlay.selection is not None or overlay.cursor is not None
        meant = overlay.meant.id if overlay.meant else None
        meant_rows = overlay.meant_rows(view.layout)
        painted: list[Strip] = []
        for line in lines:
            row = top + line
            selected = NOT_SELECTED
            if selects and row < rows:
                selected = overlay.selected(*view.owned(row))
            bar = PLACE if line == place else THUMB if line in thumb else None
            edge = (ticks[line], bar) if ticks else (None, bar)
            state = RowState(row in current, edge, *selected, meant if row in meant_rows else None)
            key = edition, row, state
            strip = strips.get(key)
            if strip is None:
                strip = painter.paint(row, state)
                strips.set(key, strip)
            painted.append(strip)
        return painted

    def _ticks_for(self, view: Viewport, overlay: Overlay) -> Sequence[Sign | None]:
        """What the strip beside the scrollbar shows in each line, made anew when that changes."""
        made_for = self._edition, view.height
        if self._ticks[0] != made_for:
            self._ticks = made_for, overlay.strip(view.strip)
        return self._ticks[1]
