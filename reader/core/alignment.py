"""Which paragraphs of a text are still those of the text before it was edited.

A paragraph that is the only one of its words in both texts is the same one, wherever it has gone;
and beside a paragraph that is the same, an equal neighbour is the same too (Heckel, 1978). That
tells where most passages are without a search, and where a passage that was changed cannot be: in
what is still another.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from reader.core.segments import Range

_TELLING: Final = 8
"""Characters from which a paragraph may be known by its words alone. “Yes.” may be cut here and
written there: that is no move."""

_STRETCH: Final = 3
"""How much longer a passage may be by what was written into it."""

_NEW: Final = -1
"""A paragraph that the other text has not."""


class Alignment:
    """Two texts, paragraph by paragraph; a paragraph is a line of a canonical text.

    Before the first and behind the last paragraph of each text stands a border, and the borders are
    the same: so every paragraph has neighbours.
    """

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        old, new = (["", *text.split("\n"), ""] for text in (before, after))
        self._old, self._new = _starts(old), _starts(new)
        self._now, self._was = (array("i", [_NEW]) * len(lines) for lines in (old, new))
        self._pair(old, new)
        # For each paragraph the nearest at or before it, and at or behind it, that is the same.
        same = [place for place, now in enumerate(self._now) if now != _NEW]
        self._above = [same[bisect_right(same, place) - 1] for place in range(len(old))]
        self._below = [same[bisect_left(same, place)] for place in range(len(old))]
        self._drifts: dict[int, Callable[[int], int]] = {}

    def _pair(self, old: list[str], new: list[str]) -> None:
        """Find out which paragraphs are the same."""
        self._link(0, 0)
        self._link(len(old) - 1, len(new) - 1)
        for one, other in _only_ones(old, new):
            if len(old[one]) >= _TELLING:
                self._link(one, other)
        for one, other in _only_ones(_with_neighbours(old), _with_neighbours(new)):
            if self._now[one + 1] == self._was[other + 1] == _NEW:
                self._link(one + 1, other + 1)
        for step, walk in ((1, range(len(old) - 1)), (-1, range(len(old) - 1, 0, -1))):
            for place in walk:
                if self._now[place] != _NEW:
                    one, other = place + step, self._now[place] + step
                    is_free = self._now[one] == self._was[other] == _NEW
                    if is_free and old[one] == new[other]:
                        self._link(one, other)

    def _link(self, old: int, new: int) -> None:
        self._now[old], self._was[new] = new, old

    def now(self, start: int, end: int) -> Range | None:
        """Where a passage of the text before is. None if the paragraph in which it begins or that
        in which it ends is not there any more, or if they have gone apart."""
        first, last = _lines(self._old, start, end)
        if _NEW in (self._now[first], self._now[last]):
            return None
        begins = start + self._new[self._now[first]] - self._old[first]
        ends = end + self._new[self._now[last]] - self._old[last]
        return (begins, ends) if begins <= ends <= begins + _STRETCH * (end - start) else None

    def expected(self, offset: int) -> int:
        """Where an offset of the text before should be: where its paragraph is, or else between
        those that stood around it."""
        offset = min(max(offset, 0), len(self._before))
        line, _ = _lines(self._old, offset, offset)
        above = self._above[line]
        if above == line:
            return offset + self._new[self._now[line]] - self._old[line]
        if above not in self._drifts:
            self._drifts[above] = self._drift(above, self._below[line])
        return min(self._drifts[above](offset), len(self._after))

    def _drift(self, above: int, below: int) -> Callable[[int], int]:
        """Where the offsets between two paragraphs should be."""
        start, end = self._old[above + 1], self._old[below]
        now = self._new[self._now[above] + 1]
        inner = drift(self._before[start:end], self._after[now : self._new[self._now[below]]])
        return lambda offset: now + inner(offset - start)

    def between(self, start: int, end: int) -> Range | None:
        """What stands between the paragraphs that stood around a passage of the text before, and
        are the same; None if they have changed their places."""
        first, last = _lines(self._old, start, end)
        above, below = self._above[first], self._below[last]
        begins = self._new[self._now[above] + (above != first)]
        ends = self._new[self._now[below] + (below == last)] - 1
        return (begins, ends) if begins <= ends else None

    def searched(self, stood: Iterable[Range]) -> Iterator[Range]:
        """The parts of the text in which passages may be that are not where they stood: paragraphs
        that are new, or beside others than they were, and their own."""
        own = {line for passage in stood for line in _covered(self._old, *passage)}
        last = len(self._was) - 1
        met = {
            place
            for line in range(1, last - 1)
            if self._have_met(line)
            for place in (line, line + 1)
        }
        start = None
        for line in range(1, last + 1):
            was = self._was[line]
            is_searched = was == _NEW or was in own or line in met
            if is_searched and start is None:
                start = self._new[line]
            elif not is_searched and start is not None:
                yield start, self._new[line] - 1
                start = None

    def is_other(self, start: int, end: int, stood: Range | None, *, is_whole: bool) -> bool:
        """Whether a passage of the text lies, by more than a half, in what has not changed and is
        not the paragraphs of a passage that stood there before. `is_whole` says that it has all
        the words of what is looked for."""
        own = _covered(self._old, *stood) if stood else range(0)
        lines = _covered(self._new, start, end)
        has_new = any(self._was[line] == _NEW for line in lines)
        if any(map(self._have_met, lines[:-1])) or (is_whole and has_new):
            return False  # it was no passage before
        same = 0
        for line in lines:
            was = self._was[line]
            if was != _NEW and was not in own:
                same += min(end, self._new[line + 1]) - max(start, self._new[line])
        return same > (end - start) / 2

    def _have_met(self, line: int) -> bool:
        """Whether a paragraph and the one behind it are the same still, and stood apart before."""
        above, below = self._was[line], self._was[line + 1]
        return _NEW not in (above, below) and below != above + 1


def _only_ones(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Where what stands once in both stands in each."""
    in_old, in_new = Counter(old), Counter(new)
    places = {one: place for place, one in enumerate(new)}
    for place, one in enumerate(old):
        if in_old[one] == in_new[one] == 1:
            yield place, places[one]


def _with_neighbours(lines: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(lines, lines[1:], lines[2:], strict=False))


def _starts(lines: list[str]) -> "array[int]":
    """Where each line begins: the first border at the start of the text, the second at its end."""
    sizes = (len(line) + 1 for line in lines[1:-1])
    return array("I", [0, *accumulate(sizes, initial=0)])


def _lines(starts: "array[int]", start: int, end: int) -> tuple[int, int]:
    """The first and the last line of a passage."""
    first = bisect_right(starts, start) - 1
    return first, max(first, bisect_right(starts, end - 1) - 1)


def _covered(starts: "array[int]", start: int, end: int) -> range:
    first, last = _lines(starts, start, end)
    return range(first, last + 1)


def drift(before: str, after: str) -> Callable[[int], int]:
    """Where an offset of one text is to be expected in another.

    An edit leaves what stands before it where it was, and moves what stands behind it by one and
    the same distance; between the first edit and the last all is stretched evenly.
    """
    limit = min(len(before), len(after))
    first = _common(before, after, limit)
    tail = _common(before[::-1], after[::-1], limit - first)
    last, distance = len(before) - tail, len(after) - len(before)

    def expected(offset: int) -> int:
        if offset < first:
            return max(0, offset)
        if offset >= last:
            return min(len(before), offset) + distance
        return first + (offset - first) * (last + distance - first) // (last - first)

    return expected


def _common(one: str, other: str, limit: int) -> int:
    """How many code points two texts have in common at their beginnings, up to a limit."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
