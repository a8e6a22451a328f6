"""Saved queries: one of them to ask again or to drop; and the name under which one is saved."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Frame, Picker
from reader.tui.widgets.choice_list import Line, Piece, Row
from reader.tui.widgets.line_input import LineInput


class Wanted(NamedTuple):
    """What to do with which saved query."""

    action: Literal["ask", "drop"]
    name: str


class QueriesDialog(Picker[str, Wanted]):
    """Returns which saved query is asked again, or dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "drop", show=False)]

    def __init__(self, queries: Mapping[str, str], selected: int = 0) -> None:
        """`queries` are what was typed, by name."""
        super().__init__(
            "Saved queries",
            [Row(name, _lines(name, query)) for name, query in queries.items()],
            selected=selected,
            hint="Enter ask · d drop · / filter · Esc close",
            empty="None yet: S in the panel saves what is asked.",
        )

    def choose(self, value: str) -> None:
        """Ask it."""
        self.dismiss(Wanted("ask", value))

    def action_drop(self) -> None:
        """Drop the selected one."""
        if (row := self.choices.selected) is not None and not self.filter_line.has_focus:
            self.dismiss(Wanted("drop", row.value))


class NameDialog(Frame[str]):
    """Saves a query, and returns the name under which it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "accept", show=False, priority=True)
    ]

    def __init__(
        self, query: str, queries: Mapping[str, str], save: Callable[[str], str | None]
    ) -> None:
        """`save` saves it under a name, or returns why it cannot be; `queries` are saved by now."""
        super().__init__("Save the query", "Enter save · Esc close")
        self.box.add_class("small")
        self._queries, self._save = queries, save
        self.query_text = Static(Content(safe_line(query)), classes="query")
        self.line = LineInput(placeholder="a name, as in to-do", compact=True)
        self.told = Static("", markup=False, classes="told")

    def compose(self) -> ComposeResult:
        """What is saved, its name, what is to be said of that."""
        with self.box:
            yield self.query_text
            yield self.line
            yield self.told

    def on_mount(self) -> None:
        """Type the name."""
        self._tell()
        self.line.focus()

    def on_input_changed(self) -> None:
        """Say what a name stands for already."""
        self._tell()

    def action_accept(self) -> None:
        """Save under what was typed."""
        name = self.line.value.strip().removeprefix("@")
        problem = self._save(name) if name else "Type a name: letters, digits, - and _"
        if problem is None:
            self.dismiss(name)
        else:
            self._show(problem, is_problem=True)

    def _tell(self) -> None:
        name = self.line.value.strip().removeprefix("@")
        if name in self._queries:
            self._show(f"in the place of {self._queries[name]}")
        else:
            saved = "  ".join(f"@{one}" for one in self._queries if one.startswith(name))
            self._show(f"saved by now: {saved}" if saved else "")

    def _show(self, text: str, *, is_problem: bool = False) -> None:
        self.told.set_class(is_problem, "-problem")
        self.told.update(Content(safe_line(text)))


def _lines(name: str, query: str) -> tuple[Line, ...]:
    return (Line((Piece(f"@{name}", "key"),)), Line((Piece(f"  {query}", "muted"),)))
