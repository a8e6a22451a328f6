"""The line in which a list is filtered."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import ClassVar, Final

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from reader.tui.widgets.line_input import LineInput

OF_ARTICLES: Final = "words of title, author, tags or source"


class FilterLine(LineInput):
    """A line whose every change is a filter; Enter or an arrow leaves it, Esc clears it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--wrong"}

    PROMPT = "/"

    wrong: int | None = None
    """Where a wrong word begins: a count of characters, without spaces before the first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,up", "leave", show=False),
        Binding("escape", "clear", show=False),
        Binding("tab,shift+tab", "complete", show=False),
    ]

    class Left(Message):
        """The person has typed what they wanted."""

    def __init__(
        self, text: str, placeholder: str = OF_ARTICLES, suggester: Suggester | None = None
    ) -> None:
        """`suggester` completes what is typed; Tab takes that, and → at its end."""
        super().__init__(
            text,
            placeholder=placeholder,
            compact=True,
            select_on_focus=False,
            suggester=suggester,
            highlighter=_Pointer(self),
        )

    def point_at(self, wrong: int | None) -> None:
        """Mark the word that begins there, if one is wrong."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.refresh()

    def action_leave(self) -> None:
        """Keep the filter."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take what is suggested, if anything is."""
        self.action_end()
        self.action_cursor_right()

    def abandon(self) -> None:
        """Show all again."""
        self.action_clear()

    def action_clear(self) -> None:
        """Show all again."""
        self.value = ""
        self.post_message(self.Left())


class Endings(Suggester):
    """Completes what stands last in a query: a value, a tag, the name of a saved query."""

    def __init__(self, endings: Callable[[str], Sequence[str]]) -> None:
        """`endings` of what begins so, as in `color:`, `#` or `@`; asked once for each."""
        super().__init__(case_sensitive=True)
        self._endings = cache(endings)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with the first ending that fits."""
        found = _unfinished.search(value)
        if found is None:
            return None
        beginning, typed = found.groups()
        for ending in self._endings(beginning.lower()):
            if ending.casefold().startswith(typed.casefold()) and len(ending) > len(typed):
                return value + ending[len(typed) :]
        return None


_unfinished = re.compile(r"(?:^|[\s(-])([A-Za-z]+:|[#@])([^\s()]*)$")


class _Pointer(Highlighter):
    """Marks the word that is wrong."""

    def __init__(self, line: FilterLine) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        """Mark it in what is typed."""
        if (wrong := self._line.wrong) is None:
            return
        typed = text.plain
        start = min(len(typed) - len(typed.lstrip()) + wrong, len(typed.rstrip()) - 1)
        end = typed.find(" ", start + 1)
        style = self._line.get_component_rich_style("line--wrong")
        text.stylize(style, start, end if end > start else len(typed))


class QueryLine(FilterLine):
    """A filter that is worth a name: Ctrl+S saves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    class Saving(Message):
        """What is typed is to be saved."""

    def action_save(self) -> None:
        """Save it."""
        self.post_message(self.Saving())
