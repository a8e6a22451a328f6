"""What a person left in one article, in memory: its annotations, in reading order and counted."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.core.annotation import Annotation
from reader.core.change import Document, Edit, edited
from reader.library.records import changed_at, due_of, read_annotation
from reader.storage import TableFile

Key = tuple[int, int, int, str]


class Holding:
    """The documents of one article's annotations, and the annotations that they are.

    An edit costs the same however many annotations there are.
    """

    def __init__(
        self, article: str, file: TableFile, documents: dict[str, Document], revision: str
    ) -> None:
        self.article, self.file = article, file
        self.documents = documents
        self.revision = revision
        self._annotations: dict[str, Annotation] = {}
        self._keys: list[Key] = []
        self._listed: list[Annotation] = []
        self._in_order: tuple[Annotation, ...] | None = None
        self._tags: Counter[str] = Counter()
        self._highlights = self._notes = 0
        self._updated = ""
        self._due: str | None = None
        """None of them is due to be reviewed before; an edit may put it too early, never too late.
        """
        self.turn_to(revision)

    def turn_to(self, revision: str) -> None:
        """Show the annotations as they stand in a revision."""
        self.revision = revision
        self._annotations.clear()
        self._tags.clear()
        self._highlights = self._notes = 0
        self._due = None
        self._updated = max(map(changed_at, self.documents.values()), default="")
        for name, document in self.documents.items():
            if annotation := read_annotation(name, self.article, document, revision):
                self._annotations[name] = annotation
                self._count(annotation, 1)
                self._due = _earlier(self._due, due_of(document))
        self._keys = sorted(map(_key, self._annotations.values()))
        self._listed = [self._annotations[key[3]] for key in self._keys]
        self._in_order = None

    def edit(self, name: str, edits: Iterable[Edit], stamp: str) -> None:
        """Make edits of one annotation."""
        self.documents[name] = document = edited(self.documents.get(name), edits, stamp)
        if before := self._annotations.pop(name, None):
            index = bisect_left(self._keys, _key(before))
            del self._keys[index], self._listed[index]
            self._count(before, -1)
        if after := read_annotation(name, self.article, document, self.revision):
            self._annotations[name] = after
            key = _key(after)
            index = bisect_left(self._keys, key)
            self._keys.insert(index, key)
            self._listed.insert(index, after)
            self._count(after, 1)
            self._due = _earlier(self._due, due_of(document))
        self._updated = max(self._updated, changed_at(document))
        self._in_order = None

    def take(self, documents: dict[str, Document]) -> None:
        """Have these documents instead."""
        self.documents = documents
        self.turn_to(self.revision)

    def get(self, name: str) -> Annotation | None:
        """A live annotation by its id."""
        return self._annotations.get(name)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The live ones: whole-article first, then by passage, orphans last."""
        if self._in_order is None:
            self._in_order = tuple(self._listed)
        return self._in_order

    @property
    def summary(self) -> Document:
        """What the list shows of the annotations, and how many documents there are."""
        return {
            "highlights": self._highlights,
            "notes": self._notes,
            "annotations": len(self._annotations),
            "records": len(self.documents),
            "tags": dict(self._tags),
            "updated": self._updated,
            "due": self._due,
        }

    def _count(self, annotation: Annotation, one: int) -> None:
        self._highlights += one * (annotation.color is not None)
        self._notes += one * bool(annotation.note)
        for tag in annotation.tags:
            self._tags[tag] += one
            if not self._tags[tag]:
                del self._tags[tag]


def _earlier(one: str | None, other: str) -> str:
    return other if one is None else min(one, other)


def _key(annotation: Annotation) -> Key:
    if annotation.anchor is None:
        return 0, 0, 0, annotation.id
    order = 2 if annotation.status == "orphan" else 1
    return order, annotation.anchor.start, -annotation.anchor.end, annotation.id


def grouped(edits: Sequence[Edit]) -> dict[str, list[Edit]]:
    """Edits of annotations by their annotation."""
    groups: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.annotation is not None:
            groups.setdefault(edit.annotation, []).append(edit)
    return groups
