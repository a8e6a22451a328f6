"""Matches of a query in one text, folding case, accents, ligatures, apostrophes and spaces.

No list of matches is made: a letter occurs half a million times in a book, and a keystroke must not
wait for that. They are counted, and found where they are needed, in the folded text.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

from reader.core.fold import Folded, fold_text
from reader.core.segments import Range, snap

_LONGEST_CHAIN = 4096
"""How many occurrences that overlap each other are looked back over. A longer chain, in a text that
is one letter over and over, is cut: then two of its matches may overlap."""


class Matches:
    """The passages of a text that match; in order, of whole graphemes, none overlapping another.

    A match begins where a character does (`eur` is not in `cœur`); what ends within one takes all
    of it (`co` is). A grapheme that holds two, as a family of emoji may, belongs to both.
    """

    def __init__(self, folded: Folded, query: str) -> None:
        """Look for a query that is folded too; an empty one has no matches."""
        self.query = query
        self._folded = folded
        self._overlaps = any(query.startswith(query[-size:]) for size in range(1, len(query)))

    def __bool__(self) -> bool:
        return self.first() is not None

    def __len__(self) -> int:
        return self._count(len(self._folded.text))

    def __iter__(self) -> Iterator[Range]:
        return map(self._passage, self._places(0))

    def touching(self, start: int, end: int) -> list[Range]:
        """The matches that share at least one offset with `[start, end)`."""
        first = self._folded.from_source(start) - len(self.query) + 1
        last = self._folded.from_source(end)
        found: list[Range] = []
        for place in self._places(self._clear(max(0, first))):
            if place >= last:
                break
            passage = self._passage(place)
            if passage[1] > start and passage[0] < end:
                found.append(passage)
        return found

    def first(self) -> Range | None:
        """The first match of all."""
        return next(iter(self), None)

    def last(self) -> Range | None:
        """The last match of all."""
        return self.before(len(self._folded.source))

    def after(self, offset: int) -> Range | None:
        """The first match that starts after an offset."""
        places = self._places(self._clear(self._folded.from_source(offset + 1)))
        return next((found for found in map(self._passage, places) if found[0] > offset), None)

    def before(self, offset: int) -> Range | None:
        """The last match that starts before an offset."""
        limit = self._folded.from_source(offset)
        while self.query:
            occurrence = self._folded.text.rfind(self.query, 0, max(0, limit + len(self.query) - 1))
            if occurrence < 0:
                break
            found = None
            for place in self._places(self._clear(occurrence)):
                if place > occurrence:
                    break
                found = place
            if found is not None:
                return self._passage(found)
            limit = occurrence
        return None

    def number(self, offset: int) -> int:
        """How many matches start at or before an offset: the number, from 1, of one there."""
        return self._count(self._folded.from_source(offset + 1))

    def _count(self, place: int) -> int:
        """How many matches start before a place."""
        if not self.query:
            return 0
        if self._overlaps:
            return bisect_left(self._listed, place)
        occurrences = self._folded.text.count(self.query, 0, place + len(self.query) - 1)
        return occurrences - bisect_left(self._within, place)

    @cached_property
    def _listed(self) -> "array[int]":
        """Where matches start, of a query that may overlap itself: those cannot just be counted."""
        return array("I", self._places(0))

    @cached_property
    def _within(self) -> "array[int]":
        """Where the query occurs and is no match, because it starts within a character."""
        occurs = self._folded.text.startswith
        inner = self._folded.inner_places(self.query[0])
        return array("I", (place for place in inner if occurs(self.query, place)))

    def _places(self, place: int) -> Iterator[int]:
        """Where matches start in the folded text, from a clear place on."""
        text, query, is_inner = self._folded.text, self.query, self._folded.is_inner
        while query and (place := text.find(query, place)) >= 0:
            if is_inner(place):
                place += 1
            else:
                yield place
                place += len(query)

    def _clear(self, place: int) -> int:
        """The last place, not after this one, over which no occurrence of the query reaches."""
        size = len(self.query)
        for _ in range(_LONGEST_CHAIN):
            reaching = self._folded.text.find(
                self.query, max(0, place - size + 1), place + size - 1
            )
            if size < 2 or reaching < 0 or reaching >= place:
                break
            place = reaching
        return place

    def _passage(self, place: int) -> Range:
        start, end = self._folded.to_source(place, place + len(self.query))
        return snap(self._folded.source, start, end)


_fold = lru_cache(maxsize=1)(Folded)
"""A text that is searched is folded once, not at every keystroke."""


def find(text: str | Folded, query: str) -> Matches:
    """The matches of a query as it is typed. Without one the text is folded, so that the first
    letter need not wait for it."""
    folded = _fold(text) if isinstance(text, str) else text
    wanted = fold_text(query)
    return Matches(folded, wanted if wanted.strip() else "")


def next_match(matches: Matches, offset: int) -> Range | None:
    """The first match that starts after an offset; after the last comes the first again."""
    return matches.after(offset) or matches.first()


def previous_match(matches: Matches, offset: int) -> Range | None:
    """The last match that starts before an offset; before the first comes the last again."""
    return matches.before(offset) or matches.last()
