"""Compares what must be true with what is there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.soak.model import SHOWN, Key, Model, Operation, Place, Record, Step, Wrong, renamed

Differences = dict[Key, tuple[Any, Any]]
"""What a field must be, and what it is."""


@dataclass
class Seen:
    """A library as it is seen from outside."""

    records: dict[str, Record]
    places: dict[str, Place]
    to_repair: frozenset[str]
    """The orphans of which the person has not said that they stay so."""


def check(model: Model, seen: Seen) -> list[Wrong]:
    """What is not as it must be; the model goes on from what is there, so that a loss is counted
    once."""
    operation = model.under_way
    steps = model.steps(operation) if operation else []
    states = [model]
    for step in steps:
        after = states[-1].copy()
        after.make(renamed(step, _recognised(step, after, seen)))
        states.append(after)
    found = [differences(state.records, seen.records) for state in states]
    distances = [
        len(one) + _displaced(state, seen) for one, state in zip(found, states, strict=True)
    ]
    best = distances.index(min(distances))
    wrong = _judged(states, found, best, operation)
    model.become(states[best])
    for one, place in seen.places.items():
        if one in model.records and model.doubted.get(one) != place:
            found_wrong = misplaced(one, place, model, seen)
            model.doubted.update({one: place} if found_wrong else {})
            wrong += found_wrong
    for (one, field), (_, value) in found[best].items():
        blank: Record = {
            "attached": None,
            "kept": False,
            "waiting": False,
            "live": False,
            "tags": [],
        }
        record = model.records.setdefault(one, {**blank, **seen.records.get(one, {})})
        record[field] = value
    for one, record in model.records.items():
        if record.get("live"):
            record["anchor"] = seen.records[one]["anchor"]
    model.places.clear()
    model.place({one: place for one, place in seen.places.items() if one in model.records})
    return wrong


def differences(expected: Mapping[str, Record], seen: Mapping[str, Record]) -> Differences:
    """Where two sets of records differ."""
    return {
        (name, field): values
        for name in expected.keys() | seen.keys()
        for field, values in _compared(expected.get(name, {}), seen.get(name, {}))
        if not _alike(*values)
    }


def _compared(must: Record, there: Record) -> list[tuple[str, tuple[Any, Any]]]:
    """The fields that can be compared."""
    fields: tuple[str, ...]
    if "text" in must or "text" in there:
        fields = ("text",)
    elif must.get("live") and there.get("live"):
        fields = SHOWN
    elif (must.get("waiting") and not there.get("live")) or (there.get("waiting") and not must):
        fields = ("waiting",)
    else:
        return [("live", (bool(must.get("live")), bool(there.get("live"))))]
    return [(field, (must.get(field), there.get(field))) for field in fields]


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, list) and None in one and isinstance(other, list):
        return all(a in (None, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def _displaced(state: Model, seen: Seen) -> int:
    """How many annotations are not where, or not kept as orphans as, they were said to be."""
    return sum(
        state.places.get(one, place) != place
        or (one in seen.to_repair) != (place[0] == "orphan" and not state.records[one]["kept"])
        for one, place in seen.places.items()
        if one in state.records
    )


def _recognised(step: Step, state: Model, seen: Seen) -> dict[str, str]:
    """The names of annotations that the step makes and the library had not told yet."""
    strange = {
        one: record
        for one, record in seen.records.items()
        if one not in state.records and record.get("live")
    }
    names: dict[str, str] = {}
    for blank in dict.fromkeys(one for one, _ in step.edits if one.startswith("new ")):
        made = {field: step.edits[blank, field][1] for field in SHOWN}
        for one, record in strange.items():
            if one not in names.values() and all(made[f] == record[f] for f in SHOWN):
                names[blank] = one
                break
    return names


def _judged(
    states: list[Model], found: list[Differences], best: int, operation: Operation | None
) -> list[Wrong]:
    """What the differences to the state that is nearest are."""
    wrong: list[Wrong] = []
    # What stands as it does before, or after, the step that was under way.
    others = [found[number] for number in (best - 1, best + 1) if 0 <= number < len(found)]
    undone = {
        (key, str(was))
        for change in states[best].history
        if change.kind == "undo"
        for key, (was, _) in change.edits.items()
    }
    halves = 0
    for key, (must, there) in found[best].items():
        told = f"{key[0]}: {key[1]} should be {must!r} and is {there!r}"
        if any(key not in other for other in others):
            halves += 1
        elif key[0] not in states[best].records:
            wrong.append(Wrong("wrong", f"{told}: nobody made it"))
        elif (key, str(there)) in undone:
            wrong.append(Wrong("returned", told))
        else:
            wrong.append(Wrong("lost", told))
    if halves:
        wrong.append(Wrong("half", f"{halves} parts of {operation}"))
    return wrong


def misplaced(one: str, place: Place, model: Model, seen: Seen) -> list[Wrong]:
    """What cannot be true of where an annotation is said to be."""
    record = model.records[one]
    status, start, end = place
    known = model.places.get(one)
    if known is not None and known != place:
        return [Wrong("lost", f"{one}: was said to be {known}, and is {place}")]
    if (one in seen.to_repair) > (status == "orphan" and not record["kept"]):
        return [Wrong("lost", f"{one}: {place} is to be repaired, and was kept or found")]
    anchor, attached = seen.records[one]["anchor"], (record["attached"] or " ").split(" ", 1)[1]
    if anchor is None:
        return [] if status == "exact" else [Wrong("wrong", f"{one}: on the article, and {place}")]
    text, quote = model.records[record["article"]]["text"], anchor[2]
    if status == "orphan":
        is_there = quote in text or (attached or quote) in text
        return [Wrong("wrong", f"{one}: an orphan, and its words are there")] * is_there
    words = text[start:end]
    if status in ("exact", "moved"):
        is_true = words == quote and (status == "exact") == (start == anchor[0])
    else:
        known_words = {*quote.split(), *(attached or "").split(), *record.get("words", ())}
        is_true = words != quote and bool(set(words.split()) & known_words)
    return [] if is_true else [Wrong("wrong", f"{one}: {place} is {words!r}, and was {quote!r}")]
