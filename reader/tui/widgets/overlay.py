"""What lies over the text of an article, layer by layer, and which look each thing has.

From below: how the author set it, what the person left, what a search found, what is selected, the
cursor. Each layer answers for one row at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, Protocol, TypeVar

from reader.core.annotation import Annotation, Color, Status
from reader.core.annotation import Style as Drawing
from reader.core.article import Article
from reader.core.layout import Layout
from reader.core.marks import LAYERS, Mark, Marks, deepest, layers, meetings
from reader.core.search import Matches
from reader.core.segments import Range, next_boundary

HIGHLIGHTS = {color: f"article--highlight-{color}" for color in Color}
SIGNS = {color: f"article--sign-{color}" for color in Color}
STATUS_SIGNS: Final[Mapping[Status, str]] = {"moved": "→", "changed": "≈", "orphan": "?"}
"""How an annotation was found again, where it is not simply where it was."""

LAYER_LOOKS = tuple(() if layer == 0 else (f"article--layer-{layer}",) for layer in range(LAYERS))
"""By these, and not by colour, annotations that meet are told apart."""
UNDERLINED = 1
"""The layer of what is underlined anyway."""

CROWD = 3
"""How many annotations have to share a place for the gutter to say how many."""

COMPONENTS = (
    *(f"article--{span}" for span in ("emphasis", "strong", "code", "link")),
    *HIGHLIGHTS.values(),
    *(name for look in LAYER_LOOKS for name in look),
    *(f"article--{name}" for name in ("strike", "overlap")),
    *(f"article--{name}" for name in ("match", "match-current", "selection", "cursor")),
)
"""Everything that can lie over a text."""

NOTICES = ("orphan", "changed", "crowd", "moved")
"""What may be said beside the sign of an annotation: there is room for one, the first of these."""

Sign = tuple[str, str]
"""One cell of the gutter, and the component class that styles it."""


class Selected(NamedTuple):
    """The parts of the selection and of the cursor that stand in a row."""

    passage: Range | None = None
    cursor: Range | None = None


NOT_SELECTED = Selected()


class Signed(Protocol):
    """What a sign stands for."""

    @property
    def note(self) -> str: ...
    @property
    def color(self) -> Color | None: ...


def sign_of(annotation: Signed) -> str:
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
        self._layers: dict[str, int] = {}
        """Of the annotations, by id, that are not in their lowest layer."""
        self._lost: Marks[Annotation] = Marks()
        """Where those stood that have no passage in the present text."""
        self.matches: Matches | None = None
        self.current_match: Range | None = None
        self.meant: Annotation | None = None
        """Of several annotations on one place the one that is meant: it lies on top of them."""
        self.selection: Range | None = None
        self.cursor: int | None = None
        """Where there is a cursor to be seen."""

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Put these in place of those that were there; one on the whole article lies nowhere."""
        placed: list[tuple[int, int, Annotation]] = []
        lost: list[tuple[int, int, Annotation]] = []
        last = max(0, len(self._article.text) - 1)
        for annotation in annotations:
            if passage := annotation.passage:
                placed.append((*passage, annotation))
            elif annotation.anchor:
                at = min(annotation.anchor.start, last)
                lost.append((at, at + 1, annotation))
        self._annotations = Marks(placed)
        drawn = [
            (start, end, look[1], one.id)
            for start, end, one in self._annotations
            if (look := self._look(one)) is not None
        ]
        given = layers([mark[:3] for mark in drawn])
        self._layers = {drawn[place][3]: layer for place, layer in given.items()}
        self._lost = Marks(lost)

    @property
    def noted(self) -> list[tuple[int, int, Annotation]]:
        """Those that have a note, with their passages."""
        return [mark for mark in self._annotations if mark[2].note]

    @property
    def annotations(self) -> list[Annotation]:
        """Those that have a passage, by its start, the longer ones first."""
        return [annotation for _, _, annotation in self._annotations]

    def annotations_touching(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share an offset with a passage, the shortest first."""
        found = self._annotations.touching(start, end)
        return [annotation for _, _, annotation in sorted(found, key=_length)]

    def marks(self, start: int, end: int) -> list[Mark]:
        """Everything that lies over what a row draws, the selection and the cursor aside."""
        marks = self._spans.touching(start, end)
        drawn: list[Range] = []
        for left, right, annotation in self._annotations.touching(start, end):
            if look := self._look(annotation):
                layer = self._layers.get(annotation.id, look[1])
                marks += [(left, right, name) for name in (*look[0], *LAYER_LOOKS[layer])]
                drawn.append((left, right))
        marks += [(left, right, "article--overlap") for left, right in meetings(drawn)]
        if self.meant and self.meant.passage and (look := self._look(self.meant)):
            marks += [(*self.meant.passage, name) for name in look[0]]
        if self.matches is not None:
            for left, right in self.matches.touching(start, end):
                current = (left, right) == self.current_match
                name = "article--match-current" if current else "article--match"
                marks.append((left, right, name))
        return marks

    def signs(self, start: int, end: int) -> tuple[Sign | None, Sign | None]:
        """What the gutter says of a row's offsets: what begins there, and what is to know of it.

        That is how it was found again, if not where it was, or how many share a place.
        """
        touching = self._annotations.touching(start, end)
        begun = [annotation for left, _, annotation in touching if left >= start]
        lost = self._lost.touching(start, end)
        if not begun:
            return (STATUS_SIGNS["orphan"], "article--sign-orphan") if lost else None, None
        kinds = {sign_of(annotation) for annotation in begun}
        # A note and a highlight that begin in one row are shown as one that is both.
        kind = "◆" if kinds >= {"▌", "✎"} else next(k for k in "◆✎▌#" if k in kinds)
        color = next((one.color for one in reversed(begun) if one.color), None)
        sign = kind, SIGNS[color] if color else "article--sign"
        states: set[Status] = {"orphan"} if lost else {one.status for one in begun}
        notices: dict[str, Sign] = {
            status: (STATUS_SIGNS[status], f"article--sign-{status}")
            for status in states
            if status in STATUS_SIGNS
        }
        if len(touching) >= CROWD:
            count = deepest([(max(start, left), right) for left, right, _ in touching])
            if count >= CROWD:
                notices["crowd"] = str(count) if count < 10 else "+", "article--sign-crowd"
        return sign, next((notices[name] for name in NOTICES if name in notices), None)

    def strip(self, starts: Sequence[int]) -> list[Sign | None]:
        """What is in each part of the article; they begin at these offsets.

        A match stands before an annotation, of which the first gives the colour.
        """
        found: list[Sign | None] = []
        match = self.matches.first() if self.matches else None
        for start, end in pairwise([*starts, len(self._article.text) + 1]):
            if match and self.matches and match[0] < start:
                match = self.matches.after(start - 1)
            if match and match[0] < end:
                found.append(("━", "article--tick-match"))
            elif mark := self._annotations.starting(start, end):
                found.append(("•", sign_look(mark[2])))
            else:
                found.append(None)
        return found

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

    def meant_rows(self, layout: Layout) -> range:
        """The rows on which the annotation stands that is meant."""
        passage = self.meant.passage if self.meant else None
        return layout.rows_of(*passage) if passage else range(0)

    def selected_rows(self, layout: Layout) -> range:
        """The rows on which something is selected, or the cursor is seen."""
        offsets = [*(self.selection or ()), *((self.cursor,) if self.cursor is not None else ())]
        return layout.rows_of(min(offsets), max(offsets) + 1) if offsets else range(0)

    def _look(self, annotation: Annotation) -> tuple[tuple[str, ...], int] | None:
        """How an annotation looks and its lowest layer; None for what the gutter alone shows."""
        if annotation.color is None:
            passage = start, _ = annotation.passage or (0, 0)
            paragraph = self._article.paragraph_range(self._article.paragraph_at(start))
            return None if passage == paragraph else ((), UNDERLINED)
        return LOOKS[annotation.style, annotation.color]


LOOKS: Final = {
    **{(Drawing.HIGHLIGHT, color): ((HIGHLIGHTS[color],), 0) for color in Color},
    **{(Drawing.UNDERLINE, color): ((SIGNS[color],), UNDERLINED) for color in Color},
    **{(Drawing.STRIKE, color): ((SIGNS[color], "article--strike"), 0) for color in Color},
}
"""By style and colour: the component classes, and the lowest layer."""


def sign_look(annotation: Annotation) -> str:
    """The component class of its sign."""
    return SIGNS[annotation.color] if annotation.color else "article--sign"


Thing = TypeVar("Thing")


def _length(mark: tuple[int, int, Thing]) -> int:
    return mark[1] - mark[0]
