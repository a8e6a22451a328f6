"""An article set to a width: which row and column every offset has, and what is drawn beside it.

This module alone knows rows and columns. A *row* counts from the top of the article; a *column*
counts cells from the left edge of the measure, whatever is drawn before the text included. A row
owns the offsets from its start up to the start of the next; it draws all of them but the spaces and
the newline at its end. Where a row may end is the business of `breaking`.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from reader.core.article import Article, Block
from reader.core.breaking import HANGING, clusters, is_plain, row_ends

NARROWEST = 20
"""Cells; a narrower shape is set as if it were this wide."""
_INDENT = 2
_BAR = "│ "
_TURN = "↳ "

Prefix = tuple[str, str]
"""What is drawn before the text of a row, and the component class that styles it."""

_NOTHING: Prefix = ("", "")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is set."""

    width: int = 72
    """Cells; the measure, everything drawn before the text included."""
    spacing: int = 1
    """Blank rows between paragraphs, 0 to 2."""
    indent: bool = False
    """The first line of a paragraph is indented, and no blank row stands before it."""
    boilerplate: bool = False
    """Boilerplate is shown; else each run of it is one folded row."""


class Layout:
    """The rows of one article in one shape.

    The tables are arrays, because a book has eighty thousand rows.
    """

    def __init__(self, article: Article, shape: Shape) -> None:
        self.article = article
        self.shape = shape
        self.width = max(NARROWEST, shape.width)
        self.starts = array("I")
        """The first offset each row owns. A blank row owns none: the next row starts there too."""
        self.ends = array("I")
        """Where what each row draws ends."""
        self.blocks = array("I")
        """The block each row belongs to; a blank row belongs to the block before it."""
        self._hangs: dict[int, int] = {}
        """List items: cells before their text, by block."""
        self._plain = is_plain(article.text, 0, len(article.text))
        self._set()

    @property
    def rows(self) -> int:
        """How many rows there are; none only in an article without blocks."""
        return len(self.starts)

    # What a row is and draws

    def is_blank(self, row: int) -> bool:
        """Whether the row is nothing but space between two blocks."""
        return row + 1 < len(self.starts) and self.starts[row] == self.starts[row + 1]

    def is_folded(self, row: int) -> bool:
        """Whether the row stands for a run of boilerplate that is not shown."""
        return (
            not self.shape.boilerplate
            and self.article.blocks[self.blocks[row]].kind == "boilerplate"
            and not self.is_blank(row)
        )

    def row_text(self, row: int) -> str:
        """What the row draws after its prefix."""
        return self.article.text[self.starts[row] : self.ends[row]]

    def prefix(self, row: int) -> Prefix:
        """What is drawn before the text of a row: an indent, a marker, bars, a rule."""
        index = self.blocks[row]
        block = self.article.blocks[index]
        if block.kind == "quote":
            return self._quote_prefix(row, index)
        if self.is_blank(row):
            return _NOTHING
        is_first = self.starts[row] == block.start
        if block.kind == "paragraph":
            return (" " * _INDENT, "") if is_first and self._is_indented(index) else _NOTHING
        if block.kind == "item":
            hang = self._hangs[index]
            if not is_first or not block.marker:
                return " " * hang, ""
            marker = set_cell_size(block.marker, min(cell_len(block.marker), hang - 1))
            return " " * (hang - 1 - cell_len(marker)) + marker + " ", "article--marker"
        if block.kind == "preformatted":
            return (" " * _INDENT, "") if is_first else (_TURN, "article--marker")
        if block.kind == "rule":
            length = self.width // 3
            return " " * ((self.width - length) // 2) + "─" * length, "article--rule"
        return _NOTHING

    def _quote_prefix(self, row: int, index: int) -> Prefix:
        blocks = self.article.blocks
        depth = self._depth(blocks[index])
        if self.is_blank(row):
            after = blocks[index + 1]
            depth = min(depth, self._depth(after)) if after.kind == "quote" else 0
        return (_BAR * depth, "article--quote") if depth else _NOTHING

    # Offsets to rows and columns, and back

    def row_at(self, offset: int) -> int:
        """The row that owns an offset; the first or last for one outside the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def column_at(self, offset: int) -> int:
        """The column of an offset in its row."""
        return self.position(offset)[1]

    def position(self, offset: int) -> tuple[int, int]:
        """The row and column of an offset. Rules and folded rows have only a first column."""
        row = self.row_at(offset)
        if not self.starts or not self._has_text(row):
            return row, 0
        start = self.starts[row]
        margin = self._margin(row)
        if self._plain or is_plain(self.article.text, start, self._owned_end(row)):
            return row, margin + max(0, min(offset, self._owned_end(row)) - start)
        column = 0
        for cluster in clusters(self.article.text[start : self._owned_end(row)]):
            if cluster.start > offset - start:
                break
            column = cluster.column
        return row, margin + column

    def offset_at(self, row: int, column: int) -> int:
        """The start of the grapheme at, or else nearest to, a row and column.

        A blank row gives the start of the text below it.
        """
        if not self.starts:
            return 0
        row = max(0, min(row, len(self.starts) - 1))
        start = self.starts[row]
        if self.is_blank(row) or not self._has_text(row):
            return start
        column = max(0, column - self._margin(row))
        drawn, owned = self.ends[row], self._owned_end(row)
        if self._plain or is_plain(self.article.text, start, owned):
            offset = start + column
            return offset if offset < owned else max(start, drawn - 1)
        at = last = 0
        beyond = True
        found = list(clusters(self.article.text[start:owned]))
        for cluster, following in pairwise(found):
            if following.column == cluster.column:
                continue
            if cluster.start < drawn - start:
                last = cluster.start
            if cluster.column <= column:
                at = cluster.start
                beyond = following.column <= column
        return start + (last if beyond else at)

    def rows_of(self, start: int, end: int) -> range:
        """The rows on which the passage `[start, end)` stands; one row for an empty passage."""
        return range(self.row_at(start), self.row_at(max(start, end - 1)) + 1)

    def is_narrow(self, row: int) -> bool:
        """Whether each code point that the row draws is one cell wide."""
        return self._plain or is_plain(self.article.text, self.starts[row], self.ends[row])

    def columns(self, row: int) -> Sequence[int]:
        """The column of each offset that the row draws, and one more for its end.

        Offsets within a grapheme have the column where it starts.
        """
        margin = self._margin(row)
        if self.is_narrow(row):
            return range(margin, margin + self.ends[row] - self.starts[row] + 1)
        columns: list[int] = []
        column = margin
        for cluster in clusters(self.row_text(row)):
            columns.extend([column] * (cluster.start - len(columns)))
            column = margin + cluster.column
        columns.append(column)
        return columns

    def _owned_end(self, row: int) -> int:
        """Where the text of a row ends, hanging spaces included and the newline not."""
        block = self.article.blocks[self.blocks[row]]
        if row + 1 < len(self.starts):
            return min(self.starts[row + 1], block.end)
        return block.end

    def _has_text(self, row: int) -> bool:
        return self.article.blocks[self.blocks[row]].kind != "rule" and not self.is_folded(row)

    def _margin(self, row: int) -> int:
        """Cells before the text of a row."""
        index = self.blocks[row]
        block = self.article.blocks[index]
        if block.kind == "paragraph":
            is_first = self.starts[row] == block.start
            return _INDENT if is_first and self._is_indented(index) else 0
        return self._block_margin(index, block)

    def _block_margin(self, index: int, block: Block) -> int:
        """Cells before the text of every row of a block."""
        if block.kind == "quote":
            return len(_BAR) * self._depth(block)
        if block.kind == "item":
            return self._hangs[index]
        return _INDENT if block.kind == "preformatted" else 0

    def _depth(self, quote: Block) -> int:
        """How many bars stand before a quote; never so many that no room is left for it."""
        return max(1, min(quote.level, self.width // 4))

    def _is_indented(self, index: int) -> bool:
        """Whether the first line of a paragraph is indented: only to part it from another one."""
        blocks = self.article.blocks
        return (
            self.shape.indent
            and index > 0
            and not blocks[index].continues
            and blocks[index - 1].kind == "paragraph"
        )

    # Setting the rows

    def _set(self) -> None:
        blocks = self.article.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if index:
                self._add_blank_rows(index)
            after = index + 1
            if block.kind == "boilerplate" and not self.shape.boilerplate:
                while after < len(blocks) and blocks[after].kind == "boilerplate":
                    after += 1
                self._add_row(index, block.start, blocks[after - 1].end)
            elif block.kind == "rule":
                self._add_row(index, block.start, block.start)
            else:
                if block.kind == "item" and index not in self._hangs:
                    self._hang_list(index)
                self._add_paragraph(index)
            index = after

    def _add_row(self, index: int, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(index)

    def _add_paragraph(self, index: int) -> None:
        text = self.article.text
        block = self.article.blocks[index]
        width = self.width - self._block_margin(index, block)
        first = width - _INDENT if self._is_indented(index) and block.kind == "paragraph" else width
        start = block.start
        cut = block.kind == "preformatted"
        for end in row_ends(text, start, block.end, width, first=first, cut=cut):
            self._add_row(index, start, start + len(text[start:end].rstrip(HANGING)))
            start = end

    def _add_blank_rows(self, index: int) -> None:
        """The air before a block."""
        for _ in range(self._air(self.article.blocks[index - 1], self.article.blocks[index])):
            start = self.article.blocks[index].start
            self._add_row(self.blocks[-1], start, start)

    def _air(self, before: Block, block: Block) -> int:
        """How many blank rows stand between two blocks."""
        spacing = max(0, min(2, self.shape.spacing))
        if block.continues:
            return 0
        if self.shape.indent:
            spacing = 0 if before.kind == block.kind == "paragraph" else 1
        if block.kind == "heading":
            return spacing if before.kind == "heading" else spacing + 1
        if before.kind == block.kind == "item":
            return max(0, spacing - 1)
        if "rule" in (before.kind, block.kind):
            return max(1, spacing)
        return spacing

    def _hang_list(self, first: int) -> None:
        """Measure a whole list: the text of its items is aligned, level by level."""
        blocks = self.article.blocks
        hangs: list[int] = []
        for index in self._items(first):
            block = blocks[index]
            level = max(1, block.level)
            del hangs[level:]
            while len(hangs) < level:
                room = self._widest_marker(index, level) + 1 if len(hangs) == level - 1 else 2
                outer = hangs[-1] if hangs else 0
                hangs.append(min(outer + room, self.width // 2))
            self._hangs[index] = hangs[-1]

    def _items(self, first: int) -> Iterator[int]:
        """The items of the list that starts at a block."""
        blocks = self.article.blocks
        index = first
        while index < len(blocks) and blocks[index].kind == "item":
            yield index
            index += 1

    def _widest_marker(self, first: int, level: int) -> int:
        """Cells of the widest marker among the siblings of the item that begins a level."""
        widest = 1
        for index in self._items(first):
            block = self.article.blocks[index]
            if block.level < level:
                break
            if block.level == level:
                widest = max(widest, cell_len(block.marker))
        return widest
