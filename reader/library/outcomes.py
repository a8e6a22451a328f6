"""What the library answers: results as plain values, and errors that say what to do."""

from typing import Literal, NamedTuple

from reader.core.catalog import Entry


class LibraryError(Exception):
    """Something was not done; the message says why in one line, and what to do."""


class NotFound(LibraryError):
    """Nothing in the library is what was asked for."""


class Ambiguous(LibraryError):
    """Several things are what was asked for; the message lists them."""


class ArticleUnavailable(LibraryError):
    """The text of an article is gone or damaged."""


class NotSaved(LibraryError):
    """Something is not on disk; it is kept in memory and tried again."""


class Added(NamedTuple):
    """What became of a source."""

    entry: Entry
    outcome: Literal["added", "updated", "unchanged", "attached"]
    """`updated`: a new revision of an article that was there; `attached`: the same text was there
    from another source."""
    notes: tuple[str, ...] = ()
    """What the person should know of how it was read, a sentence each."""


class Outcome(NamedTuple):
    """What undo or redo did."""

    done: bool
    message: str
    articles: frozenset[str] = frozenset()
    """The articles in which something is different now."""
    passage: tuple[int, int] | None = None
    """Where to look, if it is one place in one article."""


class Copy(NamedTuple):
    """Something that was copied."""

    text: str
    article: str | None
    at: str
    """When; UTC, ISO 8601."""


class Hit(NamedTuple):
    """A place that a search found."""

    article: str
    title: str
    kind: Literal["text", "note", "quote"]
    start: int | None
    """In the article's present text; None for a note on the whole article, or an orphan."""
    end: int | None
    snippet: str
    score: float


class Finding(NamedTuple):
    """One thing that a check of the data found."""

    severity: Literal["note", "warning", "error"]
    message: str
    repaired: bool = False
