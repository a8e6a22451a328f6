"""Reader's own JSON: a list of records, one an annotation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Final, cast, get_args

from reader.core.annotation import Anchor, Color, Status, Style
from reader.core.safe import safe, safe_line, safe_tags
from reader.importers.annotations import Incoming, Unusable

Record = Mapping[str, Any]

IDENTITY: Final = re.compile(r"[0-9A-Za-z_-][0-9A-Za-z._:-]{0,99}")
"""What an id may be: it becomes a part of names, and of marks in files."""

_STYLES: Final = [style.value for style in Style]

FARTHEST: Final = 1 << 40
"""An offset that no text has."""


def read(data: bytes) -> Iterator[Incoming | Unusable] | None:
    """The annotations of a file; None, if it is no file of Reader's."""
    found = document(data)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None
    if found and not any("quote" in one and "article" in one for one in found):
        return None
    return incoming_all(found)


def document(data: bytes) -> Any:
    """What the bytes are as JSON; None, if they are not."""
    import orjson

    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return None


def incoming_all(records: Sequence[Record]) -> Iterator[Incoming | Unusable]:
    """Each record as an annotation, or why it is none."""
    for number, record in enumerate(records, 1):
        try:
            yield incoming(record)
        except (TypeError, ValueError) as error:
            yield Unusable(f"annotation {number}", safe_line(str(error)))


def incoming(record: Record) -> Incoming:
    """A record as an annotation; ValueError says what is wrong with it.

    What may be left out: all but one of quote, note and tags.
    """
    quote, note = safe(_text(record, "quote")), safe(_text(record, "note"))
    tags = tuple(safe_tags(_texts(record, "tags")))
    start, end = _offset(record, "start"), _offset(record, "end")
    described = record.get("described")
    there: Record = described if isinstance(described, dict) else {}
    first, last = _offset(there, "start"), _offset(there, "end")
    anchor = None
    if quote:
        begins, ends = (start, end) if first is None or last is None else (first, last)
        anchor = Anchor(
            begins or 0,
            ends or 0,
            quote,
            safe(_text(record, "prefix")),
            safe(_text(record, "suffix")),
        )
    color = record.get("color")
    style = record.get("style")
    if anchor is None and not note and not tags:
        raise ValueError("there is neither a quote nor a note nor a tag")
    return Incoming(
        id=_identity(record),
        article=_text(record, "article") or None,
        title=safe_line(_text(record, "title")),
        author=safe_line(_text(record, "author")) or None,
        sources=tuple(_texts(record, "sources")),
        anchor=anchor,
        described=_text(there, "revision") or None,
        revision=_text(record, "revision") or None,
        start=start,
        end=end,
        status=_status(record.get("status")),
        score=_score(record.get("score")),
        color=None if color is None else _color(color),
        style=Style(style) if style in _STYLES else Style.HIGHLIGHT,
        note=note,
        tags=tags,
        created=_time(record, "created"),
        updated=_time(record, "updated"),
        words=_words(record.get("words")),
        stays_orphan=record.get("stays_orphan") is True,
        review=_review(record.get("review")),
    )


def record_of(incoming: Incoming) -> dict[str, Any]:
    """The record that `incoming` makes the same annotation of."""
    anchor = incoming.anchor
    record = incoming._asdict()
    del record["anchor"]
    record["described"] = None
    if anchor:
        record |= {"quote": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        record["described"] = {
            "revision": incoming.described,
            "start": anchor.start,
            "end": anchor.end,
        }
    return record


def derived_identity(text: str) -> str:
    """An id for what has one that cannot be an id here."""
    return f"x-{blake2b(text.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def _identity(record: Record) -> str:
    """Its id; one that has none is known by what it says."""
    given = _text(record, "id")
    if IDENTITY.fullmatch(given):
        return given
    said = (given, *(_text(record, name) for name in ("title", "quote", "note", "created")))
    return derived_identity(given or "\0".join(said))


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return value


def _texts(record: Record, name: str) -> list[str]:
    value = record.get(name) or []
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name} is no list of texts")
    return list(value)


def _offset(record: Record, name: str) -> int | None:
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < FARTHEST:
        raise ValueError(f"{name} is no offset")
    return value


def _status(value: object) -> Status:
    return cast("Status", value) if value in get_args(Status) else "exact"


def _score(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None


def _words(value: object) -> dict[str, str] | None:
    """What describes a passage, if there is a passage."""
    if not isinstance(value, dict) or not value.get("exact"):
        return None
    return {name: safe(_text(value, name)) for name in ("exact", "prefix", "suffix")}


def _review(value: object) -> dict[str, Any] | None:
    """A schedule, if all of it can be one."""
    if not isinstance(value, dict):
        return None
    numbers = [value.get(name) for name in ("stability", "difficulty", "reviews")]
    times = {name: _time(value, name) for name in ("due", "last")}
    if not all(times.values()) or not all(
        isinstance(number, int | float) and 0 <= number < FARTHEST for number in numbers
    ):
        return None
    stability, difficulty, reviews = map(float, cast("list[float]", numbers))
    return {
        **times,
        "stability": stability,
        "difficulty": difficulty,
        "reviews": int(reviews),
    }


def _color(value: object) -> Color:
    """A colour; one that is none of ours is shown as the first that is."""
    return next((color for color in Color if color.value == value), Color.YELLOW)


def _time(record: Record, name: str) -> str:
    """A time in UTC as it is kept; empty, if it is none."""
    try:
        time = datetime.fromisoformat(_text(record, name))
    except ValueError:
        return ""
    try:
        there = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return ""
    return there.isoformat(timespec="milliseconds").replace("+00:00", "Z")
