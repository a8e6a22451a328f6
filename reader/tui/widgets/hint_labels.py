"""The labels of hints, laid over rows that are painted already.

A label stands in the cells before its sentence, right against it: on the space between two
sentences and, if it has two letters, on the mark that ends the one before; in the gutter where the
sentence begins a row. So no letter of any sentence is hidden.
"""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.core.hints import Hint
from reader.core.viewport import Viewport


class HintLabels:
    """The labels on the rows that a window shows now."""

    def __init__(self, hints: Sequence[Hint], view: Viewport, text: int, look: Style) -> None:
        """The text begins in the cell `text` of a painted row.

        A sentence that begins above the window has its label where it comes into sight.
        """
        self._text, self._look = text, look
        self._on: dict[int, list[tuple[int, str]]] = {}
        layout, visible = view.layout, view.visible
        above = layout.starts[visible.start] if visible else 0
        for hint in hints:
            row, column = layout.position(max(hint.start, above))
            first = layout.columns(row)[0]
            # The cells of whole graphemes: what is wide is covered whole.
            covered = column - len(hint.label)
            if first < column:
                before = layout.offset_at(row, max(first, covered))
                covered = min(covered, layout.column_at(before))
            self._on.setdefault(row, []).append((covered, hint.label.rjust(column - covered)))

    def over(self, row: int, strip: Strip) -> Strip:
        """A painted row with its labels; in a pane narrower than any text some are not seen."""
        drawn, width = 0, strip.cell_length
        parts: list[Strip] = []
        for column, label in self._on.get(row, ()):
            start = self._text + column
            if start >= width:
                break
            parts += [strip.crop(drawn, start), Strip([Segment(label, self._look)], len(label))]
            drawn = start + len(label)
        return Strip.join([*parts, strip.crop(drawn)]).crop(0, width) if parts else strip
