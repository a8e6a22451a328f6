"""What is reviewed and has no place in the text: a card below it."""

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from reader.core.safe import safe, safe_line

LONGEST = 2_000
"""Characters of a quote and of a note; more would fit no screen."""


class ReviewCard(Static):
    """A quote that is not in the text any more, if it is one, and a note."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"card--quote"}

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False

    def show(self, heading: str, quote: str, note: str) -> None:
        """Show these."""
        self.border_title = Content(safe_line(heading))
        look: Style = self.get_visual_style("card--quote", partial=True)
        said = [(f"“{safe_line(quote[:LONGEST])}”", look)] if quote else []
        gap = "\n" if quote and note else ""
        self.update(Content.assemble(*said, gap, safe(note[:LONGEST])))
        self.display = True

    def hide(self) -> None:
        """Leave the room to the text."""
        self.display = False
