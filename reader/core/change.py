"""Changes as data: what was edited, when by every machine's reckoning, and what undoes it.

State is a set of *documents*: what JSON can hold, keyed by field, each field with the stamp of the
edit that set it. An edit with a later stamp wins, so documents and changes meet in any order, any
number of times, and come out the same.
"""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final, NamedTuple

Document = dict[str, Any]
"""Fields by name. `stamp` is the stamp of all fields but those that `stamps` names. Documents are
never changed in place: a thread may be writing the one it was given."""

Value = Any
"""What JSON can hold."""

STAMP: Final = re.compile(r"[0-9a-f]{13}-[0-9a-f]{4}-[0-9a-z]{1,32}")

_COUNTER_LIMIT = 0xFFFF


class Edit(NamedTuple):
    """One field of one record, before and after."""

    record: str
    """`article/<article>` or `annotation/<article>/<annotation>`."""
    field: str
    before: Value
    after: Value

    @property
    def article(self) -> str:
        """The article whose record, or whose annotation's record, it is."""
        return self.record.split("/")[1]

    @property
    def annotation(self) -> str | None:
        """The annotation whose record it is, if it is one's."""
        parts = self.record.split("/")
        return parts[2] if len(parts) > 2 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as the person sees it; a bulk change is one, too."""

    stamp: str
    """Identifies it, and orders it among all changes of all devices."""
    kind: str
    label: str
    """Completes “Undid: …”."""
    edits: tuple[Edit, ...]
    undoes: str | None = None
    """The stamp of the change that this one takes back."""

    @property
    def articles(self) -> frozenset[str]:
        """The articles that it touches."""
        return frozenset(edit.article for edit in self.edits)

    @property
    def annotated(self) -> frozenset[str]:
        """The articles whose annotations it touches."""
        return frozenset(edit.article for edit in self.edits if edit.annotation is not None)

    def by_article(self) -> "dict[str, Change]":
        """What it does to each article that it touches."""
        edits: dict[str, list[Edit]] = {}
        for edit in self.edits:
            edits.setdefault(edit.article, []).append(edit)
        return {article: replace(self, edits=tuple(own)) for article, own in edits.items()}


class HybridClock:
    """Gives stamps that only ever rise: the wall's time where that has moved on, else a count.

    `milliseconds(13 hex)-counter(4 hex)-device` sorts as text. It follows every stamp it is shown,
    so a clock that is set back, or another machine's that is ahead, cannot make a later change look
    earlier (Kulkarni et al., Logical Physical Clocks, 2014).
    """

    def __init__(self, device: str, salt: int = 0) -> None:
        """The counter begins at `salt`: two programs of a device that cannot see each other's
        changes, as on a full disk, hardly ever give the same stamp."""
        self._device, self._salt = device, salt
        self._milliseconds, self._counter = 0, 0

    def tick(self, seconds: float) -> str:
        """The next stamp, at that time since the epoch."""
        milliseconds = max(0, int(seconds * 1000))
        if milliseconds > self._milliseconds:
            self._milliseconds, self._counter = milliseconds, self._salt
        elif self._counter < _COUNTER_LIMIT:
            self._counter += 1
        else:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        return f"{self._milliseconds:013x}-{self._counter:04x}-{self._device}"

    def follow(self, stamp: str) -> None:
        """Give only later stamps than this one."""
        if STAMP.fullmatch(stamp):
            seen = int(stamp[:13], 16), int(stamp[14:18], 16)
            self._milliseconds, self._counter = max((self._milliseconds, self._counter), seen)


def time_of(stamp: str) -> str:
    """When a change was made; UTC, ISO 8601."""
    return written_time(int(stamp[:13], 16) / 1000) if STAMP.fullmatch(stamp) else ""


def written_time(seconds: float) -> str:
    """A time since the epoch as it is kept: UTC, ISO 8601 with milliseconds and `Z`."""
    milliseconds = max(0, int(seconds * 1000))
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000))
    return f"{whole}.{milliseconds % 1000:03}Z"


def inverse(change: Change) -> tuple[Edit, ...]:
    """The edits that take a change back.

    A record that the change brought into being is only marked as deleted: its words are kept, so
    that another machine's later edit of it can bring it back whole.
    """
    made = {edit.record for edit in change.edits if edit.field == "created"}
    return tuple(
        Edit(edit.record, edit.field, edit.after, edit.before)
        for edit in reversed(change.edits)
        if edit.record not in made or edit.field == "deleted"
    )


def stamp_of(document: Mapping[str, Any], field: str) -> str:
    """The stamp of the edit that set a field; the empty string if none did."""
    own = document.get("stamps", {}).get(field)
    return str(own or (document.get("stamp", "") if field in document else ""))


def edited(document: Document | None, edits: Iterable[Edit], stamp: str) -> Document:
    """The document with those edits of it made, where they are not older than what it holds.

    An edit with an equal stamp is made too: from the journal, it mends a damaged document.
    """
    result = dict(document or {})
    stamps = dict(result.get("stamps", ()))
    default = result.setdefault("stamp", "" if document else stamp)
    for edit in edits:
        if stamp >= stamp_of(result, edit.field):
            result[edit.field] = edit.after
            if stamp == default:
                stamps.pop(edit.field, None)
            else:
                stamps[edit.field] = stamp
            result["stamps"] = stamps
    return result


def merged(mine: Document, theirs: Mapping[str, Any]) -> Document:
    """Both in one: of each field the later one, and fields that only one of them knows."""
    if "stamp" not in mine and "stamp" not in theirs:
        return {**theirs, **mine}  # it is derived, and nothing tells which is later
    result = mine
    for field, value in theirs.items():
        if field in ("stamp", "stamps"):
            continue
        stamp = stamp_of(theirs, field)
        if field not in result or stamp > stamp_of(result, field):
            result = edited(result, [Edit("", field, None, value)], stamp)
    return result


def together(
    mine: Iterable[Change], theirs: Iterable[Change]
) -> dict[tuple[str, str], list[Value]]:
    """The lists that both have changed without knowing of each other, by record and field: what
    either has put in is in them, and what either has taken out is not."""
    before: dict[tuple[str, str], Value] = {}
    after: dict[tuple[str, str], Value] = {}
    for edit in chain.from_iterable(change.edits for change in mine):
        before.setdefault(edit[:2], edit.before)
        after[edit[:2]] = edit.after
    other = {edit[:2]: edit.after for change in theirs for edit in change.edits}
    found: dict[tuple[str, str], list[Value]] = {}
    for place in after.keys() & other.keys():
        lists = before[place] or [], after[place], other[place]
        if all(isinstance(value, list) for value in lists):
            base, own, others = lists
            kept = [one for one in others if one in own or one not in base]
            found[place] = kept + [one for one in own if one not in kept and one not in base]
    return found


def mended(
    doubtful: Mapping[str, Document], replayed: Mapping[str, Document], *, is_whole: bool
) -> dict[str, Document]:
    """Documents of a damaged file, with the help of what the journal alone makes of them.

    From a journal that `is_whole` all is taken that it speaks of, and of the damaged documents only
    what it does not; else the later of both.
    """
    if is_whole:
        return {name: {**doubtful.get(name, {}), **sure} for name, sure in replayed.items()}
    both = {name: merged(sure, doubtful.get(name, {})) for name, sure in replayed.items()}
    return {**doubtful, **both}


class Position(NamedTuple):
    """How far a device's journal has been read."""

    file: str
    """Name of the file; later ones were not read."""
    offset: int
    """Bytes of it that were."""
    ending: str
    """What tells that the bytes before the offset are still those that were read."""


Positions = Mapping[str, Position]
"""By device."""
