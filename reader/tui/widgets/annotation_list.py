"""The list of annotations: how each is drawn, and which are ticked.

Which are shown, and in which order, is the owner's.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar, Final, Protocol

from rich.cells import cell_len
from textual.message import Message

from reader.core.annotation import Color, Status
from reader.core.safe import safe_line
from reader.tui.local_time import local
from reader.tui.widgets.long_list import LongList, Pieces
from reader.tui.widgets.overlay import sign_of

LONGEST: Final = 400
"""Characters of a quote or a note in its row; what does not fit is cut there anyway."""

SHARE: Final = 4
"""Of the width, an annotation's tags have at most one part of so many, and an article's title has
at least one, if it needs it: the rest is the note's."""

AROUND: Final = 8
"""Cells of a second row beside its texts: gaps, the bar of the selected one, the scrollbar."""

Named = tuple[str, str]
"""An annotation among those of all articles: its article, and its id."""


class Listed(Hashable, Protocol):
    """What is shown of an annotation."""

    @property
    def article(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def color(self) -> Color | None: ...
    @property
    def status(self) -> Status: ...
    @property
    def score(self) -> float | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def created(self) -> str: ...


class AnnotationList(LongList[Listed]):
    """Annotations, one of them selected, some of them ticked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{color}" for color in Color}

    class Selected(Message):
        """Another annotation is selected, or none."""

    class Chosen(Message):
        """The selected annotation was chosen with the mouse."""

    def __init__(self, color_names: Mapping[str, str]) -> None:
        super().__init__()
        self._color_names = color_names
        self._ticked: dict[Named, None] = {}
        self._length: int | None = None

    @property
    def ticked(self) -> list[Named]:
        """Those that are ticked, in the order in which they were; also those not shown now."""
        return list(self._ticked)

    @property
    def meant(self) -> list[Named]:
        """Those that are ticked; where none is, the selected one."""
        selected = self.selected
        return self.ticked or ([named(selected)] if selected and selected.id else [])

    @property
    def shown(self) -> Sequence[Listed]:
        """Those that are shown."""
        return self._items

    def show(
        self,
        items: Sequence[Listed],
        index: int,
        *,
        empty: Sequence[str] = (),
        length: int | None = None,
    ) -> None:
        """Show these. `length` is that of the article, in code points, if they are all of one:
        where in it each stands is shown then instead of its title."""
        if length != self._length:
            self._length = length
            self.redraw()
        self.put(items, index, empty)
        self.tell_selected()

    def tick(self) -> None:
        """Tick the selected one, or take its tick away, and go on."""
        if (selected := self.selected) and selected.id:
            name = named(selected)
            if name in self._ticked:
                del self._ticked[name]
            else:
                self._ticked[name] = None
            self.redraw()
            self.move(1)

    def tick_all(self, names: Sequence[Named]) -> None:
        """Tick all of these; if they are already, take their ticks away."""
        if self._ticked.keys() >= set(names):
            self.untick(names)
        else:
            self._ticked.update(dict.fromkeys(names))
            self.redraw()

    def untick(self, names: Sequence[Named] | None = None) -> None:
        """Take the ticks of these away, or all of them."""
        for name in self.ticked if names is None else names:
            self._ticked.pop(name, None)
        self.redraw()

    # Drawing.

    def draw(self, item: Listed, row: int) -> tuple[Pieces, Pieces]:
        """What it stands on and how sure that is; then its note, its article or place, its tags."""
        if not item.id:
            return [("    ", ""), ("gone" if row == 0 else "", "list--quiet")], []
        return self._second_row(item) if row else self._first_row(item)

    def _first_row(self, item: Listed) -> tuple[Pieces, Pieces]:
        tick = "✓" if named(item) in self._ticked else " "
        color = item.color
        quote = safe_line(item.quote[:LONGEST]) or "The whole article"
        left = [
            (tick, "list--bar"),
            (f"{sign_of(item)} ", f"list--{color}" if color else "list--quiet"),
            (quote, "list--title" if item.quote else "list--read"),
        ]
        look = "list--quiet" if item.status == "moved" else "list--alert"
        right = [(f"{status}  ", look)] if (status := said_of_status(item)) else []
        if color:
            right.append((safe_line(self._color_names.get(color, color)), "list--quiet"))
        return left, right

    def _second_row(self, item: Listed) -> tuple[Pieces, Pieces]:
        note = safe_line(item.note[:LONGEST].strip().split("\n", 1)[0])
        left = [
            ("   ", ""),
            (note or safe_line(local(item.created)), "list--read" if note else "list--quiet"),
        ]
        share = self.size.width // SHARE
        tags = _cut(" ".join(f"#{safe_line(tag)}" for tag in item.tags), share)
        if self._length is None:
            taken = sum(cell_len(text) for text, _ in left) + cell_len(tags) + AROUND
            room = max(share, self.size.width - taken)
            where = _cut(safe_line(item.title) or "Untitled", room)
        elif item.start is None:
            where = ""
        else:
            where = f"{item.start * 100 // max(1, self._length)}%"
        gap = "  " if tags and where else ""
        return left, [(tags + gap, "list--tag"), (where, "list--quiet")]

    def tell_selected(self) -> None:
        """Say that another one is selected."""
        self.post_message(self.Selected())

    def tell_chosen(self) -> None:
        """Say that the selected one was chosen."""
        self.post_message(self.Chosen())


def named(item: Listed) -> Named:
    """By what an annotation is known among those of all articles."""
    return item.article, item.id


def said_of_status(item: Listed) -> str:
    """How it was found again, where it is not simply where it was."""
    if item.status == "exact":
        return ""
    if item.status == "changed" and item.score is not None:
        return f"changed {item.score * 100:.0f}%"
    return item.status


def _cut(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while cell_len(text) >= cells:
        text = text[:-1]
    return text + "…"
