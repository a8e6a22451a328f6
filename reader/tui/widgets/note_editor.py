"""The note editor: a panel below the text, in which nothing that was typed is ever dropped."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from reader.core.safe import safe, safe_line

DRAFT_AFTER: Final = 0.5
"""Seconds after a key until `Changed` is posted at the latest: what a sudden end can cost."""

HINT: Final = "Esc save · Ctrl+E your editor · Ctrl+G discard"


def one_text(text: str) -> str:
    """Safe for the terminal, and with line feeds only: terminals paste carriage returns."""
    return safe(text.replace("\r\n", "\n").replace("\r", "\n"))


class NoteArea(TextArea):
    """Where a note is typed. Whatever enters it by keyboard, paste or program is made safe."""

    def edit(self, edit: Edit) -> EditResult:
        """Insert or replace text."""
        edit.text = one_text(edit.text)
        return super().edit(edit)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows; Textual may paint one once more that was taken away, and has no styles then."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def load_text(self, text: str) -> None:
        """Begin anew with a text."""
        super().load_text(one_text(text))

    def replace_all(self, text: str) -> None:
        """Put another text in place of the whole; one undo brings the old one back."""
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)


class NoteEditor(Vertical):
    """A heading, the note, and the keys that leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,escape", "save", show=False, priority=True),
        Binding("ctrl+g", "discard", show=False, priority=True),
        Binding("ctrl+e", "edit_outside", show=False, priority=True),
    ]

    @dataclass
    class Changed(Message):
        """The text as it is now: to be kept as a draft."""

        text: str

    @dataclass
    class Saved(Message):
        """The person is done."""

        text: str

    class Discarded(Message):
        """The person wants the note as it was before."""

    @dataclass
    class Leaving(Message):
        """The person wants to write in their own editor: `edit_outside`, once this is kept."""

        text: str

    def __init__(self, text: str, heading: str) -> None:
        """`heading` says on what the note is."""
        super().__init__()
        self._drafting: Timer | None = None
        self._area = NoteArea(
            one_text(text),
            placeholder=Content("Write in Markdown."),
            compact=True,
            tab_behavior="indent",
            highlight_cursor_line=False,
        )
        self._area.indent_width = 2
        self.border_title = Content(safe_line(heading))
        self.border_subtitle = Content(HINT)

    @property
    def text(self) -> str:
        """The note as it stands in the editor."""
        return self._area.text

    def compose(self) -> ComposeResult:
        """The place to type."""
        yield self._area

    def on_mount(self) -> None:
        """Type at the end of what is there."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    # Drafts.

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft soon, at most one every `DRAFT_AFTER` seconds."""
        event.stop()
        if self._drafting is None:
            self._drafting = self.set_timer(DRAFT_AFTER, self.keep_draft)

    def on_descendant_blur(self) -> None:
        """Keep a draft before the person looks elsewhere."""
        if self._drafting is not None:
            self.keep_draft()

    def keep_draft(self) -> None:
        """Have the text kept as a draft now."""
        self._stop_drafting()
        self.post_message(self.Changed(self.text))

    def _stop_drafting(self) -> None:
        if self._drafting is not None:
            self._drafting.stop()
            self._drafting = None

    # Leaving.

    def action_save(self) -> None:
        """Save and return to the text."""
        self._stop_drafting()
        self.post_message(self.Saved(self.text))

    def action_discard(self) -> None:
        """Return to the text, and leave the note as it was."""
        self._stop_drafting()
        self.post_message(self.Discarded())

    def action_edit_outside(self) -> None:
        """Ask for the person's own editor."""
        self._stop_drafting()
        self.post_message(self.Leaving(self.text))

    def edit_outside(self, place: Path) -> None:
        """Open the note in the person's own editor, in a file beside `place`, and wait."""
        from reader.tui.widgets.external_editor import edit_outside

        before = self.text
        try:
            with self.app.suspend():
                edited = edit_outside(before, place)
        except SuspendNotSupported:
            self._complain("No other editor can be opened in this terminal.")
            return
        if edited.problem is not None:
            self._complain(edited.problem)
        if edited.text is not None and edited.text != before:
            self._area.replace_all(edited.text)
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def _complain(self, problem: str) -> None:
        self.app.notify(safe_line(problem), severity="warning", markup=False)

    def on_paste(self, event: events.Paste) -> None:
        """A paste belongs to the note, and to nothing behind it."""
        event.stop()
