"""The list of articles as values: one entry an article, views, sort orders and the filter."""

from dataclasses import dataclass

from reader.core.annotation import ReadingState


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
