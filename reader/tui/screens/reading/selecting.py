"""Selecting a passage, by keyboard and by mouse."""

from reader.core import motion
from reader.core.segments import word_at
from reader.core.selection import Mode, Selection
from reader.tui.screens.reading.page import ReadingPage, quoted
from reader.tui.widgets.pointed_text import PointedText


class Selecting(ReadingPage):
    """The commands that begin, change and leave a selection."""

    _edited_from = 0
    """Where the cursor was when one began to move the ends of an annotation."""

    def do_select_sentence(self, count: int | None, _argument: str | None) -> None:
        """Select the sentence under the cursor, and with a count as many."""
        self._begin("sentence")
        if count and count > 1:
            self.do_add_sentence(count - 1, None)

    def do_add_sentence(self, count: int | None, _argument: str | None) -> None:
        """Select one more sentence."""
        grown = self.selection.add_sentence(self.article, count or 1, boilerplate=self.boilerplate)
        self.show_selection(grown)

    def do_select_characters(self, _count: int | None, _argument: str | None) -> None:
        """Select by character; again leaves."""
        self._begin("character")

    def do_select_paragraphs(self, _count: int | None, _argument: str | None) -> None:
        """Select by paragraph; again leaves."""
        self._begin("paragraph")

    def do_select_again(self, _count: int | None, _argument: str | None) -> None:
        """Select what was selected last."""
        if self.last_selection is None:
            self.say("Nothing has been selected yet")
            return
        self.show_selection(self.last_selection)

    def do_swap_ends(self, _count: int | None, _argument: str | None) -> None:
        """Move the other end from now on."""
        self.show_selection(self.selection.swap())

    # The ends of an annotation

    def do_edit_passage(self, _count: int | None, _argument: str | None) -> None:
        """Select the passage of the annotation under the cursor, to move its ends."""
        edited = self.annotation
        if edited is None or edited.passage is None:
            self.say("There is no annotation here: > goes to the next one")
            return
        self._edited_from = self.cursor
        self.edited = edited
        self.show_selection(Selection.covering(self.article, edited.passage))

    def do_keep(self, _count: int | None, _argument: str | None) -> None:
        """Put the annotation on what is selected now."""
        edited, passage = self.edited, self.selection.passage(self.article)
        self.leave_selection()
        if edited is not None and passage != edited.passage:
            self.stepped_to = edited.id
            said = f"It stands on {quoted(self.article.text[slice(*passage)])} now · u undoes it"
            self.change(lambda: self.library.move(self.article_id, edited.id, passage), said)

    def do_cancel(self, count: int | None, argument: str | None) -> None:
        """Leave the selection; where it was an annotation's, that and one's place are as before."""
        if self.edited is None:
            super().do_cancel(count, argument)
            return
        self.select(self.selection.leave())
        self.go(self._edited_from)

    def _begin(self, mode: Mode) -> None:
        if not self.article.readable:
            self.say("There is nothing to select")
        elif self.selection.is_active:
            self.show_selection(self.selection.begin(mode))
        else:
            cursor = motion.settle(self.article, self.cursor, boilerplate=self.boilerplate)
            self.show_selection(Selection(cursor=cursor).move(cursor).begin(mode))

    def show_selection(self, selection: Selection) -> None:
        """Select this, with its moving end in sight."""
        if not selection.is_active:
            self.leave_selection()
            return
        self.pane.move_cursor(selection.cursor)
        self.select(selection)
        self.moved()

    # The mouse

    def on_pointed_text_clicked(self, event: PointedText.Clicked) -> None:
        """One click goes there, two select the word, three the paragraph."""
        if self.lower_panel is not None:
            return
        if event.times == 1:
            self.select(self.selection.leave())
            self.go(event.offset)
            return
        start, end = word_at(self.article.text, event.offset)
        if event.times > 2:
            paragraph = self.article.paragraph_at(event.offset)
            start, end = self.article.paragraph_range(paragraph)
        if start < end:
            mode: Mode = "character" if event.times == 2 else "paragraph"
            self.show_selection(Selection.covering(self.article, (start, end), mode))

    def on_pointed_text_dragged(self, event: PointedText.Dragged) -> None:
        """Select from where the button went down to where the mouse is."""
        if self.lower_panel is None:
            self.show_selection(Selection("character", event.origin, event.offset))
