"""Where a person jumped from, so that they can go back, and forward again."""

from collections.abc import Callable
from typing import Final

LONGEST: Final = 100
"""Places that are kept."""


class Trail:
    """Places in the order in which they were left, and where in that row one stands."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._next = 0
        """Position of the place that `forward` would go to, less one."""

    def leave(self, place: int) -> None:
        """Note a place before jumping elsewhere; what lay ahead is forgotten."""
        del self._places[self._next :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        del self._places[:-LONGEST]
        self._next = len(self._places)

    def back(self, here: int) -> int | None:
        """The place before this one; None at the beginning."""
        if self._next == len(self._places):
            self.leave(here)
            self._next -= 1
        return self._go(-1, here, lambda: self._next > 0)

    def forward(self, here: int) -> int | None:
        """The place after this one; None at the end."""
        return self._go(1, here, lambda: self._next < len(self._places) - 1)

    def _go(self, step: int, here: int, more: Callable[[], bool]) -> int | None:
        while more():
            self._next += step
            if self._places[self._next] != here:
                return self._places[self._next]
        return None
