"""The line in which a list is filtered."""

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from reader.tui.widgets.line_input import LineInput

OF_ARTICLES: Final = "words of title, author, tags or source"


class FilterLine(LineInput):
    """A line whose every change is a filter; Enter or an arrow leaves it, Esc clears it."""

    PROMPT = "/"
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
        )

    def action_leave(self) -> None:
        """Keep the filter."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take what is suggested, if anything is."""
        self.action_end()
        self.action_cursor_right()

    def action_clear(self) -> None:
        """Show all again."""
        self.value = ""
        self.post_message(self.Left())


class QueryLine(FilterLine):
    """A filter that is worth a name: Ctrl+S saves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    class Saving(Message):
        """What is typed is to be saved."""

    def action_save(self) -> None:
        """Save it."""
        self.post_message(self.Saving())
