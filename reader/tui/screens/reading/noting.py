"""Notes: written in a panel below the text, kept as a draft meanwhile, saved as one change."""

from typing import Final

from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.tui.screens.note_writing import NoteWriting, unfinished_key
from reader.tui.screens.reading.annotating import Annotating
from reader.tui.screens.reading.page import quoted

NEW: Final = "new"
"""In the key of a draft: a note that stands on no annotation yet."""

WHOLE_ARTICLE: Final = (0, 0)
"""The passage of a note that stands on no words."""


class Noting(NoteWriting, Annotating):
    """The commands that write a note."""

    noted: Annotation | Range = WHOLE_ARTICLE
    """What the note is on that is being written."""

    def do_note(self, _count: int | None, _argument: str | None) -> None:
        """Write a note on the selection, the annotation under the cursor, or the paragraph."""
        if self.is_writing:
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
        if not self.is_writing:
            self.write_note(self.note_on_article or WHOLE_ARTICLE)

    def write_note(self, noted: Annotation | Range) -> None:
        """Open the editor below the text."""
        self.noted = noted
        name = noted.id if isinstance(noted, Annotation) else f"{NEW}-{noted[0]}-{noted[1]}"
        note = noted.note if isinstance(noted, Annotation) else ""
        self.open_panel(self.edit_note(self.article_id, name, note, self.words_of(noted)), "note")

    def keep_note(self, text: str) -> bool:
        """Make it the note of what it stands on; an empty one on an annotation removes it."""
        noted = self.noted
        if isinstance(noted, Annotation):
            return text == noted.note or self.change(
                lambda: self.library.set_note(self.article_id, noted.id, text)
            )
        passage = None if noted == WHOLE_ARTICLE else noted
        return not text or self.change(
            lambda: self.library.annotate(self.article_id, passage, note=text)
        )

    def note_left(self) -> None:
        """Go back to the text."""
        self.close_panel()

    def save_drafts(self) -> None:
        """Write what is being typed and where one is to disk."""
        super().save_drafts()
        self.keep_place()

    def offer_draft(self) -> None:
        """Go to where a note was begun and not finished, and say how to go on with it."""
        if (key := self.library.draft(unfinished_key(self.article_id))) is None:
            return
        if self.library.draft(key) is None:
            self.library.drop_draft(unfinished_key(self.article_id))
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
