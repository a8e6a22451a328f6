"""Notes: written in a panel below the text, kept as a draft meanwhile, saved as one change."""

from typing import TYPE_CHECKING, Final

from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.library import LibraryError
from reader.tui.screens.reading.annotating import Annotating
from reader.tui.screens.reading.page import quoted

if TYPE_CHECKING:
    from reader.tui.widgets.note_editor import NoteEditor

NEW: Final = "new"
"""In the key of a draft: a note that stands on no annotation yet."""

UNFINISHED: Final = "unfinished"
"""In the key of a draft that holds no note, but the key of the note last begun in an article."""

WHOLE_ARTICLE: Final = (0, 0)
"""The passage of a note that stands on no words."""


class Noting(Annotating):
    """The command that writes a note, and what the editor says."""

    _editor: "NoteEditor | None" = None
    _noted: Annotation | Range | None = None
    """What the note is on that is being written."""

    def do_note(self, _count: int | None, _argument: str | None) -> None:
        """Write a note on the selection, the annotation under the cursor, or the paragraph."""
        if self._editor is not None:
            return
        if self.selection.is_active:
            annotation = self.highlight_selection()
            if annotation is not None:
                self.write_note(annotation)
        elif (found := self.annotation or self.annotation_of_paragraph) is not None:
            self.write_note(found)
        elif (passage := self.paragraph)[0] < passage[1]:
            self.write_note(passage)

    def do_note_article(self, _count: int | None, _argument: str | None) -> None:
        """Write a note on the whole article."""
        if self._editor is None:
            self.write_note(self.note_on_article or WHOLE_ARTICLE)

    def write_note(self, noted: Annotation | Range) -> None:
        """Open the editor below the text, with the draft of a note that was not saved if any."""
        from reader.tui.widgets.note_editor import NoteEditor  # an editor is not seen first

        note = noted.note if isinstance(noted, Annotation) else ""
        draft = self.library.draft(self._draft_key(noted))
        if draft is not None and draft != note:
            self.say("This is the draft of a note that was not saved; Ctrl+G discards it")
        words = self.words_of(noted)
        self._noted = noted
        heading = f"Note on {quoted(words) if words else 'the whole article'}"
        self._editor = NoteEditor(note if draft is None else draft, heading)
        self.open_panel(self._editor, "note")

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
        if self._noted is not None:
            self._keep_draft(event.text)

    def on_note_editor_leaving(self, event: "NoteEditor.Leaving") -> None:
        """Let the person's own editor have the note: what it leaves is the draft, come what may."""
        if self._editor is not None and self._noted is not None:
            self._keep_draft(event.text)
            self._editor.edit_outside(self.library.draft_outside(self._draft_key(self._noted)))

    def on_note_editor_saved(self, event: "NoteEditor.Saved") -> None:
        """Keep the note; an empty one on an annotation removes it."""
        noted, text = self._noted, event.text.strip()
        if noted is None:
            return
        if isinstance(noted, Annotation):
            changed = text != noted.note
            done = not changed or self.change(
                lambda: self.library.set_note(self.article_id, noted.id, text)
            )
        else:
            done = not text or self.change(
                lambda: self.library.annotate(
                    self.article_id, None if noted == WHOLE_ARTICLE else noted, note=text
                )
            )
        if done:
            self._close_editor()
        else:
            self._keep_draft(event.text)

    def on_note_editor_discarded(self) -> None:
        """Leave the note as it was."""
        self._close_editor()

    def save_drafts(self) -> None:
        """Write what is being typed and where one is to disk."""
        if self._editor is not None:
            self._keep_draft(self._editor.text)
        self.keep_place()

    def offer_draft(self) -> None:
        """Go to where a note was begun and not finished, and say how to go on with it."""
        if (key := self.library.draft(self._unfinished_key)) is None:
            return
        if self.library.draft(key) is None:
            self.library.drop_draft(self._unfinished_key)
            return
        name = key.rpartition("/")[2]
        annotations = self.library.annotations(self.article_id)
        if found := next((one for one in annotations if one.id == name), None):
            self.stepped_to = found.id
            passage = found.passage
        else:
            start, _, end = name.removeprefix(f"{NEW}-").partition("-")
            passage = (int(start), int(end)) if start.isdigit() and end.isdigit() else None
        if passage is None or passage == WHOLE_ARTICLE:
            self.say("A note on this article was not finished: it is kept")
            return
        self.go(passage[0], "third")
        words = quoted(self.article.text[slice(*passage)])
        self.say(f"The note on {words} was not finished: a goes on with it")

    def _keep_draft(self, text: str) -> None:
        if self._noted is not None:
            key = self._draft_key(self._noted)
            try:
                self.library.save_draft(key, text)
                self.library.save_draft(self._unfinished_key, key)
            except (LibraryError, OSError) as error:
                self.say(f"The draft could not be kept: {error}", failed=True)

    def _close_editor(self) -> None:
        if self._noted is not None:
            self.library.drop_draft(self._draft_key(self._noted))
            self.library.drop_draft(self._unfinished_key)
        self._editor = self._noted = None
        self.close_panel()

    @property
    def _unfinished_key(self) -> str:
        return f"{self.article_id}/{UNFINISHED}"

    def _draft_key(self, noted: Annotation | Range) -> str:
        if isinstance(noted, Annotation):
            return f"{self.article_id}/{noted.id}"
        return f"{self.article_id}/{NEW}-{noted[0]}-{noted[1]}"
