"""Search in the whole library: results as you type."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol, TypeVar

from textual.timer import Timer

from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row

KINDS = {"text": "", "note": "note", "quote": "highlight"}


class Found(Protocol):
    """One result: where, and what stands there."""

    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def snippet(self) -> str: ...


Hit = TypeVar("Hit", bound=Found)


class ResultsDialog(Picker[Hit, Hit]):
    """Returns the result that the person wants to see in its article."""

    HAS_DETAIL = True
    PAUSE: ClassVar[float] = 0.15
    """Seconds without a key after which the search runs."""

    def __init__(self, find: Callable[[str], Sequence[Hit]], text: str = "") -> None:
        """`find` gives the best results first; `text` is what to begin with."""
        super().__init__(
            "Search all articles",
            (),
            hint="Enter open · / change · Esc close",
            empty="Type what to look for: words, or “a phrase”.",
        )
        self._find = find
        self._text = text.strip()
        self._waiting: Timer | None = None
        self.filter_line.placeholder = "search texts, highlights and notes"

    def begin(self) -> None:
        """Typing comes first."""
        self.filter_line.value = self._text
        self.action_filter()

    def describe(self, value: Hit) -> str:
        """The passage whole."""
        return value.snippet

    def choose(self, value: Hit) -> None:
        """Open it."""
        self.dismiss(value)

    def action_leave(self) -> None:
        """Close; what was typed is not cleared first, it is the whole of the dialog."""
        self.dismiss(None)

    def leave_filter(self) -> None:
        """Search at once, and give the keys to the list."""
        self._search()
        super().leave_filter()

    def narrow(self, text: str) -> None:
        """Search when the typing pauses."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(self.PAUSE, self._search)
        self._text = text.strip()

    def _search(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        text = self._text
        hits = self._find(text) if text else ()
        rows = [Row(hit, (_line(hit),), group=hit.title) for hit in hits]
        self.choices.set_rows(rows, empty=f"Nothing found for “{text}”." if text else "")
        self.entitle(f"Search all articles · {len(rows)}" if text else "Search all articles")


def _line(hit: Found) -> Line:
    kind = KINDS.get(hit.kind, hit.kind)
    return Line(
        (Piece(" ".join(hit.snippet.split())),),
        (Piece(kind, "muted"),) if kind else (),
    )
