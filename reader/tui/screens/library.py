"""The library screen: which articles are listed, in which order, what is done to one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from reader.core.catalog import Entry, Order, View, arrange
from reader.core.safe import safe_line
from reader.library import Library, LibraryError, Outcome
from reader.settings import Settings
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.preview import Preview
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.footer_line import FooterLine
from reader.tui.widgets.status_line import Piece, StatusLine

VIEW_KEYS: Final[dict[View, str]] = {
    "all": "1",
    "unread": "2",
    "reading": "3",
    "done": "4",
    "annotated": "5",
}
ORDERS: Final[tuple[tuple[Order, str], ...]] = (
    ("recent", "Last read or added first"),
    ("title", "By title"),
    ("date", "Newest article first"),
    ("progress", "Most read first"),
    ("annotations", "Most annotated first"),
)
NO_ARTICLES: Final = (
    "The library is empty.",
    "",
    "reader FILE adds an article and opens it,",
    "reader add FOLDER adds all that is in a folder.",
)
EMPTY_VIEWS: Final[dict[View, str]] = {
    "all": "All articles are archived.",
    "unread": "Nothing is left unread.",
    "reading": "No article has been begun.",
    "done": "No article has been read to its end yet.",
    "annotated": "Nothing is annotated yet: in an article, h highlights a paragraph.",
}


class LibraryScreen(CommandScreen):
    """The list of articles, and on a wide screen a preview of the selected one."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    @dataclass
    class Opened(Message):
        """The person wants to read an article."""

        article: str

    def __init__(self, library: Library, settings: Settings, *, waiting: bool = False) -> None:
        """A screen that is `waiting` holds nothing until `start`: another one is seen first."""
        super().__init__("library", settings.keys)
        self.library = library
        self._waiting, self._was_left = waiting, False
        self._view: View = "all"
        self._order: Order = "recent"
        self._query = ""
        self.list = ArticleList()
        self.status = StatusLine()
        self.preview = Preview(self, library, settings)

    def compose(self) -> ComposeResult:
        """Only what the first sight shows; filter line and preview come when they are needed."""
        if not self._waiting:
            self._arrange()
            yield self.status
            yield self.list
            yield FooterLine(self.footer)

    def on_mount(self) -> None:
        """Begin in the list; the preview comes after the first sight."""
        if not self._waiting:
            self.list.focus()
            self.call_after_refresh(self.on_resize)

    def start(self) -> None:
        """Show what has been waiting; nothing happens the second time."""
        if self._waiting:
            self._waiting = False
            self.mount_all(list(self.compose()))
            self.on_mount()

    def on_screen_suspend(self) -> None:
        """Something else is seen now; coming back from it is a reason to start."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Come back from an article: it has been read, and perhaps annotated."""
        if self._waiting and self._was_left:
            self.start()
        elif not self._waiting:
            self._arrange()

    def on_resize(self) -> None:
        """Have a preview where there is room for one."""
        if self.list.is_mounted:
            self.preview.fit(self.list.selected)

    # What is listed.

    def library_changed(self, _articles: frozenset[str]) -> None:
        """Show what another program wrote."""
        self._arrange()

    def _arrange(self, select: str | None = None) -> None:
        entries = arrange(self.library.entries(), self._view, self._order, self._query)
        self.list.show(entries, select=select, empty=self._said_of_nothing())
        self._show_status()
        if self.list.is_mounted:
            self.preview.follow(self.list.selected)

    def _said_of_nothing(self) -> Sequence[str]:
        if all(entry.trashed for entry in self.library.entries()):
            return NO_ARTICLES
        if self._query:
            return (f"No article matches “{self._query}”.", "", "Esc clears the filter.")
        return (EMPTY_VIEWS[self._view], "", "1 shows all articles.")

    def _show_status(self) -> None:
        left: list[Piece] = [
            (f"{key} {view}  ", "status--strong" if view == self._view else "")
            for view, key in VIEW_KEYS.items()
        ]
        if self.library.unsaved:
            left = [(f" {self.library.unsaved} ", "status--alert")]
        count = len(self.list.entries)
        order = "" if self._order == "recent" else f" by {self._order}"
        articles = f"{count:,} article{'' if count == 1 else 's'}{order}"
        right: list[Piece] = [(f"/{self._query}  ", "status--mode")] if self._query else []
        self.status.show(left, [(self.pending, "status--pending"), *right, (articles, "")])

    def show_pending(self, _text: str) -> None:
        """Show the keys pressed so far."""
        self._show_status()

    def on_article_list_selected(self, event: ArticleList.Selected) -> None:
        """Let the preview follow."""
        self.preview.follow(event.entry)

    def on_article_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open what was chosen with the mouse."""
        self.post_message(self.Opened(event.entry.id))

    # The filter.

    def do_filter(self, _count: int | None, _argument: str | None) -> None:
        """Type a filter at the bottom, where the footer stands."""
        from reader.tui.widgets.filter_line import FilterLine

        line = FilterLine(self._query)
        self.query_one(FooterLine).display = False
        self.mount(line)
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as the person types."""
        self._query = event.value.strip()
        self._arrange()

    def on_filter_line_left(self) -> None:
        """Go back to the list."""
        self.query("FilterLine").remove()
        self.query_one(FooterLine).display = True
        self.list.focus()

    def do_cancel(self, _count: int | None, _argument: str | None) -> None:
        """Clear the filter."""
        self._query = ""
        self._arrange()

    # Views and orders.

    def _show_view(self, view: View) -> None:
        self._view = view
        self._arrange()

    def do_view_all(self, _count: int | None, _argument: str | None) -> None:
        """Show all articles."""
        self._show_view("all")

    def do_view_unread(self, _count: int | None, _argument: str | None) -> None:
        """Show the unread ones."""
        self._show_view("unread")

    def do_view_reading(self, _count: int | None, _argument: str | None) -> None:
        """Show those that have been begun."""
        self._show_view("reading")

    def do_view_done(self, _count: int | None, _argument: str | None) -> None:
        """Show those that have been read."""
        self._show_view("done")

    def do_view_annotated(self, _count: int | None, _argument: str | None) -> None:
        """Show those with annotations."""
        self._show_view("annotated")

    def do_sort(self, _count: int | None, _argument: str | None) -> None:
        """Choose the order."""
        from reader.tui.screens.dialogs.choice import ChoiceDialog

        def sort(order: Order | None) -> None:
            if order is not None:
                self._order = order
                self._arrange()

        self.app.push_screen(ChoiceDialog("Sort the list", ORDERS, self._order), sort)

    # Moving.

    def do_next_article(self, _count: int | None, _argument: str | None) -> None:
        """Select the next article."""
        self.list.move(1)

    def do_previous_article(self, _count: int | None, _argument: str | None) -> None:
        """Select the previous article."""
        self.list.move(-1)

    def do_first(self, _count: int | None, _argument: str | None) -> None:
        """Select the first article."""
        self.list.select(0)

    def do_last(self, _count: int | None, _argument: str | None) -> None:
        """Select the last article."""
        self.list.select_last()

    def do_page_down(self, _count: int | None, _argument: str | None) -> None:
        """One page on."""
        self.list.move_pages(1)

    def do_page_up(self, _count: int | None, _argument: str | None) -> None:
        """One page back."""
        self.list.move_pages(-1)

    def do_half_page_down(self, _count: int | None, _argument: str | None) -> None:
        """Half a page on."""
        self.list.move_pages(0.5)

    def do_half_page_up(self, _count: int | None, _argument: str | None) -> None:
        """Half a page back."""
        self.list.move_pages(-0.5)

    def do_preview_down(self, _count: int | None, _argument: str | None) -> None:
        """Scroll the preview down; without one, the list."""
        self.preview.scroll(1) if self.preview.visible else self.list.move_pages(1)

    def do_preview_up(self, _count: int | None, _argument: str | None) -> None:
        """Scroll the preview up; without one, the list."""
        self.preview.scroll(-1) if self.preview.visible else self.list.move_pages(-1)

    # What is done to an article.

    def do_open(self, _count: int | None, _argument: str | None) -> None:
        """Read the selected article."""
        if entry := self.list.selected:
            self.post_message(self.Opened(entry.id))

    def do_star(self, _count: int | None, _argument: str | None) -> None:
        """Give it a star, or take it."""
        self._change(lambda entry: self.library.star([entry.id], not entry.starred))

    def do_toggle_read(self, _count: int | None, _argument: str | None) -> None:
        """Mark it as read, or as unread if it was."""
        self._change(
            lambda entry: self.library.set_reading_state(
                [entry.id], "unread" if entry.state == "done" else "done"
            )
        )

    def do_archive(self, _count: int | None, _argument: str | None) -> None:
        """Move it out of the list, or back."""
        self._change(
            lambda entry: self.library.archive([entry.id], not entry.archived),
            lambda entry: f"{'Unarchived' if entry.archived else 'Archived'} “{entry.title}”",
        )

    def do_trash(self, _count: int | None, _argument: str | None) -> None:
        """Move it to the trash."""
        self._change(
            lambda entry: self.library.trash([entry.id]),
            lambda entry: f"Moved “{entry.title}” to the trash",
        )

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Edit its tags."""
        from reader.tui.screens.dialogs.tags import TagsDialog

        def tag(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                self._change(lambda entry: self.library.set_article_tags(entry.id, tags))

        if entry := self.list.selected:
            self.app.push_screen(TagsDialog(entry.tags, self.library.tags()), tag)

    def do_edit_details(self, _count: int | None, _argument: str | None) -> None:
        """Edit its title, author and date."""
        from reader.tui.screens.dialogs.details import Details, DetailsDialog

        def edit(details: Details | None) -> None:
            if details is not None:
                title, author, date = details
                self._change(
                    lambda entry: self.library.edit_details(
                        entry.id, title=title, author=author, date=date
                    )
                )

        if entry := self.list.selected:
            self.app.push_screen(DetailsDialog(entry.title, entry.author, entry.date), edit)

    def do_undo(self, _count: int | None, _argument: str | None) -> None:
        """Undo the last change in the whole library."""
        self._turn_back(self.library.undo)

    def do_redo(self, _count: int | None, _argument: str | None) -> None:
        """Redo what was undone last."""
        self._turn_back(self.library.redo)

    def do_quit(self, _count: int | None, _argument: str | None) -> None:
        """Quit Reader."""
        self.app.exit()

    def _change(
        self, change: Callable[[Entry], object], said: Callable[[Entry], str] | None = None
    ) -> None:
        """Do something to the selected article, and say what, if it is to be said."""
        if (entry := self.list.selected) is None:
            return
        try:
            change(entry)
        except LibraryError as error:
            self._say(str(error), failed=True)
        else:
            if said:
                self._say(f"{said(entry)} · u undoes it")
        self._arrange()

    def _turn_back(self, turn: Callable[[], Outcome]) -> None:
        try:
            outcome = turn()
        except LibraryError as error:
            self._say(str(error), failed=True)
            return
        self._arrange(next(iter(outcome.articles), None))
        self._say(outcome.message, failed=not outcome.done)

    def _say(self, message: str, *, failed: bool = False) -> None:
        self.notify(
            safe_line(message), severity="warning" if failed else "information", markup=False
        )
