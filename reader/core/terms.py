"""What can be asked of articles and annotations: a tree of terms, how one is written, and what it
selects.

Whatever is asked is asked of strings: of all that a thing says, folded (`Words`), and of the values
that it has in a field (`Field`, `Has`, `Within`). An annotation has one colour, an article those of
all its annotations; so the same term means "is yellow" of the one, "has something yellow" of the
other.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from operator import contains
from typing import Final, TypeAlias, assert_never

WordsOf: TypeAlias = Callable[[int], str]
"""All that the thing of that number says, folded."""

ValuesOf: TypeAlias = Callable[[int, str], Collection[str]]
"""The values that the thing of that number has in the field of that name.

Text is folded. A date is an instant (UTC, ISO 8601), or the first and the last day of what is dated
by a day, a month or a year, parted by a slash as ISO 8601 parts them."""

CONTAINED: Final = frozenset({"title", "author", "source", "note"})
"""Fields of which a part is enough. Of an id the beginning is, of the others a value is meant as a
whole."""

# Frozen classes, not named tuples: of those, `And` and `Or` of the same parts would be equal.


@dataclass(frozen=True, slots=True)
class And:
    """All of them are true; of no parts, everything is meant."""

    parts: "tuple[Term, ...]" = ()

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them is true."""

    parts: "tuple[Term, ...]"

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Not:
    """It is not true."""

    part: "Term"

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase stands somewhere, be it within a word."""

    folded: str

    def __str__(self) -> str:
        return _quoted(self.folded)


@dataclass(frozen=True, slots=True)
class Field:
    """A field has this value, or one that contains it (`CONTAINED`)."""

    name: str
    value: str
    """Folded; of a colour, the colour and not the person's name for it."""

    def __str__(self) -> str:
        return f"{self.name}:{_quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Begins:
    """A field has a value that begins so."""

    name: str
    value: str
    """Folded."""

    def __str__(self) -> str:
        return f"{self.name}:{_quoted(self.value)}*"


@dataclass(frozen=True, slots=True)
class Has:
    """There is something in a field."""

    name: str

    def __str__(self) -> str:
        return f"{self.name}:*"


@dataclass(frozen=True, slots=True)
class Within:
    """A date lies in a period."""

    name: str
    written: str
    """The period as it is typed: an age stays one."""
    since: str
    """Compared as text: where the period begins, `""` if it was always,"""
    until: str
    """and what is no more in it, `"~"` if it never ends."""

    def __str__(self) -> str:
        return f"{self.name}:{self.written}"


FieldTerm: TypeAlias = Field | Begins | Has | Within
"""What is asked of the field that `name` is."""

Term: TypeAlias = And | Or | Not | Words | FieldTerm

EVERYTHING: Final = And()


# Making: what is nested without need is written flat, so that each term is written in one way.


def all_of(parts: Iterable[Term]) -> Term:
    """All of the parts."""
    flat = tuple(
        one for part in parts for one in (part.parts if isinstance(part, And) else (part,))
    )
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(parts: Iterable[Term]) -> Term:
    """At least one of the parts, of which there must be some."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def none_of(part: Term) -> Term:
    """Not that; twice is not at all."""
    return part.part if isinstance(part, Not) else Not(part)


# Asking.


def select(term: Term, numbers: Iterable[int], words: WordsOf, values: ValuesOf) -> list[int]:
    """Those of many things of which a term is true, in their order.

    Many are asked one thing after the other, not one all things: ten thousand rows are filtered
    at every key.
    """
    match term:
        case Words(folded):
            return [one for one in numbers if folded in words(one)]
        case Field(name, value) if name in CONTAINED:
            wanted = repeat(value)
            return [one for one in numbers if any(map(contains, values(one, name), wanted))]
        case Field(name, value):
            return [one for one in numbers if value in values(one, name)]
        case Begins(name, value):
            return [one for one in numbers if _is_one_so(values(one, name), value)]
        case Has(name):
            return [one for one in numbers if any(values(one, name))]
        case Within(name, _, since, until):
            return [one for one in numbers if _is_one_in(values(one, name), since, until)]
        case Not(part):
            asked = list(numbers)
            without = set(select(part, asked, words, values))
            return [one for one in asked if one not in without]
        case Or(parts):
            asked = list(numbers)
            found: set[int] = set()
            for part in parts:
                found.update(select(part, (i for i in asked if i not in found), words, values))
            return [one for one in asked if one in found]
        case And(parts):
            left = list(numbers)
            for part in sorted(parts, key=_cost):
                left = select(part, left, words, values)
            return left
        case _:
            assert_never(term)


def walk(term: Term, *, denied: bool = False) -> Iterator[tuple[Term, bool]]:
    """Each word and field of a term, and whether it is to be there (True) or not (False)."""
    match term:
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part, denied=denied)
        case Not(part):
            yield from walk(part, denied=not denied)
        case _:
            yield term, not denied


def _cost(part: Term) -> int:
    """Words first: they are looked for in text that is folded, fields may have to be read."""
    return 0 if isinstance(part, Words) else 1


def _is_one_in(dates: Collection[str], since: str, until: str) -> bool:
    for at in dates:
        first, _, last = at.partition("/")
        if since <= first and (last or first) < until:
            return True
    return False


def _is_one_so(found: Collection[str], beginning: str) -> bool:
    return any(one.startswith(beginning) for one in found)


# Writing.

_plain = re.compile(r"[^\s\"()*:@#-][^\s\"()*:]*")


def _quoted(text: str) -> str:
    return text if _plain.fullmatch(text) else f'"{text}"'
