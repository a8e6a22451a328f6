"""Writing the note of an annotation in the panel: the same editor and the same draft as beside the
text."""

from reader.core.annotation import Annotation
from reader.settings import styles_folder
from reader.tui.screens.annotations.changing import Changing
from reader.tui.screens.note_writing import NoteWriting


class Noting(NoteWriting, Changing):
    """The command that writes a note."""

    _noted: Annotation | None = None

    def do_note(self, _count: int | None, _argument: str | None) -> None:
        """Write the note of the selected annotation, below the list."""
        noted = self.annotation(self.list.selected)
        if noted is None or self.is_writing:
            return
        self._noted = noted
        words = noted.quote
        editor = self.edit_note(noted.article, noted.id, noted.note, words)
        self.app.stylesheet.read(styles_folder() / "dialogs.tcss")
        self.detail.display = False
        self.list.can_focus = False
        self.mode = "note"
        self.mount(editor, after=self.list)

    def keep_note(self, text: str) -> bool:
        """Make it the note of the annotation; an empty one removes it."""
        noted = self._noted
        return noted is not None and (
            text == noted.note
            or self.change(lambda: self.library.set_note(noted.article, noted.id, text))
        )

    def note_left(self) -> None:
        """Go back to the list."""
        self.query("NoteEditor").remove()
        self.detail.display = True
        self.list.can_focus = True
        self.list.focus()
        self.mode = "annotations"
        self.rearrange()
