"""Reviewing: what was marked is read again where it stands, one annotation after the other."""

from collections.abc import Callable
from typing import Final

from reader.core.annotation import Annotation
from reader.library import Due, Library, LibraryError, Outcome
from reader.library.reviewing import Grade
from reader.settings import Settings, styles_folder
from reader.tui.commands import Mode
from reader.tui.keyboard import CommandScreen
from reader.tui.local_time import local
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.review_card import ReviewCard
from reader.tui.widgets.status_line import Piece

SESSION: Final = 100
"""Annotations that are shown at most before one has to ask again."""

KEY: Final = "status--pending"
"""How a key stands in the status line."""

ORPHAN: Final = "Its words are not in the text any more"
ON_ARTICLE: Final = "On the whole article"
NOT_DUE: Final = "What follows is not due yet: q ends"
NOTHING: Final = "There is nothing to review yet: in an article, h highlights a paragraph"


class ReviewScreen(ReadingScreen):
    """The articles at what was marked in them; what is due first comes first."""

    def __init__(self, library: Library, settings: Settings, queue: list[Due]) -> None:
        """`queue` is not empty."""
        first = queue[0].annotation
        super().__init__(library, settings, first.article, offset=_start(first))
        self._queue = queue
        self._due_count = sum(due.due <= library.now for due in queue)
        """The first so many of the queue are due."""
        self._place = 0
        self._card = ReviewCard()
        self._carded: Annotation | None = None
        """What is on the card."""

    def on_mount(self) -> None:
        """Begin with the first, once there is room for the text."""
        self.app.stylesheet.read(styles_folder() / "dialogs.tcss")
        self.mount(self._card, after=self.pane)
        self.footer_line.show(self.footer)
        self.call_after_refresh(self._show_due)

    def keep_place(self) -> None:
        """One does not read on here: the place stays where one did."""

    def offer_draft(self) -> None:
        """A note goes on where one reads."""

    def tell_revision(self) -> None:
        """What a new text has done is said where one reads."""

    @property
    def resting_mode(self) -> Mode:
        """One reviews, unless something is selected."""
        resting = super().resting_mode
        return "review" if resting == "reading" else resting

    @property
    def annotation(self) -> Annotation | None:
        """What is reviewed is meant, wherever one has scrolled to."""
        return self._present(self.due) if self.mode == "review" else super().annotation

    @property
    def _annotations_here(self) -> list[Annotation]:
        """Those that share the place of what is reviewed."""
        if self.mode != "review":
            return super()._annotations_here
        meant = self.annotation
        if meant is None or meant.passage is None:
            return []
        start, _ = meant.passage
        return self.pane.annotations_touching(start, start + 1)

    def library_changed(self, articles: frozenset[str]) -> None:
        """What is reviewed may be gone, or have its place again."""
        super().library_changed(articles)
        if self.mode == "review":
            self._show_due()

    # One after the other

    @property
    def due(self) -> Due:
        """The one that is reviewed now."""
        return self._queue[self._place]

    def do_grade_again(self, _count: int | None, _argument: str | None) -> None:
        """It was forgotten."""
        self._grade(1)

    def do_grade_hard(self, _count: int | None, _argument: str | None) -> None:
        """It was hardly remembered."""
        self._grade(2)

    def do_grade_good(self, _count: int | None, _argument: str | None) -> None:
        """It was remembered."""
        self._grade(3)

    def do_grade_easy(self, _count: int | None, _argument: str | None) -> None:
        """It is known by heart."""
        self._grade(4)

    def do_skip(self, _count: int | None, _argument: str | None) -> None:
        """Leave it as due as it is."""
        self._go_on()

    def _grade(self, grade: Grade) -> None:
        annotation, graded = self.due.annotation, list[Due]()
        if self.change(
            lambda: graded.append(self.library.review(annotation.article, annotation.id, grade))
        ):
            self._go_on(f"To be read again on {local(graded[0].due)} · u undoes it")

    def _go_on(self, said: str = "") -> None:
        """Show the next one, and say something; also if what was due ends here."""
        self._place += 1
        if self._place == self._due_count < len(self._queue):
            said = f"{said} · {NOT_DUE}" if said else NOT_DUE
        if said:
            self.say(said)
        self._show_due()

    def _show_due(self) -> None:
        """Show the next one that is still there; after the last, leave."""
        while self._place < len(self._queue):
            annotation = self._present(self.due)
            if annotation is not None and self._show(annotation):
                return
            self._place += 1
        skipped = len(self._open_places)
        graded = sum(self._present(due) is not None for due in self._queue) - skipped
        self._place = len(self._queue) - 1
        done = f"{graded} graded, {skipped} skipped"
        is_all = len(self._queue) < SESSION
        self.say(f"That was all: {done}" if is_all else f"{done} · R goes on")
        self.dismiss()

    def _present(self, due: Due) -> Annotation | None:
        """The annotation as it is now; None if it is gone, or its article in the trash."""
        article = due.annotation.article
        try:
            if self.library.entry(article).trashed:
                return None
            found = self.library.annotations(article)
        except LibraryError:
            return None
        return next((one for one in found if one.id == due.annotation.id), None)

    def _show(self, annotation: Annotation) -> bool:
        """Go to it. Whether its article can be read."""
        start = _start(annotation)
        if annotation.article != self.article_id and not self.show_article(
            annotation.article, start
        ):
            return False
        self.stepped_to = annotation.id
        self.go(start, "third")
        return True

    def moved(self) -> None:
        """Only the status line follows: no place is kept."""
        self.show_status()

    def show_status(self) -> None:
        """Show where one is, and on the card what has no place in the text."""
        super().show_status()
        meant = self.annotation if self.mode == "review" else None
        if meant is None or meant.passage is not None:
            self._carded = None
            self._card.hide()
        elif meant != self._carded and self._card.is_mounted:
            self._carded = meant
            quote = meant.quote
            heading = ORPHAN if quote else ON_ARTICLE
            self._card.show(heading, quote, meant.note)

    # What is done here otherwise than where one reads

    def delete(self, annotations: list[Annotation]) -> None:
        """Delete, and go on if there is nothing left to review here."""
        super().delete(annotations)
        if self._present(self.due) is None:
            self._go_on()

    def do_edit_passage(self, count: int | None, argument: str | None) -> None:
        """Select its passage, to move its ends; without one there is nothing to move."""
        meant = self.annotation
        if meant is None or meant.passage is not None:
            super().do_edit_passage(count, argument)
        elif meant.anchor is None:
            self.say("It is on the whole article, and on no passage")
        else:
            self.say("It has no place in the text: O finds it one")

    def do_undo(self, _count: int | None, _argument: str | None) -> None:
        """Undo the last change; a grade that is taken back is asked for again."""
        before = self._open_places
        if self._turned(self.library.undo):
            self._place = max(self._open_places - before, default=self._place)
            self._show_due()

    @property
    def _open_places(self) -> set[int]:
        """What one has passed that is as due as it was."""
        return {
            place
            for place, due in enumerate(self._queue[: self._place])
            if (found := self._present(due))
            and self.library.when_due(found.article, found.id) == due._replace(annotation=found)
        }

    def do_redo(self, _count: int | None, _argument: str | None) -> None:
        """Redo what was undone."""
        self._turned(self.library.redo)

    def _turned(self, turn: Callable[[], Outcome]) -> bool:
        outcomes: list[Outcome] = []
        self.change(lambda: outcomes.append(turn()))
        for outcome in outcomes:
            self.say(outcome.message, failed=not outcome.done)
        return bool(outcomes)

    def do_jump(self, _count: int | None, _argument: str | None) -> None:
        """Read on in the article; coming back, one reviews on."""
        self.post_message(self.Going(self.article_id, self.cursor))

    def do_review(self, _count: int | None, _argument: str | None) -> None:
        """One reviews already."""

    def do_quit(self, _count: int | None, _argument: str | None) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def _status_left(self) -> list[Piece]:
        if self.mode != "review":
            return super()._status_left()
        is_due = self._place < self._due_count
        total = self._due_count if is_due else len(self._queue)
        wait = "" if is_due else f" · due {local(self.due.due)}"
        place = f"{self._place + 1} of {total}{wait}  "
        return [("REVIEW  ", "status--mode"), (place, ""), *super()._status_left()]

    def _status_right(self, *, roomy: bool) -> list[Piece]:
        if self.mode != "review":
            return super()._status_right(roomy=roomy)
        # A low terminal has no footer.
        keys = (
            []
            if self.footer_line.display
            else [("1-4", KEY), (" grade  ", ""), ("s", KEY), (" skip", "")]
        )
        return [*self._said_of_keys, *keys, self._said_of_disk]


def open_review(screen: CommandScreen, library: Library, settings: Settings) -> None:
    """Review what is due, then what will be; where nothing is annotated the screen says so."""
    queue = library.due(SESSION, upcoming=True)
    if not queue:
        screen.say(NOTHING)
        return
    articles = frozenset(due.annotation.article for due in queue)
    screen.app.push_screen(
        ReviewScreen(library, settings, queue), lambda _: screen.library_changed(articles)
    )


def _start(annotation: Annotation) -> int:
    return annotation.passage[0] if annotation.passage else 0
