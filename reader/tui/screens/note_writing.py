"""Writing a note, on any screen: as it is typed it is a draft on disk, saved it is a change."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from reader.library import Library, LibraryError
from reader.library.reading import in_short
from reader.tui.keyboard import CommandScreen

if TYPE_CHECKING:
    from reader.tui.widgets.note_editor import NoteEditor

UNFINISHED: Final = "unfinished"
"""In the key of a draft that holds no note, but the key of the note last begun in an article."""


class NoteWriting(CommandScreen):
    """The commands of the note editor, and what it says."""

    library: Library
    _editor: "NoteEditor | None" = None
    _draft = "", ""
    """The keys of the draft of the note that is written, and of what says that it is unfinished."""

    @abstractmethod
    def keep_note(self, text: str) -> bool:
        """Make the note what was written; an empty one removes it. Whether that was done."""

    @abstractmethod
    def note_left(self) -> None:
        """Give the keys back; the editor is gone."""

    @property
    def is_writing(self) -> bool:
        """Whether the editor is open."""
        return self._editor is not None

    def edit_note(self, article: str, name: str, note: str, words: str) -> "NoteEditor":
        """An editor with a note on these words, or with the draft of it that was not saved; `name`
        is the note's among those of its article."""
        from reader.tui.widgets.note_editor import NoteEditor  # an editor is not seen first

        self._draft = f"{article}/{name}", unfinished_key(article)
        draft = self.library.draft(self._draft[0])
        if draft is not None and draft != note:
            self.say("This is the draft of a note that was not saved; Ctrl+G discards it")
        heading = f"Note on {f'“{in_short(words)}”' if words else 'the whole article'}"
        self._editor = NoteEditor(note if draft is None else draft, heading)
        return self._editor

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
        if self._editor is not None:
            self._keep_draft(event.text)
            self._editor.edit_outside(self.library.draft_outside(self._draft[0]))

    def on_note_editor_saved(self, event: "NoteEditor.Saved") -> None:
        """Keep the note; what cannot be kept stays a draft, in the editor."""
        if self._editor is None:
            return
        if self.keep_note(event.text.strip()):
            self.on_note_editor_discarded()
        else:
            self._keep_draft(event.text)

    def on_note_editor_discarded(self) -> None:
        """There is nothing more to be kept of it."""
        if self._editor is not None:
            for key in self._draft:
                self.library.drop_draft(key)
            self._editor = None
            self.note_left()

    def save_drafts(self) -> None:
        """Write what is being typed to disk."""
        super().save_drafts()
        if self._editor is not None:
            self._keep_draft(self._editor.text)

    def _keep_draft(self, text: str) -> None:
        if self._editor is None:
            return
        key, unfinished = self._draft
        try:
            self.library.save_draft(key, text)
            self.library.save_draft(unfinished, key)
        except (LibraryError, OSError) as error:
            self.say(f"The draft could not be kept: {error}", failed=True)


def unfinished_key(article: str) -> str:
    """Under which it is kept which note of an article was not finished."""
    return f"{article}/{UNFINISHED}"
