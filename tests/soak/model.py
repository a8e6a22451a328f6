"""What must be true of a library after what it said was saved. Pure, and no copy of Reader's code.

A run is a list of operations (`mixture` makes them), each begun, and then acknowledged or not. The
model keeps one dictionary a record (an annotation, or an article) and a list of changes with what
each field was before and after, so that undo is turning the newest one round.

An operation is one or several *steps*, each of which is kept as a whole or not at all: of an
operation that a kill has cut short, the first few may be there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

Record = dict[str, Any]
"""Of an article: `text`. Of an annotation: `article anchor color note tags`, whether it is `live`,
`attached` (the revision and the words to which it was attached by hand), `kept` (as an orphan),
`waiting` (for its article). An anchor is start, end, quote, prefix, suffix; None for what only the
library knows."""

Key = tuple[str, str]
"""A record, and a field of it. An article's record has its name, an annotation's its id."""

Edits = dict[Key, tuple[Any, Any]]
"""What each field was before, and is after."""

Operation = Mapping[str, Any]
Answer = Mapping[str, Any]

Place = tuple[str, int | None, int | None]
"""Status, start and end of an annotation in the present text."""

SHOWN: Final = ("article", "anchor", "color", "note", "tags")

BY_TEXT: Final = ("attached", "kept")
"""What a new text may replace, and undo goes back to all the same."""


class Wrong(NamedTuple):
    """One thing that is not as it must be."""

    kind: Literal["lost", "returned", "half", "wrong"]
    """`lost`: acknowledged, and not there; `returned`: undone, and there again; `half`: a change of
    several records that is there in some of them; `wrong`: anything else."""
    what: str


@dataclass(eq=False)
class Change:
    """One that can be undone, or an undo or redo of one."""

    edits: Edits
    articles: frozenset[str]
    kind: str = "do"
    turns: "Change | None" = None

    @property
    def is_text(self) -> bool:
        """Whether it gives an article another text; in the article, that is nobody's to undo."""
        return any(field == "text" for _, field in self.edits)


class Step(NamedTuple):
    """A part of an operation that is kept as a whole."""

    edits: Edits
    is_undoable: bool = True
    kind: str = "do"
    turns: Change | None = None


