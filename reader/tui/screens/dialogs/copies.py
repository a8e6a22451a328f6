"""The ring of recent copies: to copy one again, or to go back to where it is from."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Literal, NamedTuple, Protocol, TypeVar

from textual.binding import Binding, BindingType

from reader.tui.local_time import MINUTE, local
from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row

LONGEST_LINE = 300
"""Characters of a copy in its row."""


class Copied(Protocol):
    """What was copied, from which article (its id) if any, and when (UTC, ISO 8601)."""

    @property
    def text(self) -> str: ...
    @property
    def article(self) -> str | None: ...
    @property
    def at(self) -> str: ...


Copy = TypeVar("Copy", bound=Copied)


class Wanted(NamedTuple, Generic[Copy]):
    """What to do with which copy."""

    action: Literal["copy", "jump"]
    copy: Copy


class CopiesDialog(Picker[Copy, Wanted[Copy]]):
    """Returns the copy that the person wants again, or whose place they want to see."""

    HAS_DETAIL = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "jump", show=False)]

    def __init__(self, copies: Sequence[Copy], titles: Mapping[str, str] | None = None) -> None:
        """`copies` come newest first; `titles` are those of the articles, by id."""
        super().__init__(
            "Recent copies",
            [Row(copy, _lines(copy, titles or {})) for copy in copies],
            hint="Enter copy again · o its place · / filter · Esc close",
            empty="Nothing copied yet. y copies a quote.",
        )

    def describe(self, value: Copy) -> str:
        """The whole of it."""
        return value.text

    def choose(self, value: Copy) -> None:
        """Copy it again."""
        self.dismiss(Wanted("copy", value))

    def action_jump(self) -> None:
        """Go to where the selected one is from."""
        if (row := self.choices.selected) is not None and not self.filter_line.has_focus:
            self.dismiss(Wanted("jump", row.value))


def _lines(copy: Copied, titles: Mapping[str, str]) -> tuple[Line, ...]:
    when = local(copy.at, MINUTE)
    source = titles.get(copy.article or "", "")
    return (
        Line((Piece(" ".join(copy.text[:LONGEST_LINE].split())),)),
        Line((Piece(source, "muted"),), (Piece(when, "muted"),)),
    )
