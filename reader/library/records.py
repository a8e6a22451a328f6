"""Documents, as they lie on disk, and the values of the core that they stand for.

An annotation's `anchor` describes the passage where it was marked, and is never changed by a new
revision; `target` says where it is in the present one. What a newer or another program wrote, and
what is damaged, must not keep the rest from being shown.
"""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, Final, cast

from reader.core.anchoring import Located, describe
from reader.core.annotation import (
    Anchor,
    Annotation,
    ArticleState,
    Color,
    Place,
    ReadingState,
    Status,
    Style,
)
from reader.core.catalog import Entry
from reader.core.change import Document, stamp_of, time_of
from reader.core.safe import safe_tags

BOOKMARK: Final = "bookmark "
"""What the field of a bookmark begins with; its letter follows."""

REVIEW: Final = "review"
"""The field that says when an annotation is due to be read again."""

WORDS: Final = ("exact", "prefix", "suffix")
"""The fields of an anchor, and of a target whose words are other ones, that describe it."""

NO_CHANGE: Final = ("target", REVIEW)
"""Fields of an annotation that say nothing that the person wrote."""

_STATES: Final = ("unread", "reading", "done")
_COLORS: Final = {color.value: color for color in Color}
_STYLES: Final = {style.value: style for style in Style}


def anchor_document(anchor: Anchor, revision: str) -> Document:
    """An anchor in the text of a revision."""
    return {
        "revision": revision,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def target_document(found: Located | None, anchor: Anchor, revision: str, text: str) -> Document:
    """Where a passage was found in the text of a revision, and how; with the words that stand
    there, if they are others."""
    if found is None:
        place = {"start": anchor.start, "end": anchor.end}
        return {"revision": revision, **place, "status": "orphan", "score": None}
    target = {"revision": revision, **found._asdict()}
    if found.status == "changed":
        there = describe(text, found.start, found.end)._asdict()
        target |= {name: there[name] for name in WORDS}
    return target


def read_anchor(document: Document) -> Anchor:
    """The anchor that `anchor_document` made a document of."""
    return Anchor(
        int(document["start"]),
        int(document["end"]),
        str(document["exact"]),
        str(document.get("prefix", "")),
        str(document.get("suffix", "")),
    )


def read_annotation(
    name: str, article: str, document: Document, revision: str
) -> Annotation | None:
    """An annotation as it stands in a revision; None if it is deleted or cannot be understood."""
    if document.get("deleted", True):
        return None
    try:
        anchor, status, score = _present_anchor(document, revision)
        return Annotation(
            id=name,
            article=article,
            anchor=anchor,
            color=_color(document.get("color")),
            style=_style(document.get("style")),
            note=str(document.get("note") or ""),
            tags=tuple(map(str, document.get("tags") or ())),
            created=str(document.get("created", "")),
            updated=changed_at(document),
            status=status,
            score=score,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def retagged(tags: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> list[str]:
    """Tags with some more and without others."""
    removed = set(safe_tags(remove))
    return list(dict.fromkeys((*(tag for tag in tags if tag not in removed), *safe_tags(add))))


def due_of(document: Document) -> str:
    """When an annotation is due to be read again: when it was made, until it has been reviewed."""
    review = document.get(REVIEW)
    due = review.get("due") if isinstance(review, dict) else None
    return str(due or document.get("created", ""))


def _present_anchor(
    document: Document, revision: str
) -> tuple[Anchor | None, Status, float | None]:
    described = document.get("anchor")
    if described is None:
        return None, "exact", None
    anchor = read_anchor(described)
    if described.get("revision") == revision:
        return anchor, "exact", 1.0
    target = document.get("target")
    if not target or target.get("revision") != revision or target.get("status") == "orphan":
        return anchor, "orphan", None
    start, end = int(target["start"]), int(target["end"])
    present = anchor._replace(start=start, end=end)
    if target.get("status") == "changed":
        return present, "changed", float(target["score"])
    return present, "exact" if present == anchor else "moved", 1.0


def changed_at(document: Document) -> str:
    """When the person last changed an annotation; that its passage was found again is no change,
    nor that it was reviewed.

    What came from a file says itself when it was changed, until it is changed here.
    """
    stamps = document.get("stamps") or {}
    later = max((stamp for field, stamp in stamps.items() if field not in NO_CHANGE), default="")
    told = document.get("updated")
    if told and stamp_of(document, "updated") >= later:
        return str(told)
    return time_of(later) if later else str(document.get("created", ""))


def _color(value: Any) -> Color | None:
    """A colour; one of a newer program is shown as the first that we have."""
    return None if value is None else _COLORS.get(value, Color.YELLOW)


def _style(value: Any) -> Style:
    return _STYLES.get(value, Style.HIGHLIGHT)


def place_document(place: Place, revision: str, stamp: str) -> Document:
    """A reading place in a revision, at that stamp."""
    return {
        "revision": revision,
        "offset": place.offset,
        "cursor": place.cursor,
        "progress": place.progress,
        "at": place.at,
        "stamp": stamp,
    }


def read_place(document: Document | None) -> Place | None:
    """The reading place of a document, if there is one."""
    if not document:
        return None
    try:
        return Place(
            max(0, int(document["offset"])),
            max(0, int(document["cursor"])),
            min(1.0, max(0.0, float(document["progress"]))),
            str(document["at"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def read_state(record: Document, place: Document | None) -> ArticleState:
    """What a person did to an article as a whole."""
    bookmarks = {
        field.removeprefix(BOOKMARK): offset
        for field, offset in record.items()
        if field.startswith(BOOKMARK) and isinstance(offset, int)
    }
    return ArticleState(
        state=_reading_state(record.get("state")),
        starred=bool(record.get("starred")),
        archived=bool(record.get("archived")),
        trashed=record.get("trashed"),
        tags=tuple(map(str, record.get("tags") or ())),
        title=record.get("own title"),
        author=record.get("own author"),
        date=record.get("own date"),
        bookmarks=MappingProxyType(bookmarks),
        place=read_place(place),
    )


def _reading_state(value: Any) -> ReadingState:
    return cast("ReadingState", value) if value in _STATES else "unread"


def read_entry(
    name: str, record: Document, place: Document | None, summary: Document, missing: str | None
) -> Entry:
    """What the list shows of an article."""
    place = place or {}
    return Entry(
        id=name,
        title=str(record.get("own title") or record.get("title") or "Untitled"),
        author=record.get("own author") or record.get("author"),
        date=record.get("own date") or record.get("date"),
        language=record.get("language"),
        sources=tuple(map(str, record.get("sources") or ())),
        summary=record.get("summary"),
        words=record.get("words") or 0,
        state=_reading_state(record.get("state")),
        starred=bool(record.get("starred")),
        archived=bool(record.get("archived")),
        trashed=record.get("trashed"),
        tags=tuple(record.get("tags") or ()),
        progress=place.get("progress", 0.0),
        highlights=summary.get("highlights", 0),
        notes=summary.get("notes", 0),
        annotations=summary.get("annotations", 0),
        added=record.get("added") or "",
        updated=max(record.get("added") or "", summary.get("updated", ""), _updated(record)),
        read=place.get("at"),
        missing=missing,
    )


_PERSONS_OWN: Final = (
    "state",
    "starred",
    "archived",
    "trashed",
    "tags",
    "own title",
    "own author",
    "own date",
)


def _updated(record: Document) -> str:
    stamps = record.get("stamps")
    if not stamps:
        return ""
    return time_of(max((stamps.get(field, "") for field in _PERSONS_OWN), default=""))
