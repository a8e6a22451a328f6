"""The list of all articles, in memory: what the library shows without opening any of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from reader.core.catalog import Entry
from reader.core.change import Document, Edit, edited, mended, merged
from reader.journal import FAR, Tail, milestone
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
        self.touched: dict[str, Document] = {}
        """Of each article, by device, the milestone in the journal behind the last change of its
        annotations; an article of which that is not known is not there. So nobody need read years
        of the journal to see that an old file of annotations is complete."""
        self.changed: set[str] = set()
        """Articles of which something is different, for whoever takes them out."""
        self._is_gone = is_gone
        self._filed: dict[str, dict[str, None]] = {}
        """Articles by each of their sources and by their revision; some have it no more."""
        self._unfiled: dict[str, None] = {}
        self._entries: dict[str, Entry] = {}
        self._all: tuple[Entry, ...] | None = None

    def take(self, contents: Contents) -> None:
        """Begin with what a file holds."""
        self.records = contents.table("articles")
        self.places = contents.table("places")
        self.summaries = contents.table("summaries")
        self.touched = contents.table("touched")
        self.show_all_anew()

    @property
    def tables(self) -> Tables:
        """All as it goes into the file; later edits do not change it."""
        return {
            "articles": dict(self.records),
            "places": dict(self.places),
            "summaries": dict(self.summaries),
            "touched": dict(self.touched),
        }

    def edit(self, article: str, edits: Iterable[Edit], stamp: str) -> None:
        """Make edits of an article's record."""
        self.records[article] = edited(self.records.get(article), edits, stamp)
        self.show_anew(article)

    def meet(self, article: str, contents: Contents, *, is_sure: bool) -> None:
        """Take from the file of an article's annotations what is newer there of its record and its
        place; from one that is not sure, only what nobody else has."""
        for table, name in ((self.records, "state"), (self.places, "places")):
            theirs = contents.table(name).get(article)
            mine = table.get(article)
            if theirs and theirs != mine and (is_sure or not mine):
                table[article] = merged(mine, theirs) if mine else theirs
                self.show_anew(article)

    def mend(self, doubtful: Contents, *, is_whole: bool) -> None:
        """Take from a damaged list what can be believed of its records."""
        self.records = mended(doubtful.table("articles"), self.records, is_whole=is_whole)
        self.show_all_anew()

    def mend_places(self, doubtful: Contents) -> None:
        """Take from a damaged list the places that no other file has."""
        for article, place in doubtful.table("places").items():
            if article in self.records:
                self.places.setdefault(article, place)
        self.show_all_anew()

    def follow(self, tail: Tail) -> None:
        """Know of the changes of annotations that are behind what was known of the journal."""
        for article, milestones in tail.touched.items():
            self.touch(article, milestones)
        for name in tail.rewritten:
            device = name.partition("/")[0]
            self.touched = {one: {**known, device: FAR} for one, known in self.touched.items()}

    def touch(self, article: str, milestones: Mapping[str, str]) -> None:
        """Know of a further change of an article's annotations; see `touched`."""
        known = self.touched.get(article)
        if known is not None:
            later = {one: max(last, known.get(one, "")) for one, last in milestones.items()}
            self.touched[article] = {**known, **later}
        self.changed.add(article)

    def is_complete(self, article: str, contents: Contents) -> bool:
        """Whether the file of an article's annotations holds all that was done to them."""
        known = self.touched.get(article)
        if known is None or contents.problems:
            return False
        reached = _milestones(contents)
        # A damaged milestone is behind everything.
        return all(reached.get(device, "") >= str(last) for device, last in known.items())

    def settle(self, article: str, contents: Contents, replay: Tail) -> None:
        """Know what came to light when the journal was read behind a file that is not complete."""
        if not replay.rewritten and not self.is_complete(article, contents):
            self.touched[article] = {**_milestones(contents), **replay.touched.get(article, {})}

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

    def show_anew(self, article: str) -> None:
        """Make the entry again when it is next asked for."""
        self._entries.pop(article, None)
        self._all = None
        self._unfiled[article] = None
        self.changed.add(article)

    def show_all_anew(self) -> None:
        """Make all entries again."""
        self._entries.clear()
        self._all = None
        self._filed.clear()
        self._unfiled = dict.fromkeys(self.records)
        self.changed.update(self.records)

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

    def from_source(self, source: str) -> str | None:
        """The article that came from a source."""
        found = (one for one in self._having(source) if source in _sources(self.records[one]))
        return next(found, None)

    def with_text(self, revision: str) -> str | None:
        """The article that has, or first had, that text."""
        if revision in self.records:
            return revision
        found = (
            one for one in self._having(revision) if self.records[one].get("revision") == revision
        )
        return next(found, None)

    def _having(self, value: str) -> Iterable[str]:
        """The articles of which a value is, or was, a source or the revision. Whoever adds a
        thousand files asks of each, so not all records are looked through at every question."""
        for article in self._unfiled:
            record = self.records.get(article, _NOTHING)
            for own in (str(record.get("revision")), *_sources(record)):
                self._filed.setdefault(own, {})[article] = None
        self._unfiled.clear()
        return self._filed.get(value, ())

    def tags(self) -> list[str]:
        """All tags of articles and annotations, most used first."""
        counts: Counter[str] = Counter()
        for record in self.records.values():
            counts.update(record.get("tags") or ())
        for summary in self.summaries.values():
            counts.update(summary.get("tags") or {})
        return sorted(counts, key=lambda tag: (-counts[tag], tag))


def _sources(record: Document) -> Iterable[str]:
    return map(str, record.get("sources") or ())


def _milestones(contents: Contents) -> dict[str, str]:
    return {device: milestone(position) for device, position in contents.positions.items()}
