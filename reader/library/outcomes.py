"""What the library answers: results as plain values, and errors that say what to do."""

from typing import Literal, NamedTuple

from reader.core.annotation import Annotation, Color, Status, Style
from reader.core.catalog import Entry
from reader.core.change import Change


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


Arrival = Literal["added", "updated", "unchanged"]
"""What a source was to the library. `updated`: a new revision of an article that was there;
`unchanged`: its text was there, from this source or from another one."""


class Added(NamedTuple):
    """What became of a source."""

    entry: Entry
    outcome: Arrival
    notes: tuple[str, ...] = ()
    """What the person should know of how it was read, a sentence each."""
    attached: tuple[str, ...] = ()
    """The ids of annotations that waited for it."""


class Outcome(NamedTuple):
    """What undo or redo did."""

    done: bool
    message: str
    articles: frozenset[str] = frozenset()
    """The articles in which something is different now."""
    passage: tuple[int, int] | None = None
    """Where to look, if it is one place in one article."""
    change: Change | None = None
    """What was taken back, or made again: the change that was made first."""


class Copy(NamedTuple):
    """Something that was copied."""

    text: str
    article: str | None
    at: str
    """When; UTC, ISO 8601."""
    link: str | None = None
    """To the place that it is from; None, if that was not kept."""


class Spot(NamedTuple):
    """Where a link leads."""

    article: str
    passage: tuple[int, int] | None
    """In the article's present text; None, if it names none, or its words are not there."""


class Due(NamedTuple):
    """An annotation to be read again."""

    due: str
    """When; UTC, ISO 8601. In the past, if it is due."""
    annotation: Annotation
    reviews: int
    """How often it has been reviewed."""


class Revised(NamedTuple):
    """What became of the annotations of an article when its text changed."""

    moved: int
    changed: int
    """Whose words are not quite the same any more."""
    to_repair: int
    """Orphans for which the person has not said that they stay so."""


class Verified(NamedTuple):
    """Whether a quote is in the library."""

    result: Literal["exact", "altered", "absent"]
    article: str | None = None
    start: int | None = None
    """In the article's present text."""
    end: int | None = None
    score: float | None = None
    """How much of the words of the quote is there, 0 to 1."""
    difference: str | None = None
    """The quote with what is not in the text as `[-…-]` and what only the text has as `{+…+}`,
    word by word; None, if it is exact or absent."""


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


class Row(NamedTuple):
    """An annotation as it is listed among those of many articles."""

    article: str
    title: str
    """Of the article."""
    id: str
    """Empty if the annotation is gone since the list was made."""
    quote: str = ""
    """As it was marked; empty for a note on the whole article."""
    note: str = ""
    tags: tuple[str, ...] = ()
    color: Color | None = None
    style: Style = Style.HIGHLIGHT
    status: Status = "exact"
    start: int | None = None
    """In the article's present text; None for a note on the whole article, or an orphan."""
    end: int | None = None
    created: str = ""
    updated: str = ""
    score: float | None = None


class IndexState(NamedTuple):
    """How far the library is prepared to answer: so many of all that has to be looked into."""

    done: int
    total: int


class Finding(NamedTuple):
    """One thing that a check of the data found."""

    severity: Literal["note", "warning", "error"]
    message: str
    repaired: bool = False
