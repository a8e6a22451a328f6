"""A passage as it is searched for, and how good the places are where it may be.

A place is judged by how like its words are, how like is what stands around it, and how near it is,
with the weights of the Hypothesis client. It is not taken because it is the best, but if it is good
enough: a passage shown where it was never marked is worse than one that asks to be looked for. So
the fewer its words, the more must stand around it that bears witness.
"""

from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from reader.core.annotation import Anchor
from reader.core.fold import Folded
from reader.core.fuzzy import beginning_likeness, likeness, spread
from reader.core.segments import Range

SEED: Final = 8
"""Characters of a seed, a piece by which a place is found: most of eight stand in few places, and
between two edits there is one soon."""

COMMON: Final = 2000
"""Occurrences after which a seed says nothing."""

SHORT: Final = 24
"""Characters below which a quote is believed only where it is among its own."""

_MEDIUM: Final = 60
"""Characters from which likeness of the words is enough."""

_STEP: Final = 3
"""From one seed of a description to the next."""

_HITS: Final = 600
"""Occurrences of the rarest seeds by which the places of a description are chosen."""

_MANY: Final = 10
"""Seeds of which a single one at a place says nothing."""

_PLACES: Final = 8
"""Places of a description that are judged."""

_WORDS, _BEFORE, _AFTER, _NEAR = 50, 20, 20, 2
"""What the likeness of the words, of what stands before and after them, and nearness count."""

Hits = Mapping[str, "array[int]"]
"""Where each seed stands in a folded text, ascending; of common ones, the first places."""


class Candidate(NamedTuple):
    """A passage of the folded text that may be the one."""

    start: int
    end: int
    words: float
    """Likeness of the words, 0 to 1."""
    rank: float
    is_good: bool
    """Whether it is like enough to be taken."""
    is_same: bool
    """Whether it is like in all."""


class Description:
    """A passage as it is searched for: folded, with what stood around it."""

    def __init__(self, anchor: Anchor, near: int, folded: Folded) -> None:
        whole = Folded(anchor.prefix + anchor.exact + anchor.suffix)
        start = whole.from_source(len(anchor.prefix))
        end = whole.from_source(len(anchor.prefix) + len(anchor.exact))
        self.whole = whole.text
        self.before, self.words = self.whole[:start], self.whole[start:end]
        self.after = self.whole[end:]
        self.near = folded.from_source(min(max(0, near), len(folded.source)))
        self.has_context = bool(self.before or self.after)
        self.slack = SEED * 2 + len(self.words) // 3

    @cached_property
    def seeds(self) -> list[tuple[int, str]]:
        """Pieces of the description and where in it they stand."""
        last = len(self.whole) - SEED
        return [(at, self.whole[at : at + SEED]) for at in range(0, last + 1, _STEP)]

    def whole_places(self, text: str) -> list[Candidate]:
        """The nearest place where all of the description stands, if it does, and is enough."""
        size, near = len(self.whole), max(0, self.near - len(self.before))
        if not (self.words.strip() and self.has_context and size >= 2 * SHORT):
            return []
        found = {text.find(self.whole, near), text.rfind(self.whole, 0, near + size)} - {-1}
        starts = [at + len(self.before) for at in found]
        places = [self._place(text, at, at + len(self.words), 1.0) for at in starts]
        return sorted(places, key=lambda place: -place.rank)

    def windows(self, hits: Hits, length: int) -> list[Range]:
        """The parts of a text that hold something of the description: the nearest, and the
        likeliest of the others."""
        diagonals: list[int] = []
        for at, seed in sorted(self.seeds, key=lambda one: len(hits[one[1]])):
            found = hits[seed]
            if len(found) >= COMMON or (diagonals and len(diagonals) + len(found) > _HITS):
                break
            diagonals += [place - at for place in found]
        diagonals.sort()
        groups: list[list[int]] = []
        for diagonal in diagonals:
            if groups and diagonal - groups[-1][0] <= self.slack:
                groups[-1].append(diagonal)
            else:
                groups.append([diagonal])
        if len(self.seeds) >= _MANY:
            groups = [group for group in groups if len(group) > 1]
        expected = self.near - len(self.before)
        groups.sort(key=lambda group: abs(group[0] - expected))
        groups[1:] = sorted(groups[1:], key=len, reverse=True)
        return [
            (
                max(0, group[0] - self.slack),
                min(length, group[-1] + len(self.whole) + self.slack),
            )
            for group in groups[:_PLACES]
        ]

    def judge(self, text: str, first: int, last: int, share: float) -> Iterator[Candidate]:
        """The passages of a window that may be the one. Other words than its own are judged only if
        the edits are no more than that share of the whole description."""
        whole: list[Candidate] = []
        if self.words.strip():
            for start in occurrences(text, self.words, first, last):
                whole.append(self._place(text, start, start + len(self.words), 1.0))
                yield whole[-1]
        if not any(place.is_same for place in whole):
            parts = self.before, self.words, self.after
            found = spread(parts, text[first:last], share)
            if found and found[1].start < found[1].end:
                start, end = first + found[1].start, first + found[1].end
                # A letter more may stand better among what is around, but the words are there.
                if any(one.is_good and one.start < end and start < one.end for one in whole):
                    return
                yield self._place(text, start, end, likeness(self.words, text[start:end]))

    def judge_words(self, text: str) -> Iterator[Candidate]:
        """The passage with these words, if there is one only: nothing else bears witness."""
        found = list(islice(occurrences(text, self.words), 2)) if self.words.strip() else []
        if len(found) == 1:
            end = found[0] + len(self.words)
            yield self._place(text, found[0], end, 1.0)._replace(is_good=True)

    def _place(self, text: str, start: int, end: int, words: float) -> Candidate:
        above = text[max(0, start - len(self.before) * 5 // 4) : start]
        below = text[end : end + len(self.after) * 5 // 4]
        before = beginning_likeness(self.before[::-1], above[::-1]) if self.before else 0.0
        after = beginning_likeness(self.after, below) if self.after else 0.0
        nearness = 1 - abs(start - self.near) / max(1, len(text))
        rank = _WORDS * words + _BEFORE * before + _AFTER * after + _NEAR * nearness
        is_same = words == before == after == 1
        is_good = self._is_good(words, max(before, after), min(before, after))
        return Candidate(start, end, words, rank, is_good, is_same)

    def _is_good(self, words: float, liker: float, other: float) -> bool:
        """By the likeness of the words, and of what stands around them on the liker side and on the
        other. The thresholds are measured: `python tests/bench/anchoring.py`."""
        if other >= 0.9 and words >= 0.3:
            return True  # it stands between its neighbours
        size = len(self.words)
        if size < SHORT:
            witness = other if size < SEED and words < 1 else liker
            return witness >= 0.75 if words == 1 else words >= 0.6 and witness >= 0.9
        if size < _MEDIUM:
            return words >= 0.7 and (liker >= 0.6 or (words == 1 and self.has_context))
        return words >= 0.75


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where words stand in a part of a text; also where they overlap themselves."""
    limit = len(text) if end is None else end
    while words and (start := text.find(words, start, limit)) >= 0:
        yield start
        start += 1
