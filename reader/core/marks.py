"""What is drawn over a text: marks, and how the few on a row are found among thousands.

Emphasis, link, highlight, search hit: each is a `Mark`. Marks may overlap and nest freely; where
passages that a person marked do, `layers` and `meetings` say how they are kept apart.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, Generic, NamedTuple, TypeVar

Mark = tuple[int, int, str]
"""Half-open offsets and the component class that says how it looks: `(start, end, component)`."""

LAYERS: Final = 5
"""How many looks there are by which passages that meet are told apart."""

BLOCK: Final = 16
"""Marks that are looked at together: some more than touch a row."""

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

    Sorted by start, in blocks of which the furthest end is known, and the furthest of all before:
    so few blocks are looked at for a row, and a mark over the whole book counts in its own alone.
    """

    def __init__(self, marks: Iterable[tuple[int, int, Thing]] = ()) -> None:
        # Longer first where two start together, so that the shorter one lies on top.
        self._marks = sorted(marks, key=lambda mark: (mark[0], -mark[1]))
        self._starts = [mark[0] for mark in self._marks]
        self._reaches = [
            max([mark[1] for mark in self._marks[first : first + BLOCK]])
            for first in range(0, len(self._marks), BLOCK)
        ]
        self._furthest = list(accumulate(self._reaches, max))

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[tuple[int, int, Thing]]:
        return iter(self._marks)

    def touching(self, start: int, end: int) -> list[tuple[int, int, Thing]]:
        """Those that share at least one offset with the passage, by start, longer ones first."""
        found: list[tuple[int, int, Thing]] = []
        after = bisect_left(self._starts, end) if start < end else 0
        block = (after - 1) // BLOCK
        while block >= 0 and self._furthest[block] > start:
            if self._reaches[block] > start:
                first = block * BLOCK
                found[:0] = [
                    mark
                    for mark in self._marks[first : min(after, first + BLOCK)]
                    if start < mark[1] > mark[0]
                ]
            block -= 1
        return found

    def starting(self, start: int, end: int) -> tuple[int, int, Thing] | None:
        """The first that starts within a passage."""
        place = bisect_left(self._starts, start)
        found = self._marks[place] if place < len(self._marks) else None
        return found if found is not None and found[0] < end else None


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


def layers(passages: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """The layers of passages that meet others, so that those that meet have different ones.

    A passage is `(start, end, lowest)`, by start; it gets the lowest layer from `lowest` on that is
    free all along it. Where none is, because too many meet, it shares that of the passage which
    ends first. A passage that is not in the answer meets none before it: it has its lowest.
    """
    given: dict[int, int] = {}
    active: list[tuple[int, int]] = []
    reach = first = 0
    for place, (start, end, lowest) in enumerate(passages):
        if start >= reach:
            # Most passages meet no other.
            first, reach = place, end
            continue
        if place == first + 1:
            active = [(reach, passages[first][2])]
        active = [one for one in active if one[0] > start]
        taken = {layer for _, layer in active}
        free = [layer for layer in range(lowest, LAYERS) if layer not in taken]
        layer = free[0] if free else min(one for one in active if one[1] >= lowest)[1]
        active.append((end, layer))
        reach = max(reach, end)
        given[place] = layer
    return given


def meetings(passages: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where at least two of some passages meet; they come by start, and so do these."""
    met: list[tuple[int, int]] = []
    covered = reach = 0
    for start, end in passages:
        start = max(start, covered)
        covered = max(covered, min(end, reach))
        if start < covered:
            met.append((start, covered))
        reach = max(reach, end)
    return met


def deepest(passages: Sequence[tuple[int, int]]) -> int:
    """How many of some passages share one place, where it is most."""
    steps = sorted([*((start, 1) for start, _ in passages), *((end, -1) for _, end in passages)])
    depth = most = 0
    for _, step in steps:
        depth += step
        most = max(most, depth)
    return most


def step(
    passages: Sequence[tuple[int, int]], here: int | None, offset: int, steps: int
) -> int | None:
    """Which of some passages, in order, one comes to by steps, at most to an end; None from there.

    `here` is the one that is meant at the offset where one is, if there is any. Forwards too, those
    that share this place are stepped through; those that end before it are left behind.
    """
    if steps < 0:
        begun = sum(start <= offset for start, _ in passages) if here is None else here
        return max(0, begun + steps) if begun else None
    first = 0 if here is None else here + 1
    ahead = (place for place in range(first, len(passages)) if passages[place][1] > offset)
    found = next(ahead, None)
    return None if found is None else min(len(passages) - 1, found + max(1, steps) - 1)
