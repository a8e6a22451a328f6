"""What lies over the text of an article, layer by layer, and which look each thing has.

From below: how the author set it, what the person left, what a search found, what is selected, the
cursor. Each layer answers for one row at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, pairwise
from operator import is_not
from typing import Final, NamedTuple, Protocol, TypeVar

from reader.core.annotation import Annotation, Color, Status, Style
from reader.core.article import Article
from reader.core.layout import Layout
from reader.core.marks import CROWD, Mark, Marks, Part, deepest, parts, without
from reader.core.search import Matches
from reader.core.segments import Range, next_boundary

HIGHLIGHTS = {color: f"article--highlight-{color}" for color in Color}
SIGNS = {color: f"article--sign-{color}" for color in Color}
STATUS_SIGNS: Final[Mapping[Status, str]] = {"moved": "→", "changed": "≈", "orphan": "?"}
"""How an annotation was found again, where it is not simply where it was."""

INKS = {color: f"article--ink-{color}" for color in Color}

LOOKS: Final[Mapping[tuple[Style, Color | None], tuple[str, ...]]] = {
    **{(Style.HIGHLIGHT, color): (HIGHLIGHTS[color],) for color in Color},
    **{(Style.UNDERLINE, color): (INKS[color], "article--underline") for color in Color},
    **{(Style.STRIKE, color): (INKS[color], "article--strike") for color in Color},
    **{(style, None): ("article--underline",) for style in Style},
}
"""The component classes of an annotation, by its style and colour."""

OVERLAPS: Final = ((), (), ("article--overlap",), ("article--overlap", "article--crowd"))
"""What a part of the text has in addition over which so many annotations lie, or more."""

TURNED: Final = frozenset(f"article--{name}" for name in ("line", "slant", "crowd", "meant"))
"""Shapes by which parts of the text are told apart. What is under one and has it already loses it:
else none would be seen in a heading, a quote or a link."""

COMPONENTS = (
    *(f"article--{span}" for span in ("emphasis", "strong", "code", "link")),
    *HIGHLIGHTS.values(),
    *INKS.values(),
    *(f"article--{name}" for name in ("underline", "strike", "overlap")),
    *TURNED,
    *(f"article--{name}" for name in ("match", "match-current", "selection", "cursor")),
)
"""Everything that can lie over a text."""

NOTICES = ("orphan", "changed", "crowd", "moved")
"""What may be said beside the sign of an annotation: there is room for one, the first of these."""

Sign = tuple[str, str]
"""One cell of the gutter, or two for a number, and the component class that styles it."""


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
        self._listed: Sequence[Annotation] = ()
        self._annotations: Marks[Annotation] = Marks()
        """One for each that is listed; what has no passage is beside the text."""
        self._drawn: Marks[Annotation] = Marks()
        """The same, but nowhere is what the gutter alone shows."""
        self._shapes: Marks[str] | None = None
        """What tells the parts apart into which they cut each other, once that was asked."""
        self._lost: Marks[Annotation] = Marks()
        """Where those stood that have no passage in the present text."""
        self.matches: Matches | None = None
        self.current_match: Range | None = None
        self.meant: Annotation | None = None
        """Of annotations that meet the one that is meant: it is alone in its place."""
        self.selection: Range | None = None
        self.cursor: int | None = None
        """Where there is a cursor to be seen."""

    def set_annotations(self, annotations: Sequence[Annotation]) -> bool:
        """Draw these, in reading order, in place of those before. Whether a note has changed.

        What is the same at the beginning and at the end costs next to nothing: of thousands,
        one has changed.
        """
        before, self._listed = self._listed, annotations
        first, last, last_before = _differing(annotations, before)
        placed = [(*self._place(one), one) for one in annotations[first:last]]
        drawn = [
            (start, end if self._is_drawn(one, (start, end)) else start, one)
            for start, end, one in placed
        ]
        self._annotations.replace(first, last_before, placed)
        self._drawn.replace(first, last_before, drawn)
        self._shapes = None
        changed = (*before[first:last_before], *annotations[first:last])
        if any(one.status == "orphan" for one in changed):
            self._lost = Marks(self._where_lost())
        return any(one.note and one.passage for one in changed)

    def _place(self, annotation: Annotation) -> Range:
        """Where it lies; before or behind the text, and empty, for what lies nowhere in it."""
        outside = len(self._article.text) + 1 if annotation.anchor else -1
        return annotation.passage or (outside, outside)

    def _is_drawn(self, annotation: Annotation, passage: Range) -> bool:
        """Whether the text shows it: a note on a whole paragraph has only its sign."""
        if annotation.color is not None:
            return True
        paragraph = self._article.paragraph_at(passage[0])
        return passage != self._article.paragraph_range(paragraph)

    def _where_lost(self) -> Iterator[tuple[int, int, Annotation]]:
        last = max(0, len(self._article.text) - 1)
        for one in self._listed:
            if one.anchor and not one.passage:
                at = min(one.anchor.start, last)
                yield at, at + 1, one

    @property
    def noted(self) -> list[tuple[int, int, Annotation]]:
        """Those that have a passage and a note, with their passages."""
        return [mark for mark in self._annotations if mark[2].note and mark[0] < mark[1]]

    @property
    def annotations(self) -> list[Annotation]:
        """Those that have a passage, by its start, the longer ones first."""
        return [annotation for annotation in self._listed if annotation.passage]

    def annotations_touching(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share an offset with a passage, the shortest first."""
        found = self._annotations.touching(start, end)
        return [annotation for _, _, annotation in sorted(found, key=_length)]

    def marks(self, start: int, end: int) -> list[Mark]:
        """Everything that lies over what a row draws, the selection and the cursor aside."""
        drawn = self._drawn.touching(start, end)
        # Grounds over inks: what is written on a ground has the ink that can be read there.
        drawn.sort(key=lambda mark: mark[2].style is Style.HIGHLIGHT)
        laid = [(left, right, name) for left, right, one in drawn for name in _looks(one)]
        laid += self._parts.touching(start, end)
        if self.meant and (alone := self.meant.passage) and self._is_drawn(self.meant, alone):
            names = (*_looks(self.meant), "article--underline", "article--meant")
            laid = [*without(laid, alone), *((*alone, name) for name in names)]
        marks = [*self._spans.touching(start, end), *laid]
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
                notices["crowd"] = str(count) if count < 100 else "+", "article--sign-crowd"
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

    @property
    def _parts(self) -> Marks[str]:
        if self._shapes is None:
            self._shapes = Marks(
                (part.start, part.end, name)
                for group in self._drawn.groups()
                for part in parts(group)
                for name in _shape(part)
            )
        return self._shapes


def _looks(annotation: Annotation) -> tuple[str, ...]:
    return LOOKS[annotation.style, annotation.color]


def _shape(part: Part[Annotation]) -> tuple[str, ...]:
    """How a part is told apart from those beside it, without colour."""
    shape = OVERLAPS[min(part.depth, CROWD)]
    if not part.turned:
        return shape
    has_line = part.depth > 1 or "article--underline" in _looks(part.top)
    return (*shape, "article--slant" if has_line else "article--line")


def _differing(after: Sequence[Annotation], before: Sequence[Annotation]) -> tuple[int, int, int]:
    """Where two sequences differ: from where on, up to where in the one and up to where in the
    other."""
    shorter = min(len(after), len(before))
    first = next(compress(count(), map(is_not, after, before)), shorter)
    ends = map(is_not, reversed(after), reversed(before))
    same = min(next(compress(count(), ends), shorter), shorter - first)
    return first, len(after) - same, len(before) - same


def sign_look(annotation: Annotation) -> str:
    """The component class of its sign."""
    return SIGNS[annotation.color] if annotation.color else "article--sign"


Thing = TypeVar("Thing")


def _length(mark: tuple[int, int, Thing]) -> int:
    return mark[1] - mark[0]
