"""Moving: by paragraph, page, heading; while selecting, also by row, word, sentence, character."""

from collections.abc import Callable
from typing import Protocol

from reader.core import motion
from reader.core.article import Article
from reader.tui.screens.reading.page import ReadingPage
from reader.tui.widgets.pointed_text import PointedText


class Motion(Protocol):
    """A pure function from an offset to an offset."""

    def __call__(
        self, article: Article, offset: int, count: int = 1, *, boilerplate: bool = False
    ) -> int: ...


class Moving(ReadingPage):
    """The commands that change where one is, and nothing else."""

    _wanted_column: int | None = None
    """The column that rows up and down keep to, although some rows are shorter."""

    def do_next_paragraph(self, count: int | None, _argument: str | None) -> None:
        """The next paragraph; one taller than the screen scrolls first."""
        if self.selection.is_active:
            self._move(motion.paragraph_end, count)
        elif count or not self._scroll(lambda: self.pane.scroll_within_paragraph(forward=True)):
            self._move(motion.next_paragraph, count, page=True)

    def do_previous_paragraph(self, count: int | None, _argument: str | None) -> None:
        """The previous paragraph; one taller than the screen scrolls first."""
        if self.selection.is_active:
            self._move(motion.paragraph_start, count)
        elif count or not self._scroll(lambda: self.pane.scroll_within_paragraph(forward=False)):
            self._move(motion.previous_paragraph, count, page=True)

    def do_next_heading(self, count: int | None, _argument: str | None) -> None:
        """The next heading."""
        self._move(motion.next_heading, count, page=True, jump=True)

    def do_previous_heading(self, count: int | None, _argument: str | None) -> None:
        """The heading above."""
        self._move(motion.previous_heading, count, page=True, jump=True)

    def do_first(self, _count: int | None, _argument: str | None) -> None:
        """The start of the article; there all above the first paragraph is seen too."""
        self._wanted_column = None
        self.go(motion.first(self.article, boilerplate=self.boilerplate), jump=True)
        self.pane.scroll_rows(-self.pane.view.top)
        self.show_status()

    def do_last(self, count: int | None, _argument: str | None) -> None:
        """The end of the article, or the paragraph that the count says."""
        self._wanted_column = None
        if count is not None:
            self.go(motion.nth_paragraph(self.article, count), "page", jump=True)
            return
        last = motion.last(self.article, boilerplate=self.boilerplate)
        if not self.selection.is_active:
            last = self.article.paragraph_range(self.article.paragraph_at(last))[0]
        self.go(last, jump=True)
        self.pane.scroll_rows(self.pane.view.layout.rows)
        self.show_status()

    # The window

    def do_line_down(self, count: int | None, _argument: str | None) -> None:
        """Scroll one line down."""
        self._scroll(lambda: self.pane.scroll_rows(count or 1))

    def do_line_up(self, count: int | None, _argument: str | None) -> None:
        """Scroll one line up."""
        self._scroll(lambda: self.pane.scroll_rows(-(count or 1)))

    def do_page_down(self, count: int | None, _argument: str | None) -> None:
        """One page on."""
        self._scroll_pages(count or 1)

    def do_page_up(self, count: int | None, _argument: str | None) -> None:
        """One page back."""
        self._scroll_pages(-(count or 1))

    def do_half_page_down(self, count: int | None, _argument: str | None) -> None:
        """Half a page on."""
        self._scroll_pages((count or 1) / 2)

    def do_half_page_up(self, count: int | None, _argument: str | None) -> None:
        """Half a page back."""
        self._scroll_pages(-(count or 1) / 2)

    def on_pointed_text_scrolled(self, _event: PointedText.Scrolled) -> None:
        """The wheel or the scrollbar moved the text."""
        self.moved()

    # While selecting

    def do_character_left(self, count: int | None, _argument: str | None) -> None:
        """One character left."""
        self._move(motion.previous_grapheme, count)

    def do_character_right(self, count: int | None, _argument: str | None) -> None:
        """One character right."""
        self._move(motion.next_grapheme, count)

    def do_row_down(self, count: int | None, _argument: str | None) -> None:
        """One row down."""
        self._move_rows(count or 1)

    def do_row_up(self, count: int | None, _argument: str | None) -> None:
        """One row up."""
        self._move_rows(-(count or 1))

    def do_word_forward(self, count: int | None, _argument: str | None) -> None:
        """The start of the next word."""
        self._move(motion.next_word, count)

    def do_word_backward(self, count: int | None, _argument: str | None) -> None:
        """The start of this word, or of the one before it."""
        self._move(motion.previous_word, count)

    def do_word_end(self, count: int | None, _argument: str | None) -> None:
        """The end of this word, or of the next one."""
        self._move(motion.word_end, count)

    def do_row_start(self, _count: int | None, _argument: str | None) -> None:
        """The start of the row."""
        self._wanted_column = None
        row = self.pane.view.layout.row_at(self.cursor)
        self.go(self.pane.view.layout.offset_at(row, 0))

    def do_row_end(self, _count: int | None, _argument: str | None) -> None:
        """The end of the row."""
        self._wanted_column = None
        layout = self.pane.view.layout
        row = layout.row_at(self.cursor)
        last = motion.previous_grapheme(self.article, max(layout.starts[row] + 1, layout.ends[row]))
        self.go(max(last, layout.starts[row]))

    def do_next_sentence(self, count: int | None, _argument: str | None) -> None:
        """The start of the next sentence."""
        self._move(motion.next_sentence, count)

    def do_previous_sentence(self, count: int | None, _argument: str | None) -> None:
        """The start of this sentence, or of the one before it."""
        self._move(motion.previous_sentence, count)

    # How

    def _move(
        self, move: Motion, count: int | None, *, page: bool = False, jump: bool = False
    ) -> None:
        self._wanted_column = None
        offset = move(self.article, self.cursor, count or 1, boilerplate=self.boilerplate)
        turn = page and not self.selection.is_active
        self.go(offset, "page" if turn else "nearest", jump=jump)

    def _move_rows(self, rows: int) -> None:
        layout = self.pane.view.layout
        row, column = layout.position(self.cursor)
        wanted = column if self._wanted_column is None else self._wanted_column
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            following = row + step
            while 0 <= following < layout.rows and not self._can_stand_on(following):
                following += step
            if not 0 <= following < layout.rows:
                break
            row = following
        self.go(layout.offset_at(row, wanted))
        self._wanted_column = wanted

    def _can_stand_on(self, row: int) -> bool:
        layout = self.pane.view.layout
        return layout.starts[row] < layout.ends[row] and not layout.is_folded(row)

    def _scroll(self, scroll: Callable[[], bool]) -> bool:
        moved = scroll()
        if moved:
            self.moved()
        return moved

    def _scroll_pages(self, pages: float) -> None:
        if self.selection.is_active:
            self._move_rows(round(pages * max(1, self.pane.view.height - 2)))
        else:
            self.pane.scroll_pages(pages)
            self.moved()
