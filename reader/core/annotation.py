"""What a person leaves in an article: highlights, notes, tags, and the place where they stopped."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal, NamedTuple


class Color(StrEnum):
    """The five colours of a highlight, in the order in which they are offered."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


COLOR_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {color.value: color.value for color in Color}
)
"""What the colours are called by somebody who has no names of their own for them."""


class Style(StrEnum):
    """How a highlight is drawn."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKE = "strike"


class Pen(NamedTuple):
    """In which colour and style a person highlights."""

    color: Color = Color.YELLOW
    style: Style = Style.HIGHLIGHT


Status = Literal["exact", "moved", "changed", "orphan"]
"""How an annotation was found in the present text; an orphan was not, and is kept."""

ReadingState = Literal["unread", "reading", "done"]


class Anchor(NamedTuple):
    """What describes a passage: where it stands, its words, and up to 32 characters around it.

    Position and quote together follow the W3C Web Annotation model; 32 is what the Hypothesis
    client stores.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Annotation(NamedTuple):
    """One thing a person left: a highlight, a note, tags, or all of them on the same passage."""

    id: str
    """Sortable by creation and unique across machines."""
    article: str
    anchor: Anchor | None
    """None: on the whole article."""
    color: Color | None = None
    """None: no highlight, only a note or tags."""
    style: Style = Style.HIGHLIGHT
    note: str = ""
    """Markdown."""
    tags: tuple[str, ...] = ()
    created: str = ""
    """UTC, ISO 8601 with milliseconds and `Z`, as `updated`."""
    updated: str = ""
    status: Status = "exact"
    score: float | None = None
    """How much of its words is left where it is now, 0 to 1; None for an orphan, or a note on the
    whole article."""

    @property
    def quote(self) -> str:
        """The words as they were marked; empty for a note on the whole article."""
        return self.anchor.exact if self.anchor else ""

    @property
    def passage(self) -> tuple[int, int] | None:
        """Where it stands in the present text; None for an orphan or a whole-article note."""
        if self.anchor is None or self.status == "orphan":
            return None
        return self.anchor.start, self.anchor.end


class Place(NamedTuple):
    """Where the person stopped reading: kept per article, and never a row or a column."""

    offset: int
    """The first offset visible in the pane."""
    cursor: int
    progress: float
    """0 to 1; how far down the last visible offset is."""
    at: str
    """When, UTC, ISO 8601."""


class ArticleState(NamedTuple):
    """What a person did to an article as a whole. All but the place is journalled."""

    state: ReadingState = "unread"
    starred: bool = False
    archived: bool = False
    trashed: str | None = None
    """When it was moved to the trash, UTC, ISO 8601."""
    tags: tuple[str, ...] = ()
    title: str | None = None
    """The person's own title, author and date stand in front of the source's; None: not edited."""
    author: str | None = None
    date: str | None = None
    bookmarks: Mapping[str, int] = MappingProxyType({})
    """Letter to offset."""
    place: Place | None = None
