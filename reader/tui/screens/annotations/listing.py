"""Which annotations the panel lists: of what, what is asked of them, in which order."""

from collections.abc import Callable, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.widgets import Static

from reader.core.safe import safe
from reader.library import Library, LibraryError, NotFound, Row
from reader.library.columns import Order
from reader.library.indexing import AT_ONCE, FEW
from reader.library.rows import Rows
from reader.settings import Settings
from reader.tui.screens.list_screen import WORDS_FROM, ListScreen
from reader.tui.screens.working import work
from reader.tui.widgets.annotation_list import AnnotationList, Listed, Named, named
from reader.tui.widgets.filter_line import Endings, QueryLine
from reader.tui.widgets.status_line import Piece

ORDERS: Final[tuple[tuple[Order, str], ...]] = (
    ("place", "Where they stand"),
    ("created", "Newest first"),
    ("updated", "Changed last first"),
    ("color", "By colour"),
)
PLACEHOLDER: Final = "words, color:yellow, tag:…, has:note, is:orphan, created:7d, @saved"

FAR: Final = 40
"""Rows of the whole library in which the selected annotation is looked for when others are shown:
each may be of another article, and has to be made."""

LONGEST_DETAIL: Final = 2_000
"""Characters of a quote and of a note that are shown whole; more would fit no screen."""

EMPTY_ARTICLE: Final = (
    "No annotations in this article yet.",
    "",
    "In the text, h highlights a paragraph and a writes a note on it.",
    "Tab shows those of the whole library.",
)
EMPTY_LIBRARY: Final = (
    "Nothing is annotated yet.",
    "",
    "In an article, h highlights a paragraph and a writes a note on it.",
)


