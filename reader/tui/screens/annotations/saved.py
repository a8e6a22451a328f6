"""Queries that are kept under a name: the same as the command line's."""

from typing import TYPE_CHECKING

from reader.core.query import QueryError
from reader.library import LibraryError
from reader.tui.screens.annotations.listing import Listing

if TYPE_CHECKING:
    from reader.tui.screens.dialogs.queries import Wanted


class Saved(Listing):
    """The commands that save a query, ask a saved one, and drop it."""

    def on_query_line_saving(self) -> None:
        """Save what is being typed."""
        self.on_filter_line_left()
        self.do_save_query(None, None)

    def do_save_query(self, _count: int | None, _argument: str | None) -> None:
        """Save what is asked under a name."""
        from reader.tui.screens.dialogs.queries import NameDialog

        query = self.query_text
        if not query:
            self.say("There is no query to be saved: / asks one")
            return

        def save(name: str) -> str | None:
            try:
                self.library.save_query(name, query)
            except (LibraryError, QueryError) as error:
                return str(error)
            return None

        def tell(name: str | None) -> None:
            if name is not None:
                self.say(f"Saved: @{name} stands for it, here and on the command line")

        self.app.push_screen(NameDialog(query, self.library.saved_queries(), save), tell)

    def do_saved_queries(self, _count: int | None, _argument: str | None) -> None:
        """Ask a saved query, or drop one."""
        self._offer()

    def _offer(self, selected: int = 0) -> None:
        from reader.tui.screens.dialogs.queries import QueriesDialog

        queries = self.library.saved_queries()

        def take(wanted: "Wanted | None") -> None:
            if wanted is None:
                return
            if wanted.action == "ask":
                self.ask(f"@{wanted.name}")
                return
            try:
                self.library.drop_query(wanted.name)
            except LibraryError as error:
                self.say(str(error), failed=True)
            else:
                self.say(f"Dropped @{wanted.name}, which was {queries[wanted.name]}")
            self._offer(list(queries).index(wanted.name))

        self.app.push_screen(QueriesDialog(queries, selected), take)
