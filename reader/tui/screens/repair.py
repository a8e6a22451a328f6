"""Repairing: each annotation that has lost its place stands beside the passages most like it, and
above them the text, in which the chosen one is seen."""

from typing import Final

from reader.core.annotation import Annotation
from reader.core.segments import Range, sentence_at
from reader.core.selection import Selection
from reader.library import Library
from reader.library.reading import in_short
from reader.settings import Settings
from reader.tui.commands import Command, Mode
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.place_finder import Asked, Found, PlaceFinder
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.repair_tray import RepairTray
from reader.tui.widgets.search_line import SearchLine
from reader.tui.widgets.status_line import Piece

LOOKING: Final = "Looking for the places that are most like it…"
NO_PLACE: Final = "No place in this text is like it. / finds one by hand."
SELECTING: Final = ("select_sentence", "hints", "select_characters", "search", "help", "cancel")
NOTHING: Final = "Nothing is to be repaired in this article: every annotation has its place"


def lost_in(library: Library, article: str, first: str | None = None) -> list[Annotation]:
    """The annotations of an article that are to be repaired; `first` before the others, also if
    it was said to stay an orphan, or stands on other words than it did."""
    lost = list(library.to_repair(article))
    meant = [
        one
        for one in library.annotations(article)
        if one.id == first and one.status in ("orphan", "changed")
    ]
    return [*meant, *(one for one in lost if one not in meant)]


