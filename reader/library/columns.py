"""A hundred thousand annotations as columns, so that a query is answered at every key.

What a query asks of an annotation is derived once (a *leaf* holds that of one article); then each
question is asked of a whole column. A row that a person looks at is unpacked when it is looked at.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final, Literal, NamedTuple, TypeVar

import orjson

from reader.core import facts
from reader.core.annotation import Annotation, Color, Style
from reader.core.catalog import Entry
from reader.core.fold import fold_text
from reader.core.query import FIELDS, Query
from reader.core.terms import And, Term, Words
from reader.library.outcomes import Row
from reader.library.rows import Pages, Rows, row_of

Order = Literal["place", "created", "updated", "color"]
"""Article by article in reading order; newest first; by the colours in their order."""

_OWN: Final = tuple(name for name, kind in FIELDS.items() if kind.of != "article" and name != "has")
"""Fields in which each annotation has its own values."""

_VALUE, _ANNOTATION, _FIELD = "\1", "\2", "\3"
"""Stand behind each value, between annotations, and between fields; in no text that is safe."""
_NO_PARTING: Final = dict.fromkeys(map(ord, (_VALUE, _ANNOTATION, _FIELD)), " ")

_COLORS: Final = tuple(Color)
Values = tuple[str, ...]
Column = TypeVar("Column")


class Leaf(NamedTuple):
    """The annotations of one article, in reading order, as far as queries ask of them."""

    key: str
    """The state of the article from which it was derived."""
    words: list[str]
    """What each says, folded."""
    fields: str
    """Of each field the values that each has."""
    rows: bytes
    """The rows, but for what all have in common."""

    @classmethod
    def of(cls, key: str, words: str, fields: str, rows: bytes) -> "Leaf":
        """A leaf of which the words are one text."""
        return cls(key, words.split(_ANNOTATION), fields, rows)

    @property
    def text(self) -> str:
        """All words as one text."""
        return _ANNOTATION.join(self.words)


def derive(key: str, entry: Entry, annotations: Sequence[Annotation]) -> Leaf:
    """The leaf of an article."""
    words = [_plain(fold_text(facts.annotation_words(one, entry))) for one in annotations]
    fields = _FIELD.join(
        _ANNOTATION.join(
            "".join(_plain(value) + _VALUE for value in facts.annotation_values(one, entry, name))
            for one in annotations
        )
        for name in _OWN
    )
    rows = orjson.dumps([list(row_of(one, entry))[2:] for one in annotations])
    return Leaf(key, words, fields, zlib.compress(rows, 1))


def _plain(text: str) -> str:
    return text if text.isprintable() else text.translate(_NO_PARTING)


def _unpacked(entry: Entry, leaf: Leaf) -> list[Row]:
    rows = (Row(entry.id, entry.title, *row) for row in orjson.loads(zlib.decompress(leaf.rows)))
    return [
        row._replace(
            tags=tuple(row.tags),
            color=Color(row.color) if row.color else None,
            style=Style(row.style),
        )
        for row in rows
    ]


class Columns:
    """The annotations of articles that are known by their leaves; never changed."""

    def __init__(self, entries: Sequence[Entry], leaves: Sequence[Leaf]) -> None:
        """A leaf an entry."""
        self._leaves = leaves
        counts = [len(leaf.words) for leaf in leaves]
        self._pages = Pages(
            entries,
            counts,
            lambda page: _unpacked(entries[page], leaves[page]),
            lambda: (name for (name,) in self._columns["id"]),
        )
        self._words = list(chain.from_iterable(leaf.words for leaf in leaves))
        self._columns = _Made(self._column)
        self._parted = _Parted()
        self._annotated = _Made(self._of_articles)
        self._arranged: dict[Order, list[int]] = {}
        self._latest: tuple[Term, Sequence[int]] = And(), range(len(self._words))

    def browse(self, query: Query, order: Order) -> Rows:
        """The rows that a query means, in an order."""
        found = self._select(query)
        if order != "place":
            if order not in self._arranged:
                self._arranged[order] = self._in_order(order)
            is_found = bytearray(len(self._words))
            for number in found:
                is_found[number] = True
            found = [number for number in self._arranged[order] if is_found[number]]
        return Rows(self._pages, found)

    def identified(self, *beginnings: str) -> Rows:
        """The rows whose ids begin in one of these ways."""
        ids = enumerate(self._columns["id"])
        return Rows(self._pages, [number for number, (one,) in ids if one.startswith(beginnings)])

    def annotated(self, article: str, name: str) -> Values:
        """The values that the annotations of an article have in a field; see
        `facts.OfAnnotations`."""
        return self._annotated[name].get(article, ())

    def _select(self, query: Query) -> Sequence[int]:
        """The numbers that a query means. One that goes on where the last one stopped, as they do
        while a person types, means some of the same."""
        before, numbers = self._latest
        if not _narrows(query.term, before):
            numbers = range(len(self._words))
        columns = self._columns
        found = (
            query.among(numbers, self._words.__getitem__, lambda one, name: columns[name][one])
            if query
            else numbers
        )
        self._latest = query.term, found
        return found

    def _column(self, name: str) -> list[Values]:
        """The values that each annotation has in a field."""
        if name not in _OWN:
            entries = self._pages.entries
            of_articles = (tuple(facts.article_values(one, name)) for one in entries)
            counts = (len(leaf.words) for leaf in self._leaves)
            return list(chain.from_iterable(map(repeat, of_articles, counts)))
        written = chain.from_iterable(one.split(_ANNOTATION) for one in self._written(name))
        return list(map(self._parted.__getitem__, written))

    def _of_articles(self, name: str) -> dict[str, Values]:
        """The values that the annotations of each article have in a field."""
        written = (one.replace(_ANNOTATION, "") for one in self._written(name))
        ids = (entry.id for entry in self._pages.entries)
        return dict(zip(ids, map(self._parted.__getitem__, written), strict=True))

    def _written(self, name: str) -> Iterator[str]:
        """A field of each leaf."""
        at = _OWN.index(name)
        return (leaf.fields.split(_FIELD)[at] for leaf in self._leaves)

    def _in_order(self, order: Order) -> list[int]:
        """All numbers in an order; equals stay in reading order."""
        numbers, column = range(len(self._words)), self._columns[order]
        if order == "color":
            ranks = [_COLORS.index(values[0]) if values else len(_COLORS) for values in column]
            return sorted(numbers, key=ranks.__getitem__)
        return sorted(numbers, key=column.__getitem__, reverse=True)


class _Made(dict[str, Column]):
    """Columns by name, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], Column]) -> None:
        self._make = make

    def __missing__(self, name: str) -> Column:
        self[name] = column = self._make(name)
        return column


class _Parted(dict[str, Values]):
    """Values as they are written, to values; equal ones are the same."""

    def __missing__(self, written: str) -> Values:
        self[written] = values = tuple(written.split(_VALUE)[:-1])
        return values


def _narrows(term: Term, before: Term) -> bool:
    """Whether all that a term means, an earlier one meant too; as far as that is easily seen."""
    parts, asked = (one.parts if isinstance(one, And) else (one,) for one in (term, before))
    return all(any(part == one or _says_more(part, one) for part in parts) for one in asked)


def _says_more(part: Term, before: Term) -> bool:
    return isinstance(part, Words) and isinstance(before, Words) and before.folded in part.folded
