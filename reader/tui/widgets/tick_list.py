"""A list in which several rows can be ticked, so that one thing is done with all of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.tui.widgets.choice_list import ChoiceList, Row, Value


class TickList(ChoiceList[Value]):
    """Space ticks the selected row and goes on to the next; other rows forget the ticks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]
    MARK: ClassVar[str] = "▸  "
    TICK: ClassVar[str] = "✓"
    """Stands in the second cell of `MARK`."""

    class Ticked(Message):
        """Other rows are ticked than before."""

    def __init__(self, rows: Sequence[Row[Value]] = (), *, empty: str = "") -> None:
        super().__init__(rows, empty=empty)
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> tuple[Value, ...]:
        """The ticked values, in the order of the rows; those that a filter hides are among them."""
        return tuple(row.value for index, row in enumerate(self.rows) if index in self._ticked)

    def set_rows(self, rows: Sequence[Row[Value]], *, empty: str | None = None) -> None:
        """Show other rows, none ticked."""
        self._ticked.clear()
        super().set_rows(rows, empty=empty)

    def untick(self) -> None:
        """Take all ticks away."""
        self._ticked.clear()
        self.refresh()
        self.post_message(self.Ticked())

    def action_tick(self) -> None:
        """Tick the selected row, or take its tick away, and go on."""
        if self._shown:
            self._ticked ^= {self._shown[self._selected]}
            self.refresh()
            self.post_message(self.Ticked())
            self.action_move(1)

    def mark(self, place: int) -> str:
        """The mark of the selected row, and the tick."""
        first = super().mark(place)[:1] or " "
        return first + (self.TICK if self._shown[place] in self._ticked else "")
