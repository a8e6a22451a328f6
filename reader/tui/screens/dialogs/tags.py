"""Tags: those that are there as chips, and a line that completes from those in use."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reader.core.fold import fold_text
from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Frame
from reader.tui.widgets.choice_list import ChoiceList, Line, Piece, Row
from reader.tui.widgets.line_input import LineInput

MOST_SUGGESTIONS = 50


class TagsDialog(Frame[tuple[str, ...]]):
    """Returns the tags as they shall be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("right", "complete_or_move", show=False, priority=True),
        Binding("backspace", "remove_or_delete", show=False, priority=True),
        Binding("enter", "accept", show=False, priority=True),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, tags: Sequence[str], known: Sequence[str], title: str = "Tags") -> None:
        """`tags` are there now; `known` are all in use, most used first."""
        super().__init__(title, "Enter save · Tab complete · ⌫ remove · Esc close")
        self.box.add_class("small")
        self._tags = list(dict.fromkeys(tags))
        self._known = {fold_text(tag): tag for tag in reversed(known)}
        self._offered = tuple(dict.fromkeys(known))
        self.chips = Static("", markup=False, classes="chips")
        self.line = LineInput(placeholder="a tag, then a space or a comma", compact=True)
        self.suggestions: ChoiceList[str] = ChoiceList((), empty="")
        self.suggestions.can_focus = False

    def compose(self) -> ComposeResult:
        """Chips, line, suggestions."""
        with self.box:
            yield self.chips
            yield self.line
            yield self.suggestions

    def on_mount(self) -> None:
        """Typing comes first."""
        self.line.focus()
        self._show()

    def on_input_changed(self) -> None:
        """Take the words that a comma or a space ended; suggest for the one being typed."""
        *ended, unfinished = self.line.value.replace(",", " ").split(" ")
        if ended:
            for word in ended:
                self._add(word)
            self.line.value = unfinished
        self._show()

    def on_choice_list_chosen(self) -> None:
        """A click on a suggestion takes it."""
        self._take_suggestion()

    def action_complete(self) -> None:
        """Take the selected suggestion; without one, what was typed."""
        if not self._take_suggestion():
            self._add(self.line.value)
            self.line.value = ""

    def action_complete_or_move(self) -> None:
        """At the end of the line, complete; else go right."""
        if self.line.value and self.line.cursor_position == len(self.line.value):
            self._take_suggestion()
        else:
            self.line.action_cursor_right()

    def action_remove_or_delete(self) -> None:
        """In an empty line, take the last tag away."""
        if self.line.value:
            self.line.action_delete_left()
        elif self._tags:
            self._tags.pop()
            self._show()

    def action_move(self, rows: int) -> None:
        """Another suggestion."""
        self.suggestions.action_move(rows)

    def action_accept(self) -> None:
        """Take what was typed, and return."""
        self._add(self.line.value)
        self.dismiss(tuple(self._tags))

    def _take_suggestion(self) -> bool:
        row = self.suggestions.selected
        if row is None:
            return False
        self._add(row.value)
        self.line.value = ""
        self._show()
        return True

    def _add(self, word: str) -> None:
        """Add a tag in the spelling that is in use; one that is there already is not doubled."""
        tag = safe_line(word).lstrip("#")
        tag = self._known.get(fold_text(tag), tag)
        if tag and fold_text(tag) not in map(fold_text, self._tags):
            self._tags.append(tag)

    def _show(self) -> None:
        chips = [Content.styled(f" #{safe_line(tag)} ", "reverse") for tag in self._tags]
        self.chips.update(Content(" ").join(chips) if chips else Content("No tags yet."))
        start = fold_text(self.line.value.lstrip("#"))
        taken = set(map(fold_text, self._tags))
        folded = [(tag, fold_text(tag)) for tag in self._offered]
        free = [(tag, key) for tag, key in folded if key not in taken and start in key]
        # Those that begin with what was typed come first; both halves keep their order.
        free.sort(key=lambda pair: not pair[1].startswith(start))
        self.suggestions.set_rows(
            [Row(tag, (Line((Piece(f"#{tag}"),)),)) for tag, _ in free[:MOST_SUGGESTIONS]],
            empty="Enter adds it as a new tag." if start else "",
        )
