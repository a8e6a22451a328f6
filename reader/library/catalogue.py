"""The list of all articles, in memory: what the library shows without opening any of them."""

from collections import Counter
from collections.abc import Callable, Iterable

from reader.core.catalog import Entry
from reader.core.change import Document, Edit, edited, merged
from reader.library.records import read_entry
from reader.storage import Contents, TableFile, Tables

_NOTHING: Document = {}


class Catalogue:
    """One record an article, its reading place, and a summary of its annotations."""

    def __init__(self, file: TableFile, is_gone: Callable[[str], str | None]) -> None:
        """`is_gone` says why an article's text cannot be shown, if it cannot."""
        self.file = file
        self.records: dict[str, Document] = {}
        self.places: dict[str, Document] = {}
        self.summaries: dict[str, Document] = {}
        self._is_gone = is_gone
        self._entries: dict[str, Entry] = {}
        self._all: tuple[Entry, ...] | None = None

    def take(self, contents: Contents) -> None:
        """Begin with what a file holds."""
        self.records = contents.table("articles")
        self.places = contents.table("places")
        self.summaries = contents.table("summaries")
        self._entries.clear()
        self._all = None

    @property
    def tables(self) -> Tables:
        """All as it goes into the file; later edits do not change it."""
        return {
            "articles": dict(self.records),
            "places": dict(self.places),
            "summaries": dict(self.summaries),
        }

    def edit(self, article: str, edits: Iterable[Edit], stamp: str) -> None:
        """Make edits of an article's record."""
        self.records[article] = edited(self.records.get(article), edits, stamp)
        self.show_anew(article)

    def meet(self, article: str, record: Document | None, place: Document | None) -> None:
        """Take from another file's record and place what is newer there."""
        if record:
            mine = self.records.get(article)
            self.records[article] = merged(mine, record) if mine else record
        if place:
            here = self.places.get(article)
            self.places[article] = merged(here, place) if here else place
        self.show_anew(article)

    def put_place(self, article: str, place: Document) -> None:
        """Set the reading place."""
        self.places[article] = place
        self.show_anew(article)

    def put_summary(self, article: str, summary: Document) -> bool:
        """Set the summary of an article's annotations; whether it is another one."""
        if self.summaries.get(article) == summary:
            return False
        self.summaries[article] = summary
        self.show_anew(article)
        return True

    def drop(self, article: str) -> None:
        """Forget an article."""
        for table in (self.records, self.places, self.summaries):
            table.pop(article, None)
        self.show_anew(article)

    def show_anew(self, article: str) -> None:
        """Make the entry again when it is next asked for."""
        self._entries.pop(article, None)
        self._all = None

    def entries(self) -> tuple[Entry, ...]:
        """All articles, the trashed too, as they were added; the same tuple until one changes."""
        if self._all is None:
            self._all = tuple(map(self.entry, self.records))
        return self._all

    def entry(self, article: str) -> Entry:
        """One article; KeyError if there is none of that id."""
        entry = self._entries.get(article)
        if entry is None:
            record = self.records[article]
            entry = self._entries[article] = read_entry(
                article,
                record,
                self.places.get(article),
                self.summaries.get(article, _NOTHING),
                self._is_gone(article),
            )
        return entry

    def tags(self) -> list[str]:
        """All tags of articles and annotations, most used first."""
        counts: Counter[str] = Counter()
        for record in self.records.values():
            counts.update(record.get("tags") or ())
        for summary in self.summaries.values():
            counts.update(summary.get("tags") or {})
        return sorted(counts, key=lambda tag: (-counts[tag], tag))
