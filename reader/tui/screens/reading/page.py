"""What all commands of the reading screen share: the article, where one is in it, what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from reader.core import motion
from reader.core.annotation import Annotation, Place
from reader.core.article import Article
from reader.core.catalog import Entry
from reader.core.layout import Shape
from reader.core.search import Matches
from reader.core.segments import Range
from reader.core.selection import Selection
from reader.core.trail import Trail
from reader.core.viewport import Reveal
from reader.library import Library, LibraryError
from reader.settings import Settings, styles_folder
from reader.tui.commands import Mode
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.reading.standing import (
    said_of_annotation,
    said_of_matches,
    said_of_mode,
    said_of_pen,
    said_of_place,
)
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.footer_line import FooterLine
from reader.tui.widgets.status_line import Piece, StatusLine

KEEP_PLACE_AFTER: Final = 1.0
"""Seconds without a motion after which the place is kept, so that keeping it slows none down."""

KEEP_PLACE_WITHIN: Final = 10.0
"""Seconds of motion without a pause after which it is kept all the same."""

READ_AFTER: Final = 5.0
"""Seconds after which whoever has come to an article reads it, although they do nothing in it."""

READS: Final = ("Annotate", "Select", "Copy")
"""Groups of commands that only a reader has a use for; motions are the others."""

LOOK_AGAIN: Final = 1.0
"""Seconds between two looks whether what was not saved is saved by now."""

ROOMY: Final = 100
"""Columns from which the status line has room for words where it else has numbers."""

LONGEST_QUOTE: Final = 40
"""Characters of a passage that is quoted in a message."""

CONTEXT: Final = 800
"""Characters: how far above a place that one comes to from elsewhere a paragraph may begin so as
to be shown with it."""


class ReadingPage(CommandScreen):
    """One article on the screen, and the person in it."""

    @dataclass
    class Left(Message):
        """The person wants to go back to where they came from."""

        article: str
        """The one that they have read last."""

    def __init__(self, library: Library, settings: Settings, article: str) -> None:
        super().__init__("reading", settings.keys)
        self.library, self.settings = library, settings
        self.article_id = article
        self.pane = ArticlePane(settings.margin_notes)
        self.status = StatusLine()
        self.footer_line = FooterLine(self.footer)
        self.selection = Selection()
        self.last_selection: Selection | None = None
        self.edited: Annotation | None = None
        """The annotation whose passage is selected, so that its ends can be moved."""
        self.matches: Matches | None = None
        self.shape = Shape(settings.measure, settings.spacing, settings.indent)
        self.trail = Trail()
        self.is_visit = False
        """Whether one came to a place in the article, and not to read on; `back` leaves it."""
        self.stepped_to: str | None = None
        """The annotation that was walked to last: of several under the cursor, it is meant."""
        self.lower_panel: Widget | None = None
        """The search line or the note editor, while there is one."""
        self._is_overtaken = False
        """Whether there is a new text that is not shown, as something is typed that belongs to this
        one."""
        self._has_panel_styles = False
        self._entry: Entry | None = None
        self._is_begun = False
        """Whether the person reads here; what they only pass, or look at, stays as it was."""
        self._keeping: Timer | None = None
        self._keep_by = 0.0
        """When the place is kept at the latest, by the clock of `monotonic`."""
        self._watching: Timer | None = None

    # The article

    @property
    def article(self) -> Article:
        """The article as it is shown."""
        return self.pane.article

    @property
    def entry(self) -> Entry:
        """What the list shows of the article."""
        if self._entry is None:
            self._entry = self.library.entry(self.article_id)
        return self._entry

    @property
    def boilerplate(self) -> bool:
        """Whether boilerplate is shown, and motions stop at it."""
        return self.shape.boilerplate

    def show_article(self, article: str, offset: int | None = None) -> bool:
        """Show an article where it was left, or at an offset. Whether it could be opened."""
        try:
            text, state = self.library.article(article), self.library.state(article)
        except LibraryError as error:
            self.say(str(error), failed=True)
            return False
        if article != self.article_id:
            self.article_id, self.trail, self._is_begun = article, Trail(), False
        self._entry, self.matches, self.last_selection = None, None, None
        self._is_overtaken = False
        self.selection, self.edited = Selection(), None
        self.mode = self.resting_mode
        self.is_visit = offset is not None
        place = state.place or _beginning(text)
        top, cursor = place.offset, place.cursor
        if offset is not None:
            cursor = motion.settle(text, offset)
            before = motion.previous_paragraph(text, cursor)
            top = before if cursor - before < CONTEXT else cursor
        self.pane.show(text, self.shape, top=top, cursor=cursor)
        self.show_annotations()
        if self.is_mounted:
            self.tell_revision()
        return True

    def tell_revision(self) -> None:
        """Say, once, what a new text has done to the annotations."""
        if revised := self.library.unannounced(self.article_id):
            from reader.tui.screens.reading.revised import told

            self.library.announced(self.article_id)
            self.say(told(revised, self.settings.keys))

    def keep_up(self) -> None:
        """Show what is written in the article, and its new text if it has one."""
        try:
            is_new = self.library.article_unread(self.article_id).revision != self.article.revision
        except LibraryError as error:
            self.say(f"{error}; what is on the screen stays until you leave it", failed=True)
            return
        self._is_overtaken = is_new and self.lower_panel is not None
        if not is_new:
            self.show_annotations()
        elif not self._is_overtaken:
            if self.library.unannounced(self.article_id) is None:
                self.say("The text of this article has changed: this is the new one")
            self.show_article(self.article_id)

    def show_annotations(self) -> None:
        """Draw the annotations as the library has them now."""
        self.pane.set_annotations(self.library.annotations(self.article_id))
        self.show_status()

    def change(self, change: Callable[[], object], said: str | None = None) -> bool:
        """Do a change, show what came of it, and perhaps say so. Whether it was done."""
        try:
            change()
        except LibraryError as error:
            self.say(str(error), failed=True)
            return False
        self._entry = None
        self.keep_up()
        if said:
            self.say(said)
        return True

    def open_panel(self, panel: Widget, mode: Mode | None = None) -> None:
        """Mount something below the text that takes the keys; a click in the text takes none.

        What has no mode is a line in which one types: it stands where the footer does.
        """
        if not self._has_panel_styles:
            self.app.stylesheet.read(styles_folder() / "dialogs.tcss")
            self._has_panel_styles = True
        self.lower_panel = panel
        self.pane.can_focus = False
        self.mode = mode or self.mode
        self.set_class(mode is None, "-typing")
        self.mount(panel, after=self.status if mode is None else self.pane)
        self.show_status()

    def close_panel(self) -> None:
        """Give place and keys back to the text."""
        if self.lower_panel is not None:
            self.lower_panel.remove()
            self.lower_panel = None
            self.remove_class("-typing")
        self.pane.can_focus = True
        self.pane.focus()
        self.mode = self.resting_mode
        self.show_status()
        if self._is_overtaken:
            self.call_later(self.keep_up)  # when all is done that belongs to the text shown

    # Where one is

    @property
    def cursor(self) -> int:
        """The offset of the cursor."""
        return self.pane.cursor

    @property
    def paragraph(self) -> Range:
        """The current paragraph."""
        if not self.article.paragraphs:
            return 0, 0
        return self.article.paragraph_range(self.article.paragraph_at(self.cursor))

    def go(self, offset: int, reveal: Reveal = "nearest", *, jump: bool = False) -> None:
        """Put the cursor at an offset; what is selected follows. A jump can be undone by `back`."""
        if jump and offset != self.cursor:
            self.trail.leave(self.cursor)
        self.pane.move_cursor(offset, reveal)
        if self.selection.is_active:
            self.select(self.selection.move(offset))
        self.moved()

    def arrived(self) -> None:
        """The person has come to the article: they read it if they stay."""
        self.show_status()
        self._keep_in(READ_AFTER)

    def run_command(self, name: str, count: int | None = None, argument: str | None = None) -> None:
        """Do a command of the table: some are those of a reader."""
        self._is_begun |= any(row.name == name and row.group in READS for row in self.commands)
        super().run_command(name, count, argument)

    def moved(self) -> None:
        """The cursor or the window has moved: show it, and keep the place at the next pause."""
        self.show_status()
        if self._keeping is None or not self._is_begun:
            self._is_begun = True
            self._keep_by = monotonic() + KEEP_PLACE_WITHIN
            self._keep_in(KEEP_PLACE_AFTER)
        elif monotonic() < self._keep_by:
            self._keeping.reset()

    def _keep_in(self, seconds: float) -> None:
        self._keep_no_more()
        self._keeping = self.set_timer(seconds, self._keep_after_pause)

    def _keep_no_more(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def _keep_after_pause(self) -> None:
        self._is_begun = True
        self.keep_place()

    def keep_place(self) -> None:
        """Keep where the person is, if they read here."""
        self._keep_no_more()
        if not self._is_begun or not self.article.text or not self.pane.size:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        place = Place(self.pane.top, self.cursor, self.progress, at)
        try:
            if self.library.state(self.article_id).place is None:
                # That this is no more than the first place makes nothing read to its end.
                self.library.set_place(self.article_id, _beginning(self.article)._replace(at=at))
            self.library.set_place(self.article_id, place)
        except LibraryError as error:
            self.say(str(error), failed=True)

    @property
    def progress(self) -> float:
        """How far down the last offset in sight is, 0 to 1."""
        view = self.pane.view
        return 1.0 if view.is_at_end else view.passage[1] / max(1, len(self.article.text))

    def select(self, selection: Selection) -> None:
        """Select, or select nothing any more."""
        if self.selection.is_active and not selection.is_active:
            self.last_selection = self.selection
        self.selection = selection
        self.edited = self.edited if selection.is_active else None
        self.mode = self.resting_mode
        passage = selection.passage(self.article) if selection.is_active else None
        self.pane.set_selection(passage, cursor_visible=selection.is_active)

    @property
    def resting_mode(self) -> Mode:
        """The mode that one is in when nothing is asked for."""
        if not self.selection.is_active:
            return "reading"
        return "passage" if self.edited else "selecting"

    def go_to_match_after(self, _passage: Range) -> None:
        """Go to the first match beyond a passage; without a search there is none."""

    def leave_selection(self) -> None:
        """Select nothing; the cursor goes to where the selection began."""
        if self.selection.is_active:
            start, _ = self.selection.passage(self.article)
            self.select(self.selection.leave())
            self.pane.move_cursor(start)
            self.show_status()

    def do_cancel(self, _count: int | None, _argument: str | None) -> None:
        """Leave the selection."""
        self.leave_selection()

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor: the last one walked to, else the shortest."""
        found = self._annotations_here
        stepped = (one for one in found if one.id == self.stepped_to)
        return next(stepped, found[0] if found else None)

    @property
    def _annotations_here(self) -> list[Annotation]:
        """Those under the cursor, the shortest first."""
        return self.pane.annotations_touching(self.cursor, self.cursor + 1)

    @property
    def _meant_among_others(self) -> Annotation | None:
        """The annotation under the cursor, if it is one of several there, or was walked to and
        meets others further on."""
        meant, others = self.annotation, self._annotations_here
        if meant and meant.passage and meant.id == self.stepped_to:
            others = self.pane.annotations_touching(*meant.passage)
        return meant if len(others) > 1 else None

    @property
    def note_on_article(self) -> Annotation | None:
        """The first of what stands on the whole article."""
        annotations = self.library.annotations(self.article_id)
        return annotations[0] if annotations and annotations[0].anchor is None else None

    # What is said

    def show_pending(self, _text: str) -> None:
        """Show the count and the keys pressed so far."""
        self.show_status()

    def show_status(self) -> None:
        """Show where one is, in the same frame as what one did."""
        if not self.pane.size or not self.pane.is_mounted:
            return
        if self.library.unsaved and self._watching is None:
            self._watching = self.set_timer(LOOK_AGAIN, self._look_again)
        self.pane.set_meant(self._meant_among_others)
        width = self.app.size.width
        self.status.show(self._status_left(), self._status_right(roomy=width >= ROOMY))

    def _look_again(self) -> None:
        """What was not saved is tried again by the app: say when it has been."""
        self._watching = None
        self.show_status()

    def _status_left(self) -> list[Piece]:
        mode = said_of_mode(self.mode, self.selection.mode)
        if self.library.unsaved:
            return [*mode, (f" {self.library.unsaved} ", "status--alert")]
        annotation = said_of_annotation(
            self.annotation, self._annotations_here, self.article.text, self.settings.color_names
        )
        on_article = [("✎ ", "status--mode")] if self.note_on_article else []
        in_trash = [(" in the trash ", "status--alert"), (" ", "")] if self.entry.trashed else []
        title = (self.entry.title, "status--strong")
        return [*mode, *annotation, *on_article, *in_trash, title]

    def _status_right(self, *, roomy: bool) -> list[Piece]:
        names = self.settings.color_names
        return [
            *self._said_of_keys,
            *said_of_matches(self.matches, self.cursor),
            *said_of_place(self.article, self.cursor, self.progress, roomy=roomy),
            *said_of_pen(self.library.pen, names, roomy=roomy),
            self._said_of_disk,
        ]

    @property
    def _said_of_keys(self) -> list[Piece]:
        return [(f"{self.pending}  ", "status--pending")] if self.pending else []

    @property
    def _said_of_disk(self) -> Piece:
        unsaved = self.library.unsaved
        return ("  NOT saved", "status--alert") if unsaved else ("  saved", "status--quiet")


def _beginning(article: Article) -> Place:
    """Where one who has not read an article yet begins."""
    return Place(0, motion.first(article), 0.0, "")


def quoted(text: str) -> str:
    """The beginning of a passage, in quotes, as it is put into a message."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + '…'}”"
