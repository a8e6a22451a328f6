"""One line of short pieces, some at the left and some at the right, drawn without layout."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.core.safe import safe

Piece = tuple[str, str]
"""A text, and the component class that says how it looks; an empty one is plain."""


class StatusLine(Widget):
    """Where the person stands; what is too long is cut at the left side's end."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status--strong",
        "status--quiet",
        "status--mode",
        "status--pending",
        "status--alert",
        "status--yellow",
        "status--green",
        "status--blue",
        "status--red",
        "status--purple",
    }
    ALLOW_SELECT = False

    def __init__(self, left: Sequence[Piece] = (), right: Sequence[Piece] = ()) -> None:
        super().__init__()
        self._left, self._right = tuple(left), tuple(right)

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Show these pieces; nothing is painted when they stand there already."""
        shown = tuple(left), tuple(right)
        if shown != (self._left, self._right):
            self._left, self._right = shown
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        """The line at the widget's width."""
        width = self.size.width
        right = self._segments(self._right)
        room = max(0, width - _width(right) - (3 if right else 2))
        left = _cut(self._segments(self._left), room)
        gap = Segment(" " * max(0, width - 2 - _width(left) - _width(right)), self.rich_style)
        edge = Segment(" ", self.rich_style)
        return Strip([edge, *left, gap, *right, edge]).adjust_cell_length(width, self.rich_style)

    def _segments(self, pieces: Sequence[Piece]) -> list[Segment]:
        return [
            Segment(
                safe(text).replace("\n", " ").replace("\t", " "),
                self.get_component_rich_style(name) if name else self.rich_style,
            )
            for text, name in pieces
        ]


def _width(segments: Sequence[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)


def _cut(segments: Sequence[Segment], room: int) -> list[Segment]:
    kept: list[Segment] = []
    for segment in segments:
        if cell_len(segment.text) > room:
            if room:
                text = set_cell_size(segment.text, room - 1) + "…"
                kept.append(Segment(text, segment.style))
            break
        kept.append(segment)
        room -= cell_len(segment.text)
    return kept
