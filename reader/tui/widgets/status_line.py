"""One line of short pieces, some at the left and some at the right, drawn without layout."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.core.safe import safe

SHORTEST: Final = 4
"""Cells from which on the beginning of a piece says something, if it is not the first."""

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
        self._styles: dict[str, Style] = {}
        """Of component classes: Textual forgets what it resolved at every refresh."""

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
        plain = self._style("")
        gap = Segment(" " * max(0, width - 2 - _width(left) - _width(right)), plain)
        edge = Segment(" ", plain)
        return Strip([edge, *left, gap, *right, edge]).adjust_cell_length(width, plain)

    def notify_style_update(self) -> None:
        """Resolve all anew: theme or styles have changed."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._styles[name]

    def _segments(self, pieces: Sequence[Piece]) -> list[Segment]:
        return [
            Segment(
                safe(text).replace("\n", " ").replace("\t", " "),
                self._style(name),
            )
            for text, name in pieces
        ]


def _width(segments: Sequence[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)


def _cut(segments: Sequence[Segment], room: int) -> list[Segment]:
    kept: list[Segment] = []
    for segment in segments:
        if cell_len(segment.text) > room:
            if room >= SHORTEST or (room and not kept):
                text = set_cell_size(segment.text, room - 1) + "…"
                kept.append(Segment(text, segment.style))
            break
        kept.append(segment)
        room -= cell_len(segment.text)
    return kept
