"""What is exported, as what, and where to."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Static

from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row
from reader.tui.widgets.line_input import LineInput


class Wish(NamedTuple):
    """What a person wants exported."""

    form: str
    scope: str
    path: str
    """As it was typed."""


class ExportDialog(Picker[str, Wish]):
    """Returns the wish. A digit chooses a format at once."""

    HAS_FILTER = False
    DIGITS: ClassVar[str] = "123456789"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "turn_scope", show=False),
        Binding("tab,shift+tab", "other_line", show=False, priority=True),
    ]

    def __init__(
        self,
        forms: Sequence[tuple[str, str]],
        scopes: Sequence[tuple[str, str]],
        path: str,
    ) -> None:
        """Formats and scopes are (value, label)."""
        rows = [
            Row(value, (Line((Piece(f"{number}  ", "key"), Piece(label))),))
            for number, (value, label) in enumerate(forms, start=1)
        ]
        other = " · w what else" if len(scopes) > 1 else ""
        hint = f"Enter export{other} · Tab where · Esc close"
        super().__init__("Export", rows, hint=hint)
        self.box.add_class("small", "form")
        self._scopes, self._path = list(scopes), path
        self.scope_line = Static("", markup=False, classes="scope")
        self.path_line = LineInput(compact=True, select_on_focus=False)
        self.problem = Static("", markup=False, classes="problem")

    def compose(self) -> ComposeResult:
        """The formats, then what and where."""
        with self.box:
            yield self.choices
            with Horizontal(classes="field"):
                yield Label("What", markup=False)
                yield self.scope_line
            with Horizontal(classes="field"):
                yield Label("To", markup=False)
                yield self.path_line
            yield self.problem

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.path_line.value = safe_line(self._path)
        self._show_scope()

    def choose(self, value: str) -> None:
        """Take it, if it is said where to."""
        if path := self.path_line.value.strip():
            self.dismiss(Wish(value, self._scopes[0][0], path))
        else:
            self.problem.update(Content("Say which file or folder it shall go to."))
            self.path_line.focus()

    def narrow(self, _text: str) -> None:
        """The line is no filter; what was wrong with it may be right now."""
        self.problem.update("")

    def leave_filter(self) -> None:
        """Enter exports from the line of the path, too."""
        self.on_choice_list_chosen()

    def on_key(self, event: events.Key) -> None:
        """Choose by number, unless somebody is typing a path."""
        place = self.DIGITS.find(event.character or " ")
        if 0 <= place < len(self.choices.rows) and not self.path_line.has_focus:
            event.stop()
            self.choose(self.choices.rows[place].value)

    def action_turn_scope(self) -> None:
        """Mean the next scope."""
        self._scopes.append(self._scopes.pop(0))
        self._show_scope()

    def action_other_line(self) -> None:
        """Go to the path, or back to the list."""
        (self.choices if self.path_line.has_focus else self.path_line).focus()

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def _show_scope(self) -> None:
        self.scope_line.update(Content(safe_line(self._scopes[0][1])))
