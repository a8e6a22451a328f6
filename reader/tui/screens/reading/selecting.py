"""Selecting a passage, by keyboard and by mouse."""

from reader.core import motion
from reader.core.segments import word_at
from reader.core.selection import Mode, Selection
from reader.tui.screens.reading.page import ReadingPage
from reader.tui.widgets.pointed_text import PointedText


class Selecting(ReadingPage):
    """The commands that begin, change and leave a selection."""

    def do_select_sentence(self, count: int | None, _argument: str | None) -> None:
        """Select the sentence under the cursor, and with a count as many."""
        self._begin("sentence")
        for _ in range((count or 1) - 1):
            self.do_add_sentence(None, None)

    def do_add_sentence(self, count: int | None, _argument: str | None) -> None:
        """Select one more sentence."""
        grown = self.selection.add_sentence(self.article, count or 1, boilerplate=self.boilerplate)
        self._show(grown)

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
        self._show(self.last_selection)

    def do_swap_ends(self, _count: int | None, _argument: str | None) -> None:
        """Move the other end from now on."""
        self._show(self.selection.swap())

    def _begin(self, mode: Mode) -> None:
        if not self.article.readable:
            self.say("There is nothing to select")
        elif self.selection.is_active:
            self._show(self.selection.begin(mode))
        else:
            cursor = motion.settle(self.article, self.cursor, boilerplate=self.boilerplate)
            self._show(Selection(cursor=cursor).move(cursor).begin(mode))

    def _show(self, selection: Selection) -> None:
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
            self._show(Selection.covering(self.article, (start, end), mode))

    def on_pointed_text_dragged(self, event: PointedText.Dragged) -> None:
        """Select from where the button went down to where the mouse is."""
        if self.lower_panel is None:
            self._show(Selection("character", event.origin, event.offset))
