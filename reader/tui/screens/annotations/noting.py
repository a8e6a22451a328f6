"""Writing the note of an annotation in the panel: the same editor and the same draft as beside the
text."""

from typing import TYPE_CHECKING

from reader.core.annotation import Annotation
from reader.library import LibraryError
from reader.library.reading import in_short
from reader.settings import styles_folder
from reader.tui.screens.annotations.changing import Changing

if TYPE_CHECKING:
    from reader.tui.widgets.note_editor import NoteEditor


class Noting(Changing):
    """The command that writes a note, and what the editor says."""

    _editor: "NoteEditor | None" = None
    _noted: Annotation | None = None

    def do_note(self, _count: int | None, _argument: str | None) -> None:
        """Write the note of the selected annotation, below the list."""
        from reader.tui.widgets.note_editor import NoteEditor

        noted = self.annotation(self.list.selected)
        if noted is None or self._editor is not None:
            return
        draft = self.library.draft(_key(noted))
        if draft is not None and draft != noted.note:
            self.say("This is the draft of a note that was not saved; Ctrl+G discards it")
        words = in_short(noted.anchor.exact) if noted.anchor else ""
        self._noted = noted
        self._editor = NoteEditor(
            noted.note if draft is None else draft,
            f"Note on “{words}”" if words else "Note on the whole article",
        )
        self.app.stylesheet.read(styles_folder() / "dialogs.tcss")
        self.detail.display = False
        self.list.can_focus = False
        self.mode = "note"
        self.mount(self._editor, after=self.list)

    def do_save(self, _count: int | None, _argument: str | None) -> None:
        """Save the note and return; the key belongs to the editor, the footer can be clicked."""
        if self._editor is not None:
            self._editor.action_save()

    def do_editor(self, _count: int | None, _argument: str | None) -> None:
        """Write the note in the person's own editor."""
        if self._editor is not None:
            self._editor.action_edit_outside()

    def do_discard(self, _count: int | None, _argument: str | None) -> None:
        """Leave the note as it was."""
        if self._editor is not None:
            self._editor.action_discard()

    def on_note_editor_changed(self, event: "NoteEditor.Changed") -> None:
        """Keep what is being typed."""
        self._keep_draft(event.text)

    def on_note_editor_leaving(self, event: "NoteEditor.Leaving") -> None:
        """Let the person's own editor have the note: what it leaves is the draft, come what may."""
        if self._editor is not None and self._noted is not None:
            self._keep_draft(event.text)
            self._editor.edit_outside(self.library.draft_outside(_key(self._noted)))

    def on_note_editor_saved(self, event: "NoteEditor.Saved") -> None:
        """Keep the note; an empty one removes it."""
        noted, text = self._noted, event.text.strip()
        if noted is None:
            return
        if text == noted.note or self.change(
            lambda: self.library.set_note(noted.article, noted.id, text)
        ):
            self._close_editor(noted)
        else:
            self._keep_draft(event.text)

    def on_note_editor_discarded(self) -> None:
        """Leave the note as it was."""
        if self._noted is not None:
            self._close_editor(self._noted)

    def save_drafts(self) -> None:
        """Write what is being typed to disk."""
        if self._editor is not None:
            self._keep_draft(self._editor.text)

    def _keep_draft(self, text: str) -> None:
        if self._noted is not None:
            try:
                self.library.save_draft(_key(self._noted), text)
            except (LibraryError, OSError) as error:
                self.say(f"The draft could not be kept: {error}", failed=True)

    def _close_editor(self, noted: Annotation) -> None:
        self.library.drop_draft(_key(noted))
        if self._editor is not None:
            self._editor.remove()
        self._editor = self._noted = None
        self.detail.display = True
        self.list.can_focus = True
        self.list.focus()
        self.mode = "annotations"
        self.rearrange()


def _key(noted: Annotation) -> str:
    return f"{noted.article}/{noted.id}"
