"""What stands around the text of a block: the air above it, and what is drawn before its rows."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from reader.core.article import Block

_INDENT = 2
_BAR = "│ "
_TURN = "↳ "
"""Begins the further rows of a preformatted line that is too long for one."""

Prefix = tuple[str, str]
"""What is drawn before the text of a row, and the component class that styles it."""

NO_PREFIX: Prefix = ("", "")


class Margins:
    """The margins of the blocks of one article, set to a width in cells.

    `spacing` is 0 to 2 blank rows between paragraphs; `indent` sets paragraphs without any, their
    first lines indented.
    """

    def __init__(self, blocks: Sequence[Block], width: int, spacing: int, *, indent: bool) -> None:
        self._blocks = blocks
        self._width = width
        self._spacing = max(0, min(2, spacing))
        self._indent = indent
        self._hangs: dict[int, int] = {}
        """List items: cells before their text, by block."""
        self._measure_lists()

    def air(self, index: int) -> int:
        """How many blank rows stand above a block."""
        if index == 0:
            return 0
        before, block = self._blocks[index - 1], self._blocks[index]
        spacing = self._spacing
        if block.continues:
            return 0
        if self._indent:
            spacing = 0 if before.kind == block.kind == "paragraph" else 1
        if block.kind == "heading":
            return spacing if before.kind == "heading" else spacing + 1
        if before.kind == block.kind == "item":
            return max(0, spacing - 1)
        if "rule" in (before.kind, block.kind):
            return max(1, spacing)
        return spacing

    def cells(self, index: int, *, first: bool) -> int:
        """Cells before the text of a block, in its first row or in the others."""
        block = self._blocks[index]
        if block.kind == "paragraph":
            return _INDENT if first and self.is_indented(index) else 0
        if block.kind == "quote":
            return len(_BAR) * self._depth(block)
        if block.kind == "item":
            return self._hangs[index]
        return _INDENT if block.kind == "preformatted" else 0

    def prefix(self, index: int, *, first: bool) -> Prefix:
        """What is drawn before the text of a row of a block: as wide as `cells`, but for a rule."""
        block = self._blocks[index]
        if block.kind == "quote":
            return _BAR * self._depth(block), "article--quote"
        if block.kind == "item":
            hang = self._hangs[index]
            if not first or not block.marker:
                return " " * hang, ""
            marker = set_cell_size(block.marker, min(cell_len(block.marker), hang - 1))
            return " " * (hang - 1 - cell_len(marker)) + marker + " ", "article--marker"
        if block.kind == "preformatted":
            return (" " * _INDENT, "") if first else (_TURN, "article--marker")
        if block.kind == "rule":
            length = self._width // 3
            return " " * ((self._width - length) // 2) + "─" * length, "article--rule"
        if first and self.is_indented(index):
            return " " * _INDENT, ""
        return NO_PREFIX

    def prefix_below(self, index: int) -> Prefix:
        """What is drawn in a blank row below a block: the bars that the next block goes on with."""
        block, after = self._blocks[index], self._blocks[index + 1]
        if block.kind == after.kind == "quote":
            return _BAR * min(self._depth(block), self._depth(after)), "article--quote"
        return NO_PREFIX

    def is_indented(self, index: int) -> bool:
        """Whether the first line of a block is indented: only to part it from another paragraph."""
        block = self._blocks[index]
        return (
            self._indent
            and index > 0
            and not block.continues
            and block.kind == self._blocks[index - 1].kind == "paragraph"
        )

    def _depth(self, quote: Block) -> int:
        """How many bars stand before a quote; never so many that half the width is lost."""
        return max(1, min(quote.level, self._width // 2 // len(_BAR)))

    def _measure_lists(self) -> None:
        """Find where the text of list items stands: aligned with its siblings, below its parent."""
        hangs: list[int] = []
        items = [index for index, block in enumerate(self._blocks) if block.kind == "item"]
        previous = -2
        for index in items:
            level = max(1, self._blocks[index].level)
            if index != previous + 1:
                hangs.clear()
            previous = index
            del hangs[level:]
            while len(hangs) < level:
                marker = self._widest_marker(index, level) if len(hangs) == level - 1 else 1
                outer = hangs[-1] if hangs else 0
                hangs.append(min(outer + marker + 1, self._width // 2))
            self._hangs[index] = hangs[-1]

    def _widest_marker(self, first: int, level: int) -> int:
        """Cells of the widest marker among the siblings of the item that begins a level."""
        widest = 1
        index = first
        while index < len(self._blocks):
            block = self._blocks[index]
            if block.kind != "item" or max(1, block.level) < level:
                break
            if block.level <= level:
                widest = max(widest, cell_len(block.marker))
            index += 1
        return widest
