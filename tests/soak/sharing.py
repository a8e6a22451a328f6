"""Several processes that change the same annotations, and what must be true of these afterwards.

Who of them was last is not known, so the model of `model` does not help. But every value that is
written is written once: a note or a tag tells whose it is, and a colour is only ever given to the
whole flock at once. So it is known which values may be there, and which may not.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reader.core.annotation import Color
from reader.library import Library
from tests.soak.model import Wrong

Named = tuple[str, str]
"""An annotation: its article, and its id."""


@dataclass(frozen=True)
class Write:
    """One change: a value that was given to something."""

    what: Literal["highlight", "note", "tag", "untag", "color"]
    on: str
    """The annotation, or `flock`, or the paragraph."""
    value: str


@dataclass(frozen=True)
class Event:
    """A change that was made, undone or redone; when it was begun and acknowledged, in seconds."""

    write: Write
    turn: Literal["do", "undo", "redo"]
    begun: float
    ended: float


class Sharer:
    """A process that changes what others change at the same time."""

    def __init__(
        self, library: Library, flock: Sequence[Named], own: str, worker: int, chance: random.Random
    ) -> None:
        """`flock` are annotations of several articles; in the article `own` it highlights."""
        self._library, self._flock, self._own = library, flock, own
        self._worker, self._chance = worker, chance
        self._done: list[Write] = []
        self._undone: list[Write] = []
        self._tags: list[str] = []
        self._serial = 0
        self.events: list[Event] = []
        self.refused = 0
        """How often undo was refused, as another process had changed the value."""

    def step(self, acknowledge: Callable[[], None]) -> None:
        """Do one thing, and go on when it is acknowledged."""
        kinds = (self._highlight, self._note, self._tag, self._untag, self._color, self._turn)
        (kind,) = self._chance.choices(kinds, (30, 20, 10, 5, 10, 25))
        begun = time.monotonic()
        if (told := kind()) is not None:
            acknowledge()
            write, turn = told
            self.events.append(Event(write, turn, begun, time.monotonic()))

    def _do(self, write: Write) -> tuple[Write, Literal["do"]]:
        self._done.append(write)
        self._undone.clear()
        return write, "do"

    def _value(self) -> str:
        self._serial += 1
        return f"{self._worker}.{self._serial}"

    def _highlight(self) -> tuple[Write, Any]:
        number = self._chance.randrange(60)
        block = self._library.article(self._own).blocks[number]
        value = self._value()
        passage = (block.start, block.end)
        self._library.annotate(self._own, passage, color=Color.YELLOW, note=value)
        return self._do(Write("highlight", str(number + 1), value))

    def _note(self) -> tuple[Write, Any]:
        article, one = self._chance.choice(self._flock)
        value = self._value()
        self._library.set_note(article, one, value)
        return self._do(Write("note", one, value))

    def _tag(self) -> tuple[Write, Any]:
        value = self._value()
        self._library.retag_all(self._flock, add=[value])
        self._tags.append(value)
        return self._do(Write("tag", "flock", value))

    def _untag(self) -> tuple[Write, Any] | None:
        on = [tag for tag in self._tags if is_on(self.events, tag)]
        if not on:
            return None
        value = self._chance.choice(on)
        self._library.retag_all(self._flock, remove=[value])
        return self._do(Write("untag", "flock", value))

    def _color(self) -> tuple[Write, Any] | None:
        self._library.refresh()
        there = {one.id: one.color for one in _shown(self._library, self._flock)}
        color = self._chance.choice([one for one in Color if one != there[self._flock[0][1]]])
        self._library.recolor_all(self._flock, color)
        return self._do(Write("color", "flock", color.value))

    def _turn(self) -> tuple[Write, Any] | None:
        is_undo = self._chance.random() < 0.6
        source, target = (self._done, self._undone) if is_undo else (self._undone, self._done)
        if not source:
            return None
        outcome = self._library.undo() if is_undo else self._library.redo()
        if "Changed since" in outcome.message:
            self.refused += 1
            source.clear()  # the next one would go on to what is before that
        if not outcome.done:
            return None
        # The colour that somebody else had given at that moment was none to give, nor to undo.
        while source[-1].what == "color" and f"make {source[-1].value}" not in outcome.message:
            source.pop()
        write = source.pop()
        target.append(write)
        return write, "undo" if is_undo else "redo"


def is_on(events: Iterable[Event], value: str) -> bool:
    """Whether a value that only one process writes is there after these events of that process."""
    state = False
    for event in events:
        if event.write.value == value and event.write.what != "color":
            state = (event.write.what != "untag") == (event.turn != "undo")
    return state


def _shown(library: Library, flock: Iterable[Named]) -> list[Any]:
    ids = {one for _, one in flock}
    articles = dict.fromkeys(article for article, _ in flock)
    return [one for article in articles for one in library.annotations(article) if one.id in ids]


def judge(library: Library, flock: Sequence[Named], own: str, events: list[Event]) -> list[Wrong]:
    """What is not as it must be, after all these events of all processes."""
    wrong: list[Wrong] = []
    shown = _shown(library, flock)
    if len(shown) != len(flock):
        wrong.append(Wrong("lost", f"{len(flock) - len(shown)} annotations that all share"))
    by_value: dict[str, list[Event]] = {}
    for event in events:
        if event.write.what != "color":
            by_value.setdefault(event.write.value, []).append(event)
    notes = {one.note for one in library.annotations(own)}
    for value, own_events in by_value.items():
        what = own_events[0].write.what
        if what == "highlight":
            wrong += _there(value, "highlight", [value in notes], own_events)
        elif what in ("tag", "untag"):
            wrong += _there(value, "tag", [value in one.tags for one in shown], own_events)
    colors = {one.color for one in shown}
    if len(colors) > 1:
        wrong.append(Wrong("half", f"the flock has the colours {colors}"))
    for one in shown:
        on_it = [
            event for event in events if (event.write.what, event.write.on) == ("note", one.id)
        ]
        wrong += _last_note(one.note, on_it)
    return wrong


def _there(value: str, what: str, there: Sequence[bool], events: Sequence[Event]) -> list[Wrong]:
    must = is_on(events, value)
    if any(there) and not all(there):
        return [Wrong("half", f"{what} {value} is on {sum(there)} of {len(there)}")]
    if all(there) == must:
        return []
    return [Wrong("lost" if must else "returned", f"{what} {value}")]


def _last_note(note: str, events: Sequence[Event]) -> list[Wrong]:
    """Whether a note that several have written can be what it is."""
    writers: Mapping[str, list[Event]] = {
        value: [event for event in events if event.write.value == value]
        for value in {event.write.value for event in events}
    }
    if note == "shared":  # as it was before all
        established = max((event.ended for event in events if event.turn == "undo"), default=0.0)
    elif note not in writers:
        return [Wrong("wrong", f"the note {note!r} was written by nobody")]
    elif not is_on(writers[note], note):
        return [Wrong("returned", f"the note {note!r}")]
    else:
        # Somebody who undid what had been written over it has brought it back.
        turns = [event.ended for event in events if event.turn == "undo"]
        established = max([*(event.ended for event in writers[note]), *turns])
    return [
        Wrong("lost", f"the note {value!r}, written later than {note!r}")
        for value, own in writers.items()
        if value != note and is_on(own, value) and own[-1].begun > established
    ]
