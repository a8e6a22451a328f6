"""Long lists of annotations, of which each row is made when it is looked at."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, overload

from reader.core.annotation import Annotation
from reader.core.catalog import Entry
from reader.library.outcomes import Row

_KEPT: Final = 100
"""Articles of which the rows are kept: a screen shows some dozens."""


def row_of(annotation: Annotation, entry: Entry) -> Row:
    """An annotation as it is listed."""
    start, end = annotation.passage or (None, None)
    return Row(
        article=entry.id,
        title=entry.title,
        id=annotation.id,
        quote=annotation.quote,
        note=annotation.note,
        tags=annotation.tags,
        color=annotation.color,
        style=annotation.style,
        status=annotation.status,
        start=start,
        end=end,
        created=annotation.created,
        updated=annotation.updated,
        score=annotation.score,
    )


class Pages:
    """The rows of articles one after the other, each known by its number; made as they are asked
    for."""

    def __init__(
        self,
        entries: Sequence[Entry],
        counts: Iterable[int],
        rows: Callable[[int], Sequence[Row]],
        ids: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        """`rows` gives those of the article at an index; there are as many as `counts` says. `ids`
        gives those of all rows; without, all that an article has is there."""
        self.entries = entries
        self._ids = ids
        self.starts = list(accumulate(counts, initial=0))
        self._rows = rows
        self._made: dict[int, Sequence[Row]] = {}

    def row(self, number: int) -> Row:
        """A row by its number; one that is gone meanwhile has no id."""
        page = bisect_right(self.starts, number) - 1
        if page not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[page] = self._rows(page)
        rows, index = self._made[page], number - self.starts[page]
        return rows[index] if index < len(rows) else Row(self.entries[page].id, "", "")

    def lacking(self, names: Collection[tuple[str, str]], numbers: Sequence[int]) -> int:
        """How many of these, each an article and an annotation of it, are not of these numbers."""
        if self._ids is None:
            articles = {entry.id for entry in self.entries}
            return sum(article not in articles for article, _ in names)
        there = {self._numbers.get(name) for _, name in names}
        return len(names) - len(there.intersection(numbers))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self._ids())} if self._ids else {}


class Rows(Sequence[Row]):
    """The rows of some numbers."""

    def __init__(self, pages: Pages, numbers: Sequence[int]) -> None:
        self._pages, self._numbers = pages, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows":
        if isinstance(index, slice):
            return Rows(self._pages, self._numbers[index])
        return self._pages.row(self._numbers[index])

    def lacking(self, names: Collection[tuple[str, str]]) -> int:
        """How many of these, each an article and an annotation of it, are not among the rows."""
        return self._pages.lacking(names, self._numbers)
