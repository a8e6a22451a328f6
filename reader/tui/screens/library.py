"""The library screen: which articles are listed, in which order, what is done to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.message import Message

from reader.core.catalog import Entry, Order, View, prepare
from reader.library import Library
from reader.settings import Settings, styles_folder
from reader.tui.screens.article_commands import ArticleCommands
from reader.tui.screens.list_screen import WORDS_FROM
from reader.tui.screens.preview import Preview
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.status_line import Piece

if TYPE_CHECKING:
    from reader.core.query import Query
    from reader.tui.widgets.filter_line import FilterLine

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
    "I imports a file, or all that is in a folder;",
    "in the shell, reader FILE adds it and opens it.",
)
EMPTY_VIEWS: Final[dict[View, str]] = {
    "all": "All articles are archived.",
    "unread": "Nothing is left unread.",
    "reading": "No article has been begun.",
    "done": "No article has been read to its end yet.",
    "annotated": "Nothing is annotated yet: in an article, h highlights a paragraph.",
}


class LibraryScreen(ArticleCommands):
    """The list of articles, and on a wide screen a preview of the selected one."""

    CSS_PATH = styles_folder() / "library.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    list: ArticleList

    @dataclass
    class Opened(Message):
        """The person wants to read an article."""

        article: str
        order: Sequence[str]
        """All that are listed, in the order of the list."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._view: View = "all"
        self._order: Order = "recent"
        self.list = ArticleList()
        self.preview = Preview(self, library, settings)
        self._read_last: str | None = None

    def compose(self) -> ComposeResult:
        """Only what the first sight shows; filter line and preview come when they are needed."""
        self.rearrange()
        yield self.status
        yield self.list
        yield self.footer_line

    def on_mount(self) -> None:
        """Begin in the list; the preview comes after the first sight."""
        self.list.focus()
        self.call_after_refresh(self.on_resize)

    def on_screen_resume(self) -> None:
        """Come back from an article: it has been read, and perhaps annotated."""
        self.rearrange(select=self._read_last)
        self._read_last = None

    def come_back_from(self, article: str) -> None:
        """Select, when this is seen again, the article that was read last."""
        self._read_last = article

    def on_resize(self) -> None:
        """Have a preview where there is room for one."""
        if self.list.is_mounted:
            self.show_status()
            self.preview.fit(self.list.selected)

    # What is listed.

    @property
    def selected(self) -> Entry | None:
        """The article that is selected in the list."""
        return self.list.selected

    def rearrange(self, select: str | None = None) -> None:
        """Show the articles as the library has them now, and select this one of them."""
        wanted = self._wanted()
        if self._has_to_wait(wanted, select):
            return
        entries = self.library.find_articles(wanted, view=self._view, order=self._order)
        self.list.show(entries, select=select, empty=self._said_of_nothing())
        self.show_status()
        if self.list.is_mounted:
            self.preview.follow(self.list.selected)

    def _wanted(self) -> "Query | str":
        """What the filter means as far as it is typed; nothing, if there is none."""
        if self.query_text:
            return self.understood()
        self.problem = ""
        return ""

    def _has_to_wait(self, wanted: "Query | str", select: str | None) -> bool:
        """Whether a large library cannot yet answer at once; the list is arranged when it can."""
        self.wait_no_more()
        if isinstance(wanted, str) or self.library.is_ready_for(wanted):
            return False
        self.wait_for_answer(lambda: self.rearrange(select))
        return True

    def _said_of_nothing(self) -> Sequence[str]:
        if all(entry.trashed for entry in self.library.entries()):
            return NO_ARTICLES
        if self.query_text:
            return (f"No article matches “{self.asked_in_short}”.", "", "Esc clears the filter.")
        return (EMPTY_VIEWS[self._view], "", "1 shows all articles.")

    def show_status(self) -> None:
        """Show the views, what is asked for, and how many articles that leaves."""
        views = [
            (f"{key} {view}", "status--strong" if view == self._view else "")
            for view, key in VIEW_KEYS.items()
        ]
        left: list[Piece] = [piece for view in views for piece in (view, ("  ", ""))]
        if self.library.unsaved:
            left = [(f" {self.library.unsaved} ", "status--alert")]
        elif self.problem:
            left = [(self.problem, "")]
        count = len(self.list.entries)
        articles = f"{count:,}"
        if self.app.size.width >= WORDS_FROM:
            articles += " article" if count == 1 else " articles"
            articles += "" if self._order == "recent" else f" by {self._order}"
        right: list[Piece] = []
        if self.query_text and not self.is_asking:
            right = [(f"/{self.asked_in_short}  ", "status--mode")]
        right = [(self.pending, "status--pending"), *right, (articles, "")]
        self.status.show(left, [] if self.problem and self.is_asking else right)

    def on_article_list_selected(self, event: ArticleList.Selected) -> None:
        """Let the preview follow."""
        self.preview.follow(event.entry)

    def on_article_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open what was chosen with the mouse."""
        self._open(event.entry)

    # The filter.

    def filter_line(self) -> "FilterLine":
        """Where words, or a query of the language, are typed."""
        from reader.tui.widgets.filter_line import OF_ARTICLES, Endings, FilterLine

        self.call_after_refresh(prepare, self.library.entries())
        return FilterLine(self.query_text, OF_ARTICLES, Endings(self.library.endings))

    def do_cancel(self, _count: int | None, _argument: str | None) -> None:
        """Clear the filter."""
        self.ask("")

    def do_all_annotations(self, _count: int | None, _argument: str | None) -> None:
        """List the annotations of all articles."""
        from reader.tui.screens.annotations import AnnotationsScreen

        self.app.push_screen(AnnotationsScreen(self.library, self.settings))

    def do_import_files(self, _count: int | None, _argument: str | None) -> None:
        """Take files into the library."""
        from reader.tui.screens.importing import ask_to_import

        ask_to_import(self, self.library)

    # Views and orders.

    def _show_view(self, view: View) -> None:
        self._view = view
        self.rearrange()

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
        self.choose_order("Sort the list", ORDERS, self._order, self._sort)

    def _sort(self, order: Order) -> None:
        self._order = order

    # Moving.

    def do_next_article(self, _count: int | None, _argument: str | None) -> None:
        """Select the next article."""
        self.list.move(1)

    def do_previous_article(self, _count: int | None, _argument: str | None) -> None:
        """Select the previous article."""
        self.list.move(-1)

    def do_preview_down(self, _count: int | None, _argument: str | None) -> None:
        """Scroll the preview down; without one, the list."""
        self.preview.scroll(1) if self.preview.visible else self.list.move_pages(1)

    def do_preview_up(self, _count: int | None, _argument: str | None) -> None:
        """Scroll the preview up; without one, the list."""
        self.preview.scroll(-1) if self.preview.visible else self.list.move_pages(-1)

    # Leaving.

    def do_open(self, _count: int | None, _argument: str | None) -> None:
        """Read the selected article."""
        if entry := self.list.selected:
            self._open(entry)

    def _open(self, entry: Entry) -> None:
        order = [listed.id for listed in self.list.entries if not listed.missing]
        self.post_message(self.Opened(entry.id, order))

    def do_quit(self, _count: int | None, _argument: str | None) -> None:
        """Quit Reader."""
        self.app.call_next(self.app.action_quit)
