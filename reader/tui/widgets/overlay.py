"""What lies over the text of an article, layer by layer, and which look each thing has.

From below: how the author set it, what the person left, what a search found, what is selected, the
cursor. Each layer answers for one row at a time.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from reader.core.annotation import Annotation, Color
from reader.core.annotation import Style as Drawing
from reader.core.article import Article
from reader.core.layout import Layout
from reader.core.marks import Mark, Marks
from reader.core.search import Matches
from reader.core.segments import Range, next_boundary

HIGHLIGHTS = {color: f"article--highlight-{color}" for color in Color}
SIGNS = {color: f"article--sign-{color}" for color in Color}

COMPONENTS = (
    *(f"article--{span}" for span in ("emphasis", "strong", "code", "link")),
    *HIGHLIGHTS.values(),
    *(f"article--{name}" for name in ("overlap", "underline", "strike", "noted")),
    *(f"article--{name}" for name in ("match", "match-current", "selection", "cursor")),
)
"""Everything that can lie over a text."""


class Selected(NamedTuple):
    """The parts of the selection and of the cursor that stand in a row."""

    passage: Range | None = None
    cursor: Range | None = None


NOT_SELECTED = Selected()


def sign_of(annotation: Annotation) -> str:
    """What an annotation is, readable without colour: highlight, note, both, or tags alone."""
    if annotation.note:
        return "◆" if annotation.color else "✎"
    return "▌" if annotation.color else "#"


class Overlay:
    """All layers over one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._spans: Marks[str] = Marks(
            (span.start, span.end, f"article--{span.kind}") for span in article.spans
        )
        self._annotations: Marks[Annotation] = Marks()
        self.matches: Matches | None = None
        self.current_match: Range | None = None
        self.selection: Range | None = None
        self.cursor: int | None = None
        """Where there is a cursor to be seen."""

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Put these in place of those that were there; one without a passage lies nowhere."""
        self._annotations = Marks(
            (*annotation.passage, annotation) for annotation in annotations if annotation.passage
        )

    def annotations_touching(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share an offset with a passage, the shortest first."""
        found = self._annotations.touching(start, end)
        return [annotation for _, _, annotation in sorted(found, key=_length)]

    def marks(self, start: int, end: int) -> list[Mark]:
        """Everything that lies over what a row draws, the selection and the cursor aside."""
        marks = self._spans.touching(start, end)
        for left, right, annotation in self._annotations.touching(start, end):
            marks += [(left, right, name) for name in self._components(annotation)]
        if self.matches is not None:
            for left, right in self.matches.touching(start, end):
                current = (left, right) == self.current_match
                name = "article--match-current" if current else "article--match"
                marks.append((left, right, name))
        return marks

    def begun(self, start: int, end: int) -> list[Annotation]:
        """The annotations that begin among the offsets of a row."""
        found = self._annotations.touching(start, end)
        return [annotation for left, _, annotation in found if left >= start]

    def selected(self, start: int, end: int) -> Selected:
        """What is selected among the offsets of a row."""
        if self.selection is None and self.cursor is None:
            return NOT_SELECTED
        passage = cursor = None
        if self.selection and self.selection[0] < end and self.selection[1] > start:
            passage = max(start, self.selection[0]), min(end, self.selection[1])
        if self.cursor is not None and start <= self.cursor < end:
            after = next_boundary(self._article.text, self.cursor)
            cursor = self.cursor, max(self.cursor + 1, after)
        return Selected(passage, cursor)

    def selected_rows(self, layout: Layout) -> range:
        """The rows on which something is selected, or the cursor is seen."""
        offsets = [*(self.selection or ()), *((self.cursor,) if self.cursor is not None else ())]
        return layout.rows_of(min(offsets), max(offsets) + 1) if offsets else range(0)

    def _components(self, annotation: Annotation) -> tuple[str, ...]:
        """How an annotation looks; without a colour on a whole paragraph, the gutter shows it."""
        if annotation.color is None:
            passage = start, _ = annotation.passage or (0, 0)
            paragraph = self._article.paragraph_range(self._article.paragraph_at(start))
            return () if passage == paragraph else ("article--noted",)
        if annotation.style is Drawing.HIGHLIGHT:
            return (HIGHLIGHTS[annotation.color],)
        return SIGNS[annotation.color], f"article--{annotation.style}"


Thing = TypeVar("Thing")


def _length(mark: tuple[int, int, Thing]) -> int:
    return mark[1] - mark[0]
