"""Notes beside the text: at which row each one stands, and which lines of it there is room for.

A note begins at the first row of its passage, or below the notes before it. It is folded to its
share of the rows that are left, and a tie leads from its passage to it. Nothing here is laid out
before somebody looks: five thousand notes cost one addition each, and those in sight are folded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from reader.core.breaking import row_ends
from reader.core.safe import safe

MOST_ROWS: Final = 12
"""Rows of one note; the rest of it is read where it is written."""

MOST_TOGETHER: Final = 16
"""Notes that share the rows up to the next group, each at the cost of the others."""

KEPT_GROUPS: Final = 200
"""Groups of which the lines are kept: some screenfuls."""

TIES: Final = {
    (False, False, False, False): " ",
    (False, False, True, True): "─",
    (False, True, True, False): "╮",
    (True, True, False, False): "│",
    (True, False, False, True): "╰",
    (True, True, True, False): "┤",
    (True, True, False, True): "├",
    (False, True, True, True): "┬",
    (True, True, True, True): "┼",
}
"""By whether the tie goes on above, goes on below, comes from a passage, leads to a note."""


class Line(NamedTuple):
    """What a row draws beside its text."""

    tie: str
    """One cell: the line that leads from passages to their notes."""
    note: int | None = None
    """Which of the notes stands here."""
    first: bool = False
    """Whether it begins here."""
    text: str = ""


class MarginNotes:
    """Notes on passages, set in a column of some width beside the rows of a text."""

    def __init__(
        self, notes: Sequence[str], rows: Sequence[int], groups: Sequence[int], width: int
    ) -> None:
        """`rows` are the first rows of the passages, ascending; `groups` say which notes share
        their room, as those of one paragraph do, and ascend too."""
        self._notes, self._rows, self._width = notes, rows, width
        self._firsts: list[int] = []
        """The first note of each group."""
        self._tops: list[int] = []
        """The first row of the group's room; it reaches to that of the next group."""
        self._kept: dict[int, list[tuple[int, list[str]]]] = {}
        self._set_groups(groups)

    def _set_groups(self, groups: Sequence[int]) -> None:
        top = last = -1
        begun = 0
        for note, (row, group) in enumerate(zip(self._rows, groups, strict=True)):
            top = row if row > top else top + 1
            if group != last or note - begun == MOST_TOGETHER:
                begun, last = note, group
                self._firsts.append(note)
                self._tops.append(top)

    @property
    def end(self) -> int:
        """The row below the last note; it may be below the text."""
        if not self._firsts:
            return 0
        top, lines = self._group(len(self._firsts) - 1)[-1]
        return top + len(lines)

    def line(self, row: int) -> Line | None:
        """What stands beside a row; None for nothing."""
        group = bisect_right(self._tops, row) - 1
        if group < 0:
            return None
        begun, begins = self._firsts[group], False
        held: tuple[int, str] | None = None
        for note, (top, lines) in enumerate(self._group(group), begun):
            if top > row:
                break
            begun, begins = note + 1, top == row
            held = (note, lines[row - top]) if row < top + len(lines) else None
        # Passages that have come, and notes that have begun: between them the tie goes on.
        before, here = bisect_left(self._rows, row), bisect_right(self._rows, row)
        tie = TIES[before > begun - begins, here > begun, here > before, begins]
        if held is not None:
            return Line(tie, held[0], begins, held[1])
        return None if tie == " " else Line(tie)

    def lines(self, note: int) -> list[str]:
        """What there is room for of a note."""
        group = bisect_right(self._firsts, note) - 1
        return self._group(group)[note - self._firsts[group]][1]

    def _group(self, group: int) -> list[tuple[int, list[str]]]:
        """The first row and the lines of each note of a group."""
        if (kept := self._kept.get(group)) is None:
            if len(self._kept) >= KEPT_GROUPS:
                self._kept.clear()
            kept = self._kept[group] = list(self._placed(group))
        return kept

    def _placed(self, group: int) -> Iterator[tuple[int, list[str]]]:
        first, bottom = self._firsts[group], self._tops[group]
        if group + 1 < len(self._firsts):
            after, end = self._firsts[group + 1], self._tops[group + 1]
        else:
            after = len(self._rows)
            end = self._rows[-1] + MOST_ROWS * (after - first)
        notes, rows = self._notes[first:after], [*self._rows[first:after], end]
        wanted = [len(fold(note, self._width, MOST_ROWS)) for note in notes]
        for place, note in enumerate(notes):
            top = max(rows[place], bottom)
            left = end - top
            # All have the same share of what is left, but for those that want less.
            share = max(
                rows_each
                for rows_each in range(1, MOST_ROWS + 1)
                if sum(min(rows_each, want) for want in wanted[place:]) <= left
            )
            others = sum(min(share, want) for want in wanted[place + 1 :])
            room = max(left - others, rows[place + 1] - top)
            lines = fold(note, self._width, min(MOST_ROWS, room))
            yield top, lines
            bottom = top + len(lines)


def fold(text: str, width: int, most: int) -> list[str]:
    """A text in rows of so many cells, two at least: one row, and at most so many; then it ends in
    `…`."""
    rows: list[str] = []
    for paragraph in safe(text).replace("\t", " ").split("\n"):
        line = paragraph.strip()
        start = 0
        for end in row_ends(line, 0, len(line), width) if line else ():
            if len(rows) == most:
                rows[-1] = shortened(rows[-1] + "…", width)
                return rows
            rows.append(line[start:end].rstrip())
            start = end
    return rows or [""]


def shortened(text: str, width: int) -> str:
    """A text in at most so many cells; one that is too long ends in `…`."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip(" …") + "…"
