"""Search in the whole library: results as you type."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row
from reader.tui.widgets.tick_list import TickList

TITLE = "Search all articles"
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
HitFound = TypeVar("HitFound", bound=Found, covariant=True)


class Find(Protocol[HitFound]):
    """A search, which is called on a thread of its own."""

    def __call__(self, text: str, /, *, is_wanted: Callable[[], bool]) -> Sequence[HitFound]:
        """The best results first; what comes when it `is_wanted` no more is not looked at."""


class ResultsDialog(Picker[Hit, Hit]):
    """Returns the result that the person wants to see in its article; those that they tick are
    highlighted without leaving."""

    HAS_DETAIL = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "highlight", show=False)]
    PAUSE: ClassVar[float] = 0.15
    """Seconds without a key after which the search runs."""
    GLANCE: ClassVar[float] = 0.2
    """Seconds from one look at how far a search is to the next."""

    def __init__(
        self,
        find: Find[Hit],
        text: str = "",
        *,
        highlight: Callable[[Sequence[Hit]], str],
        progress: Callable[[], str] = lambda: "",
    ) -> None:
        """`text` is what to begin with; `highlight` says what it did, in a sentence; `progress`,
        what a search has to wait for, if it has."""
        super().__init__(TITLE, (), hint="Enter · Space tick · h highlight · Esc close")
        self.choices = self._ticks = TickList[Hit](
            empty="Type what to look for: words, or “a phrase”."
        )
        self._find, self._highlight, self._progress = find, highlight, progress
        self._text = text.strip()
        self._sought: str | None = None
        """What is being searched, or was."""
        self._search: Worker[Sequence[Hit]] | None = None
        """The search that runs."""
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
        """Open it; not one of an older search that is still shown."""
        if self._search is None:
            self.dismiss(value)

    def action_leave(self) -> None:
        """Close; what was typed is not cleared first, it is the whole of the dialog."""
        self.dismiss(None)

    def leave_filter(self) -> None:
        """Search at once, and give the keys to the list."""
        self._begin_search()
        super().leave_filter()

    def narrow(self, text: str) -> None:
        """Search when the typing pauses; what is searched for another text is of no use."""
        self._text = text.strip()
        self._stop_search()
        self._waiting = self.set_timer(self.PAUSE, self._begin_search)

    def _begin_search(self) -> None:
        if self._text == self._sought:
            return
        self._stop_search()
        self._sought = self._text
        if self._text:
            self._search = self.run_worker(partial(self._run, self._text), thread=True)
            self._show_progress()
        else:
            self.choices.set_rows((), empty="")
            self.entitle(TITLE)

    def _show_progress(self) -> None:
        if self._search is not None:
            self.entitle(f"{TITLE} · {self._progress() or 'searching …'}")
            self.set_timer(self.GLANCE, self._show_progress)

    def _stop_search(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if self._search is not None:
            self._search.cancel()
            self._search = self._sought = None

    def _run(self, text: str) -> Sequence[Hit]:
        worker = get_current_worker()
        return self._find(text, is_wanted=lambda: not worker.is_cancelled)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was found."""
        if self._search is None or event.worker is not self._search:
            return
        if event.state is WorkerState.SUCCESS:
            rows = [Row(hit, (_line(hit),), group=hit.title) for hit in self._search.result or ()]
            self._search = None
            self.choices.set_rows(rows, empty=f"Nothing found for “{self._sought}”.")
            self._count()

    def on_tick_list_ticked(self) -> None:
        """Say how many are ticked."""
        self._count()

    def action_highlight(self) -> None:
        """Highlight the ticked results; where none is ticked, the selected one."""
        selected = self.choices.selected
        hits = self._ticks.ticked or ((selected.value,) if selected else ())
        if hits and self._search is None:
            self.notify(safe_line(self._highlight(hits)), markup=False)
            self._ticks.untick()

    def _count(self) -> None:
        ticked = len(self._ticks.ticked)
        said = f" · {ticked} ticked" if ticked else ""
        self.entitle(f"{TITLE} · {len(self.choices.rows)}{said}")


def _line(hit: Found) -> Line:
    kind = KINDS.get(hit.kind, hit.kind)
    return Line(
        (Piece(" ".join(hit.snippet.split())),),
        (Piece(kind, "muted"),) if kind else (),
    )