@dataclass
class Model:
    """What was acknowledged, and what follows from it."""

    records: dict[str, Record] = field(default_factory=dict)
    history: list[Change] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    """Where an annotation was said to be, until something moves it."""
    texts: set[str] = field(default_factory=set)
    """All texts that were ever acknowledged."""
    under_way: Operation | None = None
    acknowledged: Counter[str] = field(default_factory=Counter)
    doubted: dict[str, Place] = field(default_factory=dict)
    """Places of which it was said already that they cannot be true."""
    left: list[Change] = field(default_factory=list)
    """What the process could not turn round: it is passed over, until it is as it was left."""

    def copy(self) -> "Model":
        """Another one that can go on by itself."""
        records = {name: dict(record) for name, record in self.records.items()}
        history, places, texts = list(self.history), dict(self.places), set(self.texts)
        return Model(records, history, places, texts, self.under_way, left=list(self.left))

    def become(self, other: "Model") -> None:
        """Go on as another one."""
        self.records, self.history = other.records, other.history
        self.places, self.texts = other.places, other.texts
        self.under_way = None

    # What is said.

    def begin(self, operation: Operation) -> None:
        """An operation is about to be asked for."""
        self.under_way = operation

    def acknowledge(self, answer: Answer) -> list[Wrong]:
        """The library said that it is saved; what cannot be true of that."""
        operation, self.under_way = self.under_way, None
        assert operation is not None
        name, steps = operation["do"], self.steps(operation)
        if name in ("undo", "redo"):
            if wrong := self._falsely_told(operation, answer, is_to_be_done=bool(steps)):
                return wrong
            if not steps and (found := self._candidate(name, operation["article"])):
                self.left.append(found)
                name += ": refused"
            elif not steps:
                name += ": nothing there"
        if any(len({record for record, _ in step.edits}) > 1 for step in steps):
            name += " of many"
        self.acknowledged[name] += 1
        names = dict(zip(blanks(operation), answer.get("ids", ()), strict=False))
        for step in steps:
            self.make(renamed(step, names))
        self.place({one: (status, *at) for one, (status, *at) in answer["places"].items()})
        return []

    def refuse(self) -> None:
        """The library said that it was not done."""
        self.under_way = None

    def _falsely_told(
        self, operation: Operation, answer: Answer, *, is_to_be_done: bool
    ) -> list[Wrong]:
        name, message = operation["do"], answer["message"]
        if answer["done"] != is_to_be_done:
            must = "be done" if is_to_be_done else "be refused"
            return [Wrong("wrong", f"{name} must {must}, and said: {message}")]
        is_there = self._candidate(name, operation["article"]) is not None
        if not is_to_be_done and ("Changed since" in message) != is_there:
            return [Wrong("wrong", f"{name} gave a false reason: {message}")]
        return []

    # What follows from it.

    def steps(self, operation: Operation) -> list[Step]:
        """What an operation does, in the order in which it gets to the disk."""
        name = operation["do"]
        if name in ("undo", "redo"):
            return self._turned(name, operation["article"])
        if name == "text":
            return self._text_steps(operation)
        if name == "import":
            return self._import_steps(operation["made"])
        edits: Edits = {}
        if name == "highlight":
            for blank, one in zip(blanks(operation), operation["made"], strict=True):
                edits |= _made(blank, one)
        else:
            for one in operation["ids"]:
                edits |= _set(one, self.records[one], _changed(operation, self.records[one]))
        return [Step(edits)] if edits else []

    def _text_steps(self, operation: Operation) -> list[Step]:
        """A new text, and then the annotations that waited for it."""
        article, text = operation["article"], operation["text"]
        edits: Edits = {}
        for one, record in self.records.items():
            if record.get("waiting") and record["article"] == article:
                anchor = [None, None, record["anchor"][2], None, None]
                edits |= _made(one, {**record, "anchor": anchor})
        known = self.records.get(article, {})
        read = _set(article, known, {"text": text})
        if read and known:
            for one in self._annotations(article):
                record = self.records[one]
                read |= {(one, field): (record[field], record[field]) for field in BY_TEXT}
        return [Step(read, is_undoable=bool(known))] * bool(read) + [Step(edits)] * bool(edits)

    def _import_steps(self, made: Iterable[Record]) -> list[Step]:
        """The annotations whose article is there, and then those that wait."""
        here: Edits = {}
        waiting: Edits = {}
        for one in made:
            name, known = one["id"], self.records.get(one["id"])
            if one["article"] not in self.records:
                waiting |= _set(name, {}, {**_shown(one), "live": False, "waiting": True})
            elif known is None:
                here |= _made(name, one)
            elif known["live"]:
                here |= _set(name, known, {name: one[name] for name in ("color", "note", "tags")})
        return [Step(here)] * bool(here) + [Step(waiting, is_undoable=False)] * bool(waiting)

    def _candidate(self, name: str, article: str | None) -> Change | None:
        """What would be undone or redone: of one article, or of all."""
        done: dict[int, Change] = {}
        undone: list[Change] = []
        numbers = {id(change): number for number, change in enumerate(self.history)}
        left = {id(change) for change in self.left if not self._is_as_left(change)}
        for number, change in enumerate(self.history):
            if article is not None and (article not in change.articles or change.is_text):
                continue
            if change.turns is None:
                done[number] = change
                if id(change) not in left:
                    undone.clear()  # a new change ends what could be redone
            elif change.kind == "undo":
                del done[numbers[id(change.turns)]]
                undone.append(change)
            else:
                undone = [one for one in undone if one is not change.turns]
                first = change.turns.turns
                assert first is not None
                done[numbers[id(first)]] = first
        candidates = undone if name == "redo" else [done[number] for number in sorted(done)]
        return next((one for one in reversed(candidates) if id(one) not in left), None)

    def _turned(self, name: str, article: str | None) -> list[Step]:
        """A change turned round; nothing, if there is none, or if what it did is changed since."""
        found = self._candidate(name, article)
        if found is None or not self._is_as_left(found):
            return []
        return [Step(self._inverse(found), kind=name, turns=found)]

    def _inverse(self, found: Change) -> Edits:
        """What a change turned round does."""
        made = {record for record, field in found.edits if field == "article"}
        return {
            (record, field): (after, before or False if field == "live" else before)
            for (record, field), (before, after) in found.edits.items()
            if record not in made or field == "live"
        }

    def _is_as_left(self, change: Change) -> bool:
        """Whether all that a change set is what it set."""
        return all(
            field in BY_TEXT or self.records[record][field] == now
            for (record, field), (now, _) in self._inverse(change).items()
        )

    def make(self, step: Step) -> None:
        """A step is kept."""
        for (record, name), (_, after) in step.edits.items():
            self.records.setdefault(record, {})[name] = after
            if name == "text":
                self.texts.add(after)
                for one in self._annotations(record):
                    self.places.pop(one, None)
            elif name in ("live", "anchor", *BY_TEXT):
                self.places.pop(record, None)
        if step.is_undoable:
            articles = frozenset(
                self.records[record].get("article", record) for record, _ in step.edits
            )
            self.history.append(Change(step.edits, articles, step.kind, step.turns))

    def _annotations(self, article: str) -> list[str]:
        return [one for one, record in self.records.items() if record.get("article") == article]

    def place(self, places: Mapping[str, Place]) -> None:
        """Know where annotations are; one that is found again is no orphan that is kept, and one
        that is found by its own words has lost those to which it was attached."""
        self.places.update(places)
        for one, (status, start, end) in places.items():
            record = self.records[one]
            if status == "changed":
                words = self.records[record["article"]]["text"][start:end].split()
                record["words"] = {*record.get("words", ()), *words}
            if status != "orphan":
                record["kept"] = False
            if status in ("exact", "moved"):
                record["attached"] = None


