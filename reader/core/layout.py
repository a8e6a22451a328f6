"""An article set to a width: which row and column every offset has, and what each row draws.

This module alone knows rows and columns. A *row* counts from the top of the article; a *column*
counts cells from the left edge of the measure, whatever is drawn before the text included. A row
owns the offsets from its start up to the start of the next; it draws all of them but the spaces and
the newline at its end. Where a row may end is the business of `breaking`, what stands around the
text of a block that of `margins`.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from reader.core.article import Article
from reader.core.breaking import HANGING, clusters, is_plain, plain_until, row_ends, row_pattern
from reader.core.margins import NO_PREFIX, Margins, Prefix

NARROWEST = 20
"""Cells; a narrower shape is set as if it were this wide."""


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
        self.starts = array("I")
        """The first offset each row owns. A blank row owns none: the next row starts there too."""
        self.ends = array("I")
        """Where what each row draws ends."""
        self.blocks = array("I")
        """The block each row belongs to; a blank row belongs to the block before it."""
        self.spare: dict[int, int] = {}
        """The rows that `with_rows_below` put in, and for which of its mentions."""
        self.tail = 0
        """How many of them stand below the last block, and so below the last row."""
        self._width = max(NARROWEST, shape.width)
        self._margins = Margins(article.blocks, self._width, shape.spacing, indent=shape.indent)
        self._plain_until = plain_until(article.text, 0, len(article.text))
        self._is_plain = self._plain_until == len(article.text)
        self._set_blocks()

    @property
    def rows(self) -> int:
        """How many rows there are; none only in an article without blocks."""
        return len(self.starts)

    def with_rows_below(self, blocks: Sequence[int]) -> "Layout":
        """The same rows, and blank ones below these blocks, which ascend: one for each mention.

        The new rows own no offsets, so every offset stays in its row.
        """
        starts, ends, owners = array("I"), array("I"), array("I")

        def take(rows: slice) -> None:
            starts.extend(self.starts[rows])
            ends.extend(self.ends[rows])
            owners.extend(self.blocks[rows])

        layout = copy(self)
        layout.starts, layout.ends, layout.blocks = starts, ends, owners
        layout.spare, layout.tail = {}, 0
        taken = 0
        for number, block in enumerate(blocks):
            after = self.row_at(self.article.blocks[block].end) + 1
            take(slice(taken, after))
            taken = max(taken, after)
            layout.spare[len(starts) + layout.tail] = number
            if after < self.rows:
                starts.append(self.starts[after])
                ends.append(self.starts[after])
                owners.append(block)
            else:
                layout.tail += 1
        take(slice(taken, self.rows))
        return layout

    # What a row is and draws

    def is_blank(self, row: int) -> bool:
        """Whether the row is nothing but air between two blocks."""
        return row + 1 < len(self.starts) and self.starts[row] == self.starts[row + 1]

    def is_folded(self, row: int) -> bool:
        """Whether the row stands for a run of boilerplate that is not shown."""
        return (
            not self.shape.boilerplate
            and self.article.blocks[self.blocks[row]].kind == "boilerplate"
            and not self.is_blank(row)
        )

    def is_narrow(self, row: int) -> bool:
        """Whether each code point that the row draws is one cell wide."""
        return self._is_plain or is_plain(self.article.text, self.starts[row], self.ends[row])

    def row_text(self, row: int) -> str:
        """What the row draws after its prefix."""
        return self.article.text[self.starts[row] : self.ends[row]]

    def prefix(self, row: int) -> Prefix:
        """What the row draws before its text: an indent, a marker, bars; all that a rule is."""
        if self.is_blank(row):
            return self._margins.prefix_below(self.blocks[row])
        if self.is_folded(row):
            return NO_PREFIX
        return self._margins.prefix(self.blocks[row], first=self._is_first(row))

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

    # Offsets to rows and columns, and back

    def row_at(self, offset: int) -> int:
        """The row that owns an offset; the first or last for one outside the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def rows_of(self, start: int, end: int) -> range:
        """The rows on which the passage `[start, end)` stands; one row for an empty passage."""
        return range(self.row_at(start), self.row_at(max(start, end - 1)) + 1)

    def column_at(self, offset: int) -> int:
        """The column of an offset in its row."""
        return self.position(offset)[1]

    def position(self, offset: int) -> tuple[int, int]:
        """The row and column of an offset; rules and folded rows have only a first column."""
        row = self.row_at(offset)
        if not self.starts or not self._has_text(row):
            return row, 0
        start, owned = self.starts[row], self._owned_end(row)
        offset = max(start, min(offset, owned))
        column = margin = self._margin(row)
        if self._is_plain or is_plain(self.article.text, start, owned):
            return row, margin + offset - start
        for cluster in clusters(self.article.text[start:owned]):
            if cluster.start > offset - start:
                break
            column = margin + cluster.column
        return row, column

    def offset_at(self, row: int, column: int) -> int:
        """The start of the grapheme at, or else nearest to, a row and column.

        A blank row gives the start of the text below it. Beyond the end of a row is its last
        grapheme that is drawn; the spaces that hang there are met only in their own columns.
        """
        if not self.starts:
            return 0
        row = max(0, min(row, len(self.starts) - 1))
        start = self.starts[row]
        if self.is_blank(row) or not self._has_text(row):
            return start
        column = max(0, column - self._margin(row))
        drawn, owned = self.ends[row], self._owned_end(row)
        if self._is_plain or is_plain(self.article.text, start, owned):
            return start + column if start + column < owned else max(start, drawn - 1)
        last = start
        for cluster, following in pairwise(clusters(self.article.text[start:owned])):
            if cluster.column <= column < following.column:
                return start + cluster.start
            if cluster.column < following.column and start + cluster.start < drawn:
                last = start + cluster.start
        return last

    def _owned_end(self, row: int) -> int:
        """Where the text of a row ends, hanging spaces included and the newline not."""
        end = self.article.blocks[self.blocks[row]].end
        return min(end, self.starts[row + 1]) if row + 1 < len(self.starts) else end

    def _has_text(self, row: int) -> bool:
        return self.article.blocks[self.blocks[row]].kind != "rule" and not self.is_folded(row)

    def _is_first(self, row: int) -> bool:
        return self.starts[row] == self.article.blocks[self.blocks[row]].start

    def _margin(self, row: int) -> int:
        return self._margins.cells(self.blocks[row], first=self._is_first(row))

    # Setting the rows

    def _set_blocks(self) -> None:
        blocks = self.article.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            for _ in range(self._margins.air(index)):
                self._add_row(self.blocks[-1], block.start, block.start)
            if block.kind == "boilerplate" and not self.shape.boilerplate:
                folded, index = index, self._end_of_boilerplate(index)
                self._add_row(folded, block.start, blocks[index - 1].end)
            elif block.kind == "rule":
                self._add_row(index, block.start, block.start)
                index += 1
            elif (after := self._end_of_plain_paragraphs(index)) > index:
                self._set_plain_paragraphs(index, after)
                index = after
            else:
                self._set_block(index)
                index += 1

    def _add_row(self, index: int, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(index)

    def _end_of_boilerplate(self, index: int) -> int:
        """The block after a run of boilerplate."""
        blocks = self.article.blocks
        while index < len(blocks) and blocks[index].kind == "boilerplate":
            index += 1
        return index

    def _end_of_plain_paragraphs(self, index: int) -> int:
        """The block after a run of plain paragraphs set alike that begins here; here, if none."""
        text, blocks = self.article.text, self.article.blocks
        if blocks[index].kind != "paragraph":
            return index
        if self.shape.indent and not self._margins.is_indented(index):
            return index
        if self._plain_until < blocks[index].start:
            self._plain_until = plain_until(text, blocks[index].start, len(text))
        while index < len(blocks):
            block = blocks[index]
            if block.kind != "paragraph" or block.continues or block.end > self._plain_until:
                break
            index += 1
        if index == len(blocks) and blocks[-1].start == blocks[-1].end:
            return index - 1  # it owns nothing, not even a newline, by which a sweep would know it
        return index

    def _set_plain_paragraphs(self, index: int, after: int) -> None:
        """Set a run of plain paragraphs in one sweep: most of every book is such a run."""
        text, blocks = self.article.text, self.article.blocks
        starts, ends, owners = self.starts.append, self.ends.append, self.blocks.append
        air = range(self._margins.air(index + 1) if index + 1 < after else 0)
        pattern = row_pattern(self._width, self._width - self._margins.cells(index, first=True))
        finish = blocks[after].start if after < len(blocks) else len(text)
        boundaries = iter([*(block.start for block in blocks[index + 1 : after]), finish])
        start, boundary = blocks[index].start, next(boundaries)
        for row in pattern.finditer(text, start, finish):
            end = drawn = row.end()
            if text[drawn - 1] in " \n":
                drawn -= 1
                if text[drawn - 1] == " ":
                    drawn = start + len(text[start:drawn].rstrip(" "))
            starts(start)
            owners(index)
            ends(drawn)
            start = end
            if end == boundary:
                index += 1
                if index == after:
                    break
                for _ in air:
                    starts(end)
                    owners(index - 1)
                    ends(end)
                boundary = next(boundaries)

    def _set_block(self, index: int) -> None:
        text, block = self.article.text, self.article.blocks[index]
        width = self._width - self._margins.cells(index, first=False)
        first = self._width - self._margins.cells(index, first=True)
        start = block.start
        cut = block.kind == "preformatted"
        for end in row_ends(text, start, block.end, width, first=first, cut=cut):
            self._add_row(index, start, start + len(text[start:end].rstrip(HANGING)))
            start = end
