"""The list of articles as values: one entry an article, views, sort orders and the filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reader.core.annotation import ReadingState
from reader.core.fold import fold_text
from reader.core.query import Query

View = Literal["all", "unread", "reading", "done", "annotated"]
Order = Literal["recent", "title", "date", "progress", "annotations"]

WORDS_A_MINUTE = 230
"""Rounded down from the 238 that Brysbaert (Journal of Memory and Language 109, 2019) found in 190
studies of silent reading, for English that is not fiction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the list shows of one article, without opening it."""

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


class Catalog:
    """Entries made ready to be filtered and sorted at every keystroke.

    What takes time is done once: all words are folded in one go, and each order is sorted when it
    is first asked for.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        shown = [entry for entry in entries if not entry.trashed]
        folded = fold_text(_PARTING.join(map(_haystack, shown))).split(_PARTING)
        self._rows = list(zip(shown, folded, strict=bool(shown)))
        self._sorted: dict[Order, list[tuple[Entry, str]]] = {}

    def arrange(self, view: View, order: Order, query: str) -> list[Entry]:
        """The entries of a view that match, in an order; archived ones only for `is:archived`."""
        wanted = Query.parse(query)
        archived = "archived" in wanted.claims
        return [
            entry
            for entry, words in self._in_order(order)
            if entry.archived == archived
            and _VIEWS[view](entry)
            and wanted.matches(words, _claims(entry) if wanted.claims else frozenset())
        ]

    def _in_order(self, order: Order) -> list[tuple[Entry, str]]:
        if order not in self._sorted:
            recent = self._rows if order == "recent" else self._in_order("recent")
            self._sorted[order] = sorted(
                recent, key=lambda row: _KEYS[order](row[0]), reverse=order != "title"
            )
        return self._sorted[order]


_latest = Catalog(())


def arrange(entries: Sequence[Entry], view: View, order: Order, query: str) -> list[Entry]:
    """The entries of a view that match a query, in an order.

    Words match title, author, date, tags, source and summary, all of them must. Of entries that
    are equal in an order the last read or added comes first. As long as the same `entries` come
    again, which a list that is filtered asks for, they are not prepared anew.
    """
    global _latest
    if entries is not _latest.entries:
        _latest = Catalog(entries)
    return _latest.arrange(view, order, query)


def minutes(words: int) -> int:
    """How many minutes it takes to read so many words; more than none as long as there are any."""
    return -(-words // WORDS_A_MINUTE)


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


def _title_key(title: str) -> tuple[str, str]:
    """Titles by their letters: accents, case and what stands before the first letter aside."""
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


def _claims(entry: Entry) -> frozenset[str]:
    """What is true of an entry, as `is:` names it."""
    claims = {
        entry.state: True,
        "archived": entry.archived,
        "starred": entry.starred,
        "annotated": entry.annotations > 0,
    }
    return frozenset(claim for claim, is_true in claims.items() if is_true)
