"""One of a few: the order of the list, a colour, a format."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events

from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import ChoiceList, Line, Piece, Row

Value = TypeVar("Value", bound=str)


class ChoiceDialog(Picker[Value, Value]):
    """Returns the chosen value. A digit chooses at once."""

    HAS_FILTER = False
    DIGITS: ClassVar[str] = "123456789"

    def __init__(self, title: str, options: Sequence[tuple[Value, str]], current: Value) -> None:
        """Options are (value, label); where a value names a colour, it is shown in it."""
        super().__init__(
            title,
            [
                Row(value, (_line(value, label, number, value == current),))
                for number, (value, label) in enumerate(options, start=1)
            ],
            selected=next(
                (place for place, (value, _) in enumerate(options) if value == current), 0
            ),
            hint="Enter choose · Esc close",
        )
        self.box.add_class("small")

    def choose(self, value: Value) -> None:
        """Take it."""
        self.dismiss(value)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        place = self.DIGITS.find(event.character or " ")
        if 0 <= place < len(self.choices.rows):
            event.stop()
            self.choose(self.choices.rows[place].value)


def _line(value: str, label: str, number: int, current: bool) -> Line:
    swatch = (Piece("▌ ", value),) if f"choice--{value}" in ChoiceList.COMPONENT_CLASSES else ()
    digit = f"{number}  " if number <= len(ChoiceDialog.DIGITS) else "   "
    right = (Piece("present", "muted"),) if current else ()
    return Line((Piece(digit, "key"), *swatch, Piece(label)), right)
