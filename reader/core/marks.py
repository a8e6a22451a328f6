"""What is drawn over a text: marks, and how the few on a row are found among thousands.

Emphasis, link, highlight, search hit: each is a `Mark`. Marks may overlap and nest freely; where
passages that a person marked do, `parts` says into which parts they cut each other.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from math import inf
from typing import Final, Generic, NamedTuple, TypeVar

from reader.core.segments import Range

Mark = tuple[int, int, str]
"""Half-open offsets and the component class that says how it looks: `(start, end, component)`."""

CROWD: Final = 3
"""From so many passages on one place on, a part of the text shows that there are many."""

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
        self._marks: list[tuple[int, int, Thing]] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._reaches: list[int] = []
        self._furthest: list[int] = []
        # Longer first where two start together, so that the shorter one lies on top.
        self.replace(0, 0, sorted(marks, key=lambda mark: (mark[0], -mark[1])))

    def replace(self, first: int, after: int, marks: Sequence[tuple[int, int, Thing]]) -> None:
        """Put marks in the place of those from `first` to before `after`; it is for the caller to
        keep them sorted, by start, longer ones first."""
        self._marks[first:after] = marks
        self._starts[first:after] = [mark[0] for mark in marks]
        self._ends[first:after] = [mark[1] for mark in marks]
        # Behind them the blocks may have moved.
        block = first // BLOCK
        self._reaches[block:] = [
            max(self._ends[place : place + BLOCK])
            for place in range(block * BLOCK, len(self._ends), BLOCK)
        ]
        self._furthest = list(accumulate(self._reaches, max))

    def groups(self) -> Iterator[list[tuple[int, int, Thing]]]:
        """Those that meet, if only at an end, with all that they meet by way of others."""
        first, reach = 0, -inf
        passages = zip(self._starts, self._ends, strict=True)
        # Behind the last there is one more, that meets none.
        for place, (start, end) in enumerate(chain(passages, [(inf, inf)])):
            if start > reach:
                if place - first > 1:
                    yield [mark for mark in self._marks[first:place] if mark[0] < mark[1]]
                first, reach = place, end
            elif end > reach:
                reach = end

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


class Part(NamedTuple, Generic[Thing]):
    """A part of the text over all of which the same passages lie."""

    start: int
    end: int
    depth: int
    """How many passages."""
    top: Thing
    """What the uppermost of them is: the one that comes last."""
    turned: bool
    """Whether it is to look otherwise than the part before it of the same depth."""


def parts(group: Sequence[tuple[int, int, Thing]]) -> Iterator[Part[Thing]]:
    """The parts into which the passages of a group cut each other, by start.

    Where one lies alone, the part is turned against the last where another did; where more lie,
    against its neighbour of as many (of a crowd: any crowd). So neighbours differ in depth, or in
    being turned; and so do the parts where two passages that overlap are alone.
    """
    # Each set of passages is a number, bit by bit.
    changes: dict[int, int] = {}
    for place, (start, end, _) in enumerate(group):
        changes[start] = changes.get(start, 0) ^ 1 << place
        changes[end] = changes.get(end, 0) ^ 1 << place
    members = 0
    alone = neighbour = 0, 0, False
    for start, end in pairwise(sorted(changes)):
        members ^= changes[start]
        depth = members.bit_count()
        kind = min(depth, CROWD)
        before = alone if kind == 1 else neighbour
        turned = before[0] == kind and before[2] ^ (before[1] != members)
        neighbour = kind, members, turned
        if kind == 1:
            alone = neighbour
        yield Part(start, end, depth, group[members.bit_length() - 1][2], turned)


def without(marks: Iterable[tuple[int, int, Thing]], hole: Range) -> list[tuple[int, int, Thing]]:
    """What is left of marks outside a passage."""
    return [
        (left, right, thing)
        for start, end, thing in marks
        for left, right in ((start, min(end, hole[0])), (max(start, hole[1]), end))
        if left < right
    ]


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
