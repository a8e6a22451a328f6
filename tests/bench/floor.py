"""The platform's floor: the least a Textual program must do, to hold Reader's speed against.

Shows HELLOFLOOR. `j` repaints two rows, Space repaints the whole screen with new text, as a reading
pane would with no marks, no wrapping and no storage.
"""

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

TEXT = (
    "le PDG de la firme a annoncé que l’entreprise souhaitait étendre sa présence en Europe et en "
    "Pologne selon Bloomberg "
) * 3
PLAIN = Style(color="#dddddd", bgcolor="#1e1e2e")
CURRENT = Style(color="#111111", bgcolor="#e0c060")
CURRENT_ROWS = 30


class Screenful(Widget, can_focus=True):
    """Forty rows of text of which one is current."""

    screenful = 0
    current = 0

    def render_line(self, y: int) -> Strip:
        """Cut one row out of the text: no wrapping, no marks."""
        width = self.size.width
        text = TEXT[(self.screenful * 7 + y * 13) % 97 :]
        if y == 0 and not self.screenful:
            text = "HELLOFLOOR " + text
        style = CURRENT if y == self.current else PLAIN
        return Strip([Segment(text[:width].ljust(width), style)], width)


class Floor(App[None]):
    """One widget, two keys."""

    BINDINGS = [("j", "row", "row"), ("space", "screenful", "screenful")]

    def compose(self) -> ComposeResult:
        """Show the one widget."""
        yield Screenful()

    def on_mount(self) -> None:
        """Focus it, as a pane is focused."""
        self.query_one(Screenful).focus()

    def action_row(self) -> None:
        """Repaint two rows."""
        pane = self.query_one(Screenful)
        old = pane.current
        pane.current = (old + 1) % CURRENT_ROWS
        width = pane.size.width
        pane.refresh(Region(0, old, width, 1), Region(0, pane.current, width, 1))

    def action_screenful(self) -> None:
        """Repaint the whole screen."""
        pane = self.query_one(Screenful)
        pane.screenful += 1
        pane.refresh()


if __name__ == "__main__":
    Floor().run()
