"""The headings of an article, to jump to one."""

from collections.abc import Sequence

from reader.tui.screens.dialogs.picker import Picker
from reader.tui.widgets.choice_list import Line, Piece, Row


class OutlineDialog(Picker[int, int]):
    """Returns the offset of the chosen heading."""

    def __init__(self, headings: Sequence[tuple[int, str, int]], current: int) -> None:
        """Headings are (level, text, offset), in reading order; `current` is the cursor's offset.

        The heading that the cursor stands under is selected.
        """
        shallowest = min((level for level, _, _ in headings), default=1)
        super().__init__(
            "Outline",
            [
                Row(
                    offset,
                    (
                        Line(
                            (
                                Piece("  " * (level - shallowest)),
                                Piece(text, "strong" if level == shallowest else ""),
                            )
                        ),
                    ),
                )
                for level, text, offset in headings
            ],
            selected=sum(offset <= current for _, _, offset in headings) - 1,
            hint="Enter jump · / filter · Esc close",
            empty="This article has no headings.",
        )

    def choose(self, value: int) -> None:
        """Jump there."""
        self.dismiss(value)
