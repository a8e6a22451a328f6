"""The tray below the text in which a lost annotation stands beside the places it may belong to."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from reader.core.difference import Piece, abridged, parted
from reader.core.safe import safe_line

MOST: Final = 3
"""Candidates that have a place."""

RUN: Final = 40
LONG_RUN: Final = 160
"""Characters of a run of words without a difference, in a line and where there is more room; of a
longer one the middle is left out."""

LONGEST: Final = 600
"""Characters of a quote; more would not fit."""


class Candidate(NamedTuple):
    """A place, and what it makes of the words."""

    label: str
    pieces: Sequence[Piece]


class RepairTray(Vertical):
    """The quote, its note, and the candidates, one of them selected."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("tray--removed", "tray--added", "tray--quiet", "tray--mark"),
    }
    MARK: Final = "▸ "

    def __init__(self) -> None:
        super().__init__()
        self.quote = Static("", markup=False, classes="quote")
        self._places = [Static("", markup=False, classes="candidate") for _ in range(MOST)]
        self._candidates: tuple[Candidate, ...] = ()
        self._selected = 0
        self._said = ""

    def compose(self) -> ComposeResult:
        """What was marked, and where it may be."""
        yield self.quote
        yield from self._places

    def show(self, heading: str, quote: str, note: str) -> None:
        """Show an annotation."""
        self.border_title = Content(safe_line(heading))
        about = f"  {safe_line(note)}" if note else ""
        self.quote.update(
            Content.assemble(
                f"“{safe_line(quote[:LONGEST])}”", (about[:LONGEST], self._look("quiet"))
            )
        )

    def show_nothing(self, said: str) -> None:
        """Show that there is no annotation to show."""
        self.border_title = Content("Repair")
        self.quote.update(Content(said))
        self.offer((), "")

    def offer(self, candidates: Iterable[Candidate], said: str) -> None:
        """Show candidates, the first one selected; where there is none, that is said."""
        self._candidates, self._said = tuple(candidates)[:MOST], said
        self.select(0)

    def select(self, place: int) -> None:
        """Select a candidate."""
        self._selected = place
        for number, line in enumerate(self._places):
            is_selected = number == place and bool(self._candidates)
            line.set_class(is_selected, "-selected")
            if number < len(self._candidates):
                line.update(self._drawn(self._candidates[number], is_selected=is_selected))
            else:
                line.update(Content(self._said if number == 0 else ""))
            line.display = number < len(self._candidates) or (number == 0 and bool(self._said))

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        if self._candidates:
            self.select(self._selected)

    def _drawn(self, candidate: Candidate, *, is_selected: bool) -> Content:
        looks: dict[str, str | Style] = {
            "same": "",
            "removed": self._look("removed"),
            "added": self._look("added"),
        }
        pieces = parted(abridged(candidate.pieces, LONG_RUN if is_selected else RUN))
        words = [
            (" ".join(safe_line(f"|{piece.text}|")[1:-1].split(" ")), looks[piece.kind])
            for piece in pieces
        ]
        mark = self.MARK if is_selected else " " * len(self.MARK)
        return Content.assemble(
            (mark, self._look("mark")),
            (f"{safe_line(candidate.label)}  ", self._look("quiet")),
            *words,
        )

    def _look(self, name: str) -> Style:
        return self.get_visual_style(f"tray--{name}", partial=True)
