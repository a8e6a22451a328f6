"""The notes of an article as the pane draws them: beside the text, or below its paragraphs.

Loaded with the first article that has notes.
"""

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Final

from reader.core.annotation import Annotation
from reader.core.layout import NARROWEST, Layout
from reader.core.margin_notes import MarginNotes, fold
from reader.core.safe import safe
from reader.tui.widgets.overlay import Sign, sign_look, sign_of

BEFORE_NOTE: Final = 3
"""Cells of the margin before a note: the tie, the sign of the annotation, air."""

INDENT: Final = 2
"""Cells before the sign of a note below its paragraph."""


Noted = tuple[int, int, Annotation]
"""An annotation with a note, and its passage."""


class SideNotes:
    """Notes, by the start of their passages, on a text that is set."""

    def __init__(
        self, notes: Sequence[Noted], layout: Layout, margin: int, row_at: Callable[[int], int]
    ) -> None:
        """`margin` is the width of the margin; without one the notes get rows of the layout.

        `row_at` is that of the layout, and may remember.
        """
        rows = [row_at(start) for start, _, _ in notes]
        if not layout.shape.boilerplate:
            kinds = layout.article.blocks
            seen = [kinds[layout.blocks[row]].kind != "boilerplate" for row in rows]
            notes, rows = list(compress(notes, seen)), list(compress(rows, seen))
        self._notes = notes
        blocks = [layout.blocks[row] for row in rows]
        self._measure = layout.shape.width
        self._margin: MarginNotes | None = None
        self.layout: Layout
        """The text with the rows that the notes need."""
        if margin:
            texts = [annotation.note for _, _, annotation in notes]
            self._margin = MarginNotes(texts, rows, blocks, margin - BEFORE_NOTE)
            below = max(0, self._margin.end - layout.rows)
            self.layout = layout.with_rows_below([layout.blocks[-1]] * below) if below else layout
        else:
            self.layout = layout.with_rows_below(blocks)

    def beside(self, row: int) -> list[Sign]:
        """What stands in the margin of a row: texts, and the component classes that style them."""
        line = self._margin.line(row) if self._margin else None
        if line is None:
            return []
        tie = line.tie, "article--tie"
        if line.note is None:
            return [tie]
        sign = self._sign(line.note) if line.first else (" ", "")
        return [tie, sign, (" ", ""), (line.text, "article--note")]

    def below(self, row: int) -> list[Sign]:
        """The note that has a row of the text for itself; nothing in all other rows."""
        number = None if self._margin else self.layout.spare.get(row)
        if number is None:
            return []
        return [
            (" " * INDENT, ""),
            self._sign(number),
            (f" {self._row(number)}", "article--note"),
        ]

    def is_whole(self, annotation: Annotation) -> bool:
        """Whether all that its note says stands there."""
        found = (at for at, one in enumerate(self._notes) if one[2].id == annotation.id)
        if (number := next(found, None)) is None:
            return False
        shown = self._margin.lines(number) if self._margin else [self._row(number)]
        return _letters("".join(shown)) == _letters(safe(annotation.note))

    def passage_at(self, row: int, *, beside: bool) -> int | None:
        """Where the passage begins whose note stands in a row, in the margin or below the text."""
        if self._margin is None:
            number = self.layout.spare.get(row)
        else:
            line = self._margin.line(row) if beside else None
            number = line.note if line else None
        return None if number is None else self._notes[number][0]

    def _row(self, number: int) -> str:
        """A note in one row."""
        note = " ".join(self._notes[number][2].note.split())
        return fold(note, max(NARROWEST, self._measure) - INDENT - 2, 1)[0]

    def _sign(self, number: int) -> Sign:
        annotation = self._notes[number][2]
        return sign_of(annotation), sign_look(annotation)


def _letters(text: str) -> str:
    return "".join(text.split())
