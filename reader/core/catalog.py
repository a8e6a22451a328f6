"""The list of articles as values: one entry an article, views, sort orders and the filter."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from reader.core.annotation import ReadingState

if TYPE_CHECKING:
    from reader.core.query import Query

View = Literal["all", "unread", "reading", "done", "annotated"]
Order = Literal["recent", "title", "date", "progress", "annotations"]

WORDS_A_MINUTE = 230
"""Rounded down from the 238 that Brysbaert (Journal of Memory and Language 109, 2019) found in 190
studies of silent reading, for English that is not fiction."""


WEB: Final = ("http://", "https://")
"""How an address of the web begins."""


class Entry(NamedTuple):
    """What the list shows of one article, without opening it.

    A named tuple, because ten thousand are made before the list is first seen.
    """

    id: str
    title: str
    author: str | None = None
    date: str | None = None
    language: str | None = None
    sources: tuple[str, ...] = ()
    """Paths or URLs, the last one added last."""
    summary: str | None = None
    words: int = 0
    state: ReadingState = "unread"
    starred: bool = False
    archived: bool = False
    trashed: str | None = None
    tags: tuple[str, ...] = ()
    progress: float = 0.0
    highlights: int = 0
    """Annotations with a colour."""
    notes: int = 0
    """Annotations with a note; one that has both counts in both."""
    annotations: int = 0
    added: str = ""
    updated: str = ""
    """Last change by the person; UTC, ISO 8601, as `added` and `read`."""
    read: str | None = None
    """When it was last read."""
    missing: str | None = None
    """Why the text cannot be shown, if it cannot."""

    @property
    def source(self) -> str | None:
        """The last source, if there is one."""
        return self.sources[-1] if self.sources else None

    @property
    def address(self) -> str | None:
        """Where on the web it is from, if it is from there."""
        return next((one for one in reversed(self.sources) if one.startswith(WEB)), None)


ValuesOf = Callable[[Entry, str], Collection[str]]
"""The values that an article has in the field of that name, as `terms.ValuesOf` says."""

PUT_AWAY: Final = ("archived", "trashed")
"""Where articles are that are listed only for `is:archived` or `is:trashed`."""

_PARTING = "\1"
"""Parts what is folded together; stands in no entry."""

_VIEWS: dict[View, Callable[[Entry], bool]] = {
    "all": lambda _entry: True,
    "unread": lambda entry: entry.state == "unread",
    "reading": lambda entry: entry.state == "reading",
    "done": lambda entry: entry.state == "done",
    "annotated": lambda entry: entry.annotations > 0,
}

_KEYS: dict[Order, Callable[[Entry], Any]] = {
    "recent": lambda entry: max(entry.read or "", entry.added),
    "title": lambda entry: _title_key(entry.title),
    "date": lambda entry: entry.date or "",
    "progress": lambda entry: entry.progress,
    "annotations": lambda entry: entry.annotations,
}


class Listing:
    """Entries made ready to be filtered and sorted at every keystroke.

    What takes time is done once, when it is first asked for: all words are folded in one go, and
    each order is sorted. What did not change since another listing is taken from there.
    """

    def __init__(self, entries: Sequence[Entry], before: "Listing | None" = None) -> None:
        self.entries = entries
        self._sorted: dict[Order, list[int]] = {}
        self._known = before.folded_entries() if before else {}
        self._folded: list[str] = []

    def arrange(
        self,
        view: View,
        order: Order,
        query: "Query | None" = None,
        values: ValuesOf = lambda _entry, _name: (),
    ) -> list[Entry]:
        """The entries of a view that match, in an order; those that are archived or in the trash
        only for `is:archived` and `is:trashed`."""
        found, shelves = self._in_order(order), {""}
        if query:
            from reader.core.terms import Field  # the first screen has no filter yet

            shelves.update(one for one in PUT_AWAY if query.mentions(Field("is", one)))
            found = query.among(
                found,
                self._fold().__getitem__,
                lambda index, name: values(self.entries[index], name),
            )
        is_in_view = _VIEWS[view]
        return [
            entry
            for entry in map(self.entries.__getitem__, found)
            if _shelf(entry) in shelves and is_in_view(entry)
        ]

    def folded_entries(self) -> dict[str, tuple[Entry, str]]:
        """The entries that have been folded, and their words, by id."""
        pairs = zip(self.entries, self._folded, strict=False)
        return {pair[0].id: pair for pair in pairs} or self._known

    def _fold(self) -> list[str]:
        """What the filter looks at, entry by entry."""
        if not self._folded:
            from reader.core.fold import fold_text

            words = {entry.id: folded for entry, folded in self._known.values()}
            fresh = [e for e in self.entries if self._known.get(e.id, (None, ""))[0] is not e]
            folded = fold_text(_PARTING.join(map(_haystack, fresh))).split(_PARTING)
            words.update(zip((entry.id for entry in fresh), folded, strict=False))
            self._folded = [words[entry.id] for entry in self.entries]
            self._known = {}
        return self._folded

    def prepare(self) -> None:
        """Do now what the first filter would have to wait for."""
        self._fold()

    def _in_order(self, order: Order) -> Sequence[int]:
        """Indices of the entries."""
        if order not in self._sorted:
            before = range(len(self.entries)) if order == "recent" else self._in_order("recent")
            key = _KEYS[order]
            self._sorted[order] = sorted(
                before, key=lambda index: key(self.entries[index]), reverse=order != "title"
            )
        return self._sorted[order]


_latest = Listing(())


def arrange(
    entries: Sequence[Entry],
    view: View,
    order: Order,
    query: "Query | None" = None,
    values: ValuesOf = lambda _entry, _name: (),
) -> list[Entry]:
    """The entries of a view that match a query, in an order.

    Words are looked for in title, author, date, tags, source and summary, fields in the `values`.
    Of entries that are equal in an order, the last read or added comes first. As long as the same
    `entries` come again, as they do while a person types a filter, they are not prepared anew.
    """
    return _listing(entries).arrange(view, order, query, values)


def prepare(entries: Sequence[Entry]) -> None:
    """Make entries ready in an idle moment: without it the first key of a filter has to wait, a
    tenth of a second with 10,000 articles."""
    _listing(entries).prepare()


def _listing(entries: Sequence[Entry]) -> Listing:
    global _latest
    if entries is not _latest.entries:
        _latest = Listing(entries, _latest)
    return _latest


def minutes(words: int) -> int:
    """How many minutes it takes to read so many words; any words take at least one."""
    return -(-words // WORDS_A_MINUTE)


def reading_time(words: int) -> str:
    """How long it takes to read so many words: `5 min`, `1 h 40 min`."""
    hours, rest = divmod(minutes(words), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"


def _shelf(entry: Entry) -> str:
    """Where an article is put away; empty if it is not."""
    return "trashed" if entry.trashed else "archived" if entry.archived else ""


def _title_key(title: str) -> tuple[str, str]:
    """Titles by their letters: accents, case and what stands before the first letter aside."""
    from reader.core.fold import fold_text

    folded = fold_text(title)
    return folded.lstrip("\"'([{-.…¿¡ ") or folded, title


def _haystack(entry: Entry) -> str:
    """All that a filter looks at."""
    words = (
        entry.title,
        entry.author or "",
        entry.date or "",
        *entry.tags,
        *map(_source_name, entry.sources),
        entry.summary or "",
    )
    return " ".join(words).replace(_PARTING, " ")


def _source_name(source: str) -> str:
    """An address, or the name of a file: the folders it lies in say nothing of the article."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]
