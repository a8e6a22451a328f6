"""The annotations of one article: jump to one, or act on it where it stands."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.binding import Binding, BindingType

from reader.core.annotation import Annotation
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row
from reader.tui.widgets.overlay import sign_of

LONGEST_QUOTE = 300
"""Characters of a quote or a note in its row; what does not fit is cut there anyway."""

Action = Literal["jump", "color", "tags", "note", "delete", "copy"]


class AnnotationAction(NamedTuple):
    """What to do with which annotation."""

    action: Action
    id: str


class AnnotationsDialog(Picker[Annotation, AnnotationAction]):
    """Returns what to do; the one who opened it does it, and may open it again."""

    HAS_DETAIL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "act('color')", show=False),
        Binding("t", "act('tags')", show=False),
        Binding("a", "act('note')", show=False),
        Binding("d", "act('delete')", show=False),
        Binding("y", "act('copy')", show=False),
    ]

    def __init__(
        self,
        title: str,
        annotations: Sequence[Annotation],
        text: str,
        *,
        current: str | None = None,
        color_names: Mapping[str, str] | None = None,
    ) -> None:
        """`annotations` stand in reading order, `text` is the article's, `current` is selected."""
        self._text = text
        names = color_names or {}
        super().__init__(
            f"Annotations · {title}",
            [
                Row(annotation, self._lines(annotation, names), words=annotation.note)
                for annotation in annotations
            ],
            selected=next((place for place, one in enumerate(annotations) if one.id == current), 0),
            hint="Enter jump · c a t y d as in the text · Esc close",
            empty="No annotations yet. h highlights a paragraph, a writes a note on it.",
        )

    def _lines(self, annotation: Annotation, names: Mapping[str, str]) -> tuple[Line, ...]:
        color = annotation.color.value if annotation.color else ""
        about: list[str] = [names.get(color, color)] if color else []
        if (passage := annotation.passage) is not None and self._text:
            about.append(f"{passage[0] * 100 // len(self._text):3d} %")
        if annotation.status == "orphan":
            about.append("not found in this text")
        note = " ".join(annotation.note[:LONGEST_QUOTE].split("\n", 1)[0].split())
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        return (
            Line(
                (Piece(sign_of(annotation) + " ", color), Piece(self._quote(annotation))),
                (Piece("  ".join(about), "muted"),),
            ),
            Line(
                (Piece("  "), Piece(note or annotation.created[:10], "muted")),
                (Piece(tags[:60], "key"),) if tags else (),
            ),
        )

    def _quote(self, annotation: Annotation) -> str:
        if annotation.anchor is None:
            return "The whole article"
        passage = annotation.passage
        whole = self._text[slice(*passage)] if passage else annotation.anchor.exact
        return " ".join(whole[:LONGEST_QUOTE].split())

    def describe(self, value: Annotation) -> str:
        """The note whole; without one, the quote."""
        return value.note or (value.anchor.exact if value.anchor else "")

    def choose(self, value: Annotation) -> None:
        """Jump to its place."""
        self.dismiss(AnnotationAction("jump", value.id))

    def action_act(self, action: Action) -> None:
        """Do that with the selected annotation."""
        if (row := self.choices.selected) is not None and not self.filter_line.has_focus:
            self.dismiss(AnnotationAction(action, row.value.id))
