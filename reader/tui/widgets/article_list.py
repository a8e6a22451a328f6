"""The list of articles. Which are shown, and in which order, is the owner's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.message import Message

from reader.core.annotation import ReadingState
from reader.core.catalog import Entry, reading_time
from reader.core.safe import safe_line
from reader.tui.widgets.long_list import LongList, Pieces

SIGNS: Final[dict[ReadingState, str]] = {"unread": "○", "reading": "◐", "done": "●"}
INDENT: Final = 4
"""Cells before the title: the bar of the selected article, the sign of its state, and spaces."""


class ArticleList(LongList[Entry]):
    """Articles, one of them selected."""

    @dataclass
    class Selected(Message):
        """Another article is selected, or none."""

        entry: Entry | None

    @dataclass
    class Chosen(Message):
        """An article was chosen with the mouse."""

        entry: Entry

    @property
    def entries(self) -> Sequence[Entry]:
        """The articles in the order of the list."""
        return self._items

    def show(
        self, entries: Sequence[Entry], *, select: str | None = None, empty: Sequence[str] = ()
    ) -> None:
        """Show these articles; `empty` is what an empty list says, line by line.

        The article with the id `select` is selected; else the one that was, where it still is in
        the list; else its neighbour.
        """
        before = self.selected
        shown = tuple(entries)
        if shown == self._items and tuple(empty) == self._empty and select is None:
            return
        wanted = select or (before.id if before else None)
        found = (place for place, entry in enumerate(shown) if entry.id == wanted)
        self.put(shown, next(found, self.index), empty)
        if self.selected != before:
            self.tell_selected()

    def draw(self, item: Entry, row: int) -> tuple[Pieces, Pieces]:
        """Its title, then what else is known of it."""
        return facts_row(item) if row else title_row(item)

    def tell_selected(self) -> None:
        """Say which article is selected."""
        self.post_message(self.Selected(self.selected))

    def tell_chosen(self) -> None:
        """Say which article was chosen."""
        if entry := self.selected:
            self.post_message(self.Chosen(entry))


def title_row(entry: Entry) -> tuple[Pieces, Pieces]:
    """The state and the title; at the right a star and the time that reading takes."""
    title_class = "list--read" if entry.state == "done" else "list--title"
    left = [
        (f" {SIGNS[entry.state]} ", "list--bar" if entry.state == "reading" else "list--quiet"),
        (safe_line(entry.title) or "Untitled", title_class),
    ]
    if entry.missing:
        return left, [("cannot be read", "list--alert")]
    star = [("★ ", "list--star")] if entry.starred else []
    return left, [*star, (time_of(entry), "list--quiet")]


def facts_row(entry: Entry) -> tuple[Pieces, Pieces]:
    """What else is known of the article, quietly, and its tags."""
    facts = [
        entry.date,
        entry.author or source_name(entry),
        f"{round(entry.progress * 100)}%" if 0 < entry.progress < 1 else None,
        counted(entry.highlights, "highlight"),
        counted(entry.notes, "note"),
        "archived" if entry.archived else None,
        "in the trash" if entry.trashed else None,
    ]
    text = " · ".join(safe_line(fact) for fact in facts if fact)
    text = text or (counted(entry.words, "word") or "")
    if entry.missing:
        text = safe_line(entry.missing)
    tags = [(f"#{safe_line(tag)} ", "list--tag") for tag in entry.tags]
    gap = [("  ", "")] if text and tags else []
    return [(" " * (INDENT - 1), ""), (text, "list--quiet"), *gap, *tags], []


def time_of(entry: Entry) -> str:
    """How long reading takes, or what is left of it once it has begun."""
    begun = entry.state == "reading" and 0 < entry.progress < 1
    time = reading_time(round(entry.words * (1 - entry.progress * begun)))
    return f"{time} left" if begun else time


def counted(number: int, what: str) -> str | None:
    """`1 note`, `2,300 notes`; None for none."""
    return f"{number:,} {what}{'' if number == 1 else 's'}" if number else None


def source_name(entry: Entry) -> str | None:
    """The last source's file name, or the host of its address."""
    if not entry.sources:
        return None
    source = entry.sources[-1]
    if "://" in source:
        return source.split("://", 1)[1].split("/", 1)[0]
    return source.replace("\\", "/").rsplit("/", 1)[-1]
