"""The window through which an article is read: which rows are in sight, and where the cursor is.

Pure state over a layout. The cursor is an offset, and the paragraph it stands in is current; the
window may be moved, and then the cursor comes along, or the cursor, and then the window does.
"""

from typing import Final, Literal

from reader.core.layout import Layout

Reveal = Literal["page", "third", "nearest"]
"""How a place that is not in sight comes there: as when a page is turned, so that one reads on from
the edge; at a third of the height, with what stands before it; by as few rows as can be."""

CONTEXT: Final = 2
"""Rows that stay in sight when a page is turned."""


class Viewport:
    """Some rows of a layout, as many as the screen is high."""

    def __init__(self, layout: Layout, height: int, *, anchor: int = 0, cursor: int = 0) -> None:
        """`anchor` is the offset that shall stand in the first row, if the current paragraph is in
        sight then."""
        self.layout = layout
        self.article = layout.article
        self._height = max(1, height)
        self._anchor = anchor
        self._cursor = self._clamped_offset(cursor)
        self._home = self._clamped(layout.row_at(anchor))
        """The top that was asked for last; a small window may show another one."""
        self._top = self._with_cursor(self._home)

    # What is in sight

    @property
    def height(self) -> int:
        """Rows that can be seen at once."""
        return self._height

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self._top

    @property
    def anchor(self) -> int:
        """The offset that stands at the top: kept when the text is set to another width."""
        return self._anchor

    @property
    def cursor(self) -> int:
        """The cursor's offset."""
        return self._cursor

    @property
    def visible(self) -> range:
        """The rows in sight."""
        return range(self._top, min(self.layout.rows, self._top + self._height))

    @property
    def passage(self) -> tuple[int, int]:
        """The passage in sight."""
        rows = self.visible
        if not rows:
            return 0, 0
        return self.layout.starts[rows.start], self.layout.ends[rows[-1]]

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is in sight."""
        return self._top + self._height >= self.layout.rows

    @property
    def current_rows(self) -> range:
        """The rows of the current paragraph, in sight or not."""
        if not self.article.paragraphs:
            return range(0)
        return self._rows_of_paragraph(self.article.paragraph_at(self._cursor))

    @property
    def thumb(self) -> range:
        """The lines of the screen that the scrollbar's thumb covers; none if all is in sight."""
        if not self.last_top:
            return range(0)
        length = max(1, self._height * self._height // self._rows)
        first = round(self._top * (self._height - length) / self.last_top)
        return range(first, first + length)

    @property
    def last_top(self) -> int:
        """The furthest that one can scroll: the first row in sight at the end."""
        return max(0, min(self._rows - self._height, self.layout.rows - 1))

    @property
    def _rows(self) -> int:
        """All rows, with those below the end of the text."""
        return self.layout.rows + self.layout.tail

    # The article as a strip beside the window, as high as the window is

    @property
    def strip(self) -> list[int]:
        """The offset where each line of the strip begins; none if all is in sight."""
        rows, height = self._rows, self._height
        if rows <= height:
            return []
        starts, after = self.layout.starts, len(self.article.text) + 1
        firsts = (-(-line * rows // height) for line in range(height))
        return [starts[row] if row < len(starts) else after for row in firsts]

    @property
    def place(self) -> int | None:
        """The line of the strip in whose part the cursor is; None if all is in sight."""
        rows, height = self._rows, self._height
        return None if rows <= height else self.layout.row_at(self._cursor) * height // rows

    # Moving the window

    def scroll_to(self, row: int, *, carry_cursor: bool = True) -> bool:
        """Put a row at the top, as far as there is text below it. Whether anything moved."""
        top = self._clamped(row)
        if top == self._top:
            return False
        self._top = self._home = top
        self._anchor = self.layout.starts[top]
        if carry_cursor:
            self.carry_cursor()
        return True

    def scroll_pages(self, pages: float) -> bool:
        """Scroll by screenfuls, some rows of which stay in sight. Whether anything moved.

        Where the text ends, the cursor goes to its last or first paragraph: every press leads on.
        """
        page = max(1, self._height - CONTEXT)
        rows = round(pages * page) or (1 if pages > 0 else -1)
        if self.scroll_to(self._top + rows):
            return True
        before = self._cursor
        paragraphs = self.article.paragraphs
        if paragraphs:
            last = len(paragraphs) - 1 if pages > 0 else 0
            self._cursor = self.article.paragraph_range(last)[0]
        return self._cursor != before

    def scroll_within_paragraph(self, direction: Literal[1, -1]) -> bool:
        """Where a paragraph taller than the screen goes on beyond it, scroll on, at most a page."""
        rows = self.current_rows
        beyond = rows.stop - self._top - self._height if direction > 0 else self._top - rows.start
        if len(rows) <= self._height or beyond <= 0:
            return False
        step = min(beyond, max(1, self._height - CONTEXT))
        return self.scroll_to(self._top + direction * step)

    def resize(self, height: int) -> None:
        """Be higher or lower, with the same row at the top if the cursor stays in sight."""
        if height != self._height:
            self._height = max(1, height)
            # Where there is room again, the text stands as before.
            self._top = self._with_cursor(self._clamped(self._home))

    # Moving the cursor

    def move(self, offset: int, reveal: Reveal = "nearest") -> bool:
        """Put the cursor at an offset, and it in sight. Whether the window moved."""
        self._cursor = self._clamped_offset(offset)
        row = self.layout.row_at(self._cursor)
        wanted = self.current_rows if reveal == "page" else range(row, row + 1)
        top, bottom = self._top, self._top + self._height
        if top <= wanted.start and wanted.stop <= bottom:
            return False
        downwards = wanted.start >= top
        if reveal == "third":
            top = row - self._height // 3
        elif reveal == "nearest":
            top = row - self._height + 1 if downwards else row
        else:
            air = CONTEXT if len(wanted) <= self._height - CONTEXT else 0
            top = wanted.start - air if downwards else wanted.stop - self._height + air
        return self.scroll_to(top, carry_cursor=False)

    def carry_cursor(self) -> None:
        """Where the current paragraph is out of sight, make one current that is in sight."""
        visible, rows = self.visible, self.current_rows
        if not visible or (rows.start < visible.stop and rows.stop > visible.start):
            return
        at_edge = visible.start if rows.stop <= visible.start else visible[-1]
        block = self.article.blocks[self.layout.blocks[at_edge]]
        paragraph = self.article.paragraph_at(block.start)
        if at_edge == visible.start:
            # The first one that begins in sight, or else the one that fills the screen.
            while paragraph + 1 < len(self.article.paragraphs):
                if self._rows_of_paragraph(paragraph).start >= visible.start:
                    break
                if self._rows_of_paragraph(paragraph + 1).start >= visible.stop:
                    break
                paragraph += 1
        self._cursor = self.article.paragraph_range(paragraph)[0]

    def owned(self, row: int) -> tuple[int, int]:
        """The offsets of a row, those included that it does not draw."""
        starts = self.layout.starts
        after = starts[row + 1] if row + 1 < len(starts) else len(self.article.text) + 1
        return starts[row], after

    def offset_at(self, line: int, column: int) -> int:
        """The offset at a line of the screen and a column of the measure."""
        return self.layout.offset_at(self._top + line, column)

    def _rows_of_paragraph(self, paragraph: int) -> range:
        return self.layout.rows_of(*self.article.paragraph_range(paragraph))

    def _with_cursor(self, top: int) -> int:
        """A top, or the nearest one with which the cursor is in sight. Above the window it may be
        where its paragraph, taller than that, goes on in sight."""
        row, rows = self.layout.row_at(self._cursor), self.current_rows
        if row >= top + self._height:
            return self._clamped(max(top, min(row, rows.stop - self._height)))
        return self._clamped(row) if row < top and rows.stop <= top else top

    def _clamped(self, top: int) -> int:
        return max(0, min(top, self.last_top))

    def _clamped_offset(self, offset: int) -> int:
        return max(0, min(offset, len(self.article.text)))
