"""What is drawn over a text: marks, and how the few on a row are found among thousands.

Emphasis, link, highlight, search hit: each is a `Mark`. Marks may overlap and nest freely.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Mark = tuple[int, int, str]
"""Half-open offsets and the component class that says how it looks: `(start, end, component)`."""

Thing = TypeVar("Thing")
"""What lies over a passage: a component class, or an annotation that will be given one."""


class Run(NamedTuple):
    """A stretch of a row with one look: everywhere in it the same marks are in force."""

    start: int
    end: int
    components: tuple[str, ...]
    """In the order in which they are laid over each other, the last one on top."""


class Marks(Generic[Thing]):
    """Things that lie over passages of a text; it answers which of them touch a given passage.

    Sorted by start, with the furthest end of every half of a bisection noted beside it: so a mark
    over the whole book costs nothing where it does not count, and a row among 5,000 marks is found
    in some thirty steps.
    """

    def __init__(self, marks: Iterable[tuple[int, int, Thing]] = ()) -> None:
        # Longer first where two start together, so that the shorter one lies on top.
        self._marks = sorted(marks, key=lambda mark: (mark[0], -mark[1]))
        self._reaches = [0] * len(self._marks)
        self._note_reach(0, len(self._marks))

    def __len__(self) -> int:
        return len(self._marks)

    def touching(self, start: int, end: int) -> list[tuple[int, int, Thing]]:
        """Those that share at least one offset with the passage, by start, longer ones first."""
        found: list[tuple[int, int, Thing]] = []
        if start < end:
            self._collect(0, len(self._marks), start, end, found)
        return found

    def _note_reach(self, low: int, high: int) -> int:
        """Note, for the middle of a stretch of the list, the furthest end in the stretch."""
        if low >= high:
            return 0
        middle = (low + high) // 2
        reach = self._marks[middle][1]
        if high - low > 1:
            reach = max(reach, self._note_reach(low, middle), self._note_reach(middle + 1, high))
        self._reaches[middle] = reach
        return reach

    def _collect(
        self, low: int, high: int, start: int, end: int, found: list[tuple[int, int, Thing]]
    ) -> None:
        while low < high:
            middle = (low + high) // 2
            if self._reaches[middle] <= start:
                return
            self._collect(low, middle, start, end, found)
            mark = self._marks[middle]
            if mark[0] >= end:
                return
            if mark[1] > start and mark[1] > mark[0]:
                found.append(mark)
            low = middle + 1


def runs(start: int, end: int, marks: Iterable[Mark]) -> list[Run]:
    """Cut `[start, end)` where a mark begins or ends; marks come in the order of their layers."""
    laid = [
        (max(start, mark[0]), min(end, mark[1]), mark[2])
        for mark in marks
        if mark[0] < end and mark[1] > start
    ]
    if not laid:
        return [Run(start, end, ())] if start < end else []
    cuts = sorted({start, end, *(mark[0] for mark in laid), *(mark[1] for mark in laid)})
    return [
        Run(left, right, tuple(mark[2] for mark in laid if mark[0] <= left and mark[1] >= right))
        for left, right in pairwise(cuts)
    ]
