"""One row of an article as a strip: margin, gutter, text with its marks, and the right edge.

The painter knows where things stand in a row and how looks combine; which row, which marks and
which looks is told to it. Runs of one look become one segment, for segments are what a page costs.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.core.article import Article
from reader.core.marks import runs
from reader.core.segments import Range
from reader.tui.widgets import overlay
from reader.tui.widgets.overlay import NOTICES, SIGNS, Overlay, Sign
from reader.tui.widgets.typesetting import GUTTER, Typeset

Edge = tuple[Sign | None, Sign | None]
"""The two cells at the right edge."""

NO_EDGE: Edge = (None, None)
BAR: Sign = ("▎", "article--bar")
THUMB: Sign = ("▐", "article--thumb")
PLACE: Sign = ("◂", "article--place")
"""Beside the current paragraph; on the scrollbar the window, and the cursor."""

BLOCKS = {
    "heading": "article--heading",
    "quote": "article--quoted",
    "preformatted": "article--preformatted",
    "rule": "article--rule",
    "boilerplate": "article--boilerplate",
}
"""How the text of a block is set; paragraphs and list items are plain."""

COMPONENTS = (
    *BLOCKS.values(),
    *(f"article--heading-{level}" for level in (1, 2, 3)),
    *(f"article--{name}" for name in ("quote", "marker", "folded")),
    *SIGNS.values(),
    *(f"article--sign-{name}" for name in NOTICES),
    *(
        f"article--{name}"
        for name in ("sign", "bar", "thumb", "place", "tick-match", "tie", "note")
    ),
    *overlay.COMPONENTS,
)
"""Everything that can have a look of its own."""

KEPT_TEXTS: Final = 500
"""Texts of rows that are kept: some ten screenfuls."""

Piece = tuple[str, Style, int]
"""A run of one look: what is drawn, how, and in how many cells."""

Owned = Callable[[int], Range]
"""The offsets of a row, those included that it does not draw."""

Looks = Mapping[tuple[str, ...], Style]
"""The style of component classes laid over each other, the last one on top."""


class RowState(NamedTuple):
    """What a row shows beside its text and marks: with the row, what a painted one is kept by."""

    current: bool
    """Whether the current paragraph's bar stands beside it."""
    edge: Edge = NO_EDGE
    selected: Range | None = None
    cursor: Range | None = None
    """The cell under the cursor, where there is a cursor to be seen."""
    meant: str | None = None
    """The annotation that is shown without those that it meets, if it is in this row."""


class RowPainter:
    """Paints the rows of one layout, with what lies over them and the notes beside them."""

    def __init__(self, typeset: Typeset, overlay: Overlay, owned: Owned, looks: Looks) -> None:
        self._layout, self._columns, self._notes = typeset
        self._overlay, self._owned, self._looks = overlay, owned, looks
        self._article: Article = typeset.layout.article
        self._plain = looks[()]
        self._texts: dict[tuple[int, Range | None, Range | None, str | None], list[Piece]] = {}
        """What stands between gutter and edge: it stays when only the bar or the edge changes."""

    def paint(self, row: int, state: RowState) -> Strip:
        """The row's strip; below the last row only notes are left."""
        key = row, state.selected, state.cursor, state.meant
        if (text := self._texts.get(key)) is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            text = self._texts[key] = self._text(row, state)
        pieces = [(" " * self._columns.gutter, self._plain), *self._gutter(row, state)]
        drawn = self._columns.text
        for drawn_text, style, cells in text:
            pieces.append((drawn_text, style))
            drawn += cells
        edge = self._cells(state.edge)
        room = max(0, self._columns.width - drawn - len(edge))
        pieces += [(" " * room, self._plain), *edge]
        strip = Strip(_merged(pieces), drawn + room + len(edge))
        return strip.adjust_cell_length(self._columns.width, self._plain)

    def _cells(self, signs: Iterable[Sign | None]) -> list[tuple[str, Style]]:
        plain = " ", self._plain
        return [(sign[0], self._looks[(sign[1],)]) if sign else plain for sign in signs]

    def _gutter(self, row: int, state: RowState) -> list[tuple[str, Style]]:
        if row >= self._layout.rows:
            return [(" " * GUTTER, self._plain)]
        sign, notice = self._overlay.signs(*self._owned(row))
        signs = [sign, notice]
        if notice is None or len(notice[0]) == 1:
            # A number of two digits has the cell of the bar.
            signs.append(BAR if state.current else None)
        return [*self._cells(signs), (" ", self._plain)]

    def _text(self, row: int, state: RowState) -> list[Piece]:
        """What stands in the measure and in the margin."""
        if self._notes is None:
            return self._measure(row, state) if row < self._layout.rows else []
        pieces = self._pieces(self._notes.below(row))
        if not pieces and row < self._layout.rows:
            pieces = self._measure(row, state)
        if beside := self._notes.beside(row):
            drawn = self._columns.text + sum(cells for _, _, cells in pieces)
            room = self._columns.margin - drawn
            pieces = [*pieces, (" " * room, self._plain, room), *self._pieces(beside)]
        return pieces

    def _pieces(self, signs: Iterable[Sign]) -> list[Piece]:
        return [
            (text, self._looks[(look,)] if look else self._plain, cell_len(text))
            for text, look in signs
        ]

    def _measure(self, row: int, state: RowState) -> list[Piece]:
        """What stands in the measure, run by run."""
        layout, looks = self._layout, self._looks
        prefix = layout.prefix(row)
        pieces = self._pieces([prefix] if prefix[0] else [])
        if layout.is_folded(row):
            selected = ("article--folded", *(("article--selection",) if state.selected else ()))
            text = set_cell_size(self._folded_text(row), layout.shape.width)
            return [(text, looks[selected], cell_len(text))]
        start, end = layout.starts[row], layout.ends[row]
        base = self._base(row)
        over = self._overlay.marks(start, end)
        if state.selected:
            over.append((*state.selected, "article--selection"))
        if state.cursor:
            over.append((*state.cursor, "article--cursor"))
        text, narrow = self._article.text, layout.is_narrow(row)
        for run in runs(start, end, over):
            drawn = text[run.start : run.end]
            cells = run.end - run.start if narrow else cell_len(drawn)
            pieces.append((drawn, looks[(*base, *run.components)], cells))
        if state.cursor and state.cursor[0] >= end:
            # It stands on the space or the newline at which the row was broken.
            pieces.append((" ", looks[(*base, "article--cursor")], 1))
        return pieces

    def _base(self, row: int) -> tuple[str, ...]:
        block = self._article.blocks[self._layout.blocks[row]]
        if block.kind == "heading":
            return BLOCKS["heading"], f"article--heading-{max(1, min(3, block.level))}"
        return (BLOCKS[block.kind],) if block.kind in BLOCKS else ()

    def _folded_text(self, row: int) -> str:
        first = self._article.paragraph_at(self._layout.starts[row])
        last = self._article.paragraph_at(self._layout.ends[row])
        count = last - first + 1
        return f"⋯ {count} paragraph{'' if count == 1 else 's'} of boilerplate · B shows it"


def _merged(pieces: Iterable[tuple[str, Style]]) -> list[Segment]:
    """Neighbours of one look as one segment."""
    segments: list[Segment] = []
    held, held_style = "", None
    for text, style in pieces:
        if not text:
            continue
        if style is held_style:
            held += text
            continue
        if held:
            segments.append(Segment(held, held_style))
        held, held_style = text, style
    if held:
        segments.append(Segment(held, held_style))
    return segments