class RepairScreen(ReadingScreen):
    """The article, to give what is lost in it a place again."""

    _placing: Annotation | None = None
    """The annotation for which the person looks for a place by hand."""

    def __init__(
        self, library: Library, settings: Settings, article: str, first: str | None = None
    ) -> None:
        """`first` is the annotation to begin with."""
        super().__init__(library, settings, article)
        self._first = first
        self._lost: list[Annotation] = []
        self._finder = PlaceFinder(self, library)
        self._chosen = 0
        self._tray: RepairTray | None = None

    def on_mount(self) -> None:
        """Begin with the tray below the text."""
        self._lost = lost_in(self.library, self.article_id, self._first)
        self._open_tray()

    def keep_place(self) -> None:
        """One does not read here: the place stays where one did."""

    def offer_draft(self) -> None:
        """A note goes on where one reads."""

    def tell_revision(self) -> None:
        """What the new text has done is to be seen here."""

    def show_article(self, article: str, offset: int | None = None) -> bool:
        """Stay in the article: what is lost in it can find no place in another."""
        return article == self.article_id and super().show_article(article, offset)

    def library_changed(self, articles: frozenset[str]) -> None:
        """Another program changed the article: look for places in the text as it is now."""
        is_open = self._tray is not None
        if is_open:
            self.close_tray()
        super().library_changed(articles)
        if is_open:
            self._open_tray()

    def show_annotations(self) -> None:
        """What was changed may be lost no more, or lost again."""
        super().show_annotations()
        if self._tray is not None and self._tray.is_mounted:
            self._renew()

    # The tray

    @property
    def resting_mode(self) -> Mode:
        """One chooses, unless one looks for a place by hand."""
        return "repair" if self._tray is not None else super().resting_mode

    @property
    def orphan(self) -> Annotation | None:
        """The one that is to be repaired now."""
        return self._lost[0] if self._lost else None

    def do_next_candidate(self, _count: int | None, _argument: str | None) -> None:
        """Choose the next candidate."""
        self._choose_candidate(self._chosen + 1)

    def do_previous_candidate(self, _count: int | None, _argument: str | None) -> None:
        """Choose the candidate before."""
        self._choose_candidate(self._chosen - 1)

    def do_attach(self, _count: int | None, _argument: str | None) -> None:
        """Attach the annotation to the chosen candidate."""
        if self.orphan is None:
            return
        if self.found is None:
            self.say(LOOKING)
        elif self.found.places:
            self._give_place(self.orphan, self.found.places[self._chosen])

    def do_next_orphan(self, _count: int | None, _argument: str | None) -> None:
        """Leave this one for later."""
        if len(self._lost) > 1:
            self._lost.append(self._lost.pop(0))
            self._show_orphan()
        else:
            self.say("This is the only one")

    def do_keep_orphan(self, _count: int | None, _argument: str | None) -> None:
        """Say that it stays an orphan."""
        if orphan := self.orphan:
            self._first = None
            self.change(
                lambda: self.library.keep_orphan(self.article_id, orphan.id),
                f"“{in_short(orphan.quote)}” stays an orphan · u undoes it",
            )

    def do_repair(self, _count: int | None, _argument: str | None) -> None:
        """Go back to the candidates."""
        self._open_tray()

    def do_close(self, _count: int | None, _argument: str | None) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def do_quit(self, _count: int | None, _argument: str | None) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def _open_tray(self) -> None:
        self._placing = None
        self.select(Selection())
        if self._tray is None:
            self._tray = RepairTray()
            self.app.clear_notifications()  # what was said last would lie on it
            self.open_panel(self._tray, "repair")
            self.call_after_refresh(self._renew)

    def _renew(self) -> None:
        """Go on with what is lost now; if nothing is, say so and leave."""
        still = {one.id: one for one in lost_in(self.library, self.article_id, self._first)}
        kept = [still.pop(one.id) for one in self._lost if one.id in still]
        self._lost = [*still.values(), *kept]  # what an undo has brought back comes first
        self._show_orphan()

    def _show_orphan(self) -> None:
        orphan, tray = self.orphan, self._tray
        if tray is None:
            return
        if orphan is None:
            tray.show_nothing("Nothing is left to repair. u undoes, Esc closes.")
            self.pane.set_selection(None, cursor_visible=False)
            self.show_status()
            return
        count = len(self._lost)
        left = f" · {count} to repair" if count > 1 else ""
        tray.show(f"{orphan.status.capitalize()}{left}", orphan.quote, orphan.note)
        self._show_found()

    def _show_found(self) -> None:
        if self._tray is not None:
            self._tray.offer(
                self.found.candidates if self.found else (), LOOKING if not self.found else NO_PLACE
            )
        self._choose_candidate(0)
        self._look()

    @property
    def found(self) -> Found | None:
        """What is known of the orphan's places; None, while they are looked for."""
        return self._finder.found(self._asked(self.orphan)) if self.orphan else None

    def _asked(self, orphan: Annotation) -> Asked:
        return orphan, self.article.revision

    def on_place_finder_answered(self, event: PlaceFinder.Answered) -> None:
        """Show what was found, if that is still asked for."""
        self._finder.take(event)
        if self.orphan and event.asked == self._asked(self.orphan):
            if event.found.problem:
                self.say(event.found.problem, failed=True)
            self._show_found()
        else:
            self._look()

    def _look(self) -> None:
        self._finder.look(map(self._asked, self._lost[:2]))  # the next one before it is asked for

    def _choose_candidate(self, place: int) -> None:
        """Choose a candidate, and show it in the text."""
        passage: Range | None = None
        places = self.found.places if self.found else ()
        if places and self._tray is not None:
            self._chosen = max(0, min(place, len(places) - 1))
            self._tray.select(self._chosen)
            passage = places[self._chosen]
            self.pane.move_cursor(passage[0], "third")
        self.pane.set_selection(passage, cursor_visible=False)
        self.show_status()

    def _give_place(self, annotation: Annotation, passage: Range) -> None:
        self.stepped_to, self._first = annotation.id, None
        words = self.article.text[slice(*passage)]
        self.change(
            lambda: self.library.repair(self.article_id, annotation.id, passage),
            f"It stands on “{in_short(words)}” now · u undoes it",
        )

    # By hand

    @property
    def footer(self) -> tuple[Command, ...]:
        """While a place is looked for by hand, what selects one."""
        if self._placing is None or self.mode != "reading":
            return super().footer
        return self.offered or tuple(row for row in self.commands if row.name in SELECTING)

    def do_find_place(self, _count: int | None, _argument: str | None) -> None:
        """Search the text for its place; what is selected then is where Enter attaches it."""
        if orphan := self.orphan:
            self._placing = orphan
            self.close_tray()
            self.do_search(None, None)

    def close_tray(self) -> None:
        """Give the text its place back."""
        self._tray = None
        self.pane.set_selection(None, cursor_visible=False)
        self.close_panel()

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        """Where it was found, the sentence is selected, so that Enter attaches."""
        super().on_search_line_left(event)
        if self._placing and event.keep and self.matches and not self.selection.is_active:
            start, end = sentence_at(self.article, self.cursor)
            self.show_selection(Selection.covering(self.article, (start, end)))
        self.show_status()

    def select(self, selection: Selection) -> None:
        """What is selected is the passage that the annotation shall have."""
        if self._placing and selection.is_active:
            self.edited = self._placing
        super().select(selection)

    def do_keep(self, _count: int | None, _argument: str | None) -> None:
        """Attach the annotation to what is selected."""
        annotation, passage = self._placing, self.selection.passage(self.article)
        if annotation is not None:
            self._open_tray()
            self._give_place(annotation, passage)

    def do_cancel(self, _count: int | None, _argument: str | None) -> None:
        """Leave the selection; without one, go back to the candidates."""
        if self.mode == "hints":
            super().do_cancel(None, None)
        elif self.selection.is_active:
            self.leave_selection()
        else:
            self._open_tray()

    def _status_left(self) -> list[Piece]:
        if self._placing is None:
            return [("REPAIR  ", "status--mode"), (self.entry.title, "status--strong")]
        words = in_short(self._placing.quote)
        how = "Enter attaches" if self.selection.is_active else "select its place, Esc back"
        return [("PLACE  ", "status--mode"), (f"{how} · “{words}”", "")]

    def _status_right(self, *, roomy: bool) -> list[Piece]:
        return [self._said_of_disk] if self._tray else super()._status_right(roomy=roomy)


def open_repair(
    screen: CommandScreen, library: Library, settings: Settings, article: str, first: str | None
) -> bool:
    """Repair what is lost in an article. Whether there is anything; else the screen says so."""
    if not lost_in(library, article, first):
        screen.say(NOTHING)
        return False
    screen.app.push_screen(
        RepairScreen(library, settings, article, first),
        lambda _: screen.library_changed(frozenset([article])),
    )
    return True