class Listing(ListScreen):
    """The list, the line in which it is filtered, and what is said of both."""

    list: AnnotationList

    def __init__(
        self,
        library: Library,
        settings: Settings,
        article: str | None,
        current: str | None = None,
    ) -> None:
        """Show those of an article, the one with the id `current` selected; or those of all."""
        super().__init__("annotations", library, settings)
        self.scope = article
        """The article of which all shown ones are; None: those of all articles are shown."""
        self.order: Order = "place"
        self.list = AnnotationList(settings.color_names)
        self.detail = Static("", markup=False, classes="detail")
        self._detailed = ""
        """The text of `detail`."""
        self._here = article
        """The article that `Tab` goes back to."""
        self._lacking: Callable[[list[Named]], int] = len
        """How many of these are not among what is listed."""
        self._is_suspended = False
        self._is_ready = False
        """Whether the library has said that it answers queries at once; it goes on doing so."""
        self._wanted: Named | None = (article, current) if article and current else None

    def compose(self) -> ComposeResult:
        """Where one is, the list, more on the selected one, the keys that matter."""
        self.rearrange(self._wanted)
        yield self.status
        yield self.list
        yield self.detail
        yield self.footer_line

    def on_mount(self) -> None:
        """Begin in the list; what queries need of a large library is prepared meanwhile."""
        self.list.focus()
        if self.scope is None:
            self.library.prepare_browsing()

    def on_screen_suspend(self) -> None:
        """Something is shown before it, in which things may change."""
        self._is_suspended = True

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile."""
        if self._is_suspended:
            self._is_suspended = self._is_ready = False
            self.rearrange()

    def on_resize(self) -> None:
        """What there is room for is another."""
        self.show_status()

    # What is listed

    def rearrange(self, select: Named | None = None) -> None:
        """Show the annotations as they are now; this one of them selected, or the one that was."""
        before = self.list.selected
        wanted = select or (named(before) if before else None)
        try:
            rows, length = self._asked(), self._length()
        except NotFound:  # the article has gone
            self.scope = self._here = None
            rows, length = self._asked(), None
        if rows is None:
            return
        index = self._place_of(wanted, rows) if wanted else 0
        self._lacking = rows.lacking
        self.list.show(rows, index, empty=self._said_of_nothing(), length=length)
        self._show_detail()  # in the same frame as the list: its message comes a frame later
        self.show_status()

    def _place_of(self, wanted: Named, rows: Sequence[Row]) -> int:
        """Where an annotation stands; if that is far away, the place that was selected."""
        far = len(rows) if self.scope is not None else FAR
        near = max(0, self.list.index - far // 2)
        places = (*range(near, min(len(rows), near + far)), *range(min(near, len(rows), far)))
        return next((place for place in places if named(rows[place]) == wanted), self.list.index)

    def _asked(self) -> "Rows | None":
        """What is to be shown; None, if that cannot be said yet."""
        query = self.understood()
        if self.scope is None and (query or self.order != "place") and not self._is_prepared():
            return None
        return self.library.browse(query, article=self.scope, order=self.order)

    def _is_prepared(self) -> bool:
        """Whether a query over all articles is answered at once; if not, say how far that is."""
        if self._is_ready:
            return True
        state = self.library.index_state
        self._is_ready = state.total <= FEW or state.total - state.done <= AT_ONCE
        if self._is_ready:
            return True
        self.wait_for_answer(self.rearrange)
        return False

    def _length(self) -> int | None:
        """Of the text of the article that is shown."""
        if self.scope is None:
            return None
        try:
            return len(self.library.article_unread(self.scope).text)
        except LibraryError:
            return None

    def _said_of_nothing(self) -> tuple[str, ...]:
        if self.query_text:
            return (f"No annotation matches “{self.asked_in_short}”.", "", "Esc clears the query.")
        return EMPTY_LIBRARY if self.scope is None else EMPTY_ARTICLE

    def on_annotation_list_selected(self) -> None:
        """Show the selected one whole."""
        self._show_detail()

    def _show_detail(self) -> None:
        said = safe(said_of(self.list.selected))
        if said != self._detailed:
            self._detailed = said
            self.detail.update(said, layout=False)  # of fixed height

    # What is said

    def show_status(self) -> None:
        """Say of what these are, how many, what is asked of them, and how many are ticked."""
        roomy = self.app.size.width >= WORDS_FROM
        where = "all articles" if self.scope is None else self.library.entry(self.scope).title
        left: list[Piece] = [("Annotations  ", "status--mode"), (where, "status--strong")]
        if self.problem:
            left = [(self.problem, "")]
        elif offered := self._offered():
            left = [("saved  ", "status--mode"), (offered, "")]
        if self.library.unsaved:
            left = [(f" {self.library.unsaved} ", "status--alert")]
        right: list[Piece] = [(f"{self.pending}  ", "status--pending")] if self.pending else []
        if ticked := self.list.ticked:
            hidden = self._lacking(ticked)
            also = f", {hidden:,} hidden" if hidden else ""
            said = f"✓ {len(ticked):,}{' ticked' if roomy else ''}{also}  "
            right.append((said, "status--mode"))
        if self.query_text and not self.is_asking:
            right.append((f"/{self.asked_in_short}  ", "status--mode"))
        if self.query_text and self.is_asking and roomy:
            right.append(("Ctrl+S saves it  ", "status--quiet"))
        count = len(self.list.shown)
        order = "" if self.order == "place" or not roomy else f" by {self.order}"
        right.append((f"{count:,}{order}", ""))
        self.status.show(left, [] if self.problem and self.is_asking else right)

    def _offered(self) -> str:
        """The saved queries that what is being typed may become."""
        typing = self.query_text.rpartition(" ")[2]
        if not self.is_asking or (typing and not typing.startswith("@")):
            return ""
        names = (f"@{name}" for name in self.library.saved_queries())
        return "  ".join(name for name in names if name.startswith(typing) and name != typing)

    # The query

    def filter_line(self) -> QueryLine:
        """Where a query is typed, and completed."""
        return QueryLine(self.query_text, PLACEHOLDER, Endings(self.library.endings))

    def do_close(self, _count: int | None, _argument: str | None) -> None:
        """Clear the query; without one, close the panel."""
        if self.query_text:
            self.ask("")
        else:
            self.dismiss()

    def do_other_scope(self, _count: int | None, _argument: str | None) -> None:
        """From this article to the whole library, and back; from there to the selected one's."""
        selected = self.list.selected
        if self.scope is not None:
            self._here, self.scope = self.scope, None
            self.library.prepare_browsing()
        else:
            self.scope = self._here or (selected.article if selected else None)
        self.rearrange()

    def do_sort(self, _count: int | None, _argument: str | None) -> None:
        """Choose the order."""
        self.choose_order("Sort the annotations", ORDERS, self.order, self._sort)

    def _sort(self, order: Order) -> None:
        self.order = order

    # Moving and ticking

    def do_next(self, _count: int | None, _argument: str | None) -> None:
        """Select the next one."""
        self.list.move(1)

    def do_previous(self, _count: int | None, _argument: str | None) -> None:
        """Select the one before."""
        self.list.move(-1)

    def do_tick(self, _count: int | None, _argument: str | None) -> None:
        """Tick the selected one, and go on."""
        self.list.tick()
        self.show_status()

    def do_tick_all(self, _count: int | None, _argument: str | None) -> None:
        """Tick all that are listed, or none of them; not what a query is about to leave out."""
        if self.is_waiting:
            self.say(self.problem)
            return

        def tick(result: Callable[[], list[Named]]) -> None:
            self.list.tick_all(result())
            self.show_status()

        rows = self.list.shown
        work(self, f"Ticking {len(rows):,}", lambda: [named(row) for row in rows if row.id], tick)


def said_of(item: Listed | None) -> str:
    """An annotation whole: its note, and what it stands on."""
    if item is None:
        return ""
    return "\n".join(filter(None, (item.note[:LONGEST_DETAIL], item.quote[:LONGEST_DETAIL])))
