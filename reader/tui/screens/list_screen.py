"""What the screens that are a list share: moving in it, filtering it, changing what is selected."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rich.cells import cell_len, set_cell_size

from reader.library import Library, LibraryError, Outcome
from reader.settings import Settings
from reader.tui.commands import Mode
from reader.tui.keyboard import CommandScreen
from reader.tui.widgets.footer_line import FooterLine
from reader.tui.widgets.long_list import LongList
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.events import DescendantFocus
    from textual.timer import Timer
    from textual.widgets import Input

    from reader.core.query import Query
    from reader.tui.widgets.filter_line import FilterLine

LOOK_AGAIN: Final = 0.1
"""Seconds between two looks whether a large library can answer yet."""

WORDS_FROM: Final = 70
"""Columns from which the status line has room for words where it else has numbers."""

Order = TypeVar("Order", bound=str)


class ListScreen(CommandScreen):
    """A list, a line that says what it lists, and one in which that is asked for."""

    list: LongList[Any]

    def __init__(self, mode: Mode, library: Library, settings: Settings) -> None:
        super().__init__(mode, settings.keys)
        self.library, self.settings = library, settings
        self.status = StatusLine()
        self.footer_line = FooterLine(self.footer)
        self.query_text = ""
        self.problem = ""
        """What the status line says in place of what else it does."""
        self._line: FilterLine | None = None
        """Where the query is typed, while it is."""
        self._waiting: Timer | None = None

    @abstractmethod
    def rearrange(self) -> None:
        """List what there is now."""

    @abstractmethod
    def show_status(self) -> None:
        """Say what is listed."""

    @abstractmethod
    def filter_line(self) -> "FilterLine":
        """Where a query is typed."""

    def library_changed(self, _articles: frozenset[str]) -> None:
        """Show what another program wrote."""
        self.rearrange()

    def show_pending(self, _text: str) -> None:
        """Show the keys pressed so far."""
        self.show_status()

    # What is listed

    @property
    def is_asking(self) -> bool:
        """Whether a query is being typed."""
        return self._line is not None

    def do_filter(self, _count: int | None, _argument: str | None) -> None:
        """Type a query at the bottom, where the footer stands."""
        self._line = self.filter_line()
        self.footer_line.display = False
        self.mount(self._line)
        self._line.focus()
        self.show_status()

    async def on_input_changed(self, event: "Input.Changed") -> None:
        """List what matches as the person types."""
        self.ask(event.value)
        # What the list shows is known to Textual when the list has had its turn: else the next
        # frame is of the line alone, and that of the list comes up to 33 ms later.
        await asyncio.sleep(0)

    def understood(self) -> "Query":
        """What is asked for, as far as it can be read; the rest is said, and pointed at."""
        query = self.library.query(self.query_text, lenient=True)
        self.problem = query.problem.message if query.problem else ""
        if self._line is not None:
            self._line.point_at(query.problem.column if query.problem else None)
        return query

    @property
    def asked_in_short(self) -> str:
        """What is asked for, as far as half of a row holds it."""
        room = self.app.size.width // 2
        text = self.query_text
        return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1)}…"

    def ask(self, query: str) -> None:
        """List what matches a query."""
        self.query_text = query.strip()
        self.rearrange()

    def on_descendant_focus(self, event: "DescendantFocus") -> None:
        """A click in the list leaves the line."""
        if event.widget is self.list and self._line is not None:
            self.on_filter_line_left()

    def on_filter_line_left(self) -> None:
        """Go back to the list."""
        if self._line is not None:
            self._line.remove()
            self._line = None
        self.footer_line.display = True
        self.list.focus()
        self.show_status()

    def wait_for_answer(self, then: Callable[[], None]) -> None:
        """A large library cannot answer yet: say how far it is, and try again soon. The list stays
        as it was."""
        self.library.prepare_browsing()
        state = self.library.index_state
        self.problem = f"Reading the annotations: {state.done:,} of {state.total:,} articles"
        self.show_status()
        self.wait_no_more()

        def look_again() -> None:
            self._waiting = None
            then()

        self._waiting = self.set_timer(LOOK_AGAIN, look_again)

    @property
    def is_waiting(self) -> bool:
        """Whether what is listed is not yet what is asked for."""
        return self._waiting is not None

    def wait_no_more(self) -> None:
        """Something else is asked for."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def choose_order(
        self,
        title: str,
        orders: Sequence[tuple[Order, str]],
        present: Order,
        take: Callable[[Order], None],
    ) -> None:
        """Let one of the orders be chosen."""
        from reader.tui.screens.dialogs.choice import ChoiceDialog

        def sort(order: Order | None) -> None:
            if order is not None:
                take(order)
                self.rearrange()

        self.app.push_screen(ChoiceDialog(title, orders, present), sort)

    # Moving

    def do_first(self, _count: int | None, _argument: str | None) -> None:
        """Select the first one."""
        self.list.select(0)

    def do_last(self, _count: int | None, _argument: str | None) -> None:
        """Select the last one."""
        self.list.select_last()

    def do_page_down(self, _count: int | None, _argument: str | None) -> None:
        """One page on."""
        self.list.move_pages(1)

    def do_page_up(self, _count: int | None, _argument: str | None) -> None:
        """One page back."""
        self.list.move_pages(-1)

    def do_half_page_down(self, _count: int | None, _argument: str | None) -> None:
        """Half a page on."""
        self.list.move_pages(0.5)

    def do_half_page_up(self, _count: int | None, _argument: str | None) -> None:
        """Half a page back."""
        self.list.move_pages(-0.5)

    def do_review(self, _count: int | None, _argument: str | None) -> None:
        """Read again what is due."""
        from reader.tui.screens.review import open_review

        open_review(self, self.library, self.settings)

    # Changing

    def change(self, change: Callable[[], object], said: str | None = None) -> bool:
        """Do a change, show what came of it, and perhaps say so. Whether it was done."""
        try:
            change()
        except LibraryError as error:
            self.say(str(error), failed=True)
            self.rearrange()
            return False
        self.rearrange()
        if said:
            self.say(f"{said} · u undoes it")
        return True

    def do_undo(self, _count: int | None, _argument: str | None) -> None:
        """Undo the last change in the whole library."""
        self._turn_back("Undoing", self.library.undo)

    def do_redo(self, _count: int | None, _argument: str | None) -> None:
        """Redo what was undone last."""
        self._turn_back("Redoing", self.library.redo)

    def _turn_back(self, doing: str, turn: Callable[[], Outcome]) -> None:
        from reader.tui.screens.working import work

        work(self, doing, turn, self._show_turned)

    def _show_turned(self, result: Callable[[], Outcome]) -> None:
        outcomes: list[Outcome] = []
        self.change(lambda: outcomes.append(result()))
        for outcome in outcomes:
            self.show_outcome(outcome)
            self.say(outcome.message, failed=not outcome.done)

    def show_outcome(self, outcome: Outcome) -> None:
        """Select what an undo or a redo has changed, if that is to be seen."""
