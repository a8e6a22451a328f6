"""Annotations of the whole library, listed, filtered and sorted at every key.

What queries ask of is derived article by article, in the background, and kept in the index, so that
the next start need not derive it again. A change costs nothing here; the next query derives anew
the articles that were changed, and no others, and so always knows the latest.
"""

import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import orjson

from reader.core.annotation import Annotation
from reader.core.catalog import Entry
from reader.journal import FAR
from reader.library.outcomes import IndexState, Row
from reader.library.skimming import Skimming

if TYPE_CHECKING:
    from reader.core.facts import OfAnnotations
    from reader.core.query import Query
    from reader.index import Index
    from reader.library.columns import Columns, Leaf, Order
    from reader.library.rows import Rows

FEW: Final = 100
"""Annotated articles for which no index is kept: to derive them takes a tenth of a second."""

AT_ONCE: Final = 20
"""Articles that are derived while a person waits to see the first rows."""

BATCH: Final = 500
"""Articles that are compared with the index, or written into it, in one go."""

PATIENCE: Final = 0.1
"""Seconds before the work in the background begins, so that the first rows are shown first."""

PAUSE: Final = 0.0005
"""Seconds after each article in which those who show something come first."""


class Indexing(Skimming):
    """What can be listed of all annotations."""

    _preparing: threading.Thread | None = None

    def _load(self) -> None:
        super()._load()
        self._reading_index = threading.Lock()
        self._is_indexed = False
        """Whether the index has been read."""
        self._leaves: dict[str, Leaf] = {}
        self._stale: set[str] = set()
        """Articles that must be derived; those that are `changed` may have to be."""
        self._unwritten: dict[str, Leaf | None] = {}
        """What is to be written into the index; None: nothing of that article."""
        self._columns: Columns | None = None
        self._columns_of: Sequence[Entry] = ()
        """All entries as they were when the columns were made."""

    def browse(
        self, query: "Query | str" = "", *, article: str | None = None, order: "Order" = "place"
    ) -> "Rows":
        """The annotations that a query means, of all articles or of one, in an order.

        All of them in their place are there at once. Else it waits until `index_state` is done,
        which is at once too where that was so before, and little was changed since. Rows are made
        as they are looked at; one that is gone by then has no id. A text is read leniently.
        """
        is_all = not query and order == "place"
        with self._guard:
            if is_all and article is not None:
                self._holding(article)  # it knows better than the list how many there are
                return self._plain((self.entry(article),))
            if is_all and not self._is_prepared:
                self.prepare_browsing()
                return self._plain(self.entries())
        wanted = self.query(query, lenient=True) if isinstance(query, str) else query
        columns = self._present() if article is None else self._present_of(article)
        return columns.browse(wanted, order)

    def find_annotations(
        self, query: "Query | str", article: str | None = None
    ) -> list[Annotation]:
        """As it is said there; of the articles of a large library only those are read in which
        something is found."""
        wanted = self.query(query) if isinstance(query, str) else query
        if article is not None or not wanted or self._is_small:
            return super().find_annotations(wanted, article)
        return self._listed_in(self.browse(wanted))

    def identified(self, *beginnings: str) -> list[Annotation]:
        if self._is_small:
            return super().identified(*beginnings)
        return self._listed_in(self._present().identified(*beginnings))

    def _listed_in(self, rows: Sequence[Row]) -> list[Annotation]:
        with self._guard:
            found = (self._holding(row.article).get(row.id) for row in rows)
            return [annotation for annotation in found if annotation]

    def _saying(self, words: tuple[str, ...], is_wanted: Callable[[], bool]) -> set[str]:
        from reader.core.query import Query
        from reader.core.terms import Words, all_of

        if self._is_small:
            return super()._saying(words, is_wanted)
        self._read_index()
        while self._advance() is None:
            if not is_wanted():
                return set()
        return {row.article for row in self.browse(Query(all_of(map(Words, words))))}

    def _of_annotations(self) -> "OfAnnotations":
        return super()._of_annotations() if self._is_small else self._present().annotated

    def is_ready_for(self, query: "Query") -> bool:
        """Whether `find_articles` answers it at once; `prepare_browsing` makes it so."""
        with self._guard:
            return not query.asks_annotations or self._is_small or self._is_prepared

    def prepare_browsing(self) -> None:
        """Do in the background what `browse` would have to wait for."""
        with self._guard:
            if self._preparing is None or not self._preparing.is_alive():
                self._preparing = threading.Thread(
                    target=self._prepare, name="indexing", daemon=True
                )
                self._preparing.start()

    @property
    def index_state(self) -> IndexState:
        """How far the library is prepared to answer queries at once."""
        with self._guard:
            total = sum(map(_is_listed, self.entries()))
            waiting = len(self._stale) + len(self._catalogue.changed)
            return IndexState(max(0, total - waiting) if self._is_indexed else 0, total)

    @property
    def search_state(self) -> IndexState:
        """How far the library is prepared for searches: texts and annotated articles together."""
        texts, annotated = self.texts_state, self.index_state
        if self._is_small:
            annotated = annotated._replace(done=annotated.total)
        return IndexState(texts.done + annotated.done, texts.total + annotated.total)

    def prepare_searching(self) -> None:
        super().prepare_searching()
        self.prepare_browsing()

    def close(self) -> None:
        self._is_closing = True
        if self._preparing is not None:
            self._preparing.join()
        self._write_index()
        super().close()

    def _plain(self, entries: Sequence[Entry]) -> "Rows":
        """All annotations of articles, read as they are looked at."""
        from reader.library.rows import Pages, Rows, row_of

        listed = list(filter(_is_listed, entries))
        pages = Pages(
            listed,
            [entry.annotations for entry in listed],
            lambda page: [row_of(one, listed[page]) for one in self.annotations(listed[page].id)],
        )
        return Rows(pages, range(pages.starts[-1]))

    # Keeping up.

    @property
    def _is_small(self) -> bool:
        """Whether no index is worth keeping."""
        return self.index_state.total <= FEW

    @property
    def _is_prepared(self) -> bool:
        waiting = len(self._stale) + len(self._catalogue.changed)
        return self._is_indexed and waiting <= AT_ONCE

    def _prepare(self) -> None:
        time.sleep(PATIENCE)
        self._read_index()
        while not self._is_closing and self._advance() is None:
            time.sleep(PAUSE)
        self._write_index()

    def _present(self) -> "Columns":
        """All annotations as they are now."""
        self._read_index()
        while (columns := self._advance()) is None:
            pass
        return columns

    def _present_of(self, article: str) -> "Columns":
        """Those of one article."""
        from reader.library.columns import Columns

        with self._guard:
            self._holding(article)
            listed = list(filter(_is_listed, [self.entry(article)]))
            return Columns(listed, [self._leaf(entry) for entry in listed])

    def _advance(self) -> "Columns | None":
        """Do a little of what is to be done; the columns, if nothing is."""
        with self._guard:
            self._compare()
            if self._stale:
                self._leaf(self._catalogue.entry(self._stale.pop()))
            elif not self._catalogue.changed:
                return self._assembled()
            is_full = len(self._unwritten) >= BATCH
        if is_full:
            self._write_index()
        return None

    def _compare(self) -> None:
        """See which of the articles that were changed must be derived."""
        changed = self._catalogue.changed
        for _ in range(min(len(changed), BATCH)):
            entry = self._catalogue.entry(changed.pop())
            leaf = self._leaves.get(entry.id)
            if not _is_listed(entry):
                self._stale.discard(entry.id)
                if leaf:
                    del self._leaves[entry.id]
                    self._unwritten[entry.id] = self._columns = None
            elif leaf is None or leaf.key != self._key(entry):
                self._stale.add(entry.id)

    def _leaf(self, entry: Entry) -> "Leaf":
        """The leaf of an article as it is now."""
        from reader.library.columns import derive

        leaf = self._leaves.get(entry.id)
        if leaf is None or leaf.key != self._key(entry):
            holding = self._holdings.get(entry.id) or self._read_holding(entry.id)
            leaf = derive(self._key(entry), entry, holding.annotations)
            self._leaves[entry.id] = self._unwritten[entry.id] = leaf
            self._columns = None
        self._stale.discard(entry.id)
        return leaf

    def _key(self, entry: Entry) -> str:
        """What is different whenever something is from which an article's leaf is derived."""
        touched = self._catalogue.touched.get(entry.id)
        if touched is None or FAR in touched.values():
            return os.urandom(8).hex()
        waiting = [change.stamp for change in self._pending if entry.id in change.annotated]
        said = (entry.title, entry.author, entry.state, entry.starred, entry.archived)
        state = (touched, waiting, self._revision(entry.id), said)
        return orjson.dumps(state, option=orjson.OPT_SORT_KEYS).decode()

    def _assembled(self) -> "Columns":
        from reader.library.columns import Columns

        entries = self.entries()
        if self._columns is None or entries is not self._columns_of:
            listed = [entry for entry in entries if entry.id in self._leaves]
            leaves = [self._leaves[entry.id] for entry in listed]
            self._columns, self._columns_of = Columns(listed, leaves), entries
        return self._columns

    # The index.

    def _read_index(self) -> None:
        if self._is_indexed:
            return
        from reader.library.columns import Leaf

        index = self._index()
        with self._reading_index:  # under which nobody waits for the guard
            found = index.read() if index and not self._is_indexed else {}
            leaves = {article: Leaf.of(*derived) for article, derived in found.items()}
        with self._guard:
            if not self._is_indexed:
                self._leaves, self._is_indexed = leaves, True

    def _write_index(self) -> None:
        with self._guard:
            unwritten, self._unwritten = self._unwritten, {}
        if unwritten and (index := self._index()):
            from reader.index import Derived

            rows = {
                name: leaf and Derived(leaf.key, leaf.text, leaf.fields, leaf.rows)
                for name, leaf in unwritten.items()
            }
            index.write(rows)

    def _index(self) -> "Index | None":
        """The index, if it is worth keeping one."""
        if self._is_small:
            return None
        from reader.index import Index
        from reader.settings import cache_folder

        return Index(cache_folder(), self._data)


def _is_listed(entry: Entry) -> bool:
    return entry.annotations > 0 and not entry.trashed