def blanks(operation: Operation) -> list[str]:
    """Names for annotations that the library has yet to name."""
    return [f"new {number}" for number in range(len(operation.get("made", ())))]


def renamed(step: Step, names: Mapping[str, str]) -> Step:
    """A step with the names that the library gave."""
    edits = {(names.get(one, one), field): values for (one, field), values in step.edits.items()}
    return step._replace(edits=edits)


def _shown(record: Mapping[str, Any]) -> Record:
    return {field: record[field] for field in SHOWN}


def _set(name: str, known: Record, values: Record) -> Edits:
    """The edits that give a record these values."""
    return {
        (name, field): (known.get(field), value)
        for field, value in values.items()
        if known.get(field) != value
    }


def _made(name: str, shown: Mapping[str, Any]) -> Edits:
    """The edits that make an annotation."""
    blank = {"attached": None, "kept": False, "waiting": False, "live": True}
    return {(name, field): (None, value) for field, value in {**_shown(shown), **blank}.items()}


def _changed(operation: Operation, record: Record) -> Record:
    """What an operation on annotations makes of one of them; with nothing left on it, it goes."""
    match operation["do"]:
        case "delete":
            return {"live": False}
        case "move":
            return {"anchor": operation["anchor"], "attached": None, "kept": False}
        case "repair":
            return {"attached": f"{operation['revision']} {operation['words']}", "kept": False}
        case "keep":
            return {"kept": True}
        case "recolor":
            values: Record = {"color": operation["color"]}
        case "note":
            values = {"note": operation["note"]}
        case "tags":
            values = {"tags": operation["tags"]}
        case "retag":
            kept = [tag for tag in record["tags"] if tag not in operation["remove"]]
            values = {"tags": list(dict.fromkeys([*kept, *operation["add"]]))}
        case name:
            raise ValueError(name)
    after = {**record, **values}
    is_bare = not (after["color"] or after["note"] or after["tags"])
    return {**values, "live": False} if is_bare else values
